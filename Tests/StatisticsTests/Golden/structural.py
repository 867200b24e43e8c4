#!/usr/bin/env python3
"""Local level and local linear trend: dense generalised least squares in 40 digits for given
variances, statsmodels with exact diffuse start for estimated ones. Writes structural.json beside
itself.

    python3 structural.py
"""
import json
import os
import warnings

import mpmath as mp
import numpy as np
import statsmodels
import statsmodels.api as sm

warnings.filterwarnings("ignore")
mp.mp.dps = 40

NILE = [1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958,
        1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020,
        1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040,
        759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
        744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740]
LAKE = [580.38, 581.86, 580.97, 580.8, 579.79, 580.39, 580.42, 580.82, 581.4, 581.32, 581.44, 581.68, 581.17, 580.53,
        580.01, 579.91, 579.14, 579.16, 579.55, 579.67, 578.44, 578.24, 579.1, 579.09, 579.35, 578.82, 579.32, 579.01,
        579, 579.8]
# A slope that turns, and noise: a smooth trend.
TURN = [3.1, 4.4, 4.9, 6.7, 7.2, 8.8, 9.1, 10.6, 10.9, 11.2, 11.9, 11.4, 11.6, 10.7, 10.9, 9.6, 9.4, 8.1, 7.9, 6.0,
        5.9, 4.1, 4.4, 2.9, 3.3, 3.0, 3.9, 4.2, 5.7, 6.1, 8.0, 8.8]
GAPS = [v if i not in (3, 4, 11, 12, 13, 20) else None for i, v in enumerate(TURN)]


def column(kind, first, n):
    rows = np.arange(n)
    return {"step": (rows >= first) * 1.0, "pulse": (rows == first) * 1.0,
            "ramp": np.maximum(0, rows - first + 1.0)}[kind]


def dense(values, variances, slope, interventions, ahead):
    """All from the covariance of the values: y = X d + u, d unknown altogether."""
    e, l, s = [mp.mpf(v) for v in variances]
    n = len(values)
    total = n + ahead
    rows = [i for i, v in enumerate(values) if v is not None]
    columns = [np.ones(total)] + ([np.arange(total) * 1.0] if slope else [])
    columns += [column(kind, first, total) for kind, first in interventions]
    k = len(columns)

    def level(i, j):
        """The covariance of the levels of two rows; any variance of the start will do."""
        small = min(i, j)
        start = 1 + (i * j if slope else 0)
        return start + l * small + s * mp.fsum((i - 1 - t) * (j - 1 - t) for t in range(max(0, small - 1)))

    def regression(kept):
        omega = mp.matrix(len(kept), len(kept))
        for a, i in enumerate(kept):
            for b, j in enumerate(kept):
                omega[a, b] = level(i, j) + (e if i == j else 0)
        x = mp.matrix([[mp.mpf(float(c[i])) for c in columns] for i in kept])
        y = mp.matrix([mp.mpf(repr(values[i])) if isinstance(values[i], float) else mp.mpf(values[i]) for i in kept])
        inverse = omega ** -1
        information = x.T * inverse * x
        d = information ** -1 * (x.T * inverse * y)
        return omega, x, y, inverse, information, d

    omega, x, y, inverse, information, d = regression(rows)
    residual = y - x * d
    m = len(rows)
    rest = (residual.T * inverse * residual)[0]
    loglik = -(mp.mpf(m - k) * mp.log(2 * mp.pi) + mp.log(mp.det(omega)) + mp.log(mp.det(information)) + rest) / 2
    spread = information ** -1

    def kriging(kept, parts, target_columns, covariance, own):
        _, x, y, inverse, information, d = parts
        c = mp.matrix(covariance)
        x0 = mp.matrix(target_columns)
        w = inverse * c
        residual = y - x * d
        mean = (x0.T * d)[0] + (c.T * inverse * residual)[0]
        more = x0 - x.T * w
        variance = own - (c.T * w)[0] + (more.T * information ** -1 * more)[0]
        return float(mean), float(variance)

    def state(parts, kept, i, with_effects, observed):
        target = [mp.mpf(1)] + ([mp.mpf(i)] if slope else [])
        target += [mp.mpf(float(c[i])) if with_effects else mp.mpf(0) for c in columns[(2 if slope else 1):]]
        covariance = [level(i, j) for j in kept]
        return kriging(kept, parts, target, covariance, level(i, i) + (e if observed else 0))

    parts = (omega, x, y, inverse, information, d)
    smoothed = [state(parts, rows, i, False, False) for i in range(n)]
    slopes = []
    if slope:
        # A slope is the level a row on, without the step of the level, less the level.
        for i in range(n):
            target = [mp.mpf(0), mp.mpf(1)] + [mp.mpf(0)] * (k - 2)
            covariance = [j + s * mp.fsum(j - 1 - t for t in range(min(i, j)) if j - 1 - t > 0) for j in rows]
            slopes.append(kriging(rows, parts, target, covariance, 1 + s * i))
    forecasts = [state(parts, rows, n + h, True, True) for h in range(ahead)]
    effects = [(float(d[k - len(interventions) + j]), float(spread[k - len(interventions) + j, k - len(interventions) + j]))
               for j in range(len(interventions))]
    # The forecast of a late row from those before it.
    place = rows[-3]
    kept = [i for i in rows if i < place]
    one = state(regression(kept), kept, place, True, True)
    result = {"values": values, "slope": slope, "variances": list(map(float, variances)),
              "interventions": [[kind, first] for kind, first in interventions],
              "log_likelihood": float(loglik), "levels": [m for m, _ in smoothed],
              "level_variances": [v for _, v in smoothed], "slopes": [m for m, _ in slopes],
              "slope_variances": [v for _, v in slopes], "forecasts": [m for m, _ in forecasts],
              "forecast_variances": [v for _, v in forecasts], "effects": [m for m, _ in effects],
              "effect_variances": [v for _, v in effects], "row": place, "prediction": one[0],
              "prediction_variance": one[1]}
    return result


def estimated(values, slope, interventions, ahead=4):
    """The greatest likelihood statsmodels reaches from many starts."""
    y = np.array([np.nan if v is None else v for v in values], float)
    exog = np.column_stack([column(kind, first, len(y)) for kind, first in interventions]) if interventions else None
    model = sm.tsa.UnobservedComponents(
        y, "lltrend" if slope else "llevel", exog=exog, mle_regression=False, use_exact_diffuse=True)
    size = np.nanvar(np.diff(y[~np.isnan(y)]))
    best = None
    shares = [1e-4, 0.03, 0.5, 1.0]
    for e in shares:
        for l in shares:
            for s in (shares if slope else [None]):
                start = np.array([e, l] + ([s] if slope else [])) * size
                found = model.fit(start, disp=0, maxiter=500, method="lbfgs")
                found = model.fit(np.maximum(found.params, 1e-14), disp=0, maxiter=4000, method="nm", xtol=1e-12, ftol=1e-14)
                found = model.fit(np.maximum(found.params, 1e-14), disp=0, maxiter=500, method="bfgs", gtol=1e-12)
                if best is None or found.llf > best.llf:
                    best = found
    variances = np.array(best.params[:3 if slope else 2])
    # What adds nothing is zero.
    for kind in range(len(variances)):
        trial = variances.copy()
        trial[kind] = 0
        if trial.sum() > 0 and model.loglike(trial, transformed=True) >= best.llf - 1e-6:
            variances = trial
    return {"values": values, "slope": slope, "interventions": [[kind, first] for kind, first in interventions],
            "variances": [float(v) for v in variances], "log_likelihood": float(model.loglike(variances, transformed=True)),
            "diffuse": (2 if slope else 1) + len(interventions)}


def main():
    cases = [(NILE[:30], (15099.0, 1469.1, 0), False, []), (LAKE, (0.1, 0.3, 0), False, [("step", 12)]),
             (GAPS, (0.3, 0.2, 0.05), True, []), (TURN, (0.2, 0, 0.1), True, [("pulse", 9), ("step", 20)]),
             (LAKE, (0, 0.2, 0.01), True, []), (TURN, (0.4, 0.01, 0), True, [("ramp", 16)]),
             (GAPS, (0.5, 0.5, 0), False, [("pulse", 7), ("ramp", 15)])]
    result = {"made_by": f"mpmath {mp.__version__}, statsmodels {statsmodels.__version__}, numpy {np.__version__}",
              "given": [dense(*case, 3) for case in cases],
              "estimated": [estimated(*case) for case in [
                  (NILE, False, []), (NILE, False, [("step", 28)]), (LAKE, False, []), (GAPS, False, []),
                  (NILE, True, []), (LAKE, True, []), (TURN, True, []), (GAPS, True, []), (TURN, True, [("pulse", 9)])]]}
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "structural.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
