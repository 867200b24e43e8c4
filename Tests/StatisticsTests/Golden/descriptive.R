# Quantiles of the nine types, ranks and autocorrelations by base R. Run in this folder:
#   Rscript descriptive.R > descriptive.json
num <- function(v) paste0("[", paste(sprintf("%.17g", v), collapse = ", "), "]")
samples <- list(
  odd = c(3.1, -2, 7.25, 0, 11, 4, 4),
  even = c(120, 15, 88.5, 42, 42, 7, 310, 56, 91, 3),
  pair = c(2, 5),
  one = 6.5,
  thirty = c(5, 17, 3, 29, 11, 23, 2, 8, 14, 26, 20, 1, 30, 9, 15, 22, 4, 28, 12, 7, 25, 18, 6,
             13, 27, 10, 21, 16, 24, 19))
p <- c(0, 0.05, 0.1, 0.25, 1 / 3, 0.5, 0.7, 0.75, 0.9, 0.95, 1)
entries <- sapply(names(samples), function(name) {
  x <- samples[[name]]
  types <- sapply(1:9, function(type) {
    paste0("\"", type, "\": ", num(unname(quantile(x, p, type = type))))
  })
  acf_text <- if (length(x) > 3) {
    paste0(", \"acf\": ", num(acf(x, lag.max = 3, plot = FALSE)$acf[-1]),
           ", \"pacf\": ", num(pacf(x, lag.max = 3, plot = FALSE)$acf))
  } else ""
  paste0("  {\"name\": \"", name, "\", \"values\": ", num(x), ", \"ranks\": ", num(rank(x)),
         acf_text, ",\n   \"quantiles\": {", paste(types, collapse = ",\n     "), "}}")
})
cat("{\"made_by\": \"", R.version.string, "\", \"probabilities\": ", num(p), ",\n \"samples\": [\n",
    paste(entries, collapse = ",\n"), "\n]}\n", sep = "")
