"""How often a true 5 % test of equal rates rejects when years vary PHI times as much as chance:
exact, widened by the dispersion of the baseline, and Wald's t on the log ratio. Negative binomial
years, a baseline of N years before M, 20,000 samples each. What the documentation of RateRatio
quotes is from this table.

Run in this folder: python3 rate-ratio-size.py > rate-ratio-size.txt
"""
import numpy as np
import scipy.stats as st

rng = np.random.default_rng(5)
SAMPLES = 20_000
print("phi  mean   N  M  exact  widened  wald-t")
for phi in (1, 2, 5, 20):
    for mean in (3, 30):
        def draw(shape):
            if phi == 1:
                return rng.poisson(mean, shape)
            return rng.negative_binomial(mean / (phi - 1), 1 / phi, shape)

        for n, m in ((10, 1), (10, 3), (5, 1)):
            before, after = draw((SAMPLES, n)), draw((SAMPLES, m)).sum(1)
            total = before.sum(1)
            rate = np.where(total > 0, total / n, 1)
            found = ((before - total[:, None] / n) ** 2 / rate[:, None]).sum(1) / (n - 1)
            both, share = total + after, m / (n + m)
            lower, upper = st.binom.cdf(after, both, share), st.binom.sf(after - 1, both, share)
            exact = np.minimum(1, 2 * np.minimum(lower, upper))
            root = np.sqrt(np.maximum(found, 1))
            widened = 2 * st.t.sf(st.norm.isf(exact / 2) / root, n - 1)
            widened = np.where(found > 1, widened, exact)
            with np.errstate(all="ignore"):
                t = np.log(after / m / (total / n)) / (root * np.sqrt(1 / after + 1 / total))
            wald = np.nan_to_num(2 * st.t.sf(abs(t), n - 1), nan=1)
            print("%3d  %4d  %2d  %d  %.3f    %.3f   %.3f" % (
                phi, mean, n, m, (exact < 0.05).mean(), (widened < 0.05).mean(),
                (wald < 0.05).mean()))
