"""Exact laws of Kendall's score by enumerating every order of the values, Cox-Stuart by the
binomial law in whole numbers, exact Theil-Sen ranks from the enumerated law.

Run in this folder: python3 trend.py > trend.json
"""
import itertools
import json
import sys
from collections import Counter
from fractions import Fraction
from math import comb


def score(values):
    return sum((b > a) - (b < a) for a, b in itertools.combinations(values, 2))


def kendall(values):
    law = Counter(score(order) for order in itertools.permutations(values))
    total = sum(law.values())
    s = score(values)
    largest = max(law)

    def part(test):
        return float(Fraction(sum(c for k, c in law.items() if test(k)), total))

    return {
        "values": values, "S": s, "two_sided": part(lambda k: abs(k) >= abs(s)),
        "greater": part(lambda k: k >= s), "less": part(lambda k: k <= s),
        "floor": part(lambda k: abs(k) >= largest),
    }


def median(values):
    values = sorted(values)
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def sen(times, values, level):
    slopes = sorted(
        Fraction(values[j] - values[i]) / (times[j] - times[i])
        for i, j in itertools.combinations(range(len(values)), 2))
    law = Counter(score(order) for order in itertools.permutations(range(len(values))))
    total = sum(law.values())
    pairs = len(slopes)

    def tail(k):
        return Fraction(sum(c for s, c in law.items() if abs(s) >= k), total)

    # The slopes b that the two-sided exact test of values - b * times does not reject: those
    # above `below` slopes and beneath the others, |pairs - 2 below| less than the critical score.
    kept = [c for c in range(pairs + 1) if tail(abs(pairs - 2 * c)) > 1 - Fraction(level)]
    low, high = min(kept), max(kept)
    bounded = low > 0
    return {
        "times": times, "values": values, "level": float(Fraction(level)),
        "slope": float(median(slopes)),
        "low": float(slopes[low - 1]) if bounded else None,
        "high": float(slopes[high]) if bounded else None,
        "achieved": float(1 - max(tail(abs(pairs - 2 * c)) for c in (low - 1, high + 1)))
        if bounded else None,
    }


def cox_stuart(values):
    half = len(values) // 2
    pairs = [(values[i], values[i + len(values) - half]) for i in range(half)]
    rises = sum(b > a for a, b in pairs)
    falls = sum(b < a for a, b in pairs)
    n = rises + falls

    def at_most(k):
        return Fraction(sum(comb(n, i) for i in range(k + 1)), 2 ** n)

    return {
        "values": values, "rises": rises, "pairs": n,
        "two_sided": float(min(1, 2 * at_most(min(rises, falls)))),
        "less": float(at_most(rises)), "greater": float(at_most(falls)),
    }


json.dump({
    "made_by": "Python " + sys.version.split()[0],
    "kendall": [kendall(v) for v in (
        [1, 2, 3, 4], [4, 3, 2, 1], [1, 1, 2, 2], [3, 1, 1, 2, 2, 4], [5, 5, 5, 6],
        [2, 7, 1, 8, 2, 8, 1], [0, 0, 0, 1, 0, 2, 3, 3], [1, 2, 3, 4, 5, 6, 7],
        [9, 1, 4, 4, 6, 5, 5, 3], [2, 2, 2, 2, 1, 3, 3, 3, 0])],
    "theil_sen": [
        sen([0, 1, 2, 3], [1, 3, 2, 5], "0.95"), sen([0, 1, 2, 3], [1, 3, 2, 5], "0.9"),
        sen([2001, 2002, 2004, 2007, 2008], [3, 10, 4, 21, 17], "0.95"),
        sen([0, 1, 2, 3, 5, 6, 7], [12, 11, 17, 13, 19, 30, 16], "0.95"),
        sen([0, 1, 2, 3, 5, 6, 7, 8], [12, 11, 17, 13, 19, 30, 16, 14], "0.9")],
    "cox_stuart": [cox_stuart(v) for v in (
        [1, 2, 3, 4], [5, 3, 9, 1, 4], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9],
        [2, 2, 2, 2, 2, 2], list(range(12)))],
}, sys.stdout, indent=1)
