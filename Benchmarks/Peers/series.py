"""Models of one series in Python, and the truth they are held against."""

import numpy as np


def inputs(kept):
    """A level that wanders, seen with errors, from a fixed seed."""
    def level():
        random = np.random.default_rng(9)
        return np.cumsum(random.normal(0, .5, 100)) + random.standard_normal(100)
    return {"wandering-100": (None, kept("ucm_100", level))}


def local_level(_, y):
    import statsmodels.api as sm
    fit = sm.tsa.UnobservedComponents(y, "llevel").fit(disp=0)
    return fit.params, fit.get_forecast(2).se_mean


def local_trend(_, y):
    import statsmodels.api as sm
    fit = sm.tsa.UnobservedComponents(y, "lltrend").fit(disp=0)
    return fit.params, fit.get_forecast(3).se_mean


def arima(_, y):
    import statsmodels.api as sm
    fit = sm.tsa.ARIMA(y, order=(1, 1, 1)).fit()
    return fit.params[:2], fit.get_forecast(2).se_mean


TASKS = {
    "local-level-100": ("wandering-100", {"statsmodels": local_level}),
    "local-trend-100": ("wandering-100", {"statsmodels": local_trend}),
    "arima-1-1-1-100": ("wandering-100", {"statsmodels": arima}),
}


# MARK: Truth, in arithmetic of 40 digits

def climbed(height, start, mp):
    """The place of the greatest height near a start, by Newton's steps from fine differences."""
    place = [mp.mpf(v) for v in start]
    n, step = len(place), mp.mpf(10) ** -12

    def moved(*shifts):
        trial = place[:]
        for axis, sign in shifts:
            trial[axis] += sign * step
        return height(trial)

    for _ in range(30):
        middle = height(place)
        slopes = mp.matrix(n, 1)
        bends = mp.matrix(n, n)
        for i in range(n):
            up, down = moved((i, 1)), moved((i, -1))
            slopes[i] = (up - down) / (2 * step)
            bends[i, i] = (up + down - 2 * middle) / step ** 2
            for j in range(i):
                bends[i, j] = bends[j, i] = (
                    moved((i, 1), (j, 1)) + moved((i, -1), (j, -1)) - moved((i, 1), (j, -1))
                    - moved((i, -1), (j, 1))) / (4 * step ** 2)
        change = mp.lu_solve(-bends, slopes)
        longest = max(abs(c) for c in change)
        place = [p + c / max(1, longest) for p, c in zip(place, change)]
        if longest < mp.mpf(10) ** -20:
            break
    return place


def truth(task, y):
    """Parameters, and the standard errors of as many forecasts."""
    import mpmath as mp
    mp.mp.dps = 60
    y = [mp.mpf(float(v)) for v in y]
    if task.startswith("arima"):
        return arima_truth([b - a for a, b in zip(y, y[1:])], mp)
    return structural_truth(y, task.startswith("local-trend"), mp)


def structural_truth(y, has_slope, mp):
    """The exact diffuse likelihood: innovations of the values and of the columns of the start, one
    regressed on the others."""
    n, k = len(y), 2 if has_slope else 1

    def ran(error, level, slope, ahead=0):
        states = [[mp.mpf(0)] * (k + 1) for _ in range(2)]
        a, b, c = mp.mpf(1), mp.mpf(0), mp.mpf(1 if has_slope else 0)
        sums = mp.matrix(k + 1, k + 1)
        logs = mp.mpf(0)
        found = []
        for row in range(n + ahead):
            columns = ([1, row] if has_slope else [1]) + [y[row] if row < n else 0]
            surprise = [v - s for v, s in zip(columns, states[0])]
            total = a + error
            if row < n:
                logs += mp.log(total)
                for i in range(k + 1):
                    for j in range(k + 1):
                        sums[i, j] += surprise[i] * surprise[j] / total
                for i in range(k + 1):
                    states[0][i] += a / total * surprise[i]
                    states[1][i] += b / total * surprise[i]
                a, b, c = a - a * a / total, b - a * b / total, c - b * b / total
            else:
                inverse = sums[:k, :k] ** -1
                x = mp.matrix(surprise[:k])
                found.append(total + (x.T * inverse * x)[0])
            for i in range(k + 1):
                states[0][i] += states[1][i]
            a, b, c = a + 2 * b + c + level, b + c, c + slope
        information = sums[:k, :k]
        moments = sums[:k, k]
        rest = sums[k, k] - (moments.T * information ** -1 * moments)[0]
        scale = rest / (n - k)
        height = -((n - k) * mp.log(scale) + logs + mp.log(mp.det(information))) / 2
        return height, scale, found

    def heighten(logs):
        return ran(1, mp.exp(logs[0]), mp.exp(logs[1]) if len(logs) > 1 else mp.mpf(0))[0]

    # The best place of a grid within is near the greatest peak of this input.
    marks = range(-7, 3)
    places = [(l, s) for l in marks for s in marks] if has_slope else [(l,) for l in marks]
    place = climbed(heighten, max(places, key=lambda p: heighten([mp.mpf(v) for v in p])), mp)
    shares = [mp.exp(v) for v in place]
    _, scale, found = ran(1, shares[0], shares[1] if has_slope else mp.mpf(0), ahead=k + 1)
    estimates = [scale] + [scale * share for share in shares]
    return (np.array([np.longdouble(str(v)) for v in estimates]),
            np.array([np.longdouble(str(mp.sqrt(v * scale))) for v in found]))


def arima_truth(w, mp):
    """The exact likelihood of an autoregressive moving average of orders one and one."""
    n = len(w)

    def ran(phi, theta):
        total = (1 + 2 * phi * theta + theta ** 2) / (1 - phi ** 2)
        state, squares, logs = mp.mpf(0), mp.mpf(0), mp.mpf(0)
        for value in w:
            surprise = value - state
            squares += surprise ** 2 / total
            logs += mp.log(total)
            state = phi * value + theta * surprise / total
            total = 1 + theta ** 2 - theta ** 2 / total
        return -(n * mp.log(squares / n) + logs) / 2, squares / n, total

    best = max(((p, t) for p in (-.8, -.4, 0.05, .4, .8) for t in (-.95, -.6, -.2, .3, .8)),
               key=lambda c: ran(mp.mpf(c[0]), mp.mpf(c[1]))[0])
    phi, theta = climbed(lambda c: ran(c[0], c[1])[0], best, mp)
    _, variance, total = ran(phi, theta)
    # What the filter does not know of the last shock is what the first total has beyond one.
    extra = total - 1
    first = variance * total
    twice = variance * (1 + (1 + phi + theta) ** 2 + extra * (1 + phi) ** 2)
    return (np.array([np.longdouble(str(v)) for v in (phi, theta)]),
            np.array([np.longdouble(str(mp.sqrt(v))) for v in (first, twice)]))
