extension SelfTest {
  /// Employment regressed on six collinear series (Longley 1967): coefficients and standard
  /// errors against those NIST certifies to 15 digits.
  static var longleyCoefficients: Check {
    let name = "least squares on Longley's data, coefficients and standard errors"
    var design = Design.intercept(count: Longley.employment.count)
    for (term, column) in Longley.columns { design = design.adding(term, column) }
    guard let fit = try? LeastSquares().fit(Longley.employment, on: design),
      let rows = try? fit.coefficients(.classical, level: 0.95)
    else { return Check(name: name, digits: 0, needed: 12, reference: "NIST StRD") }
    var worst = 15.0
    for (row, known) in zip(rows, Longley.certified) {
      worst = min(worst, digits(row.estimate, known.estimate))
      worst = min(worst, digits(row.standardError ?? .nan, known.error))
    }
    return Check(name: name, digits: worst, needed: 12, reference: "NIST StRD")
  }
}

/// Longley's data, and what NIST certifies of them.
private enum Longley {
  static let employment: [Double] = [
    60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513,
    68655, 69564, 69331, 70551,
  ]

  static let columns: [(String, [Double])] = [
    (
      "deflator",
      [
        83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2,
        115.7, 116.9,
      ]
    ),
    (
      "product",
      [
        234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769,
        444546, 482704, 502601, 518173, 554894,
      ]
    ),
    (
      "unemployed",
      [
        2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806,
        4007,
      ]
    ),
    (
      "forces",
      [
        1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572,
        2827,
      ]
    ),
    (
      "population",
      [
        107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445,
        121950, 123366, 125368, 127852, 130081,
      ]
    ),
    (
      "year",
      [
        1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961,
        1962,
      ]
    ),
  ]

  static let certified: [(estimate: Double, error: Double)] = [
    (-3482258.63459582, 890420.383607373),
    (15.0618722713733, 84.9149257747669),
    (-0.035819179292591, 0.0334910077722432),
    (-2.02022980381683, 0.488399681651699),
    (-1.03322686717359, 0.214274163161675),
    (-0.0511041056535807, 0.22607320006937),
    (1829.15146461355, 455.478499142212),
  ]
}
