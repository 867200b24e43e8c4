import LinearAlgebra

/// Fisher scoring of a log-linear regression of counts in doubles, one blocked pass over the rows
/// an iteration, and a last pass that gives all that is reported of a fit, with sums whose rounding is
/// watched.
///
/// The likelihood is concave in the linear predictor for these families, so there is one maximum to
/// come to. Where the iteration does not settle at once, nothing is lost: the other, which watches
/// the deviance, starts from the counts.
struct CountScoring {
  /// The rows from which it is worth it; below, all is kept as it is.
  static let leastRows = 2048

  private let rows: CountProducts.Rows
  /// The coefficients reached.
  private(set) var coefficients: [Double]?
  /// The passes over the rows.
  private(set) var iterations = 0

  /// The iteration for a problem with many rows, a logarithmic link and counts.
  init?(_ problem: ReweightedLeastSquares) {
    guard problem.link == .log, problem.family.isCount, problem.response.count >= Self.leastRows
    else { return nil }
    rows = CountProducts.Rows(
      columns: problem.design.columns, counts: problem.response,
      weights: problem.weights.allSatisfy { $0 == 1 } ? nil : problem.weights,
      offset: problem.offset.allSatisfy { $0 == 0 } ? nil : problem.offset)
  }

  /// Iterates at a given α; whether the coefficients settled.
  mutating func settle(alpha: Double?) -> Bool {
    guard let alpha else { return false }
    var last = Double.infinity
    for _ in 0..<40 {
      guard let change = step(products(alpha)) else { return false }
      if change <= 1e-13 { return true }
      // A change that does not shrink, or too many of them, is for the careful iteration.
      guard change < 4 * last || iterations < 4 else { return false }
      last = change
    }
    return false
  }

  /// Iterates over the coefficients and α together, α being moved by Newton's steps in its
  /// logarithm; the α reached and its last change, or nil.
  mutating func settleWithAlpha(
    from start: Double, _ histogram: CountHistogram
  ) -> (alpha: Double, change: Double)? {
    var place = Elementary.log(start)
    for _ in 0..<60 {
      let alpha = Elementary.exp(place)
      // Where αμ is hardly felt its likelihood loses digits in these sums.
      guard alpha > 1e-4, alpha < 1e4, let sums = products(alpha) else { return nil }
      let theta = 1 / alpha
      let (slope, curvature) = histogram.derivatives(theta: theta, sums)
      // In the logarithm of α, which is that of θ with the other sign.
      let gradient = -theta * slope
      let bend = theta * theta * curvature + theta * slope
      guard gradient.isFinite, bend.isFinite, let change = step(sums) else { return nil }
      let whole = bend < 0 ? -gradient / bend : (gradient > 0 ? 1 : -1)
      let move = min(1, max(-1, whole))
      place += move
      if abs(move) <= 1e-13, change <= 1e-13 { return (Elementary.exp(place), abs(move)) }
    }
    return nil
  }

  /// The sums at the maximum for an α, the coefficients having settled; nil where they are not good
  /// enough to report: columns nearly dependent, means out of range.
  mutating func finish(alpha: Double) -> CountMaximum? {
    for _ in 0..<4 {
      guard let sums = products(alpha, .finish), sums.largestMean < 0x1p53,
        sums.deviance.isFinite, sums.pearson.isFinite, sums.weight > 0,
        let factor = try? sums.factored(), factor.conditionBound < 1e4,
        let before = coefficients
      else { return nil }
      let move = factor.solve(sums.score)
      let square = zip(move, sums.score).reduce(0) { $0 + $1.0 * $1.1 } / sums.weight
      let change = max(0, square).squareRoot()
      let next = zip(before, move).map { $0 + $1 }
      coefficients = next
      iterations += 1
      guard change < 1e-10 else { return nil }
      // What is left of the change is its rounding, or less than that of what is reported.
      if change < 2e-15 {
        return CountMaximum(
          coefficients: next, sums: sums, factor: factor,
          convergence: Convergence(iterations: iterations, change: change, reason: .converged))
      }
    }
    return nil
  }

  /// What the observed information has beyond the expected at the coefficients reached.
  func observed(alpha: Double) -> CountProducts? { products(alpha, .observed) }

  private func products(
    _ alpha: Double, _ purpose: CountProducts.Purpose = .step
  ) -> CountProducts? {
    CountProducts(rows, coefficients: coefficients, alpha: alpha, purpose: purpose)
  }

  /// One step of the coefficients: the root of the mean square by which it moved the linear
  /// predictors, infinite at the first.
  private mutating func step(_ sums: CountProducts?) -> Double? {
    iterations += 1
    guard let sums, sums.weight > 0,
      let step = try? Cholesky(sums.information).solve(sums.score), step.allSatisfy(\.isFinite)
    else { return nil }
    guard let before = coefficients else {
      coefficients = step
      return .infinity
    }
    coefficients = zip(before, step).map { $0 + $1 }
    let square = zip(step, sums.score).reduce(0) { $0 + $1.0 * $1.1 } / sums.weight
    return square.isFinite ? max(0, square).squareRoot() : nil
  }
}

/// The maximum of a likelihood of counts, and the sums over the rows there.
struct CountMaximum {
  let coefficients: [Double]
  let sums: CountProducts
  let factor: InformationFactor
  let convergence: Convergence
}

/// How often each count occurs, weighted: sums over the rows that hang on the count alone.
struct CountHistogram {
  private let frequencies: [Double]

  /// The frequencies of counts from zero; nil where one is not whole or beyond the number of rows.
  init?(_ counts: [Double], _ weights: [Double]?) {
    guard let largest = counts.max(), largest < Double(counts.count) else { return nil }
    var frequencies = [Double](repeating: 0, count: Int(largest) + 1)
    for (row, count) in counts.enumerated() {
      let place = Int(count)
      guard Double(place) == count else { return nil }
      frequencies[place] += weights?[row] ?? 1
    }
    self.frequencies = frequencies
  }

  /// Σ w (ψ(θ + y) − ψ(θ)) and Σ w (ψ′(θ) − ψ′(θ + y)).
  func sums(theta: Double) -> (first: Double, second: Double) {
    var above = 0.0
    var first = 0.0
    var second = 0.0
    // A term 1/(θ + j) belongs to all counts above j.
    for place in frequencies.indices.dropFirst().reversed() {
      above += frequencies[place]
      let term = 1 / (theta + Double(place - 1))
      first += above * term
      second += above * term * term
    }
    return (first, second)
  }

  /// The first and second derivatives of the log likelihood in θ, from the sums at 1/θ.
  func derivatives(theta: Double, _ sums: CountProducts) -> (first: Double, second: Double) {
    let alpha = 1 / theta
    let (first, second) = self.sums(theta: theta)
    return (
      first - sums.logs - alpha * sums.rests,
      alpha * alpha * (sums.shares + sums.squaredRests) - second
    )
  }

  /// Σ w f(y).
  func sum(_ term: (Int) -> Double) -> Double {
    let terms = frequencies.indices.map { frequencies[$0] == 0 ? 0 : frequencies[$0] * term($0) }
    return compensatedSum(terms.span)
  }
}
