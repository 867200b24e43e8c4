"""Block lengths of Politis and White by arch. Run in this folder: python3 block-length.py > block-length.json

arch divides a lagged product by the squares of one value fewer than it pairs, which may move the lag
at which correlations end; series on which that happens are left out.
"""
import json

import arch
import numpy as np
from arch.bootstrap import optimal_block_length

random = np.random.default_rng(20111218)


def last_lags(x):
    """The first lag of a run of small correlations, by arch's divisor and by that of the literature."""
    n = len(x)
    e = x - x.mean()
    run = max(5, int(np.ceil(np.log10(n))))
    most = int(np.ceil(np.sqrt(n))) + run
    limit = 2 * np.sqrt(np.log10(n) / n)
    found = []
    for shifted in (1, 0):
        if shifted:
            r = [abs(e[k:] @ e[:n - k]) / np.sqrt((e[k + 1:] @ e[k + 1:]) * (e[:-(k + 1)] @ e[:-(k + 1)]))
                 for k in range(1, most + 1)]
        else:
            r = [abs(e[k:] @ e[:n - k]) / (e @ e) for k in range(1, most + 1)]
        starts = [j for j in range(1, most - run + 2) if all(v < limit for v in r[j - 1:j - 1 + run])]
        found.append(starts[0] if starts else None)
    return found


rows = []
for n in (25, 40, 60, 100, 200, 500):
    for rho in (-0.4, 0, 0.3, 0.6, 0.8):
        e = random.standard_normal(n)
        for t in range(1, n):
            e[t] += rho * e[t - 1]
        x = np.round(e, 3)
        ours, theirs = last_lags(x)
        if ours is None or ours != theirs:
            continue
        lengths = optimal_block_length(x)
        rows.append({"values": x.tolist(), "stationary": float(lengths["stationary"].iloc[0]),
                     "circular": float(lengths["circular"].iloc[0])})
print(json.dumps({"arch": arch.__version__, "numpy": np.__version__, "rows": rows}))
