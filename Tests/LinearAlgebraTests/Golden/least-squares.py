#!/usr/bin/env python3
"""Least-squares problems that are hard for doubles, solved in exact rationals.

Writes least-squares.json beside itself: columns, response and weights as doubles; coefficients, the
square roots of the diagonal of (X'WX)^-1, the weighted residual sum of squares, leverages and the
logarithm of det X'WX as the nearest doubles.
"""
import json
import math
import os
import random
from fractions import Fraction

import mpmath

mpmath.mp.dps = 60


def inverse(matrix):
    order = len(matrix)
    rows = [list(row) + [Fraction(int(i == j)) for j in range(order)] for i, row in enumerate(matrix)]
    determinant = Fraction(1)
    for c in range(order):
        pivot = next(r for r in range(c, order) if rows[r][c] != 0)
        if pivot != c:
            rows[c], rows[pivot] = rows[pivot], rows[c]
            determinant = -determinant
        determinant *= rows[c][c]
        rows[c] = [v / rows[c][c] for v in rows[c]]
        for r in range(order):
            if r != c and rows[r][c] != 0:
                factor = rows[r][c]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[c])]
    return [row[order:] for row in rows], determinant


def root(q):
    return float(mpmath.sqrt(mpmath.mpf(q.numerator) / q.denominator))


def case(name, columns, response, weights=None):
    n, p = len(response), len(columns)
    x = [[Fraction(v) for v in column] for column in columns]
    y = [Fraction(v) for v in response]
    w = [Fraction(v) for v in weights] if weights else [Fraction(1)] * n
    gram = [[sum(a * b * c for a, b, c in zip(x[i], x[j], w)) for j in range(p)] for i in range(p)]
    inv, determinant = inverse(gram)
    xy = [sum(a * b * c for a, b, c in zip(column, y, w)) for column in x]
    beta = [sum(a * b for a, b in zip(row, xy)) for row in inv]
    rest = [y[i] - sum(beta[j] * x[j][i] for j in range(p)) for i in range(n)]
    leverage = [
        w[i] * sum(x[a][i] * inv[a][b] * x[b][i] for a in range(p) for b in range(p))
        for i in range(n)]
    return {
        'name': name, 'columns': columns, 'response': response, 'weights': weights,
        'coefficients': [float(b) for b in beta],
        'roots': [root(inv[j][j]) for j in range(p)],
        'residualSumOfSquares': float(sum(r * r * c for r, c in zip(rest, w))),
        'residuals': [float(r) for r in rest],
        'leverageComplements': [float(1 - h) for h in leverage],
        'logDeterminant': float(
            mpmath.log(mpmath.mpf(determinant.numerator)) - mpmath.log(determinant.denominator)),
    }


random.seed(20111218)
noise = lambda n: [random.gauss(0, 1) for _ in range(n)]
years = [2001.0, 2002.0, 2003.0, 2005.0, 2006.0, 2008.0, 2009.0, 2010.0, 2011.0, 2013.0, 2014.0,
         2016.0, 2017.0, 2018.0, 2019.0, 2021.0, 2022.0, 2023.0]
ones = [1.0] * len(years)
values = [round(10 + 3 * z, 3) for z in noise(len(years))]
seconds = [1.0e12 + 86400.0 * i for i in range(12)]
base = noise(30)
near = [b + 1e-10 * z for b, z in zip(base, noise(30))]
cases = [
    case('trend in calendar years', [ones, years], values),
    case('quartic in calendar years', [ones] + [[y ** k for y in years] for k in (1, 2, 3, 4)], values),
    case('seconds since long ago', [[1.0] * 12, seconds], [1e9 + z for z in noise(12)]),
    case('columns nearly alike', [[1.0] * 30, base, near], noise(30)),
    case('no intercept', [base, noise(30)], noise(30)),
    case('a constant in the span', [[float(i < 9) for i in range(18)],
                                    [float(i >= 9) for i in range(18)], years], values),
    case('intercept of three, on the right', [years, [3.0] * len(years)], values),
    case('weights over eighteen orders', [ones, years], values,
         [10.0 ** (i - 9) for i in range(18)]),
    case('weights alike in size', [ones, years, [math.sin(y) for y in years]], values,
         [round(random.uniform(.5, 4), 2) for _ in years]),
    case('one row far out', [[1.0] * 10, [float(y) for y in range(2001, 2010)] + [20055.0]],
         [3.1, 2.8, 3.6, 4.0, 3.9, 4.4, 4.1, 5.0, 4.8, 5.3]),
    case('response and columns far apart in size',
         [[1.0] * 30, [b * 1e150 for b in base], [z * 1e-150 for z in noise(30)]],
         [z * 1e-100 for z in noise(30)]),
    case('mean alone', [ones], [1e15 + round(8 * v) / 8 for v in values]),
]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'least-squares.json'), 'w') as f:
    json.dump({'python': 'exact rationals; mpmath ' + mpmath.__version__, 'cases': cases}, f, indent=1)
