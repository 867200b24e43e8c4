"""Fieller's interval by root finding on Student's t, prediction intervals from their definition,
correlations of perfect order, in 40-digit arithmetic; permutations by enumeration.

Run in this folder: python3 two-sample.py > two-sample.json
"""
import itertools
import json
import sys
from fractions import Fraction

import mpmath as mp

mp.mp.dps = 40


def two_tails(t, df):
    t, df = mp.mpf(t), mp.mpf(df)
    return mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True)


def quantile(level, df):
    return mp.findroot(lambda t: two_tails(t, df) - (1 - level), (mp.mpf(1), mp.mpf(4)),
                       solver="anderson", tol=mp.mpf(10) ** -60)


def mean(v):
    return mp.fsum(v) / len(v)


def squares(v):
    m = mean(v)
    return mp.fsum((x - m) ** 2 for x in v)


def fieller(a, b, level):
    a = [mp.mpf(x) for x in a]
    b = [mp.mpf(x) for x in b]
    df = len(a) + len(b) - 2
    s = mp.sqrt((squares(a) + squares(b)) / df)
    level = mp.mpf(level)

    def excess(r):
        t = (mean(a) - r * mean(b)) / (s * mp.sqrt(mp.mpf(1) / len(a) + r * r / len(b)))
        return two_tails(t, df) - (1 - level)

    estimate = mean(a) / mean(b)

    def root(inside, outside):
        for _ in range(200):
            middle = (inside + outside) / 2
            if excess(middle) > 0:
                inside = middle
            else:
                outside = middle
        return inside

    # Where t is largest against the ratio: below the estimate if anything there is excluded.
    lower = [estimate - mp.mpf(k) / 50 for k in range(1, 5000)]
    worst = min(lower, key=excess)
    low = root(estimate, worst) if excess(worst) < 0 else None
    high = root(estimate, estimate + 1000) if excess(estimate + 1000) < 0 else None
    return {"a": [float(x) for x in a], "b": [float(x) for x in b], "level": float(level),
            "ratio": float(estimate), "low": None if low is None else float(low),
            "high": None if high is None else float(high)}


def prediction(values, new, level):
    v = [mp.mpf(x) for x in values]
    w = [mp.mpf(x) for x in new]
    n, m = len(v), len(w)
    se = mp.sqrt(squares(v) / (n - 1) * (mp.mpf(1) / n + mp.mpf(1) / m))
    q = quantile(mp.mpf(level), n - 1)
    t = (mean(w) - mean(v)) / se
    return {"values": values, "new": new, "level": float(level), "centre": float(mean(v)),
            "low": float(mean(v) - q * se), "high": float(mean(v) + q * se), "t": float(t),
            "p": float(two_tails(t, n - 1))}


def permutation(a, b):
    values = [Fraction(str(x)) for x in a + b]
    total = sum(values)
    n, m = len(a), len(b)

    def gap(part):
        return part / n - (total - part) / m

    observed = gap(sum(values[:n]))
    gaps = [gap(sum(c)) for c in itertools.combinations(values, n)]
    share = lambda test: float(Fraction(sum(map(test, gaps)), len(gaps)))
    most = max(map(abs, gaps))
    return {"a": a, "b": b, "two_sided": share(lambda g: abs(g) >= abs(observed)),
            "less": share(lambda g: g <= observed), "greater": share(lambda g: g >= observed),
            "floor": share(lambda g: abs(g) >= most), "choices": len(gaps)}


json.dump({
    "made_by": "Python %s, mpmath %s" % (sys.version.split()[0], mp.__version__),
    "fieller": [
        fieller([5.1, 6.2, 4.8], [3.0, 3.9, 4.1, 2.8], "0.95"),
        fieller([12], [8, 9.5, 7.2, 10.1, 8.8], "0.9"),
        fieller([0.4, -0.3, 0.1], [30.0, 31.5, 29.2], "0.95"),
        fieller([3.0, 4.0], [0.5, 2.5, -0.4], "0.95"),
        fieller([7.0, 7.4], [0.5, 2.5, -0.4], "0.95")],
    "prediction": [
        prediction([8, 9.5, 7.2, 10.1, 8.8], [12], "0.95"),
        prediction([105, 130, 170, 550, 710, 595, 390, 265], [190, 165, 140], "0.9"),
        prediction([1e9 + 0.25, 1e9 + 1, 1e9 - 0.5], [1e9 + 4], "0.95")],
    "permutation": [
        permutation([0.1, 0.2, 0.3], [0.3, 0.4, 0.5, 0.6]),
        permutation([1, 1, 2], [2, 2, 3, 1]),
        permutation([0.7], [0.1, 0.2, 0.4, 0.8, 1.1]),
        permutation([3, 3], [3, 3, 3])],
}, sys.stdout, indent=1)
