"""Reference values of the distributions to 25 digits, with mpmath: writes one JSON per distribution.

    python3 distributions.py                # all
    python3 distributions.py gamma beta     # some

A row is [parameters, function, x, value, condition]: inputs are exact doubles, values decimal
strings of 25 digits, the condition |d log value / d log x|. Functions: cdf, sf (survival), pdf,
q (quantile of x), uq (the point whose survival is x).

Tails are continued fractions (DLMF 8.9.2, 8.17.22) at 50 digits, taken on the side away from the
mode, where they do not cancel. Every row of cdf and sf is computed a second time by the power
series of DLMF 8.11.4 and 8.17.8 in exact rational steps on 420-digit fixed-point integers, where
1 - P keeps 100 digits even for P = 1 - 1e-300, and the two must agree to 30 digits.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path

import mpmath
from mpmath import mp, mpf
from scipy import stats

HERE = Path(__file__).parent
DIGITS = 50
LOWER = [1e-300, 1e-100, 1e-30, 1e-16, 1e-5, 0.025, 0.3, 0.5]
UPPER = [0.4, 0.025, 1e-5, 1e-10, 1e-16, 1e-30, 1e-100, 1e-300]
NEAR_ONE = [0.975, 1 - 1e-10, 1 - 2.0**-52]


def exact(x):
    """A double, fraction or integer as an mpf at the current precision."""
    x = Fraction(x)
    return mpf(x.numerator) / mpf(x.denominator)


# ---- tails by continued fractions, at the working precision -----------------------------------


def lentz(terms, b0):
    tiny = mpf(10) ** -(mp.dps * 20)
    f = b0 if b0 != 0 else tiny
    c, d = f, mpf(0)
    eps = mpf(10) ** -(mp.dps - 3)
    for a, b in terms:
        d = b + a * d
        d = 1 / (d if d != 0 else tiny)
        c = b + a / c
        if c == 0:
            c = tiny
        f *= c * d
        if abs(c * d - 1) < eps:
            return f
    raise ArithmeticError("no convergence")


def gamma_upper_ratio(a, x):
    """Q / (x^a e^-x / Gamma(a)) for x >= a."""

    def terms():
        for k in range(1, 2_000_000):
            yield k * (a - k), x + 2 * k + 1 - a

    return 1 / lentz(terms(), x + 1 - a)


def gamma_lower_ratio(a, x):
    """P / (x^a e^-x / Gamma(a)) by Kummer's series."""
    term = total = 1 / a
    k = 0
    eps = mpf(10) ** -(mp.dps + 2)
    while term > eps * total:
        k += 1
        term *= x / (a + k)
        total += term
    return total


def beta_lower_ratio(a, b, x):
    """I_x(a, b) / (x^a y^b / B(a, b)) for x <= (a+1)/(a+b+2)."""

    def terms():
        for k in range(1, 2_000_000):
            m = k // 2
            if k % 2:
                yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1
            else:
                yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1

    return 1 / (a * lentz(terms(), mpf(1)))


class GammaTails:
    """P and Q of x = argument; `density` is x^a e^-x / Gamma(a)."""

    def __init__(self, a):
        self.shape = Fraction(a)

    def at(self, x):
        with mp.workdps(mp.dps + 15):
            a = exact(self.shape)
            g = mp.exp(a * mp.log(x) - x - mp.loggamma(a))
            if x > a:
                q = g * gamma_upper_ratio(a, x)
                return 1 - q, q, g
            p = g * gamma_lower_ratio(a, x)
            return p, 1 - p, g

    def slope(self, x):
        return exact(self.shape) - x

    def second(self, x):
        return series_gamma(self.shape, x)


class BetaTails:
    """I_x and its complement at odds x/(1-x) = argument; `density` is x^a y^b / B(a, b)."""

    def __init__(self, a, b):
        self.a, self.b = Fraction(a), Fraction(b)

    def at(self, odds):
        with mp.workdps(mp.dps + 15):
            a, b = exact(self.a), exact(self.b)
            x, y = odds / (1 + odds), 1 / (1 + odds)
            log_beta = mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)
            g = mp.exp(a * mp.log(x) + b * mp.log(y) - log_beta)
            if x * (a + b) <= a:
                p = g * beta_lower_ratio(a, b, x)
                return p, 1 - p, g
            q = g * beta_lower_ratio(b, a, y)
            return 1 - q, q, g

    def slope(self, odds):
        return (exact(self.a) - exact(self.b) * odds) / (1 + odds)

    def second(self, odds):
        return series_beta(self.a, self.b, odds)


# ---- the second route: fixed-point power series ------------------------------------------------

BITS = 1400  # 420 digits


def series_gamma(a, x):
    """P and Q, with x a Fraction."""
    term = total = 1 << BITS
    k = 0
    while term:
        k += 1
        term = term * (x.numerator * a.denominator) // (
            x.denominator * (a.numerator + k * a.denominator))
        total += term
    with mp.workdps(440):
        a_, x_ = exact(a), exact(x)
        g = mp.exp(a_ * mp.log(x_) - x_ - mp.loggamma(a_ + 1))
        p = g * mp.mpf(total) / mpf(2) ** BITS
        return p, 1 - p


def series_beta(a, b, odds):
    """I and its complement, with odds a Fraction."""
    x = odds / (1 + odds)
    if x > Fraction(1, 2):
        q, p = series_beta(b, a, 1 / odds)
        return p, q
    n = a + b
    common = n.denominator * a.denominator
    top, bottom, step = int(n * common), int((a + 1) * common), common
    term = total = 1 << BITS
    k = 0
    while term:
        term = term * ((top + k * step) * x.numerator) // ((bottom + k * step) * x.denominator)
        total += term
        k += 1
    with mp.workdps(440):
        a_, b_, x_, y_ = exact(a), exact(b), exact(x), exact(1 - x)
        log_beta = mp.loggamma(a_) + mp.loggamma(b_) - mp.loggamma(a_ + b_)
        g = mp.exp(a_ * mp.log(x_) + b_ * mp.log(y_) - log_beta) / a_
        p = g * mp.mpf(total) / mpf(2) ** BITS
        return p, 1 - p


# ---- solving -------------------------------------------------------------------------------------


def solve(tails, side, p, start):
    """The argument at which the lower (side 0) or upper (side 1) tail is p."""
    if p > Fraction(1, 2):
        side, p = 1 - side, 1 - p
    x = mpf(start)
    for dps, accuracy in ((20, mpf(10) ** -8), (DIGITS, mpf(10) ** -20)):
        with mp.workdps(dps + 10):
            target = exact(p)
            for _ in range(400):
                here = tails.at(x)
                tail, g = here[side], here[2]
                f = mp.log(tail / target)
                step = -f * tail / g * (1 if side == 0 else -1)
                step = max(mpf(-600), min(mpf(600), step))
                x *= mp.exp(step)
                if abs(step) < accuracy:
                    break
            else:
                raise ArithmeticError("Newton did not settle")
            # quadratic: the error left is the square of the last step, below 1e-16 and 1e-40
    return x


# ---- rows ----------------------------------------------------------------------------------------


def text(v):
    return mpmath.nstr(v, 25, min_fixed=0, max_fixed=0)


def short(v):
    return float(mpmath.nstr(abs(v), 3))


def agree(u, v):
    if abs(u - v) > abs(v) * mpf(10) ** -30:
        raise ArithmeticError(f"routes disagree: {u} {v}")


class Family:
    """A continuous distribution whose value is a function of the argument of gamma or beta tails.

    `log_slope` is d log argument / d log value: 1 for F and gamma, 2 for t.
    """

    def __init__(self, parameters, tails, to_argument, to_value, log_slope, start):
        self.__dict__.update(locals())

    def slope_gradient(self, argument):
        """d log log_slope / d log value."""
        return 0

    def rows(self):
        out = []
        points = []
        for fn, side, probabilities in (("q", 0, LOWER + NEAR_ONE), ("uq", 1, UPPER + NEAR_ONE)):
            for p in probabilities:
                argument = solve(self.tails, side, Fraction(p), self.start(side, p))
                value = self.to_value(argument)
                if not mpf(10) ** -300 < abs(value) < mpf(10) ** 300:
                    continue
                lower, upper, g = self.tails.at(argument)
                cond = (lower, upper)[side] / (g * abs(self.log_slope(argument)))
                out.append([self.parameters, fn, p, text(value), short(cond)])
                if p not in NEAR_ONE:
                    points.append(float(mpmath.nstr(value, 9)))
        for x in sorted(set(points)):
            argument = self.to_argument(Fraction(x))
            if argument <= 0 or argument == float("inf"):
                continue
            lower, upper, g = self.tails.at(exact(argument))
            with mp.workdps(60):
                second = self.tails.second(argument)
                agree(lower, second[0])
                agree(upper, second[1])
            slope = abs(self.log_slope(exact(argument)))
            density = g * slope / exact(Fraction(x))
            if lower > mpf(10) ** -303:
                out.append([self.parameters, "cdf", x, text(lower), short(g * slope / lower)])
            if upper > mpf(10) ** -303:
                out.append([self.parameters, "sf", x, text(upper), short(g * slope / upper)])
            if density > mpf(10) ** -303:
                gradient = self.tails.slope(exact(argument)) * self.log_slope(exact(argument))
                gradient += self.slope_gradient(exact(argument)) - 1
                out.append([self.parameters, "pdf", x, text(density), short(gradient)])
        return out


def finite(start, default):
    start = float(start)
    return start if 1e-250 < start < 1e250 else default


def gamma_rows():
    out = []
    grid = [(a, 1.0) for a in (0.1, 0.5, 1.0, 2.5, 10.0, 15.9, 100.0, 1e3, 1e4, 1e5)]
    for a, theta in grid + [(0.3, 3.7), (7.0, 0.3), (2e4, 1 / 3)]:
        scale = Fraction(theta)

        def start(side, p, a=a):
            return finite((stats.gamma.isf if side else stats.gamma.ppf)(p, a), a)

        out += Family(
            [a, theta], GammaTails(a), lambda x, s=scale: x / s, lambda v, s=scale: v * exact(s),
            lambda v: mpf(1), start).rows()
    return out


def chi_squared_rows():
    out = []
    for df in (0.1, 1.0, 2.0, 3.0, 10.0, 37.5, 1e3, 1e5):

        def start(side, p, df=df):
            return finite((stats.chi2.isf if side else stats.chi2.ppf)(p, df) / 2, df / 2)

        out += Family(
            [df], GammaTails(Fraction(df) / 2), lambda x: x / 2, lambda v: 2 * v,
            lambda v: mpf(1), start).rows()
    return out


BETA_GRID = [
    (0.1, 0.1), (0.1, 2.5), (0.1, 100.0), (0.1, 1e5), (0.5, 0.5), (0.5, 1.0), (0.5, 30.0),
    (0.5, 1e4), (1.0, 1.0), (1.0, 1e3), (2.0, 30.0), (2.5, 0.1), (2.5, 2.5), (2.5, 1e5),
    (3.9, 4.1), (10.0, 0.5), (10.0, 10.0), (10.0, 1e3), (30.0, 45.0), (100.0, 0.1), (100.0, 2.5),
    (100.0, 100.0), (1e3, 1.0), (1e3, 1e3), (1e3, 1e5), (1e4, 0.5), (1e4, 10.0), (1e5, 0.1),
    (1e5, 2.5), (1e5, 100.0), (1e5, 1e5), (1 / 3, 1 / 7),
]


def beta_rows():
    out = []
    for a, b in BETA_GRID:

        def start(side, p, a=a, b=b):
            x = (stats.beta.isf if side else stats.beta.ppf)(p, a, b)
            return finite(x / (1 - x) if 0 < x < 1 else 0, a / b)

        class Fractions(Family):
            """Rows at x itself: d log odds / d log x = 1/(1 - x) = 1 + odds."""

            def slope_gradient(self, argument):
                return argument

        rows = Fractions(
            [a, b], BetaTails(a, b), lambda x: x / (1 - x) if x < 1 else 0,
            lambda v: v / (1 + v),
            lambda v: 1 + v, start).rows()
        out += [row for row in rows if 0 < float(row[3]) and row_fits(row)]
    return out


def row_fits(row):
    """A quantile so near 1 that a double cannot tell has nothing to be compared."""
    return row[2] < 1 and (row[1] in ("cdf", "sf", "pdf") or float(row[3]) < 1)


F_GRID = [
    (0.1, 0.1), (0.1, 5.0), (0.1, 1e5), (1.0, 1.0), (1.0, 10.0), (1.0, 1e4), (2.0, 3.0),
    (3.0, 22.0), (3.0, 0.1), (5.0, 2.0), (10.0, 1e3), (10.0, 10.0), (24.0, 1.0), (30.0, 1e5),
    (100.0, 100.0), (100.0, 0.5), (1e3, 7.0), (1e3, 1e3), (1e4, 33.3), (1e5, 0.1), (1e5, 3.0),
    (1e5, 1e3), (1e5, 1e5),
]


def f_rows():
    out = []
    for m, n in F_GRID:
        ratio = Fraction(m) / Fraction(n)

        def start(side, p, m=m, n=n):
            with_scipy = (stats.f.isf if side else stats.f.ppf)(p, m, n)
            return finite(with_scipy * m / n, m / n)

        out += Family(
            [m, n], BetaTails(Fraction(m) / 2, Fraction(n) / 2), lambda x, r=ratio: x * r,
            lambda v, r=ratio: v / exact(r), lambda v: mpf(1), start).rows()
    return out


class StudentTails:
    """The upper tail of t as the lower, halved, of beta at odds v/t^2; here by the odds t^2/v."""

    def __init__(self, df):
        self.beta = BetaTails(Fraction(1, 2), Fraction(df) / 2)

    def at(self, odds):
        lower, upper, g = self.beta.at(odds)
        return (1 + lower) / 2, upper / 2, g / 2

    def slope(self, odds):
        return self.beta.slope(odds)

    def second(self, odds):
        lower, upper = self.beta.second(odds)
        return (1 + lower) / 2, upper / 2


def t_rows():
    out = []
    for df in (0.1, 0.5, 1.0, 2.0, 3.7, 10.0, 30.0, 100.0, 1e3, 1e4, 1e5):
        nu = Fraction(df)

        def start(side, p, df=df):
            t = float(abs((stats.t.isf if side else stats.t.ppf)(p, df)))
            return finite(t * t / df, 1.0)

        family = Family(
            [df], StudentTails(df), lambda x, n=nu: x * x / n,
            lambda v, n=nu: mp.sqrt(v * exact(n)), lambda v: mpf(2), start)
        # only the upper half has an argument; the lower is its mirror
        global LOWER, NEAR_ONE
        kept = LOWER, NEAR_ONE
        LOWER, NEAR_ONE = [0.51, 0.6, 0.9, 0.975, 1 - 1e-10, 1 - 2.0**-52], []
        for row in family.rows():
            out.append(row)
            mirrored = {"cdf": "sf", "sf": "cdf", "pdf": "pdf", "q": "uq", "uq": "q"}[row[1]]
            if row[1] in ("cdf", "sf", "pdf"):
                out.append([row[0], mirrored, -row[2], row[3], row[4]])
            else:
                out.append([row[0], mirrored, row[2], "-" + row[3], row[4]])
        LOWER, NEAR_ONE = kept
    return out




def t_tail_rows():
    """Survival on both sides of the places where the method changes: at 20 degrees of freedom and
    at t^2 = df; and quantiles of usual levels."""
    out = []
    for df in (0.1, 0.7, 1.0, 1.5, 2.0, 3.0, 4.2, 5.0, 7.9, 9.0, 12.0, 15.3, 17.0, 19.0, 19.99, 20.0,
               20.01, 22.0, 25.0, 31.4, 47.0, 80.0, 150.0, 199.9, 201.0, 995.0, 5e3, 5e4, 1e5):
        nu = Fraction(df)
        tails = StudentTails(df)
        points = {1e-20, 1e-6, 0.01, 0.3, 1.0, 1.96, 2.7, 4.5, 8.0, 12.5, 21.0, 36.0, 300.0}
        points |= {float(mpmath.nstr(mp.sqrt(exact(nu * z)), 9))
                   for z in (Fraction(1, 20), Fraction(2, 5), Fraction(999, 1000),
                             Fraction(1001, 1000), Fraction(5, 2), Fraction(40))}
        for x in sorted(points):
            odds = Fraction(x) ** 2 / nu
            lower, upper, g = tails.at(exact(odds))
            if upper < mpf(10) ** -303:
                continue
            agree(upper, tails.second(odds)[1])
            out.append([[df], "sf", x, text(upper), short(2 * g / upper)])
            out.append([[df], "cdf", x, text(lower), short(2 * g / lower)])
        for p in (0.24, 0.1, 0.05, 0.025, 0.005, 1e-4, 1e-7, 1e-12, 1e-20, 1e-50, 1e-200):
            t = float(stats.t.isf(p, df))
            odds = solve(tails, 1, Fraction(p), finite(t * t / df, 1.0))
            value = mp.sqrt(odds * exact(nu))
            if value > mpf(10) ** 300:
                continue
            upper, g = tails.at(odds)[1:]
            out.append([[df], "uq", p, text(value), short(upper / (2 * g))])
            out.append([[df], "q", p, "-" + text(value), short(upper / (2 * g))])
    return out


def f_tail_rows():
    """Survival for whole numbers of tested terms, from below the mean far into the tail."""
    out = []
    for m in (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 9.0, 19.0, 40.0, 63.0, 64.0, 65.0):
        for n in (0.5, 1.0, 3.0, 8.0, 19.0, 21.0, 95.0, 995.0, 1e5):
            tails = BetaTails(Fraction(m) / 2, Fraction(n) / 2)
            ratio = Fraction(m) / Fraction(n)
            for x in (0.2, 0.999, 1.0, 1.5, 2.37, 4.0, 7.1, 15.0, 60.0, 900.0):
                odds = Fraction(x) * ratio
                lower, upper, g = tails.at(exact(odds))
                if upper < mpf(10) ** -303:
                    continue
                agree(upper, tails.second(odds)[1])
                out.append([[m, n], "sf", x, text(upper), short(g / upper)])
    return out


def normal_rows():
    out = []
    grid = [0.0, 1e-10, 0.1, 0.5, 0.9, 1.0, 1.3, 1.96, 2.5, 3.0, 4.0, 5.3, 6.7, 8.2, 10.1, 14.3,
            19.9, 25.7, 30.3, 35.1, 37.0, 37.6]
    with mp.workdps(60):
        for mean, sd, offset in [(0.0, 1.0, 0)] + [(100.0, 15.0, 1), (-3.1, 0.07, 1)]:
            for z in grid:
                for sign in (1, -1):
                    x = mean + sign * sd * z
                    exact_z = exact((Fraction(x) - Fraction(mean)) / Fraction(sd))
                    kernel = mp.exp(-exact_z**2 / 2) / mp.sqrt(2 * mp.pi)
                    upper = mp.erfc(exact_z / mp.sqrt(2)) / 2
                    lower = mp.erfc(-exact_z / mp.sqrt(2)) / 2
                    p = [mean, sd]
                    slope = abs(exact_z) * kernel
                    out.append([p, "cdf", x, text(lower), short(slope / lower)])
                    out.append([p, "sf", x, text(upper), short(slope / upper)])
                    out.append([p, "pdf", x, text(kernel / exact(sd)), short(exact_z**2)])
        for p in LOWER + NEAR_ONE + [0.07, 0.074, 0.076, 0.4999, 1e-11, 1e-12, 1e-307]:
            if p == 0.5:
                continue
            q = min(Fraction(p), 1 - Fraction(p))
            z = mpf(stats.norm.isf(float(q)))
            for _ in range(8):
                z += (mp.erfc(z / mp.sqrt(2)) / 2 - exact(q)) / (
                    mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi))
            density = mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)
            cond = short(exact(Fraction(p)) / (z * density))
            sign = 1 if p > 0.5 else -1
            out.append([[0.0, 1.0], "q", p, text(sign * z), cond])
            out.append([[0.0, 1.0], "uq", p, text(-sign * z), cond])
    return out


# ---- counts ---------------------------------------------------------------------------------------


class Counts:
    """A distribution on 0...last whose tails are gamma or beta tails, from k to a tail object.

    `lower_first` says whether P(X <= k) is the first tail of the object.
    """

    def __init__(self, parameters, tails, argument, lower_first, mass, last, mean, sd):
        self.__dict__.update(locals())

    def both(self, k, second=False):
        """P(X <= k) and P(X > k)."""
        if k < 0:
            return mpf(0), mpf(1)
        if self.last is not None and k >= self.last:
            return mpf(1), mpf(0)
        tails = self.tails(k)
        pair = tails.second(self.argument) if second else tails.at(exact(self.argument))[:2]
        return (pair[0], pair[1]) if self.lower_first else (pair[1], pair[0])

    def search(self, side, p):
        """The smallest k with P(X <= k) >= p, or P(X > k) <= p."""
        with mp.workdps(30):
            target = exact(Fraction(p))
            if p > 0.5:
                side, target = 1 - side, 1 - target
            edge = mpf("4e-15")

            def reached(k):
                tail = self.both(k)[side]
                # the library documents that probabilities within 4e-15 count as equal
                return tail * (1 + edge) >= target if side == 0 else tail <= target * (1 + edge)

            high = max(1, int(self.mean))
            step = max(1, int(self.sd))
            while not reached(high):
                high += step
                step *= 2
            low = high
            step = max(1, int(self.sd))
            while low >= 0 and reached(low):
                low -= step
                step *= 2
            low = max(low, -1)
            while high - low > 1:
                middle = (low + high) // 2
                if reached(middle):
                    high = middle
                else:
                    low = middle
            return high

    def rows(self, check=True):
        out = []
        points = set()
        for fn, side, probabilities in (("q", 0, LOWER + NEAR_ONE), ("uq", 1, UPPER + NEAR_ONE)):
            for p in probabilities:
                k = self.search(side, p)
                points.add(k)
                out.append([self.parameters, fn, p, str(k), 0])
        for k in sorted(points):
            lower, upper = self.both(k)
            if check:
                with mp.workdps(60):
                    second = self.both(k, second=True)
                    agree(lower, second[0])
                    agree(upper, second[1])
            if lower > mpf(10) ** -303:
                out.append([self.parameters, "cdf", k, text(lower), 0])
            if upper > mpf(10) ** -303:
                out.append([self.parameters, "sf", k, text(upper), 0])
            with mp.workdps(70):
                log_mass = self.mass(k)
                if log_mass > -690:
                    out.append([self.parameters, "pdf", k, text(mp.exp(log_mass)), 0])
                out.append([self.parameters, "logpdf", k, text(log_mass), 0])
        return out


def poisson_rows():
    out = []
    for mean in (0.1, 1.0, 5.5, 30.0, 123.456, 1e3, 1e5, 3e6):
        rate = Fraction(mean)

        def mass(k, rate=rate):
            return k * mp.log(exact(rate)) - exact(rate) - mp.loggamma(k + 1)

        out += Counts(
            [mean], lambda k: GammaTails(k + 1), rate, False, mass, None, mean, mean**0.5
        ).rows(check=mean < 2e5)
    return out


def binomial_rows():
    out = []
    grid = [(1, 0.3), (10, 0.5), (25, 0.04), (100, 1e-3), (100, 0.5), (1000, 0.999), (1000, 0.3),
            (10**5, 0.5), (10**5, 1e-5), (10**6, 0.01), (10**9, 1e-8), (10**9, 0.3),
            (10**9, 1e-4)]
    for n, p in grid:
        chance = Fraction(p)
        odds = chance / (1 - chance)

        def mass(k, n=n, c=chance):
            return (mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)
                    + k * mp.log(exact(c)) + (n - k) * mp.log(exact(1 - c)))

        out += Counts(
            [n, p], lambda k, n=n: BetaTails(k + 1, n - k), odds, False, mass, n, n * p,
            (n * p * (1 - p)) ** 0.5
        ).rows(check=n < 10**8 or p < 1e-7)
    return out


def negative_binomial_rows():
    """Parameters [size, probability], both exact."""
    out = []
    for r, p in [(0.1, 0.01), (0.5, 0.3), (1.0, 0.5), (2.0, 2.0 / 7), (2.5, 1e-4), (10.0, 0.9),
                 (33.3, 1e-3), (1e3, 0.25), (1e5, 0.999)]:
        size, chance = Fraction(r), Fraction(p)

        def mass(k, size=size, c=chance):
            s = exact(size)
            return (mp.loggamma(k + s) - mp.loggamma(k + 1) - mp.loggamma(s)
                    + s * mp.log(exact(c)) + k * mp.log(exact(1 - c)))

        out += Counts(
            [r, p], lambda k, s=size: BetaTails(s, k + 1), chance / (1 - chance), True, mass, None,
            r * (1 - p) / p, (r * (1 - p)) ** 0.5 / p
        ).rows(check=p > 5e-4)
    return out


def dispersion_rows():
    """Parameters [mean, dispersion] whose reciprocal is exact."""
    out = []
    for mean, dispersion in [(3.3, 0.5), (0.07, 2.0), (1234.5, 0.125), (1e5, 0.25), (50.0, 2.0**-10)]:
        size = 1 / Fraction(dispersion)
        odds = size / Fraction(mean)
        chance = odds / (1 + odds)

        def mass(k, size=size, c=chance):
            s = exact(size)
            return (mp.loggamma(k + s) - mp.loggamma(k + 1) - mp.loggamma(s)
                    + s * mp.log(exact(c)) + k * mp.log(exact(1 - c)))

        out += Counts(
            [mean, dispersion], lambda k, s=size: BetaTails(s, k + 1), odds, True, mass, None, mean,
            (mean + dispersion * mean**2) ** 0.5
        ).rows()
    return out


def tail_rows(parameters, counts, offset, step):
    """cdf, sf and pdf of a distribution with whole-number counts at offset, offset + step, ..."""
    total = sum(counts)
    last = len(counts) - 1
    sums = [0]
    for c in counts:
        sums.append(sums[-1] + c)
    out = []
    for k in sorted({0, 1, last // 7, last // 3, last // 2, last // 2 + 1, last - 2, last - 1}):
        if not 0 <= k < last:
            continue
        value = offset + step * k
        with mp.workdps(40):
            out.append([parameters, "cdf", value, text(mpf(sums[k + 1]) / total), 0])
            out.append([parameters, "sf", value, text(mpf(total - sums[k + 1]) / total), 0])
            out.append([parameters, "pdf", value, text(mpf(counts[k]) / total), 0])
    return out


def kendall_rows():
    out = []
    for n in (2, 3, 4, 5, 9, 10, 20, 33, 40, 60, 75):
        counts = [1]
        for m in range(2, n + 1):
            wider = [0] * (len(counts) + m - 1)
            running = 0
            for k in range(len(wider)):
                running += counts[k] if k < len(counts) else 0
                running -= counts[k - m] if k >= m else 0
                wider[k] = running
            counts = wider
        out += tail_rows([n], counts, -n * (n - 1) // 2, 2)
    return out


def mann_whitney_rows():
    out = []
    for m, n in [(1, 1), (1, 5), (3, 2), (4, 4), (5, 12), (10, 10), (20, 17), (30, 30), (50, 40),
                 (3, 100)]:
        # Gaussian binomial coefficient: product of (1 - q^(n+i)) / (1 - q^i)
        size = m * n + 1
        counts = [1] + [0] * (size - 1)
        for i in range(1, m + 1):
            for k in range(size - 1, n + i - 1, -1):
                counts[k] -= counts[k - n - i]
            for k in range(i, size):
                counts[k] += counts[k - i]
        out += tail_rows([m, n], counts, 0, 1)
    return out


FAMILIES = {
    "normal": normal_rows, "gamma": gamma_rows, "chi-squared": chi_squared_rows,
    "beta": beta_rows, "fisher-f": f_rows, "student-t": t_rows, "poisson": poisson_rows,
    "student-t-tails": t_tail_rows, "fisher-f-tails": f_tail_rows,
    "binomial": binomial_rows, "negative-binomial": negative_binomial_rows,
    "negative-binomial-dispersion": dispersion_rows,
    "kendall-score": kendall_rows, "mann-whitney-u": mann_whitney_rows,
}


def main():
    mp.dps = DIGITS
    for name in sys.argv[1:] or FAMILIES:
        rows = FAMILIES[name]()
        head = {"distribution": name, "generator": "distributions.py",
                "mpmath": mpmath.__version__, "digits": DIGITS}
        body = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
        text_ = json.dumps(head)[:-1] + ', "rows": [\n' + body + "\n]}\n"
        (HERE / f"{name}.json").write_text(text_)
        print(name, len(rows), "rows")


if __name__ == "__main__":
    main()
