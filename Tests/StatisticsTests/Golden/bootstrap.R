# Bootstrap intervals by R's boot, on its own resamples, which are handed over with them.
# Run in this folder: Rscript bootstrap.R > bootstrap.json
library(boot)
set.seed(20111218)
num <- function(v) paste0("[", paste(sprintf("%.17g", v), collapse = ", "), "]")
int <- function(m) paste0("[", paste(apply(m, 1, function(r) paste0("[", paste(r, collapse = ","), "]")),
                                     collapse = ",\n    "), "]")
statistics <- list(
  mean = function(v) mean(v), variance = function(v) var(v),
  ratio = function(v) sum(v[v > 2]) / sum(v) + mean(v^2) / 10)
one <- function(values, name, replicates, levels) {
  stat <- statistics[[name]]
  draws <- boot(values, function(d, i) stat(d[i]), R = replicates)
  left <- sapply(seq_along(values), function(i) stat(values[-i]))
  influence <- (length(values) - 1) * (mean(left) - left)
  rows <- sapply(levels, function(level) {
    ci <- boot.ci(draws, conf = level, type = c("norm", "basic", "perc", "bca"), L = influence)
    paste0("{\"level\": ", level, ", \"normal\": ", num(ci$normal[2:3]), ", \"basic\": ",
           num(ci$basic[4:5]), ", \"percentile\": ", num(ci$percent[4:5]), ", \"bca\": ",
           num(ci$bca[4:5]), "}")
  })
  paste0("  {\"statistic\": \"", name, "\", \"values\": ", num(values), ",\n   \"t0\": ",
         num(draws$t0), ", \"bias\": ", num(mean(draws$t) - draws$t0), ", \"se\": ",
         num(sd(draws$t)), ",\n   \"jackknife_se\": ",
         num(sqrt((length(values) - 1) * mean((left - mean(left))^2))),
         ", \"acceleration\": ", num(sum(influence^3) / (6 * sum(influence^2)^1.5)),
         ",\n   \"intervals\": [", paste(rows, collapse = ",\n     "), "],\n   \"resamples\": ",
         int(boot.array(draws, indices = TRUE) - 1), "}")
}
studentized <- function(values, replicates) {
  draws <- boot(values, function(d, i) c(mean(d[i]), var(d[i]) / length(i)), R = replicates)
  ci <- boot.ci(draws, conf = 0.95, type = "stud")
  paste0("  {\"values\": ", num(values), ", \"interval\": ", num(ci$student[4:5]),
         ",\n   \"resamples\": ", int(boot.array(draws, indices = TRUE) - 1), "}")
}
skewed <- round(rexp(14, 1 / 3), 2)
short <- c(3, 1, 4, 1, 5, 9, 2, 6)
cat("{\"R\": \"", R.version.string, ", boot ", as.character(packageVersion("boot")), "\",\n\"boot\": [\n",
    paste(c(one(skewed, "mean", 399, c(0.95, 0.9)), one(skewed, "variance", 250, c(0.95, 0.5)),
            one(short, "ratio", 199, c(0.95, 0.8))), collapse = ",\n"),
    "\n],\n\"studentized\": [\n", studentized(skewed, 300), "\n]}\n", sep = "")
