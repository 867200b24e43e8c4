#!/usr/bin/env python3
"""Regression under serial correlation, prediction and Chow's test, with dense matrices in 50 digits.

Writes regression.json beside itself. Nothing here follows the way the library computes: covariances
are inverted, quantiles are found by bisection, Chow's F is the difference of two sums of squares.
"""
import json
import math
import os

import mpmath as mp

mp.mp.dps = 50


def survival(t, df):
    """P(T > t)."""
    t, df = mp.mpf(t), mp.mpf(df)
    tail = mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2
    return tail if t >= 0 else 1 - tail


def f_survival(x, d1, d2):
    return mp.betainc(mp.mpf(d2) / 2, mp.mpf(d1) / 2, 0, d2 / (d2 + d1 * x), regularized=True)


def bisect(f, low, high):
    low, high = mp.mpf(low), mp.mpf(high)
    for _ in range(170):
        middle = (low + high) / 2
        if f(middle) > 0:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def upper_quantile(p, df):
    return bisect(lambda t: p - survival(t, df), 0, 10000)


def gls(columns, y, times, rho):
    n, p = len(y), len(columns)
    x = mp.matrix(n, p)
    for j, column in enumerate(columns):
        for i, v in enumerate(column):
            x[i, j] = mp.mpf(v)
    r = mp.matrix(y)
    v = mp.matrix(n, n)
    for i in range(n):
        for j in range(n):
            gap = abs(mp.mpf(times[i]) - mp.mpf(times[j]))
            v[i, j] = mp.mpf(1) if i == j else (mp.power(mp.mpf(rho), gap) if rho else mp.mpf(0))
    vi = mp.inverse(v)
    gram = x.T * vi * x
    inv = mp.inverse(gram)
    beta = inv * (x.T * vi * r)
    rest = r - x * beta
    rss = (rest.T * vi * rest)[0]
    return beta, inv, rss, mp.log(mp.det(v)), mp.log(mp.det(gram))


def declared(columns, y, times, term, grid, level):
    df = len(y) - len(columns)
    t = upper_quantile((1 - mp.mpf(level)) / 2, df)
    rows = []
    for rho in grid:
        beta, inv, rss, _, _ = gls(columns, y, times, rho)
        se = mp.sqrt(rss / df * inv[term, term])
        b = beta[term]
        rows.append({'rho': rho, 'estimate': b, 'standardError': se, 'statistic': b / se,
                     'pValue': 2 * survival(abs(b / se), df), 'low': b - t * se, 'high': b + t * se})
    signs = {mp.sign(row['estimate']) for row in rows}
    worst = mp.mpf(1) if {1, -1} <= signs else max(row['pValue'] for row in rows)
    return {'rows': rows, 'worst': worst, 'low': min(row['low'] for row in rows),
            'high': max(row['high'] for row in rows)}


def averaged(columns, y, times, term, level):
    df = len(y) - len(columns)
    parts, logs = [], []
    for k in range(1, 20):
        r = k / 20
        beta, inv, rss, logv, logg = gls(columns, y, times, r)
        parts.append((beta[term], mp.sqrt(rss / df * inv[term, term])))
        logs.append(mp.log(r) - (logv + logg + df * mp.log(rss)) / 2)
    top = max(logs)
    weights = [mp.exp(v - top) for v in logs]
    total = sum(weights)
    weights = [w / total for w in weights]
    above = lambda x: sum(w * survival((x - b) / s, df) for w, (b, s) in zip(weights, parts))
    reach = 200 * max(s for _, s in parts)
    tail = (1 - mp.mpf(level)) / 2
    lowest, highest = min(b for b, _ in parts) - reach, max(b for b, _ in parts) + reach
    return {
        'estimate': sum(w * b for w, (b, _) in zip(weights, parts)),
        'pValue': 2 * min(above(0), 1 - above(0)),
        'low': bisect(lambda x: 1 - above(x) - tail, lowest, highest),
        'high': bisect(lambda x: tail - above(x), lowest, highest),
    }


def breakdown(columns, y, times, term, level):
    df = len(y) - len(columns)

    def rejects(rho):
        beta, inv, rss, _, _ = gls(columns, y, times, rho)
        return 2 * survival(abs(beta[term]) / mp.sqrt(rss / df * inv[term, term]), df) <= 1 - mp.mpf(level)

    start = rejects(0)
    for k in range(1, 100):
        if rejects(k / 100) != start:
            low, high = mp.mpf(k - 1) / 100, mp.mpf(k) / 100
            for _ in range(40):
                middle = (low + high) / 2
                if rejects(middle) == start:
                    low = middle
                else:
                    high = middle
            return high
    return None


def chow(columns, y, first):
    p = len(columns)
    ols = lambda n: gls([c[:n] for c in columns], y[:n], list(range(n)), 0)
    _, _, before, _, _ = ols(first)
    _, _, everything, _, _ = ols(len(y))
    m, df = len(y) - first, first - p
    f = ((everything - before) / m) / (before / df)
    return {'statistic': f, 'degrees': [m, df], 'pValue': f_survival(f, m, df)}


def prediction(columns, y, first, level):
    p = len(columns)
    beta, inv, rss, _, _ = gls([c[:first] for c in columns], y[:first], list(range(first)), 0)
    df = first - p
    t = upper_quantile((1 - mp.mpf(level)) / 2, df)
    rows = []
    for i in range(first, len(y)):
        row = mp.matrix([mp.mpf(c[i]) for c in columns])
        value = (row.T * beta)[0]
        h = (row.T * inv * row)[0]
        mean, new = mp.sqrt(rss / df * h), mp.sqrt(rss / df * (1 + h))
        rows.append({'value': value, 'meanError': mean, 'observationError': new,
                     'low': value - t * new, 'high': value + t * new, 'leverage': h})
    return rows


def hc3(columns, y):
    """Standard errors by HC3."""
    n, p = len(y), len(columns)
    beta, inv, _, _, _ = gls(columns, y, list(range(n)), 0)
    middle = mp.matrix(p, p)
    for i in range(n):
        row = mp.matrix([mp.mpf(c[i]) for c in columns])
        rest = mp.mpf(y[i]) - (row.T * beta)[0]
        weight = (rest / (1 - (row.T * inv * row)[0])) ** 2
        middle += weight * row * row.T
    covariance = inv * middle * inv
    return [mp.sqrt(covariance[j, j]) for j in range(p)]


def plain(v):
    if isinstance(v, dict):
        return {k: plain(x) for k, x in v.items()}
    if isinstance(v, list):
        return [plain(x) for x in v]
    return float(v) if isinstance(v, mp.mpf) else v


def case(name, times, y, pre, step, level=0.95):
    times, y = [float(t) for t in times], [float(v) for v in y]
    ones = [1.0] * len(y)
    columns = [ones, times, [float(t >= step) for t in times]]
    grid = [k / 10 for k in range(7)]
    return {
        'name': name, 'times': times, 'values': y, 'step': step, 'first': pre, 'level': level,
        'declared': declared(columns, y, times, 2, grid, level),
        'averaged': averaged(columns, y, times, 2, level),
        'breakdown': breakdown(columns, y, times, 2, level),
        'chow': chow(columns[:2], y, pre),
        'prediction': prediction(columns[:2], y, pre, level),
    }


years = list(range(2012, 2026))
middle = [105, 130, 170, 550, 710, 595, 390, 265, 190, 165, 140, 127.5, 110, 100]
logs = [math.log(v) for v in middle]
gaps = [1998.5, 1999.5, 2001.5, 2002.5, 2003.5, 2004.5, 2007.5, 2008.5, 2009.5, 2010.5, 2013.5, 2014.5]
cases = [
    case('synthetic vector', years, middle, 12, 2024),
    case('synthetic vector, logarithms', years, logs, 12, 2024),
    case('a clear fall that turns with rho', years,
         [520, 540, 500, 530, 515, 505, 498, 512, 490, 500, 495, 488, 430, 420], 12, 2024, .99),
    case('gaps, half years, one later value', gaps,
         [3.25, 4.5, 4.0, 6.125, 5.5, 7.0, 6.0, 8.25, 7.5, 9.0, 8.0, 2.0], 11, 2014, .9),
    case('a change of sign', years, middle[:12] + [200, 190], 12, 2024),
]
far = {
    'years': [float(y) for y in range(2001, 2010)] + [20055.0],
    'values': [3.1, 2.8, 3.6, 4.0, 3.9, 4.4, 4.1, 5.0, 4.8, 5.3],
}
far['hc3'] = plain(hc3([[1.0] * 10, far['years']], far['values']))
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'regression.json'), 'w') as f:
    json.dump({'python': 'mpmath ' + mp.__version__ + ', 50 digits', 'far': far, 'cases': plain(cases)}, f, indent=1)
