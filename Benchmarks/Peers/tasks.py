"""The tasks in Python, as a user of each tool would write them, and the truth they are held against."""

import importlib.util
import warnings
from fractions import Fraction

import breaks
import numpy as np
import ranks
import series
from scipy import linalg, special

warnings.filterwarnings("ignore")


def inputs(folder):
    """Makes the inputs, from fixed seeds, where they are missing; returns them by name."""
    def kept(name, make):
        path = folder / f"{name}.npy"
        if not path.exists():
            np.save(path, np.asfortranarray(make()))
        return np.load(path)

    def design(n, p):
        random = np.random.default_rng(n + p)
        x = np.empty((n, p), order="F")
        x[:, 0] = 1
        for j in range(1, p):
            x[:, j] = random.standard_normal(n) + (0.5 * x[:, j - 1] if j > 1 else 0)
        noise = random.standard_normal(n) * np.exp(0.3 * x[:, 1])
        return x, x @ np.linspace(1, -1, p) + noise

    def counts():
        random = np.random.default_rng(3)
        n, p = 100_000, 10
        x = np.empty((n, p), order="F")
        x[:, 0] = 1
        x[:, 1:] = random.standard_normal((n, p - 1)) * 0.3
        mu = np.exp(x @ np.r_[1.0, np.linspace(-0.4, 0.4, p - 1)])
        plain = random.poisson(mu).astype(float)
        return x, plain, random.poisson(mu * random.gamma(2, 1 / 2, n)).astype(float)

    def panel():
        random = np.random.default_rng(5)
        n, length = 10_000, 25
        e = random.standard_normal((n, length))
        for t in range(1, length):
            e[:, t] += 0.3 * e[:, t - 1]
        slopes = random.normal(0, 0.05, (n, 1))
        return np.round(10 + slopes * np.arange(length) + e, 2).T

    found = {}
    years = kept("panel_times", lambda: np.arange(2000.0, 2025.0))
    found["panel"] = years, kept("panel_10000x25", panel)
    for n, p in [(1000, 5), (100_000, 200), (1_000_000, 20)]:
        made = []
        both = lambda part: (made or made.extend(design(n, p)) or made)[part]
        found[f"{n}x{p}"] = (kept(f"ols_{n}x{p}_X", lambda: both(0)),
                             kept(f"ols_{n}x{p}_y", lambda: both(1)))
    made = []
    part = lambda place: (made or made.extend(counts()) or made)[place]
    x = kept("glm_X", lambda: part(0))
    found["poisson"] = x, kept("glm_pois_y", lambda: part(1))
    found["negbin"] = x, kept("glm_nb_y", lambda: part(2))
    return found | ranks.inputs(kept) | breaks.inputs(kept) | series.inputs(kept)


# MARK: NumPy and SciPy

def summary(x, y, b, inverse):
    n, p = x.shape
    e = y - x @ b
    square = e @ e
    error = np.sqrt(square / (n - p) * np.diag(inverse))
    t = b / error
    return b, error, 2 * special.stdtr(n - p, -np.abs(t)), 1 - square / ((y - y.mean()) ** 2).sum()


def normal_equations(x, y):
    factor = linalg.cho_factor(x.T @ x, check_finite=False)
    solve = lambda right: linalg.cho_solve(factor, right)
    return summary(x, y, solve(x.T @ y), solve(np.eye(x.shape[1])))


def numpy_lstsq(x, y):
    b = np.linalg.lstsq(x, y, rcond=None)[0]
    return summary(x, y, b, np.linalg.inv(x.T @ x))


def scipy_qr(x, y):
    (q, tau), r = linalg.qr(x, mode="raw", check_finite=False)
    p = x.shape[1]
    effects = linalg.lapack.dormqr("L", "T", q, tau, y[:, None], 64 * p)[0][:p, 0]
    inverse = linalg.solve_triangular(r[:p], np.eye(p))
    return summary(x, y, inverse @ effects, inverse @ inverse.T)


def sandwich(x, y, middle):
    factor = linalg.cho_factor(x.T @ x)
    inverse = linalg.cho_solve(factor, np.eye(x.shape[1]))
    b = linalg.cho_solve(factor, x.T @ y)
    covariance = inverse @ middle(x, y - x @ b, inverse) @ inverse
    return b, np.sqrt(np.diag(covariance))


def middle_hc3(x, e, inverse):
    leverage = np.einsum("ij,ij->i", x @ inverse, x)
    u = x * (e / (1 - leverage))[:, None]
    return u.T @ u


def middle_newey_west(x, e, inverse, lags=10):
    u = x * e[:, None]
    total = u.T @ u
    for lag in range(1, lags + 1):
        product = u[lag:].T @ u[:-lag]
        total += (1 - lag / (lags + 1)) * (product + product.T)
    return total


def numpy_irls(x, y):
    mu = y + 0.1
    eta = np.log(mu)
    last = np.inf
    for _ in range(25):
        weighted = x * mu[:, None]
        information = x.T @ weighted
        b = np.linalg.solve(information, weighted.T @ (eta + (y - mu) / mu))
        eta = x @ b
        mu = np.exp(eta)
        deviance = 2 * (special.xlogy(y, y / mu) - (y - mu)).sum()
        if abs(deviance - last) < 1e-8 * (abs(deviance) + 0.1):
            break
        last = deviance
    return b, np.sqrt(np.diag(np.linalg.inv(information)))


# MARK: statsmodels

def sm_ols(method="pinv", **covariance):
    def fit(x, y):
        import statsmodels.api as sm
        result = sm.OLS(y, x).fit(method=method, **covariance)
        return result.params, result.bse, result.pvalues, result.rsquared
    return fit


def sm_poisson(x, y):
    import statsmodels.api as sm
    result = sm.GLM(y, x, family=sm.families.Poisson()).fit()
    return result.params, result.bse, result.pvalues, result.llf


def sm_negbin(x, y, **options):
    import statsmodels.api as sm
    result = sm.NegativeBinomial(y, x).fit(disp=0, maxiter=200, **options)
    return result.params[:-1], result.bse[:-1], result.params[-1]


def sm_negbin_full(x, y):
    return sm_negbin(x, y, method="newton", tol=1e-14)


# What takes microseconds is done so many times in a row, and the median counts as one run: else the
# time is that of caches filled by the tool before.
IN_A_ROW = {"ols-1000x5": 25}


# MARK: Panels: of each column the slope, its Newey-West error with two lags and the score of
# Mann and Kendall with its normal deviate and p-value, and the slope of Theil and Sen

def panel_numpy(years, columns, chunk=250):
    later, earlier = np.triu_indices(len(years), 1)[::-1]
    gaps = years[later] - years[earlier]
    x = years - years.mean()
    weights = x / (x @ x)
    n = len(years)

    def answer(y):
        slope = y @ weights
        scores = (y - y.mean(1)[:, None] - slope[:, None] * x) * weights
        variance = (scores * scores).sum(1)
        for lag in (1, 2):
            variance += 2 * (1 - lag / 3) * (scores[:, lag:] * scores[:, :-lag]).sum(1)
        rises = y[:, later] - y[:, earlier]
        score = np.sign(rises).sum(1)
        ordered = np.sort(y, axis=1)
        groups = (ordered[:, :, None] == ordered[:, None, :]).sum(2)
        ties = ((groups - 1) * (2 * groups + 5)).sum(1)
        z = (score - np.sign(score)) / np.sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18)
        return np.vstack([slope, np.sqrt(variance), score, z, 2 * special.ndtr(-np.abs(z)),
                          np.median(rises / gaps, axis=1)])

    y = np.ascontiguousarray(columns.T)
    return tuple(np.hstack([answer(y[i:i + chunk]) for i in range(0, len(y), chunk)]))


def panel_loop(years, columns):
    import pymannkendall
    import statsmodels.api as sm
    design = sm.add_constant(years)
    rows = []
    for y in columns.T:
        line = sm.OLS(y, design).fit(cov_type="HAC", cov_kwds={"maxlags": 2})
        test = pymannkendall.original_test(y)
        rows.append((line.params[1], line.bse[1], test.s, test.z, test.p, test.slope))
    return tuple(np.array(rows).T)


def panel_numba():
    import math
    import numba

    @numba.njit(fastmath=True)
    def answer(years, y, out):
        n = len(years)
        middle = years.mean()
        x = years - middle
        square = (x * x).sum()
        slopes = np.empty(n * (n - 1) // 2)
        scores = np.empty(n)
        for row in range(len(y)):
            values = y[row]
            mean = values.mean()
            slope = 0.0
            for t in range(n):
                slope += x[t] * values[t]
            slope /= square
            variance = 0.0
            for t in range(n):
                scores[t] = (values[t] - mean - slope * x[t]) * x[t] / square
                variance += scores[t] * scores[t]
            for lag in range(1, 3):
                product = 0.0
                for t in range(lag, n):
                    product += scores[t] * scores[t - lag]
                variance += 2 * (1 - lag / 3) * product
            score = 0.0
            k = 0
            for i in range(n):
                for j in range(i + 1, n):
                    rise = values[j] - values[i]
                    score += (rise > 0) - (rise < 0)
                    slopes[k] = rise / (years[j] - years[i])
                    k += 1
            ordered = np.sort(values)
            ties = 0.0
            i = 0
            while i < n:
                j = i
                while j < n and ordered[j] == ordered[i]:
                    j += 1
                ties += (j - i) * (j - i - 1) * (2 * (j - i) + 5)
                i = j
            z = (score - np.sign(score)) / math.sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18)
            out[0, row] = slope
            out[1, row] = math.sqrt(variance)
            out[2, row] = score
            out[3, row] = z
            out[4, row] = math.erfc(abs(z) / math.sqrt(2))
            out[5, row] = np.median(slopes)

    def run(years, columns):
        y = np.ascontiguousarray(columns.T)
        out = np.empty((6, len(y)))
        answer(years, y, out)
        return tuple(out)
    return run


def panel_peers():
    peers = {"NumPy": panel_numpy}
    if importlib.util.find_spec("numba"):
        peers["numba"] = panel_numba()
    if importlib.util.find_spec("pymannkendall"):
        peers["statsmodels and pymannkendall"] = panel_loop
    return peers


TASKS = {
    "panel-10000x25": ("panel", panel_peers()),
    "ols-1000000x20": ("1000000x20", {
        "NumPy normal equations": normal_equations, "SciPy QR": scipy_qr,
        "statsmodels": sm_ols()}),
    "ols-100000x200": ("100000x200", {
        "NumPy normal equations": normal_equations, "SciPy QR": scipy_qr}),
    "ols-1000x5": ("1000x5", {
        "NumPy lstsq": numpy_lstsq, "NumPy normal equations": normal_equations, "SciPy QR": scipy_qr,
        "statsmodels": sm_ols()}),
    "hc3-1000000x20": ("1000000x20", {
        "NumPy by hand": lambda x, y: sandwich(x, y, middle_hc3),
        "statsmodels": sm_ols(cov_type="HC3")}),
    "nw10-1000000x20": ("1000000x20", {
        "NumPy by hand": lambda x, y: sandwich(x, y, middle_newey_west),
        "statsmodels": sm_ols(cov_type="HAC", cov_kwds={"maxlags": 10})}),
    "poisson-100000x10": ("poisson", {
        "NumPy IRLS": numpy_irls, "statsmodels GLM": sm_poisson}),
    "negbin-100000x10": ("negbin", {
        "statsmodels": sm_negbin, "statsmodels, Newton to 1e-14": sm_negbin_full}),
} | ranks.TASKS | breaks.TASKS | series.TASKS


# MARK: Truth, in arithmetic of 64 bits

def solve(a, b):
    """The solution of a x = b, by elimination with pivoting, in the arithmetic of the arguments."""
    a, b = a.copy(), b.copy()
    n = len(a)
    for k in range(n):
        pivot = k + np.argmax(np.abs(a[k:, k]))
        a[[k, pivot]], b[[k, pivot]] = a[[pivot, k]], b[[pivot, k]]
        for i in range(k + 1, n):
            share = a[i, k] / a[k, k]
            a[i, k:] -= share * a[k, k:]
            b[i] = b[i] - share * b[k]
    for k in reversed(range(n)):
        b[k] = (b[k] - a[k, k + 1:] @ b[k + 1:]) / a[k, k]
    return b


def products(a, b):
    """a'b in pieces, so that sums of a million terms keep the digits of the arithmetic."""
    return sum(a[i:i + 4096].T @ b[i:i + 4096] for i in range(0, len(a), 4096))


def truth(task, x, y):
    """Estimates and standard errors."""
    if task in ranks.TASKS:
        return ranks.truth(task, y)
    if task in breaks.TASKS:
        return breaks.truth(task, y)
    if task in series.TASKS:
        return series.truth(task, y)
    x, y = x.astype(np.longdouble), y.astype(np.longdouble)
    if task.startswith("panel"):
        centred = x - x.mean()
        weights = centred / (centred @ centred)
        slopes = weights @ y
        # Slopes that all but cancel need more digits yet: years about their mean are whole.
        whole = [int(value) for value in centred]
        square = sum(value * value for value in whole)
        exact = [sum(a * Fraction(float(b)) for a, b in zip(whole, series)) / square
                 for series in y.T]
        scores = (y - y.mean(axis=0) - slopes * centred[:, None]) * weights[:, None]
        variance = (scores * scores).sum(axis=0)
        for lag in (1, 2):
            share = 1 - np.longdouble(lag) / 3
            variance += 2 * share * (scores[lag:] * scores[:-lag]).sum(axis=0)
        return np.array([float(slope) for slope in exact]), np.sqrt(variance)
    n, p = x.shape
    one = np.eye(p, dtype=np.longdouble)
    if task.startswith(("ols", "hc3", "nw10")):
        gram = products(x, x)
        b = solve(gram, products(x, y[:, None])[:, 0])
        inverse = solve(gram, one)
        for _ in range(2):
            b += inverse @ products(x, (y - x @ b)[:, None])[:, 0]
        e = y - x @ b
        if task.startswith("ols"):
            square = products(e[:, None], e[:, None])[0, 0]
            return b, np.sqrt(square / (n - p) * np.diag(inverse))
        if task.startswith("hc3"):
            leverage = ((x @ inverse) * x).sum(axis=1)
            u = x * (e / (1 - leverage))[:, None]
            middle = products(u, u)
        else:
            u = x * e[:, None]
            middle = products(u, u)
            for lag in range(1, 11):
                product = products(u[lag:], u[:-lag])
                middle += (1 - np.longdouble(lag) / 11) * (product + product.T)
        return b, np.sqrt(np.diag(inverse @ middle @ inverse))
    b = np.zeros(p, dtype=np.longdouble)
    b[0] = np.log(y.mean())
    if task.startswith("poisson"):
        for _ in range(40):
            mu = np.exp(x @ b)
            information = products(x, x * mu[:, None])
            b += solve(information, products(x, (y - mu)[:, None])[:, 0])
        return b, np.sqrt(np.diag(solve(information, one)))
    alpha = np.longdouble(0.3)
    counts = y.astype(int)
    for _ in range(60):
        theta = 1 / alpha
        mu = np.exp(x @ b)
        places = theta + np.arange(counts.max() + 1, dtype=np.longdouble)
        first = np.r_[np.longdouble(0), np.cumsum(1 / places)][counts]
        second = np.r_[np.longdouble(0), np.cumsum(1 / places**2)][counts]
        spread = 1 + alpha * mu
        slope = (first - np.log1p(alpha * mu) - alpha * (y - mu) / spread).sum()
        bend = (alpha**2 * mu / spread - second + alpha**2 * (y - mu) / spread**2).sum()
        score = np.r_[products(x, ((y - mu) / spread)[:, None])[:, 0], -theta**2 * slope]
        information = np.zeros((p + 1, p + 1), dtype=np.longdouble)
        information[:p, :p] = products(x, x * (mu * (1 + alpha * y) / spread**2)[:, None])
        cross = products(x, ((y - mu) * mu / spread**2)[:, None])[:, 0]
        information[:p, p] = information[p, :p] = cross
        information[p, p] = -(theta**4 * bend + 2 * theta**3 * slope)
        step = solve(information, score)
        b += step[:p]
        alpha += step[p]
    inverse = solve(information, np.eye(p + 1, dtype=np.longdouble))
    return b, np.sqrt(np.diag(inverse))[:p]
