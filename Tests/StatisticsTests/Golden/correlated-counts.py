"""Quasi-Poisson estimating equations under declared autocorrelation, with dense covariances in 50
digits: for each rho the root of X' M V^-1 (y - mu) = 0 with V = M^1/2 R(rho) M^1/2, found by Newton's
method with a numerical Jacobian; phi, errors, t and p; and the average over rho.

Run in this folder: python3 correlated-counts.py > correlated-counts.json
"""
import json

from mpmath import mp, mpf, matrix, exp, log, sqrt, betainc, diag, inverse, lu_solve, det, findroot

mp.dps = 50

CASES = [
    {"name": "step", "times": list(range(2004, 2018)),
     "counts": [31, 42, 38, 29, 24, 21, 19, 18, 15, 26, 60, 52, 42, 33], "exposures": [1] * 14,
     "step": 2013},
    {"name": "gaps", "times": [2000, 2001, 2003, 2004, 2005, 2008, 2009, 2010, 2012, 2013, 2016],
     "counts": [3, 0, 5, 2, 7, 4, 1, 6, 11, 9, 14],
     "exposures": [1, 1, 1, 0.5, 1, 1, 1, 2, 1, 1, 1], "step": None},
    {"name": "large", "times": list(range(2010, 2022)),
     "counts": [1020, 1310, 1700, 5500, 7100, 5950, 3900, 2650, 1900, 1650, 1400, 1275],
     "exposures": [1] * 12, "step": 2018},
]


def t_tail(t, df):
    """Two-sided probability of Student's t."""
    return betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)


def design(case):
    first = case["times"][0]
    rows = [[mpf(1), mpf(t - first)] for t in case["times"]]
    if case["step"]:
        for row, t in zip(rows, case["times"]):
            row.append(mpf(1 if t >= case["step"] else 0))
    return matrix(rows)


def solve(case, rho, start=None):
    x = design(case)
    n, p = x.rows, x.cols
    y = matrix([mpf(c) for c in case["counts"]])
    off = [log(mpf(e)) for e in case["exposures"]]
    times = case["times"]
    r = matrix(n, n)
    for i in range(n):
        for j in range(n):
            gap = abs(times[i] - times[j])
            r[i, j] = mpf(1) if gap == 0 else mpf(str(rho)) ** gap
    rinv = inverse(r)

    def means(b):
        return [exp(off[i] + sum(x[i, k] * b[k] for k in range(p))) for i in range(n)]

    def equations(b):
        mu = means(b)
        rest = matrix([(y[i] - mu[i]) / sqrt(mu[i]) for i in range(n)])
        w = rinv * rest
        return [sum(x[i, k] * sqrt(mu[i]) * w[i] for i in range(n)) for k in range(p)]

    # Newton's method with a numerical Jacobian, from quasi-Poisson regression, itself from the
    # logarithm of the mean rate.
    if start is None:
        b = [log(sum(case["counts"]) / mpf(sum(case["exposures"])))] + [mpf(0)] * (p - 1)
        for _ in range(60):
            mu = means(b)
            a = x.T * diag(mu) * x
            step = lu_solve(a, x.T * matrix([y[i] - mu[i] for i in range(n)]))
            b = [b[k] + step[k] for k in range(p)]
    else:
        b = start
    b = list(findroot(lambda *v: equations(v), b, tol=mpf(10) ** -70, maxsteps=60))
    assert max(abs(e) for e in equations(b)) < mpf(10) ** -33
    mu = means(b)
    half = diag([sqrt(m) for m in mu]) * x
    a = half.T * rinv * half
    rest = matrix([(y[i] - mu[i]) / sqrt(mu[i]) for i in range(n)])
    squares = (rest.T * rinv * rest)[0]
    phi = squares / (n - p)
    cov = inverse(a) * phi
    se = [sqrt(cov[k, k]) for k in range(p)]
    evidence = -(log(det(r)) + log(det(a)) + (n - p) * log(squares) + sum(log(m) for m in mu)) / 2
    return b, se, phi, n - p, evidence


out = {"cases": [], "rows": [], "averages": []}
for case in CASES:
    out["cases"].append({k: case[k] for k in ("name", "times", "counts", "exposures")}
                        | {"step": case["step"] or 0})
    first = solve(case, "0")[0]
    before = first
    for rho in ["0", "0.2", "0.3", "0.6", "0.8"]:
        b, se, phi, df, _ = solve(case, rho, before)
        before = b
        out["rows"].append({
            "case": case["name"], "rho": float(rho), "coef": [float(v) for v in b],
            "se": [float(v) for v in se], "phi": float(phi),
            "p": [float(t_tail(b[k] / se[k], df)) for k in range(len(b))]})
    place = 2 if case["step"] else 1
    parts = []
    before = first
    for step in range(1, 20):
        b, se, phi, df, evidence = solve(case, mpf(step) / 20, before)
        before = b
        parts.append((log(mpf(step) / 20) + evidence, b[place], se[place]))
    top = max(w for w, _, _ in parts)
    total = sum(exp(w - top) for w, _, _ in parts)

    def below(at):
        sum_ = mpf(0)
        for w, b, s in parts:
            t = (at - b) / s
            tail = t_tail(t, df) / 2
            sum_ += exp(w - top) / total * (tail if t < 0 else 1 - tail)
        return sum_

    f = below(mpf(0))
    out["averages"].append({
        "case": case["name"], "estimate": float(sum(exp(w - top) / total * b for w, b, _ in parts)),
        "p": float(2 * min(f, 1 - f)),
        "low": float(findroot(lambda v: below(v) - mpf("0.025"),
                              (parts[0][1] - 4 * parts[0][2], parts[0][1]), solver="anderson")),
        "high": float(findroot(lambda v: below(v) - mpf("0.975"),
                               (parts[0][1], parts[0][1] + 4 * parts[0][2]), solver="anderson"))})
print(json.dumps(out, indent=1))
