# Poisson rates and ratios by base R. Run in this folder: Rscript rates.R > rates.json
num <- function(v) paste0("[", paste(ifelse(is.finite(v), sprintf("%.17g", v), "null"),
                                     collapse = ", "), "]")
one <- function(name, v) paste0("\"", name, "\": ", num(v))
rates <- mapply(function(x, t, level) {
  r <- poisson.test(x, t, conf.level = level)
  paste0("  {", one("input", c(x, t, level)), ", ", one("interval", r$conf.int), "}")
}, c(0, 1, 7, 153, 2500), c(2, 0.5, 1, 0.5, 10), c(0.95, 0.95, 0.9, 0.99, 0.95))
ratios <- mapply(function(a, s, b, t, level) {
  two <- poisson.test(c(a, b), c(s, t), conf.level = level)
  less <- poisson.test(c(a, b), c(s, t), conf.level = level, alternative = "less")
  more <- poisson.test(c(a, b), c(s, t), conf.level = level, alternative = "greater")
  paste0("  {", one("input", c(a, s, b, t, level)), ", ", one("minlike", two$p.value), ", ",
         one("less", less$p.value), ", ", one("greater", more$p.value), ", ",
         one("interval", two$conf.int), ", ", one("interval_less", less$conf.int), ", ",
         one("interval_greater", more$conf.int), "}")
}, c(153, 3, 40, 1200, 0, 9), c(0.5, 1, 8, 1, 1, 3), c(121, 12, 5, 1300, 4, 0), c(1, 10, 1, 1, 7, 2),
   c(0.95, 0.95, 0.9, 0.99, 0.95, 0.95))
dispersions <- sapply(list(
  list(x = c(12, 9, 30, 4, 17), e = rep(1, 5)),
  list(x = c(3, 0, 0, 1, 2, 9, 4, 0), e = c(1, 1, 1, 0.5, 1, 2, 1, 0.25)),
  list(x = c(100, 101, 99, 100), e = rep(1, 4))), function(d) {
  fit <- glm(d$x ~ 1, family = quasipoisson, offset = log(d$e),
             control = glm.control(epsilon = 1e-15, maxit = 100))
  paste0("  {", one("values", d$x), ", ", one("exposures", d$e), ", ",
         one("phi", sum(residuals(fit, "pearson")^2) / fit$df.residual), ", ",
         one("df", fit$df.residual), "}")
})
# Large counts, where the widened exact test must come near the quasi-deviance F test: the
# deviance of a ratio, over phi, against F(1, 9).
x <- c(98000, 104000, 101000, 95000, 102500, 99500, 103000, 97000, 101500, 98500)
phi <- { f <- glm(x ~ 1, family = quasipoisson); sum(residuals(f, "pearson")^2) / 9 }
new <- 92000
deviance_of <- function(ratio) {
  expected <- (new + sum(x)) * c(ratio, 10) / (ratio + 10)
  2 * sum(c(new, sum(x)) * log(c(new, sum(x)) / expected))
}
excess <- function(ratio) deviance_of(ratio) / phi - qf(0.95, 1, 9)
best <- new / (sum(x) / 10)
ends <- c(uniroot(excess, c(best / 2, best), tol = 1e-14)$root,
          uniroot(excess, c(best, best * 2), tol = 1e-14)$root)
wide <- paste0("{", one("values", x), ", ", one("new", new), ", ", one("phi", phi), ", ",
               one("p", pf(deviance_of(1) / phi, 1, 9, lower.tail = FALSE)), ", ",
               one("interval", ends), "}")
cat("{\"made_by\": \"", R.version.string, "\",\n \"rates\": [\n", paste(rates, collapse = ",\n"),
    "],\n \"ratios\": [\n", paste(ratios, collapse = ",\n"), "],\n \"dispersions\": [\n",
    paste(dispersions, collapse = ",\n"), "],\n \"widened\": ", wide, "}\n", sep = "")
