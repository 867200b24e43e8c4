"""How often a true 5 % test of no step rejects when counts of years depend on one another:
quasi-Poisson with t, taking years as independent; the worst p over declared autocorrelations
0, .1 ... .6; and the average over autocorrelations. Counts are Poisson about lognormal intensities
whose logarithms are a stationary first-order autoregression, a constant mean, N years before and M
after; columns: a constant, with "trend" a straight line, and the step; variance PHI times the mean.
RHO is the autocorrelation of the counts themselves. Samples with a period all zero, and
those for which an iteration does not end at one of the autocorrelations, are left out.
What the documentation of CorrelatedCounts quotes is from this table.

Run in this folder: python3 correlated-counts-size.py > correlated-counts-size.txt
"""
import numpy as np
import scipy.stats as st

SAMPLES = 1000
GRID = [0, .1, .2, .3, .4, .5, .6]
AVERAGED = [k / 20 for k in range(20)]
rng = np.random.default_rng(20111218)


def solve(x, y, inverses, b):
    """Scoring for all samples at once; coefficients, errors of the last, evidence without det R, and
    for which of them the iteration ended."""
    n, p = x.shape
    for _ in range(60):
        eta = np.clip(b @ x.T, -30, 30)
        mu = np.exp(eta)
        s = np.sqrt(mu)
        d = x[None] * s[:, :, None]
        w = np.einsum("ij,sjk->sik", inverses, d)
        a = np.einsum("sik,sil->skl", d, w)
        u = np.einsum("sik,si->sk", w, (y - mu) / s)
        ridge = 1e-10 * np.trace(a, axis1=1, axis2=2)[:, None, None] * np.eye(p)
        step = np.linalg.solve(a + ridge, u[:, :, None])[:, :, 0]
        b = b + np.clip(step, -2, 2)
        if abs(step).max() < 1e-9:
            break
    rest = (y - mu) / s
    squares = np.einsum("si,ij,sj->s", rest, inverses, rest)
    inverse = np.linalg.inv(a + ridge)
    error = np.sqrt(squares / (n - p) * inverse[:, -1, -1])
    evidence = -(np.linalg.slogdet(a)[1] + (n - p) * np.log(squares) + np.log(mu).sum(1)) / 2
    return b, error, evidence, abs(step).max(1) < 1e-6


print("model   mean  phi   N  M  rho   used  independent  worst  averaged")
for model in ("step", "trend"):
    for mean, phi in ((10, 3), (50, 10)):
        for before, after in ((8, 3), (14, 3), (14, 5)):
            for rho in (0, .3, .6):
                n = before + after
                t = np.arange(n, dtype=float)
                columns = [np.ones(n)] + ([(t - before) / n] if model == "trend" else [])
                x = np.column_stack(columns + [(t >= before) * 1.0])
                p = x.shape[1]
                # Var = mean + mean^2 (exp(v) - 1); the counts' autocorrelation is that share of the
                # intensity's.
                v = np.log(1 + (phi - 1) / mean)
                share = (phi - 1) / phi
                latent = np.log(1 + min(rho / share, .99) * (np.exp(v) - 1)) / v
                z = np.empty((SAMPLES, n))
                z[:, 0] = rng.standard_normal(SAMPLES)
                for i in range(1, n):
                    z[:, i] = latent * z[:, i - 1] + np.sqrt(1 - latent ** 2) * rng.standard_normal(SAMPLES)
                y = rng.poisson(mean * np.exp(np.sqrt(v) * z - v / 2)).astype(float)
                y = y[(y[:, :before].sum(1) > 0) & (y[:, before:].sum(1) > 0)]
                start = np.linalg.lstsq(x, np.log(y + .5).T, rcond=None)[0].T
                gap = abs(np.subtract.outer(t, t))
                fits = {}
                ended = np.ones(len(y), bool)
                for r in sorted(set(GRID + AVERAGED)):
                    correlation = np.where(gap == 0, 1, r ** gap)
                    b, se, evidence, own = solve(x, y, np.linalg.inv(correlation), start)
                    ended &= own
                    fits[r] = (b[:, -1], se, evidence - np.linalg.slogdet(correlation)[1] / 2)
                    if r == 0:
                        start = b
                pvalue = {r: 2 * st.t.sf(abs(fits[r][0] / fits[r][1]), n - p) for r in GRID}
                worst = np.max([pvalue[r] for r in GRID], 0)
                signs = np.sign([fits[r][0] for r in GRID])
                worst[abs(signs.sum(0)) < len(GRID)] = 1
                used = [r for r in AVERAGED if r > 0]
                logs = np.array([np.log(r) + fits[r][2] for r in used])
                weights = np.exp(logs - logs.max(0))
                weights /= weights.sum(0)
                below = sum(w * st.t.cdf(-fits[r][0] / fits[r][1], n - p)
                            for w, r in zip(weights, used))
                averaged = 2 * np.minimum(below, 1 - below)
                shares = [(q[ended] < .05).mean() for q in (pvalue[0], worst, averaged)]
                print("%-6s  %4d  %3d  %2d  %d  %.1f  %5d  %.3f        %.3f  %.3f" % (
                    model, mean, phi, before, after, rho, ended.sum(), *shares), flush=True)
