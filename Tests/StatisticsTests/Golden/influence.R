# Influence measures of R's stats package on a trend with a step, plain and weighted.
# Writes influence.json beside itself: Rscript influence.R (from its folder).
number <- function(v) paste0("[", paste(formatC(v, digits = 17, format = "g"), collapse = ", "), "]")
year <- c(2003, 2004, 2005, 2006, 2008, 2009, 2010, 2011, 2012, 2013)
y <- c(12.5, 9.25, 14, 13.5, 11, 17.25, 16, 21.5, 40, 18.75)
step <- as.numeric(year >= 2009)
w <- c(1, 2, 1, .5, 1, 3, 1, 1, .25, 2)
one <- function(name, weights) {
  fit <- lm(y ~ year + step, weights = weights)
  d <- dfbetas(fit)
  paste0('  {"name": "', name, '", "weights": ', number(weights),
    ',\n   "leverage": ', number(hatvalues(fit)), ',\n   "standardized": ', number(rstandard(fit)),
    ',\n   "studentized": ', number(rstudent(fit)), ',\n   "cook": ', number(cooks.distance(fit)),
    ',\n   "dffits": ', number(dffits(fit)), ',\n   "dfbetas": [',
    paste(apply(d, 1, number), collapse = ", "), "]}")
}
cat('{"r": "', R.version.string, '",\n "year": ', number(year), ', "y": ', number(y), ', "step": ',
  number(step), ',\n "cases": [\n', one("plain", rep(1, 10)), ",\n", one("weighted", w), "\n]}\n",
  sep = "", file = "influence.json")
