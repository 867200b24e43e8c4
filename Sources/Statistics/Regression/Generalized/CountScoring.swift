import LinearAlgebra

/// Fisher scoring of a log-linear regression of counts in doubles, one blocked pass over the rows
/// an iteration: what brings the coefficients so near to the maximum of the likelihood that one
/// step of ``ReweightedLeastSquares`` gives them their last digits.
///
/// The likelihood is concave in the linear predictor for these families, so there is one maximum to
/// come to. Where the iteration does not settle at once, nothing is lost: the other, which watches
/// the deviance, starts from the counts.
struct CountScoring {
  /// The rows from which it is worth it; below, all is kept as it is.
  static let leastRows = 2048

  private let columns: [[Double]]
  private let counts: [Double]
  private let weights: [Double]?
  private let offset: [Double]?
  /// The coefficients reached.
  private(set) var coefficients: [Double]?
  /// The passes over the rows.
  private(set) var iterations = 0

  /// The iteration for a problem with many rows, a logarithmic link and counts.
  init?(_ problem: ReweightedLeastSquares, from coefficients: [Double]? = nil) {
    guard problem.link == .log, problem.family.isCount, problem.response.count >= Self.leastRows
    else { return nil }
    columns = problem.design.columns
    counts = problem.response
    weights = problem.weights.allSatisfy { $0 == 1 } ? nil : problem.weights
    offset = problem.offset.allSatisfy { $0 == 0 } ? nil : problem.offset
    self.coefficients = coefficients
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
  mutating func settleWithAlpha(from start: Double) -> (alpha: Double, change: Double)? {
    let histogram = CountHistogram(counts, weights)
    var place = Elementary.log(start)
    for _ in 0..<60 {
      let alpha = Elementary.exp(place)
      // Where αμ is hardly felt its likelihood loses digits in these sums.
      guard alpha > 1e-4, alpha < 1e4, let sums = products(alpha), let histogram else { return nil }
      let theta = 1 / alpha
      let (first, second) = histogram.sums(theta: theta)
      let slope = first - sums.logs - alpha * sums.rests
      let curvature = alpha * alpha * (sums.shares + sums.squaredRests) - second
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

  private func products(_ alpha: Double) -> CountProducts? {
    CountProducts(
      columns: columns, counts: counts, weights: weights, offset: offset,
      coefficients: coefficients, alpha: alpha)
  }

  /// One step of the coefficients: the root of the mean square by which it moved the linear
  /// predictors, infinite at the first.
  private mutating func step(_ sums: CountProducts?) -> Double? {
    iterations += 1
    guard let sums, sums.weight > 0,
      let step = try? Cholesky(sums.information).solve(sums.score),
      step.allSatisfy(\.isFinite)
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

/// How often each count occurs, weighted: sums over the rows that hang on the count alone.
struct CountHistogram {
  private let frequencies: [Double]

  /// The frequencies of whole counts; nil where the largest is beyond the number of rows.
  init?(_ counts: [Double], _ weights: [Double]?) {
    guard let largest = counts.max(), largest < Double(counts.count) else { return nil }
    var frequencies = [Double](repeating: 0, count: Int(largest) + 1)
    for (row, count) in counts.enumerated() { frequencies[Int(count)] += weights?[row] ?? 1 }
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

  /// Σ w f(y).
  func sum(_ term: (Int) -> Double) -> Double {
    let terms = frequencies.indices.map { frequencies[$0] == 0 ? 0 : frequencies[$0] * term($0) }
    return compensatedSum(terms.span)
  }
}
