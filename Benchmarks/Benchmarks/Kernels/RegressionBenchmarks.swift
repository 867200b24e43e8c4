import Aftermath

func regressionBenchmarks() {
  for (rows, terms) in [(25, 3), (1_000, 5), (10_000, 20), (1_000_000, 20)] {
    let design = Inputs.design(rows: rows, terms: terms)
    let response = Inputs.response(to: design)
    measure("Least squares with p-values, \(rows) x \(terms)") {
      let fit = try LeastSquares().fit(response, on: design)
      return try fit.coefficients(level: 0.95)
    }
  }

  // Two columns alike to eight digits: a second pass over the rows.
  let apart = Inputs.design(rows: 100_000, terms: 20)
  let twin = zip(apart.columns[1], apart.columns[2]).map { $0 + 1e-8 * $1 }
  let near = apart.removing("x2").adding("x2", twin)
  let other = Inputs.response(to: near)
  measure("Least squares, columns nearly alike, 100000 x 20") {
    try LeastSquares().fit(other, on: near)
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
