# Models of one series in R: parameters, then the standard errors of as many forecasts.
series_tasks <- list(
  "local-level-100" = function() {
    y <- input("ucm_100")
    function() {
      fit <- StructTS(y, "level")
      c(fit$coef[["epsilon"]], fit$coef[["level"]], predict(fit, n.ahead = 2)$se)
    }
  },
  "local-trend-100" = function() {
    y <- input("ucm_100")
    function() {
      fit <- StructTS(y, "trend")
      c(fit$coef[["epsilon"]], fit$coef[["level"]], fit$coef[["slope"]], predict(fit, n.ahead = 3)$se)
    }
  },
  "arima-1-1-1-100" = function() {
    y <- input("ucm_100")
    function() {
      fit <- arima(y, c(1, 1, 1), method = "ML")
      c(coef(fit), predict(fit, n.ahead = 2)$se)
    }
  })
