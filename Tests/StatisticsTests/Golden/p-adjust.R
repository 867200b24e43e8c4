# Adjusted p-values by base R. Run in this folder: Rscript p-adjust.R > p-adjust.json
set.seed(20111218)
num <- function(v) paste0("[", paste(sprintf("%.17g", v), collapse = ", "), "]")
lists <- c(
  list(
    one = 0.03, one_zero = 0, one_one = 1,
    two = c(0.04, 0.01), two_tied = c(0.02, 0.02),
    zeros = c(0, 0, 0.01, 0.2), ones = c(1, 1, 1), zero_and_one = c(0, 1),
    ties = c(0.01, 0.04, 0.01, 0.04, 0.04, 0.2, 0.01),
    all_tied = rep(0.04, 6), descending = c(0.9, 0.5, 0.049, 0.013, 0.012, 0.002),
    tiny = c(1e-300, 5e-324, 1e-10, 0.3), near_one = c(1 - 1e-16, 0.5, 0.999),
    hochberg_1988 = c(0.0020, 0.0045, 0.0060, 0.0080, 0.0085, 0.0090, 0.0175, 0.0250, 0.1055, 0.5350)),
  lapply(c(5, 12, 40, 200), function(n) round(runif(n)^3, 3)),
  lapply(c(3, 17, 60), function(n) runif(n)^4))
rows <- sapply(lists, function(p) {
  adjusted <- sapply(c("bonferroni", "holm", "hochberg", "hommel", "BH", "BY"), function(m)
    paste0("\"", tolower(m), "\": ", num(p.adjust(p, m))))
  paste0("  {\"p\": ", num(p), ", ", paste(adjusted, collapse = ", "), "}")
})
cat("{\"R\": \"", R.version.string, "\",\n\"adjust\": [\n", paste(rows, collapse = ",\n"), "\n]}\n", sep = "")
