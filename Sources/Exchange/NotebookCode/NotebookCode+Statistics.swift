extension NotebookCode {
  /// The procedures, by other programs than ours.
  static let statistics =
    #"""
    def rho_averaged(times, y, X, place, level):
        """Generalised least squares averaged over autocorrelations .05 to .95 (Zellner and Tiao).

        The weight of each is rho det(V)^-1/2 det(X'V^-1X)^-1/2 RSS^-(n-p)/2; estimate and standard
        error are those of the mixture of t distributions, the interval its quantiles.
        """
        n, p = X.shape
        lags = abs(times[:, None] - times[None, :])
        b, s, logs = [], [], []
        for rho in np.arange(1, 20) / 20:
            V = rho ** lags
            L = np.linalg.cholesky(V)
            Xw, yw = np.linalg.solve(L, X), np.linalg.solve(L, y)
            Q, R = np.linalg.qr(Xw)
            beta = np.linalg.solve(R, Q.T @ yw)
            residuals = yw - Xw @ beta
            if abs(residuals).max() <= 1e-13 * abs(yw).max():
                # The columns fit the values exactly: an estimate, and no error to speak of.
                nothing = dict.fromkeys(["std_error", "p_value", "conf_low", "conf_high"])
                return {"estimate": beta[place], "df": n - p} | nothing
            rss = float((residuals ** 2).sum())
            error = math.sqrt(rss / (n - p)) * np.linalg.norm(np.linalg.inv(R)[place])
            fit = sm.GLS(y, X, sigma=V).fit()
            if not np.allclose([beta[place], error], [fit.params[place], fit.bse[place]],
                               rtol=1e-7, atol=1e-9 * error + 1e-13 * abs(y).max()):
                raise ArithmeticError(f"statsmodels has {fit.params[place]} ({fit.bse[place]}) at "
                                      f"rho {rho}, NumPy {beta[place]} ({error})")
            b.append(beta[place])
            s.append(error)
            determinants = 2 * np.log(np.diag(L)).sum() + 2 * np.log(abs(np.diag(R))).sum()
            logs.append(math.log(rho) - (determinants + (n - p) * math.log(rss)) / 2)
        b, s, logs = np.array(b), np.array(s), np.array(logs)
        w = np.exp(logs - logs.max())
        w /= w.sum()
        t = stats.t(n - p)
        mean = float(w @ b)
        spread = None
        if n - p > 2:
            spread = math.sqrt(w @ (s ** 2 * (n - p) / (n - p - 2) + (b - mean) ** 2))

        def quantile(tail, upper):
            ends = b + (t.isf(tail) if upper else t.ppf(tail)) * s
            if upper:
                function = lambda x: w @ t.sf((x - b) / s) - tail
            else:
                function = lambda x: w @ t.cdf((x - b) / s) - tail
            low, high = ends.min() - s.min() * 1e-6, ends.max() + s.min() * 1e-6
            return optimize.brentq(function, low, high, xtol=1e-13 * s.min(), rtol=1e-14)

        tail = (1 - level) / 2
        below, above = float(w @ t.cdf(-b / s)), float(w @ t.sf(-b / s))
        return {"estimate": mean, "std_error": spread, "df": n - p,
                "p_value": min(1.0, 2 * min(below, above)),
                "conf_low": quantile(tail, False), "conf_high": quantile(tail, True)}


    def declared_rho(times, y, X, place, level):
        """Generalised least squares at each declared autocorrelation, by statsmodels."""
        lags = abs(times[:, None] - times[None, :])
        rows = []
        for rho in DECLARED_RHO:
            V = np.where(lags == 0, 1.0, rho ** lags)
            fit = sm.GLS(y, X, sigma=V).fit()
            low, high = fit.conf_int(1 - level)[place]
            rows.append((rho, fit.params[place], fit.pvalues[place], low, high))
        return pd.DataFrame(rows, columns=["rho", "estimate", "p_value", "low", "high"])


    def score_law(values):
        """The exact law of Kendall's S over all orders of values, ties kept: the number of orders
        with each number of descending pairs is a coefficient of [n]!_q / prod [t]!_q."""
        def factorial(n):
            polynomial = [1]
            for k in range(1, n + 1):
                longer = [0] * (len(polynomial) + k - 1)
                for i, count in enumerate(polynomial):
                    for j in range(k):
                        longer[i + j] += count
                polynomial = longer
            return polynomial

        def divided(polynomial, divisor):
            rest, quotient = list(polynomial), []
            for i in range(len(polynomial) - len(divisor) + 1):
                quotient.append(rest[i] // divisor[0])
                for j, count in enumerate(divisor):
                    rest[i + j] -= quotient[-1] * count
            return quotient

        ways = factorial(len(values))
        for size in np.unique(values, return_counts=True)[1]:
            ways = divided(ways, factorial(int(size)))
        return ways


    def mann_kendall(values, level=0.95):
        """S, its p-value, the smallest there can be, and the slopes' ranks for an interval."""
        n, pairs = len(values), len(values) * (len(values) - 1) // 2
        S = int(sum(np.sign(values[i + 1:] - values[i]).sum() for i in range(n)))
        ties = np.unique(values, return_counts=True)[1]
        untied = pairs - int((ties * (ties - 1) // 2).sum())
        has_ties = ties.max() > 1
        variance = (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
        if n <= (10 if has_ties else 60):
            ways = score_law(values)
            total = sum(ways)

            def p(score):
                last = (untied - abs(score)) // 2
                return 1.0 if score == 0 else min(1.0, 2 * sum(ways[:last + 1]) / total)
            if not has_ties:
                other = stats.kendalltau(np.arange(n), values, method="exact").pvalue
                if not math.isclose(other, p(S), rel_tol=1e-9):
                    raise ArithmeticError(f"SciPy has p {other} for S {S}, computed here {p(S)}")
        else:
            def p(score):
                z = (abs(score) - 1) / math.sqrt(variance) if score else 0.0
                return min(1.0, 2 * stats.norm.sf(z))
        floor = p(untied) if untied else 1.0
        if not has_ties and n <= 60:
            critical = next((s for s in range(2 if pairs % 2 == 0 else 1, pairs + 1, 2)
                             if p(s) <= 1 - level), pairs + 2)
            low = (pairs - critical) / 2 + 1
            ranks = (low, pairs + 1 - low) if critical <= pairs else None
        else:
            reach = stats.norm.isf((1 - level) / 2) * math.sqrt(variance)
            ranks = ((pairs - reach) / 2, (pairs + reach) / 2 + 1)
        return S, p(S), floor, ranks


    def pairwise_slopes(times, values):
        later, earlier = np.tril_indices(len(values), -1)
        return np.sort((values[later] - values[earlier]) / (times[later] - times[earlier]))


    def rate_ratio(later, earlier, baselines, level):
        """The exact conditional ratio of two rates, widened by the dispersion of baseline years."""
        x, m = float(later.values.sum()), float(earlier.values.sum())
        n, exposure = x + m, later.exposures.sum() / earlier.exposures.sum()
        share = exposure / (1 + exposure)
        law = stats.binom(int(n), share)
        p = min(1.0, 2 * min(law.cdf(x), law.sf(x - 1))) if n > 0 else 1.0

        def odds(q):
            return q / (1 - q) / exposure

        def ends(tail):
            low = odds(stats.beta.ppf(tail, x, m + 1)) if x > 0 else 0.0
            high = odds(stats.beta.isf(tail, x + 1, m)) if m > 0 else math.inf
            return low, high

        tail, degrees = (1 - level) / 2, None
        phis = []
        for side in baselines:
            if len(side) >= 2 and side.values.sum() > 0:
                expected = side.values.sum() / side.exposures.sum() * side.exposures
                phi = float(((side.values - expected) ** 2 / expected).sum()) / (len(side) - 1)
                phis.append((phi, len(side) - 1))
        phi, years = max(phis, key=lambda item: item[0]) if phis else (0.0, None)
        if phi > 1:
            t, root, degrees = stats.t(years), math.sqrt(phi), years
            p = min(1.0, 2 * t.sf(stats.norm.isf(p / 2) / root))
            tail = stats.norm.sf(t.isf(tail) * root)
        low, high = ends(tail)
        ratio = None if n == 0 else math.inf if m == 0 else x / m / exposure
        return {"estimate": ratio, "df": degrees, "p_value": p, "conf_low": low, "conf_high": high}


    def welch(first, second, level):
        result = stats.ttest_ind(first, second, equal_var=False)
        interval = result.confidence_interval(level)
        return {"estimate": float(np.mean(first) - np.mean(second)), "statistic": result.statistic,
                "df": result.df, "p_value": result.pvalue,
                "conf_low": interval.low, "conf_high": interval.high}
    """#
}
