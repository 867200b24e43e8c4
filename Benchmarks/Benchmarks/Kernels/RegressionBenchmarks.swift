import Aftermath

func regressionBenchmarks() {
  for (rows, terms) in [(25, 3), (1_000, 5), (10_000, 20)] {
    let design = Inputs.design(rows: rows, terms: terms)
    let response = Inputs.response(to: design)
    measure("Least squares with p-values, \(rows) x \(terms)") {
      let fit = try LeastSquares().fit(response, on: design)
      return try fit.coefficients(level: 0.95)
    }
  }

  // Powers to the tenth over a short range, as in NIST's Filip: without double-double terms no
  // digit of the answer would be right.
  let places = Inputs.normal(82, stream: 82).map { -6 + $0 }
  let powers = Design.intercept(count: 82).adding(powersOf: places, upTo: 10, term: "x")
  let response = Inputs.response(to: powers)
  measure("Least squares, double-double refinement, 82 x 11") {
    try LeastSquares().fit(response, on: powers)
  }
}
