# Golden designs of formulas: R 4.2 model.matrix.
# Rscript formula.R > formula.json
suppressMessages(library(jsonlite))
d <- data.frame(
  y = c(3.1, 4.7, 2.2, 8.9, 5.5, 7.3, 6.1, 9.8, 4.4, 10.2),
  x = c(1.5, 2, 3.25, 4, 5.5, 6, 7.75, 8, 9.5, 11),
  t = 2006:2015,
  g = c("b", "a", "c", "a", "b", "c", "c", "a", "b", "a"),
  h = c("low", "high", "high", "low", "high", "low", "high", "low", "low", "high"),
  k = c(3, 1, 10, 3, 1, 10, 1, 3, 10, 1))
forms <- c("y ~ 1", "y ~ x", "y ~ 0 + x", "y ~ x - 1", "y ~ x + t + x:t", "y ~ x * t", "y ~ (x + t + k)^2",
  "y ~ (x + t + k)^2 - x:k", "y ~ poly(x, 1)", "y ~ poly(x, 3)", "y ~ poly(t, 4)",
  "y ~ poly(x, 3, raw = TRUE)", "y ~ poly(x, degree = 2)", "y ~ I(x^2) + I(x*t/2 - 1)", "y ~ log(x) + exp(-x) + sqrt(x)",
  "y ~ g", "y ~ 0 + g", "y ~ g + h", "y ~ 0 + g + h", "y ~ g * h", "y ~ g:h", "y ~ g + g:h", "y ~ x * g", "y ~ x:g",
  "y ~ x + x:g", "y ~ 0 + x:g", "y ~ factor(k)", "y ~ factor(k) * x", "y ~ 0 + x + factor(k) + g", "y ~ g:x + h",
  "y ~ poly(x, 2):h", "y ~ poly(x, 2) * g", "log(y) ~ x", "y ~ h:g + g", "y ~ x + (t + k) * g - g", "y ~ t:x:k + k")
out <- lapply(forms, function(f) { m <- suppressWarnings(model.matrix(as.formula(f), d))
  list(formula = f, names = colnames(m), columns = unname(lapply(seq_len(ncol(m)), function(j) unname(m[, j])))) })
cat(toJSON(list(data = as.list(d), cases = out), digits = NA, auto_unbox = FALSE, pretty = 1), "\n")
