# The tasks in R: answers the name of each on standard input with seconds, estimates and standard
# errors on a line.
folder <- commandArgs(TRUE)[1]
read <- function(name) {
  file <- file(file.path(folder, paste0(name, ".npy")), "rb")
  on.exit(close(file))
  readBin(file, "raw", 8)
  header <- readChar(file, readBin(file, "integer", 1, size = 2, signed = FALSE))
  shape <- regmatches(header, regexec("\\(([0-9]+),? ?([0-9]*)\\)", header))[[1]]
  n <- as.numeric(shape[2])
  p <- if (nzchar(shape[3])) as.numeric(shape[3]) else 1
  values <- readBin(file, "double", n * p)
  if (p == 1) values else matrix(values, n, p)
}
kept <- new.env()
input <- function(name) {
  if (is.null(kept[[name]])) kept[[name]] <- read(name)
  kept[[name]]
}
frame <- function(design, response) {
  key <- paste(design, response)
  if (is.null(kept[[key]])) {
    kept[[key]] <- data.frame(y = input(response), input(design)[, -1])
  }
  kept[[key]]
}
table <- function(fit) coef(summary(fit))[, 1:2]
least <- function(size, errors) {
  data <- frame(paste0("ols_", size, "_X"), paste0("ols_", size, "_y"))
  function() {
    fit <- lm(y ~ ., data)
    if (is.null(errors)) table(fit) else cbind(coef(fit), sqrt(diag(errors(fit))))
  }
}
tasks <- list(
  "ols-1000000x20" = function() least("1000000x20", NULL),
  "ols-1000x5" = function() least("1000x5", NULL),
  "hc3-1000000x20" = function()
    least("1000000x20", function(fit) sandwich::vcovHC(fit, type = "HC3")),
  "nw10-1000000x20" = function()
    least("1000000x20", function(fit)
      sandwich::NeweyWest(fit, lag = 10, prewhite = FALSE)),
  "poisson-100000x10" = function() {
    data <- frame("glm_X", "glm_pois_y")
    function() table(glm(y ~ ., poisson, data))
  },
  "negbin-100000x10" = function() {
    data <- frame("glm_X", "glm_nb_y")
    function() table(MASS::glm.nb(y ~ ., data))
  })
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)[1]))
source(file.path(here, "breaks.R"))
tasks <- c(tasks, break_tasks)
source(file.path(here, "series.R"))
tasks <- c(tasks, series_tasks)
standard <- file("stdin", "r")
while (length(line <- readLines(standard, 1)) == 1) {
  work <- tasks[[line]]
  if (is.null(work)) {
    cat("unknown\n")
  } else {
    answer <- tryCatch({
      ready <- work()
      begun <- as.numeric(Sys.time())
      numbers <- ready()
      c(as.numeric(Sys.time()) - begun, as.vector(numbers))
    }, error = function(error) NULL)
    if (is.null(answer)) cat("unknown\n") else cat(sprintf("%.17g", answer), "\n")
  }
  flush(stdout())
}
