"""Rank tests of one long series and a block bootstrap in Python, and the truth they are held against."""

import numpy as np


def inputs(kept):
    """A trend with autocorrelated noise, rounded so that values tie, from fixed seeds."""
    def noise(random, n, rho):
        e = random.standard_normal(n)
        for t in range(1, n):
            e[t] += rho * e[t - 1]
        return e

    def tied(n):
        return np.round(2.0 * np.arange(n) / n + noise(np.random.default_rng(40 + n), n, .3), 3)

    found = {f"tied-{n}": (None, kept(f"mk_{n}", lambda n=n: tied(n)))
             for n in (1000, 10_000, 100_000)}
    found["trend-100"] = None, kept(
        "boot_100", lambda: .02 * np.arange(100) + noise(np.random.default_rng(6), 100, .5))
    return found


def kendall(_, y):
    from scipy import stats
    result = stats.kendalltau(np.arange(len(y)), y)
    return result.statistic, result.pvalue


def all_slopes(y):
    n = len(y)
    slopes = np.empty(n * (n - 1) // 2)
    place, share = 0, 1.0 / np.arange(1, n)
    for i in range(n - 1):
        m = n - 1 - i
        np.multiply(y[i + 1:] - y[i], share[:m], out=slopes[place:place + m])
        place += m
    return slopes


def numpy_median(_, y):
    return np.median(all_slopes(y)),


def scipy_theil(_, y):
    from scipy import stats
    result = stats.theilslopes(y, np.arange(len(y)))
    return result.slope, result.low_slope, result.high_slope


LENGTH, REPLICATES = 10, 100_000


def parts(y):
    """The slope, residuals, and the weights of a slope on 0, 1, …"""
    x = np.arange(len(y)) - (len(y) - 1) / 2
    weights = x / (x @ x)
    slope = weights @ y
    return slope, y - y.mean() - slope * x, weights


def answer(draws):
    low, high = np.quantile(draws, [.025, .975])
    return draws.mean(), draws.std(ddof=1), low, high


def block_table(_, y):
    """The best there is in NumPy: what every block adds by where it begins and where it is put."""
    slope, e, w = parts(y)
    n, blocks = len(y), len(y) // LENGTH
    table = np.array([[w[b * LENGTH:(b + 1) * LENGTH] @ e[s:s + LENGTH]
                       for s in range(n - LENGTH + 1)] for b in range(blocks)])
    random = np.random.default_rng(1)
    starts = random.integers(0, n - LENGTH + 1, (REPLICATES, blocks), dtype=np.uint8)
    return answer(slope + table[np.arange(blocks), starts].sum(1))


def block_gather(_, y):
    slope, e, w = parts(y)
    n, blocks = len(y), len(y) // LENGTH
    random = np.random.default_rng(1)
    found = []
    for _ in range(REPLICATES // 5000):
        starts = random.integers(0, n - LENGTH + 1, (5000, blocks))
        found.append(e[(starts[:, :, None] + np.arange(LENGTH)).reshape(5000, n)] @ w)
    return answer(slope + np.concatenate(found))


TASKS = {
    "mann-kendall-10000": ("tied-10000", {"SciPy kendalltau": kendall}),
    "mann-kendall-100000": ("tied-100000", {"SciPy kendalltau": kendall}),
    "sen-slope-1000": ("tied-1000", {"NumPy partition": numpy_median}),
    "sen-slope-10000": ("tied-10000", {"NumPy partition": numpy_median}),
    "theil-sen-1000": ("tied-1000", {"SciPy theilslopes": scipy_theil}),
    "theil-sen-10000": ("tied-10000", {"SciPy theilslopes": scipy_theil}),
    # All slopes of 100,000 values would take 40 GB.
    "theil-sen-100000": ("tied-100000", {}),
    "block-bootstrap-100": ("trend-100", {"NumPy table": block_table, "NumPy gather": block_gather}),
}


# MARK: Truth

def truth(task, y):
    if task == "block-bootstrap-100":
        slope, e, w = parts(y)
        n = len(y)
        variance = 0.0
        mean = slope
        for b in range(n // LENGTH):
            added = np.array([w[b * LENGTH:(b + 1) * LENGTH] @ e[s:s + LENGTH]
                              for s in range(n - LENGTH + 1)])
            mean += added.mean()
            variance += added.var()
        return np.array([mean]), np.array([np.sqrt(variance)])
    if task.startswith("mann-kendall"):
        return np.array([kendall(None, y)[0]]),
    n = len(y)
    if n <= 10_000:
        slopes = np.concatenate([(y[k:] - y[:-k]) / k for k in range(1, n)])
        return np.array([np.median(slopes)]),
    # The median is where as many slopes lie below as above: all counted, some at a time, about ours.
    return truth_by_counting(y),


def truth_by_counting(y):
    n = len(y)
    low, high = -1e-3, 1e-3
    wanted = (n * (n - 1) // 2) / 2
    for _ in range(60):
        middle = (low + high) / 2
        if inversions(y - middle * np.arange(n)) < wanted:
            low = middle
        else:
            high = middle
        if high - low < 1e-17:
            break
    return np.array([(low + high) / 2])


def inversions(z):
    """Pairs out of order, from Kendall's tau of values that do not tie."""
    from scipy import stats
    n = len(z)
    return (1 - stats.kendalltau(np.arange(n), z).statistic) * n * (n - 1) / 4
