# Golden values of one bend of a line, by the package segmented (1.6) from several starts.
# Run: Rscript segmented.R > segmented.json
suppressMessages(library(segmented))
number <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
case <- function(id, t, y) {
  line <- lm(y ~ t)
  best <- NULL
  for (start in seq(0.2, 0.8, 0.1)) {
    fit <- tryCatch(
      segmented(line, seg.Z = ~t, psi = quantile(t, start),
        control = seg.control(tol = 1e-15, it.max = 500, n.boot = 0, quant = FALSE)),
      error = function(e) NULL)
    if (!is.null(fit) && inherits(fit, "segmented") &&
      (is.null(best) || deviance(fit) < deviance(best))) best <- fit
  }
  slopes <- slope(best, digits = 15)$t
  table <- summary(best)$coefficients
  sprintf(paste0('    {"id": "%s", "t": %s, "y": %s,\n     "point": [%.17g], "error": [%.17g],',
    ' "rss": [%.17g],\n     "slopes": %s, "slope_errors": %s}'),
    id, number(t), number(y), best$psi[1, "Est."], best$psi[1, "St.Err"], deviance(best),
    number(c(slopes[, 1], table["U1.t", 1])), number(c(slopes[, 2], table["U1.t", 2])))
}
set.seed(20111218)
t1 <- 1990:2014
t2 <- c(1, 2, 3.5, 4, 6, 7, 7.5, 9, 11, 12, 14, 15, 16.5, 18, 19, 20)
cases <- c(
  case("years", t1, 40 + 0.6 * (t1 - 1990) - 1.9 * pmax(t1 - 2003.4, 0) + rnorm(25)),
  case("uneven", t2, 3 - 0.2 * t2 + 0.9 * pmax(t2 - 10.3, 0) + 0.2 * rnorm(16)),
  case("thirty", 1:30, 0.3 * pmax(1:30 - 18.6, 0) + 0.25 * rnorm(30)))
cat('{\n  "cases": [\n', paste(cases, collapse = ",\n"), "\n  ]\n}\n", sep = "")
