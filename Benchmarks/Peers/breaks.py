"""Searches for breaks in Python, and the truth they are held against."""

import numpy as np


def inputs(kept):
    """Level shifts in noise, and a line with one bend, from fixed seeds."""
    found = {}
    for n in (1000, 10_000, 100_000):
        def shifts(n=n):
            random = np.random.default_rng(70 + n)
            levels = np.repeat([0, 2, -1, 1, 3, 0, 1.5], -(-n // 7))[:n]
            return levels + random.standard_normal(n)
        found[f"shifts-{n}"] = None, kept(f"cp_{n}", shifts)

    def bend():
        t = np.arange(1, 1001)
        return 0.01 * t + 0.02 * np.maximum(t - 612.3, 0) + np.random.default_rng(8).standard_normal(1000)
    found["bend-1000"] = None, kept("bend_1000", bend)
    return found


def kernel_pelt(_, y):
    import ruptures
    search = ruptures.KernelCPD(kernel="linear", min_size=2).fit(y)
    return [search.predict(pen=3 * np.log(len(y)))[:-1]]


def pelt(_, y):
    import ruptures
    search = ruptures.Pelt(model="l2").fit(y)
    return [search.predict(pen=3 * np.log(len(y)))[:-1]]


def kernel_optimal(_, y):
    import ruptures
    return [ruptures.KernelCPD(kernel="linear", min_size=2).fit(y).predict(n_bkps=6)[:-1]]


TASKS = {
    "pelt-mean-10000": ("shifts-10000", {
        "ruptures KernelCPD (C)": kernel_pelt, "ruptures Pelt (every 5th place)": pelt}),
    "pelt-mean-100000": ("shifts-100000", {"ruptures KernelCPD (C)": kernel_pelt}),
    "optimal-6-breaks-10000": ("shifts-10000", {"ruptures KernelCPD (C)": kernel_optimal}),
    "bai-perron-1000": ("shifts-1000", {}),
    "sup-f-1000": ("shifts-1000", {}),
    "segmented-1000": ("bend-1000", {}),
}


# MARK: Truth, by plain dynamic programming and grids

def running(y):
    y = y.astype(np.longdouble) - y.mean()
    zero = np.zeros(1, dtype=np.longdouble)
    return np.r_[zero, np.cumsum(y)], np.r_[zero, np.cumsum(y * y)]


def least(y, layers, rows, penalty=None):
    """The last rows before the breaks and the cost of the best partitions, all starts looked at."""
    s, q = running(y)
    n = len(y)

    def totals(before, end):
        starts = np.arange(0, end - rows + 1)
        return before[starts] + q[end] - q[starts] - (s[end] - s[starts]) ** 2 / (end - starts)

    best = np.full(n + 1, np.inf, dtype=np.longdouble)
    start = np.zeros((max(layers, 1) + 1, n + 1), dtype=int)
    if penalty is not None:
        best[0] = -penalty
        for end in range(rows, n + 1):
            found = totals(best, end)
            start[0, end] = np.argmin(found)
            best[end] = found[start[0, end]] + penalty
        places, place = [], n
        while start[0, place] > 0:
            place = start[0, place]
            places.append(place)
        return places[::-1], [best[n]]
    best[0] = 0
    costs = []
    for layer in range(layers + 1):
        after = np.full(n + 1, np.inf, dtype=np.longdouble)
        for end in range(rows, n + 1):
            found = totals(best, end)
            start[layer, end] = np.argmin(found)
            after[end] = found[start[layer, end]]
        best = after
        costs.append(best[n])
    places, place = [], n
    for layer in range(layers, 0, -1):
        place = start[layer, place]
        places.append(place)
    return places[::-1], costs


def truth(task, y):
    n = len(y)
    if task == "pelt-mean-100000":
        return (kernel_pelt(None, y)[0],)
    if task.startswith("pelt"):
        return (least(y, 0, 2, 3 * np.log(n))[0],)
    if task.startswith("optimal"):
        return (least(y, 6, 2)[0],)
    if task.startswith("bai-perron"):
        return (least(y, 5, n * 15 // 100)[1],)
    if task.startswith("sup-f"):
        s, q = running(y)
        places = np.arange(n * 15 // 100, n - n * 15 // 100 + 1)
        whole = q[n] - s[n] ** 2 / n
        apart = q[n] - s[places] ** 2 / places - (s[n] - s[places]) ** 2 / (n - places)
        f = (whole - apart) / (apart / (n - 2))
        return ([f.max(), places[f.argmax()]],)
    t = np.arange(1, n + 1, dtype=np.longdouble)
    low, high = 500.0, 700.0
    for _ in range(12):
        # The sum of squares of a line with a bend, on a grid that closes in.
        points = np.linspace(low, high, 81, dtype=np.longdouble)
        squares = []
        for point in points:
            x = np.stack([np.ones(n, dtype=np.longdouble), t - 500, np.maximum(t - point, 0)], 1)
            gram, right = x.T @ x, x.T @ y.astype(np.longdouble)
            factor = np.linalg.solve(gram.astype(float), right.astype(float)).astype(np.longdouble)
            for _ in range(3):
                rest = right - gram @ factor
                factor += np.linalg.solve(gram.astype(float), rest.astype(float))
            squares.append(((y - x @ factor) ** 2).sum())
        place = int(np.argmin(squares))
        low, high = float(points[max(place - 2, 0)]), float(points[min(place + 2, 80)])
        if high - low < 1e-7:
            break
    return ([points[place]],)
