/// Estimates and their variances at a variance between studies.
struct WeightedStudies {
  private let estimates: [Double]
  private let variances: [Double]

  init(_ estimates: [Double], _ variances: [Double]) {
    self.estimates = estimates
    self.variances = variances
  }

  /// Sums over the studies at a variance between them.
  struct Sums {
    /// Σ w.
    let total: Double
    /// Σ w².
    let squares: Double
    /// The weighted mean.
    let mean: Double
    /// Σ w (y − mean)².
    let heterogeneity: Double
    /// Σ w² (y − mean)².
    let squaredHeterogeneity: Double
    /// Σ log w.
    let logs: Double

    /// (k − 1) Σ w/((Σ w)² − Σ w²).
    func typicalVariance(_ freedom: Double) -> Double {
      freedom * total / (total * total - squares)
    }

    /// The restricted log likelihood, less what is constant.
    var restricted: Double { (logs - Elementary.log(total) - heterogeneity) / 2 }

    /// Its derivative in the variance between studies, doubled.
    var slope: Double { squares / total - total + squaredHeterogeneity }
  }

  func weighted(_ between: Double) -> Sums {
    let weights = variances.map { 1 / ($0 + between) }
    let total = weights.reduce(0, +)
    var mean = zip(weights, estimates).reduce(0) { $0 + $1.0 * $1.1 } / total
    // A second pass about the first mean takes away what rounding left.
    mean += zip(weights, estimates).reduce(0) { $0 + $1.0 * ($1.1 - mean) } / total
    var (squares, spread, squaredSpread, logs) = (0.0, 0.0, 0.0, 0.0)
    for (weight, estimate) in zip(weights, estimates) {
      let term = weight * (estimate - mean) * (estimate - mean)
      squares += weight * weight
      spread += term
      squaredSpread += weight * term
      logs += Elementary.log(weight)
    }
    return Sums(
      total: total, squares: squares, mean: mean, heterogeneity: spread,
      squaredHeterogeneity: squaredSpread, logs: logs)
  }

  /// The variance between studies by a method.
  func betweenVariance(
    _ method: Pooling.Method
  ) throws(StatisticsError) -> (value: Double, convergence: Convergence?) {
    let fixed = weighted(0)
    let freedom = Double(estimates.count - 1)
    guard fixed.heterogeneity.isFinite else { throw .overflow }
    switch method {
    case .fixed: return (0, nil)
    case .derSimonianLaird:
      let scale = fixed.total - fixed.squares / fixed.total
      return (max(0, (fixed.heterogeneity - freedom) / scale), nil)
    case .pauleMandel:
      guard fixed.heterogeneity > freedom else { return (0, Self.atZero) }
      let found = root { weighted($0).heterogeneity - freedom }
      return (found.place, found.convergence)
    case .reml: return restrictedMaximum()
    }
  }

  private static let atZero = Convergence(iterations: 1, change: 0, reason: .boundary)

  /// Beyond this the likelihood and Q only fall: Q is below k − 1 where every variance is above the
  /// spread of the estimates.
  private var reach: Double {
    let mean = estimates.reduce(0, +) / Double(estimates.count)
    let spread = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return 2 * spread + (variances.max() ?? 0)
  }

  /// The best of the peaks between changes of the slope's sign on a grid, and zero.
  private func restrictedMaximum() -> (value: Double, convergence: Convergence?) {
    let most = reach
    let steps = 200
    // From most · 10⁻¹² by equal ratios.
    let ratio = Elementary.exp(12 * Elementary.log(10) / Double(steps))
    var places = [0.0]
    var place = most * 1e-12
    for _ in 0...steps {
      places.append(place)
      place *= ratio
    }
    let slopes = places.map { weighted($0).slope }
    var best = (value: 0.0, height: weighted(0).restricted, convergence: Self.atZero)
    for index in places.indices.dropLast() where slopes[index] > 0 && slopes[index + 1] <= 0 {
      let found = Bisection.root(from: places[index], to: places[index + 1]) {
        weighted($0).slope
      }
      let height = weighted(found.place).restricted
      if height > best.height || (slopes[0] > 0 && best.value == 0) {
        best = (found.place, height, found.convergence)
      }
    }
    return (best.value, best.convergence)
  }

  private func root(_ function: (Double) -> Double) -> Bisection.Result {
    var high = reach
    // Q falls to zero; a bracket is found in a few doublings, or the doubles end.
    while function(high) > 0, high < 1e300 { high *= 2 }
    return Bisection.root(from: 0, to: high, function)
  }
}

/// The root of a falling function between two places, by halving to the last bit.
enum Bisection {
  /// What was found.
  struct Result {
    let place: Double
    let convergence: Convergence
  }

  /// The place where a function that is positive at the first end and not at the second falls to zero.
  static func root(
    from start: Double, to end: Double, _ function: (Double) -> Double
  ) -> Result {
    var (low, high) = (start, end)
    var iterations = 0
    while true {
      let middle = low + (high - low) / 2
      // Two thousand halvings are more than there are between any two doubles.
      guard middle > low, middle < high, iterations < 2_000 else { break }
      iterations += 1
      if function(middle) > 0 { low = middle } else { high = middle }
    }
    return Result(
      place: high,
      convergence: Convergence(
        iterations: iterations, change: high > 0 ? (high - low) / high : 0, reason: .converged))
  }
}
