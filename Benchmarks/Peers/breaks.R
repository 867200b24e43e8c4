# Searches for breaks in R: strucchange and segmented, where they are.
break_tasks <- list(
  "bai-perron-1000" = function() {
    y <- input("cp_1000")
    function() summary(strucchange::breakpoints(y ~ 1, h = 0.15))$RSS["RSS", ]
  },
  "sup-f-1000" = function() {
    y <- input("cp_1000")
    function() {
      found <- strucchange::Fstats(y ~ 1, from = 0.15)
      c(max(found$Fstats), found$breakpoint)
    }
  },
  "segmented-1000" = function() {
    y <- input("bend_1000")
    t <- seq_along(y)
    function() segmented::segmented(lm(y ~ t), seg.Z = ~t, npsi = 1)$psi[1, "Est."]
  })
