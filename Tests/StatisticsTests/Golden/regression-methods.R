# Golden values of the regression methods beyond least squares: R 4.2, MASS, nlme, sandwich, lmtest.
# Rscript regression-methods.R > regression-methods.json
suppressMessages({library(jsonlite); library(MASS); library(nlme); library(sandwich)})
tight <- glm.control(epsilon = 1e-15, maxit = 200)
years <- 2003:2022
x <- years - 2012
step <- as.numeric(years > 2011)
counts <- c(3, 5, 0, 8, 2, 9, 4, 0, 7, 12, 15, 9, 22, 14, 30, 18, 41, 25, 33, 52)
exposure <- c(1, 1, .5, 1, 1, 1, 1, .25, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, .75)
trials <- c(12, 15, 9, 20, 14, 18, 11, 25, 30, 17, 16, 22, 19, 13, 21, 24, 10, 28, 26, 23)
wins <- c(1, 3, 2, 4, 2, 5, 3, 9, 8, 6, 7, 9, 8, 4, 12, 13, 6, 15, 19, 14)
outcome <- c(0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1)
y <- c(12.1, 13.4, 12.9, 15.2, 16.05, 14.8, 17.3, 16.6, 31.2, 18.4, 19.9, 18.8, 21.5, 20.2, 22.9,
       8.4, 23.3, 24.1, 25.8, 24.9)
weights <- c(1, 2, 1, 3, 1, 1, 2, 4, 1, 2, 1, 1, 3, 1, 2, 1, 1, 5, 1, 2)
g <- function(f) { s <- summary(f); list(coef = unname(coef(f)), se = unname(s$coefficients[, 2]),
  p = unname(s$coefficients[, 4]), deviance = deviance(f), null = f$null.deviance,
  pearson = sum(residuals(f, "pearson")^2), loglik = as.numeric(logLik(f)), aic = AIC(f)) }
logit <- glm(wins / trials ~ x, binomial, weights = trials, control = tight)
binary <- glm(outcome ~ x, binomial, control = tight)
gauss <- glm(y ~ x + step, gaussian, weights = weights, control = tight)
gausslog <- glm(y ~ x, gaussian(link = "log"), control = tight)
offset <- glm(counts ~ x + step + offset(log(exposure) + 0.1 * x), poisson, weights = weights, control = tight)
smaller <- glm(counts ~ x + offset(log(exposure) + 0.1 * x), poisson, weights = weights, control = tight)
lrt <- anova(smaller, offset, test = "LRT")
bare <- glm(counts ~ x - 1 + offset(log(exposure)), poisson, control = tight)
poisson <- glm(counts ~ x + offset(log(exposure)), poisson, control = tight)
huber <- rlm(y ~ x, psi = psi.huber, acc = 1e-14, maxit = 500)
bisquare <- rlm(y ~ x, psi = psi.bisquare, acc = 1e-14, maxit = 500)
r <- function(f) list(coef = unname(coef(f)), se = unname(summary(f)$coefficients[, 2]), scale = f$s)
gaps <- c(2001, 2002, 2003, 2005, 2006, 2009, 2010, 2011, 2012, 2014, 2015, 2016, 2017, 2020, 2021)
z <- c(5.1, 5.9, 6.8, 6.1, 6.4, 9.2, 9.9, 9.1, 8.3, 8.9, 10.2, 10.8, 10.1, 12.2, 12.9)
car <- function(m) { d <- data.frame(z = z, t = gaps - 2001)
  f <- gls(z ~ t, d, correlation = corCAR1(form = ~t), method = m,
    control = glsControl(msTol = 1e-14, tolerance = 1e-12, msMaxIter = 500, maxIter = 500))
  list(coef = unname(coef(f)), se = unname(sqrt(diag(vcov(f)))), sigma = f$sigma,
    rho = unname(coef(f$modelStruct$corStruct, unconstrained = FALSE)), loglik = as.numeric(logLik(f))) }
ols <- lm(y ~ x)
kern <- function(k, bw, pre, adj) unname(sqrt(diag(kernHAC(ols, kernel = k, bw = bw, prewhite = pre, adjust = adj))))
out <- list(
  data = list(x = x, step = step, counts = counts, exposure = exposure, trials = trials, wins = wins,
    outcome = outcome, y = y, weights = weights, gaps = gaps, z = z),
  logit = g(logit), binary = g(binary), gaussian = g(gauss), gaussian_log = g(gausslog),
 poisson_offset = g(offset), poisson_bare = g(bare),
  lrt = list(chi2 = lrt$Deviance[2], p = lrt$`Pr(>Chi)`[2]),
  poisson_hc0 = unname(sqrt(diag(sandwich(poisson)))),
  poisson_hc3 = unname(sqrt(diag(vcovHC(poisson, type = "HC3")))),
  huber = r(huber), bisquare = r(bisquare), car_ml = car("ML"), car_reml = car("REML"),
  kernels = list(
    bartlett = kern("Bartlett", 4, 0, TRUE), parzen = kern("Parzen", 5.5, 0, FALSE),
    qs = kern("Quadratic Spectral", 2.3, 0, TRUE), parzen_pre = kern("Parzen", 4, 1, TRUE),
    qs_pre = kern("Quadratic Spectral", 1.7, 1, FALSE)),
  shapiro = lapply(list(y[1:3], y[1:4], y[1:5], y[1:6], y[1:11], y[1:12], y),
    function(v) { s <- shapiro.test(v); c(unname(s$statistic), s$p.value) }))
cat(toJSON(out, digits = NA, auto_unbox = TRUE, pretty = 1), "\n")
