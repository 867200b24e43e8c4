# Forecasts by arima of base R, from the same coefficients, and by holt of the package forecast.
# Run in this folder: Rscript forecast.R > forecast.json
suppressMessages(library(forecast))
num <- function(v) paste0("[", paste(ifelse(is.finite(v), sprintf("%.17g", v), "null"),
                                     collapse = ", "), "]")
one <- function(name, v) paste0("\"", name, "\": ", num(v))
nile <- as.numeric(Nile)
lake <- as.numeric(LakeHuron)
lynx10 <- log10(as.numeric(lynx))
oil <- c(111.0091, 130.8284, 141.2871, 154.2278, 162.7409, 192.1665, 240.7997, 304.2174, 384.0046,
         429.6622, 359.3169, 437.2519, 468.4008, 424.4353, 487.9794, 509.8284, 506.3473, 340.1842,
         240.2589, 219.0328, 172.0747, 252.5901, 221.0711, 276.5188, 271.148, 342.6186, 428.3558,
         442.3946, 432.7851, 437.2497, 437.2092, 445.3641, 453.195, 454.4096, 422.3789, 456.0371,
         440.3866, 425.1944, 486.2052, 500.4291, 521.2759, 508.9476, 488.8889, 509.8706, 456.7229,
         473.8166, 525.9509, 549.8338, 542.3405)
# The greatest likelihood from several starts: of one start, arima may find a lesser peak.
best <- function(y, order) {
  k <- order[1] + order[3]
  found <- NULL
  for (start in c(NA, -0.7, -0.3, 0.3, 0.7)) {
    init <- c(if (order[1] > 0) c(start, rep(0.05, order[1] - 1)),
              if (order[3] > 0) c(-start, rep(0.05, order[3] - 1)),
              if (order[2] == 0) mean(y, na.rm = TRUE))
    fit <- tryCatch(arima(y, order, method = "ML", init = if (is.na(start)) NULL else init,
                          optim.control = list(reltol = 1e-15, maxit = 5000)), error = function(e) NULL)
    if (!is.null(fit) && (is.null(found) || fit$loglik > found$loglik)) found <- fit
  }
  # A second climb from where the first ended.
  again <- tryCatch(arima(y, order, method = "ML", init = coef(found),
                          optim.control = list(reltol = 1e-16, maxit = 5000)), error = function(e) NULL)
  if (!is.null(again) && again$loglik >= found$loglik) again else found
}
gap <- lake[1:60]; gap[c(7, 8, 20, 41)] <- NA
series <- list(nile = nile, lake = lake, lynx = lynx10, gap = gap, oil = oil)
orders <- list(list("nile", c(1, 1, 1)), list("nile", c(0, 1, 1)), list("nile", c(1, 0, 1)), list("lake", c(2, 0, 0)),
               list("lake", c(1, 0, 1)), list("lake", c(0, 2, 1)), list("lynx", c(2, 0, 0)), list("lynx", c(3, 0, 1)),
               list("lynx", c(2, 0, 2)), list("gap", c(1, 0, 0)), list("gap", c(1, 0, 1)), list("oil", c(1, 1, 0)),
               list("oil", c(0, 1, 2)), list("oil", c(1, 2, 1)))
arimas <- sapply(orders, function(o) {
  y <- series[[o[[1]]]]
  fit <- best(y, o[[2]])
  p <- predict(fit, n.ahead = 6)
  paste0("  {", one("values", y), ", ", one("order", o[[2]]), ", ", one("coefficients", coef(fit)), ", ",
         one("sigma2", fit$sigma2), ", ", one("log_likelihood", fit$loglik), ", ",
         one("std_errors", sqrt(diag(fit$var.coef))), ", ",
         one("forecasts", as.numeric(p$pred)), ", ", one("forecast_errors", as.numeric(p$se)), "}")
})
holts <- sapply(list(list("nile", FALSE), list("nile", TRUE), list("lake", FALSE), list("lake", TRUE),
                     list("oil", FALSE), list("oil", TRUE)), function(o) {
  y <- series[[o[[1]]]]
  fit <- holt(y, h = 8, damped = o[[2]], initial = "optimal", level = c(50, 95))
  m <- fit$model
  par <- m$par
  # The errors of forecasts as shares of the variance of one-step errors, whose divisor is theirs.
  share <- ((fit$upper[, 2] - fit$mean) / qnorm(0.975))^2 / m$sigma2
  paste0("  {", one("values", y), ", \"damped\": ", tolower(as.character(o[[2]])), ", ",
         one("alpha", par[["alpha"]]), ", ", one("beta", par[["beta"]]), ", ",
         one("phi", if (o[[2]]) par[["phi"]] else 1), ", ", one("level", par[["l"]]), ", ",
         one("trend", par[["b"]]), ", ", one("fitted", as.numeric(fitted(m))), ", ",
         one("sse", sum(residuals(m)^2)), ", ", one("log_likelihood", m$loglik), ", ",
         one("forecasts", as.numeric(fit$mean)), ", ", one("shares", as.numeric(share)), "}")
})
# The line through all values, carried on, with the interval of a new observation.
lines <- sapply(list(list("oil", seq_along(oil)), list("gap", seq_along(gap))), function(o) {
  y <- series[[o[[1]]]]
  t <- o[[2]]
  fit <- lm(y ~ t)
  p <- predict(fit, data.frame(t = length(y) + 1:4), interval = "prediction", level = 0.8, se.fit = TRUE)
  paste0("  {", one("values", y), ", ", one("forecasts", p$fit[, 1]), ", ", one("low", p$fit[, 2]), ", ",
         one("high", p$fit[, 3]), ", ", one("errors", sqrt(p$se.fit^2 + p$residual.scale^2)), "}")
})
# StructTS starts from a large variance rather than from none known; the estimates agree where it
# finds the greatest likelihood.
structs <- sapply(list("nile", "lake"), function(name) {
  fit <- StructTS(series[[name]], "level", optim.control = list(factr = 10, pgtol = 0, maxit = 5000))
  p <- predict(fit, n.ahead = 5)
  paste0("  {", one("values", series[[name]]), ", ", one("level", fit$coef[["level"]]), ", ",
         one("error", fit$coef[["epsilon"]]), ", ", one("forecasts", as.numeric(p$pred)), ", ",
         one("forecast_errors", as.numeric(p$se)), "}")
})
cat("{\"made_by\": \"", R.version.string, ", forecast ", as.character(packageVersion("forecast")),
    "\",\n \"arima\": [\n", paste(arimas, collapse = ",\n"), "],\n \"holt\": [\n",
    paste(holts, collapse = ",\n"), "],\n \"lines\": [\n", paste(lines, collapse = ",\n"),
    "],\n \"levels\": [\n", paste(structs, collapse = ",\n"), "]}\n", sep = "")
