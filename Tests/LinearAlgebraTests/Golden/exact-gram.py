#!/usr/bin/env python3
"""Least-squares problems of condition 1 to 1e15, solved in exact rationals.

Writes exact-gram.json beside itself: columns, response and weights as doubles; coefficients, standard
errors and the weighted residual sum of squares as the nearest doubles. A design is U S V' with U and V
orthonormal and the singular values S falling evenly, in the logarithm, from 1 to 1 / condition; what is
solved are the doubles it is rounded to.
"""
import json
import math
import os
import random
from fractions import Fraction

import mpmath

mpmath.mp.dps = 60
rng = random.Random(20250101)
CONDITIONS = [0, 1, 2, 3, 4, 5, 6, 6.5, 7, 8, 9, 10, 11, 12, 13, 13.5, 14, 14.5, 15, 15,
              0.5, 3, 6, 9, 12, 14, 15, 15, 7, 11]


def root(q):
    return mpmath.sqrt(mpmath.mpf(q.numerator) / q.denominator)


def solve(columns, response, weights):
    n, p = len(response), len(columns)
    x = [[Fraction(v) for v in column] for column in columns]
    y = [Fraction(v) for v in response]
    w = [Fraction(v) for v in weights] if weights else [Fraction(1)] * n
    rows = [[sum(a * b * c for a, b, c in zip(x[i], x[j], w)) for j in range(p)]
            + [Fraction(int(i == j)) for j in range(p)]
            + [sum(a * b * c for a, b, c in zip(x[i], y, w))] for i in range(p)]
    for c in range(p):
        pivot = next(r for r in range(c, p) if rows[r][c] != 0)
        rows[c], rows[pivot] = rows[pivot], rows[c]
        rows[c] = [v / rows[c][c] for v in rows[c]]
        for r in range(p):
            if r != c and rows[r][c] != 0:
                factor = rows[r][c]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[c])]
    beta = [row[-1] for row in rows]
    rest = [y[i] - sum(beta[j] * x[j][i] for j in range(p)) for i in range(n)]
    squares = sum(r * r * c for r, c in zip(rest, w))
    errors = [float(root(rows[j][p + j] * squares / (n - p))) for j in range(p)]
    return [float(b) for b in beta], errors, float(squares)


def orthonormal(rows, columns):
    result = []
    for _ in range(columns):
        column = [rng.gauss(0, 1) for _ in range(rows)]
        for _ in range(2):
            for other in result:
                share = sum(a * b for a, b in zip(column, other))
                column = [a - share * b for a, b in zip(column, other)]
        length = math.sqrt(sum(a * a for a in column))
        result.append([a / length for a in column])
    return result


def design(n, p, condition):
    left, right = orthonormal(n, p), orthonormal(p, p)
    values = [mpmath.mpf(condition) ** (-mpmath.mpf(k) / (p - 1)) for k in range(p)]
    return [[float(sum(left[k][i] * values[k] * right[k][j] for k in range(p))) for i in range(n)]
            for j in range(p)]


cases = []
for k, exponent in enumerate(CONDITIONS):
    n = rng.randint(8, 60)
    p = rng.randint(2, min(8, n - 3))
    columns = design(n, p, 10.0 ** exponent)
    if k % 3 == 0 and exponent < 8:
        columns[0] = [1.0] * n
    if k % 4 == 0:
        response = [rng.gauss(0, 1) for _ in range(n)]
    else:
        beta = [rng.uniform(-2, 2) for _ in range(p)]
        noise = [1e-3, .1, 1e-9][k % 4 - 1]
        response = [sum(b * c[i] for b, c in zip(beta, columns)) + noise * rng.gauss(0, 1)
                    for i in range(n)]
    if k % 5 == 2:
        columns = [[v * s for v in column]
                   for column, s in zip(columns, [10.0 ** rng.randint(-6, 6) for _ in range(p)])]
    weights = [round(rng.uniform(.1, 9), 3) for _ in range(n)] if k % 4 == 3 else None
    coefficients, errors, squares = solve(columns, response, weights)
    cases.append({
        'name': '%d: %d x %d, condition 1e%g%s' % (
            k + 1, n, p, exponent, ', weights' if weights else ''),
        'condition': 10.0 ** exponent, 'columns': columns, 'response': response,
        'weights': weights, 'coefficients': coefficients, 'standardErrors': errors,
        'residualSumOfSquares': squares})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'exact-gram.json'), 'w') as f:
    json.dump({'python': 'exact rationals; mpmath ' + mpmath.__version__, 'cases': cases}, f,
              separators=(',', ':'))
    f.write('\n')
