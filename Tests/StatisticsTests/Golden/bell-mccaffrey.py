"""Degrees of freedom of Bell and McCaffrey for HC2 errors, by the eigenvalues themselves.

The HC2 variance of a coefficient is e'Ge with G = M D M, D = diag(c_i^2 / (1 - h_i)), c the row of
(X'X)^-1 X'; under equal variances it is a sum of chi-squares weighted by the eigenvalues of G, and the
degrees of freedom are (sum)^2 / (sum of squares). Written from the formula of Imbens and Kolesar 2016,
equation 10; no package was at hand to compare with.
"""
import json
import numpy as np

cases = []
rng = np.random.default_rng(20111218)
designs = {
    "trend": np.column_stack([np.ones(12), np.arange(12) - 5.5]),
    "few treated": np.column_stack([np.ones(27), np.r_[np.ones(3), np.zeros(24)]]),
    "two treated": np.column_stack([np.ones(20), np.r_[np.ones(2), np.zeros(18)]]),
    "skewed": np.column_stack([np.ones(15), np.exp(np.linspace(0, 4, 15)), np.linspace(-1, 1, 15) ** 2]),
}
for name, x in designs.items():
    y = rng.normal(size=len(x)).round(3)
    inverse = np.linalg.inv(x.T @ x)
    hat = x @ inverse @ x.T
    residual_maker = np.eye(len(x)) - hat
    freedom = []
    for j in range(x.shape[1]):
        c = x @ inverse[:, j]
        g = residual_maker @ np.diag(c**2 / (1 - np.diag(hat))) @ residual_maker
        values = np.linalg.eigvalsh(g)
        freedom.append(values.sum() ** 2 / (values**2).sum())
    cases.append(dict(name=name, columns=x.T.tolist(), y=y.tolist(), df=freedom))
print(json.dumps(dict(cases=cases), indent=1))
