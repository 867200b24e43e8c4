"""The numbers of every estimand on one made-up series, from their definitions: dense covariances
for serial correlation, scipy's laws for tails and quantiles.

Run in this folder: python3 estimands.py > estimands.json
"""
import itertools
import json
import sys

import numpy as np
import scipy
from scipy import optimize, stats

LEVEL = 0.95
YEARS = list(range(2002, 2025))
COUNTS = [410, 395, 520, 610, 480, 350, 300, 260, 240, 255,  # before 2012
          180, 240, 420, 380, 330,                           # after 2011
          210, 160, 120,
          95, 130, 88, 70, 61]                               # after 2019
BASELINE, AFTER = (2002, 2011), (2012, 2016)
SECOND_BASELINE, SECOND_AFTER = (2012, 2019), (2020, 2024)
# Ranges without a best estimate, by year.
RANGES = {2006: (400, 600), 2013: (200, 300)}


def part(values, years):
    return [values[y - YEARS[0]] for y in range(years[0], years[1] + 1)]


def gls(y, x, times, rho, place):
    t = np.asarray(times, float)
    v = rho ** np.abs(t[:, None] - t[None, :]) if rho > 0 else np.eye(len(t))
    w = np.linalg.inv(v)
    xwx = x.T @ w @ x
    b = np.linalg.solve(xwx, x.T @ w @ y)
    r = y - x @ b
    df = len(y) - x.shape[1]
    rss = r @ w @ r
    se = np.sqrt(rss / df * np.linalg.inv(xwx)[place, place])
    evidence = -(np.linalg.slogdet(v)[1] + np.linalg.slogdet(xwx)[1] + df * np.log(rss)) / 2
    return b[place], se, df, evidence


def averaged(y, x, times, place):
    grid = [r / 20 for r in range(1, 20)]
    fits = [gls(y, x, times, r, place) for r in grid]
    log_weight = np.array([np.log(r) + f[3] for r, f in zip(grid, fits)])
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    b = np.array([f[0] for f in fits])
    s = np.array([f[1] for f in fits])
    df = fits[0][2]

    def cumulative(at):
        return float(weight @ stats.t.cdf((at - b) / s, df))

    def survival(at):
        return float(weight @ stats.t.sf((at - b) / s, df))

    span = (b.min() - 60 * s.max(), b.max() + 60 * s.max())
    tail = (1 - LEVEL) / 2
    low = optimize.brentq(lambda at: cumulative(at) - tail, *span, xtol=1e-14, rtol=1e-15)
    high = optimize.brentq(lambda at: survival(at) - tail, *span, xtol=1e-14, rtol=1e-15)
    return {"estimate": float(weight @ b), "p": min(1, 2 * min(cumulative(0), survival(0))),
            "low": low, "high": high, "df": df}


def declared(y, x, times, place):
    rows = []
    for rho in [r / 10 for r in range(7)]:
        b, s, df, _ = gls(y, x, times, rho, place)
        t = stats.t.ppf((1 + LEVEL) / 2, df)
        rows.append((rho, b, 2 * stats.t.sf(abs(b / s), df), b - t * s, b + t * s))
    worst = max(rows, key=lambda row: row[2])
    signs = {np.sign(row[1]) for row in rows}
    return {"rho": worst[0], "p": 1.0 if len(signs) > 1 else worst[2],
            "low": min(r[3] for r in rows), "high": max(r[4] for r in rows)}


def step(before, after, years_before, years_after, log):
    y = np.array(before + after, float)
    y = np.log(y) if log else y
    times = list(range(years_before[0], years_before[1] + 1)) + list(
        range(years_after[0], years_after[1] + 1))
    d = np.array([1.0 if t >= years_after[0] else 0.0 for t in times])
    one = np.ones(len(times))
    time = np.array(times, float) - times[0]
    out = {}
    for name, x in [("no_trend", np.column_stack([one, d])),
                    ("trend", np.column_stack([one, d, time]))]:
        row, worst = averaged(y, x, times, 1), declared(y, x, times, 1)
        if log:
            for item in (row, worst):
                for key in ("estimate", "low", "high"):
                    if key in item:
                        item[key] = float(np.exp(item[key]))
        out[name] = {"averaged": row, "worst": worst}
    return out


def prediction(before, after, log):
    b = np.log(before) if log else np.array(before, float)
    n = len(b)
    se = b.std(ddof=1) * np.sqrt(1 + 1 / n)
    t = stats.t.ppf((1 + LEVEL) / 2, n - 1)
    ends = [b.mean() - t * se, b.mean() + t * se]
    ends = [float(np.exp(e)) for e in ends] if log else [float(e) for e in ends]
    rows = []
    for value in after:
        at = ((np.log(value) if log else value) - b.mean()) / se
        rows.append({"value": float(value), "t": float(at), "df": n - 1,
                     "p": float(2 * stats.t.sf(abs(at), n - 1)), "low": ends[0], "high": ends[1]})
    return rows


def together(before, after):
    """Chow's prediction test of logarithms about one mean."""
    b, a = np.log(before), np.log(before + after)
    pre, both = ((b - b.mean()) ** 2).sum(), ((a - a.mean()) ** 2).sum()
    f = (both - pre) / len(after) / (pre / (len(b) - 1))
    return {"f": float(f), "p": float(stats.f.sf(f, len(after), len(b) - 1)), "df": len(after)}


def ranks(before, after):
    n = len(before)
    rows = []
    for value in after:
        below = sum(b < value for b in before)
        equal = sum(b == value for b in before)
        above = n - below - equal
        rows.append({"rank": below + 1 + equal / 2,
                     "p": min(1, 2 * min(below + equal + 1, above + equal + 1) / (n + 1)),
                     "floor": 2 / (n + 1)})
    return rows


def slope(values):
    n = len(values)
    slopes = sorted((values[j] - values[i]) / (j - i)
                    for i, j in itertools.combinations(range(n), 2))
    score = sum(np.sign(values[j] - values[i]) for i, j in itertools.combinations(range(n), 2))
    scores = [sum(np.sign(p[j] - p[i]) for i, j in itertools.combinations(range(n), 2))
              for p in itertools.permutations(range(n))]
    p = sum(abs(s) >= abs(score) for s in scores) / len(scores)
    floor = sum(abs(s) >= n * (n - 1) / 2 for s in scores) / len(scores)
    return {"slope": float(np.median(slopes)), "score": float(score), "p": p, "floor": floor}


def rate_ratio(later, earlier, baselines):
    x, y = sum(later), sum(earlier)
    share = len(later) / (len(later) + len(earlier))
    phi = -1.0
    for b in baselines:
        mean = np.mean(b)
        value = float(sum((v - mean) ** 2 / mean for v in b) / (len(b) - 1))
        if value > phi:
            phi, df = value, len(b) - 1
    exact = min(1, 2 * min(stats.binom.cdf(x, x + y, share), stats.binom.sf(x - 1, x + y, share)))
    p = min(1, 2 * stats.t.sf(stats.norm.isf(exact / 2) / np.sqrt(phi), df))
    tail = stats.norm.sf(stats.t.ppf((1 + LEVEL) / 2, df) * np.sqrt(phi))
    low = stats.beta.ppf(tail, x, y + 1)
    high = stats.beta.isf(tail, x + 1, y)
    scale = len(earlier) / len(later)
    return {"ratio": x / len(later) / (y / len(earlier)), "phi": phi, "df": df, "p": float(p),
            "low": float(low / (1 - low) * scale), "high": float(high / (1 - high) * scale)}


def welch(a, b):
    a, b = np.array(a, float), np.array(b, float)
    test = stats.ttest_ind(a, b, equal_var=False)
    ends = test.confidence_interval(LEVEL)
    return {"estimate": float(a.mean() - b.mean()), "t": float(test.statistic),
            "df": float(test.df), "p": float(test.pvalue), "low": float(ends.low),
            "high": float(ends.high)}


def slope_difference(first, second, years_first, years_second):
    y = np.array(first + second, float)
    times = list(range(years_first[0], years_first[1] + 1)) + list(
        range(years_second[0], years_second[1] + 1))
    is_second = np.array([0.0] * len(first) + [1.0] * len(second))
    elapsed = np.array(list(range(len(first))) + list(range(len(second))), float)
    x = np.column_stack([np.ones(len(y)), is_second, elapsed, is_second * elapsed])
    return averaged(y, x, times, 3)


def main():
    before, after = part(COUNTS, BASELINE), part(COUNTS, AFTER)
    before2, after2 = part(COUNTS, SECOND_BASELINE), part(COUNTS, SECOND_AFTER)
    geometric = [float(np.sqrt(np.prod(RANGES[y]))) if y in RANGES else c
                 for y, c in zip(YEARS, COUNTS)]
    logged = welch(np.log(after2), np.log(after))
    ratio = {k: float(np.exp(v)) if k in ("estimate", "low", "high") else v
             for k, v in logged.items()}
    json.dump({
        "versions": {"python": sys.version.split()[0], "numpy": np.__version__,
                     "scipy": scipy.__version__},
        "years": YEARS, "counts": COUNTS,
        "ranges": [[y, *ends] for y, ends in RANGES.items()],
        "mean_before": float(np.mean(before)), "mean_after": float(np.mean(after)),
        "change": step(before, after, BASELINE, AFTER, True),
        "change_raw": step(before, after, BASELINE, AFTER, False),
        "change_ranges": step(part(geometric, BASELINE), part(geometric, AFTER), BASELINE, AFTER,
                              True),
        "prediction": prediction(before, after, True),
        "prediction_raw": prediction(before, after, False),
        "together": together(before, after),
        "ranks": ranks(before, after), "ranks_between": ranks(after, after2),
        "slope": slope(after),
        "rate_ratio": rate_ratio(after, before, [before]),
        "rate_ratio_between": rate_ratio(after2, after, [before, before2]),
        "mean_difference_between": welch(after2, after), "mean_ratio_between": ratio,
        "slope_difference": slope_difference(after, after2, AFTER, SECOND_AFTER),
    }, sys.stdout, indent=1)
    print()


main()
