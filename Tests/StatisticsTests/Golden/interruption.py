#!/usr/bin/env python3
"""Interrupted time series by statsmodels: OLS and GLS at a declared autocorrelation, and the
prediction of the line through the years before. Writes interruption.json beside itself.

    python3 interruption.py
"""
import json
import os

import numpy as np
import statsmodels
import statsmodels.api as sm

SERIES = {
    "yearly": (list(range(2004, 2017)), [310, 420, 380, 290, 240, 210, 190, 180, 150, 260, 600, 520, 420]),
    "gaps": ([2000, 2001, 2003, 2004, 2005, 2007, 2008, 2009, 2010, 2012, 2013, 2014, 2015, 2016, 2018],
             [3.1, 2.9, 3.3, 3.0, 2.7, 2.8, 2.2, 2.5, 2.4, 3.9, 4.4, 4.1, 4.9, 5.2, 5.0]),
}
FIRST_AFTER = {"yearly": 2012.0, "gaps": 2012.0}
LAST_BEFORE = {"yearly": 2011.0, "gaps": 2010.0}


def design(name, times, impact, trend):
    t = np.array(times, float)
    first, last = FIRST_AFTER[name], LAST_BEFORE[name]
    columns = [np.ones_like(t)]
    if trend:
        columns.append(t - last)
    if impact == "step":
        columns.append((t >= first).astype(float))
        if trend:
            columns.append(np.maximum(0, t - first))
    elif impact == "ramp":
        columns.append(np.maximum(0, t - last))
    elif impact == "pulse":
        columns.append(((t >= first) & (t < first + 1)).astype(float))
    else:
        columns.append((t >= first + 1).astype(float))
        if trend:
            columns.append(np.maximum(0, t - first - 1))
    return np.column_stack(columns)


def terms(impact, trend):
    if impact == "ramp":
        return ["slope_change"]
    return ["level_change"] + (["slope_change"] if trend and impact in ("step", "lag:1") else [])


rows = []
predictions = []
for name, (times, values) in SERIES.items():
    y = np.array(values, float)
    gap = np.abs(np.subtract.outer(times, times)).astype(float)
    for impact in ("step", "ramp", "pulse", "lag:1"):
        for trend in (False, True):
            if impact == "ramp" and not trend:
                continue
            x = design(name, times, impact, trend)
            for rho in (0.0, 0.2, 0.6):
                fit = (sm.OLS(y, x) if rho == 0 else sm.GLS(y, x, sigma=rho ** gap)).fit()
                interval = fit.conf_int(0.05)
                names = terms(impact, trend)
                for offset, term in enumerate(names):
                    place = x.shape[1] - len(names) + offset
                    rows.append({
                        "series": name, "impact": impact, "trend": trend, "term": term, "rho": rho,
                        "estimate": fit.params[place], "std_error": fit.bse[place],
                        "p_value": fit.pvalues[place], "low": interval[place][0],
                        "high": interval[place][1]})
    before = [i for i, t in enumerate(times) if t < FIRST_AFTER[name]]
    t = np.array(times, float) - LAST_BEFORE[name]
    fit = sm.OLS(y[before], sm.add_constant(t[before])).fit()
    frame = fit.get_prediction(sm.add_constant(t, has_constant="add")).summary_frame(0.05)
    predictions.append({
        "series": name, "value": list(frame["mean"]), "low": list(frame["obs_ci_lower"]),
        "high": list(frame["obs_ci_upper"])})

out = {
    "made_by": f"statsmodels {statsmodels.__version__}, numpy {np.__version__}",
    "series": [{"name": n, "times": t, "values": v, "first_after": FIRST_AFTER[n],
                "last_before": LAST_BEFORE[n]} for n, (t, v) in SERIES.items()],
    "rows": rows, "predictions": predictions,
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "interruption.json"), "w") as file:
    json.dump(out, file, indent=1)
    file.write("\n")
