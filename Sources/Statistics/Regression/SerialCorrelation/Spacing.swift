import LinearAlgebra

/// How far observations stand apart, in steps of the smallest distance: what an autocorrelation at
/// lag one is raised to.
struct Spacing: Hashable, Sendable {
  /// The distance of each observation from the one before it, in steps; the first is not used.
  let steps: [Double]
  /// The length of a step, in units of the times.
  let unit: Double

  /// The spacing of ascending times; one step each where there are none.
  ///
  /// - Throws: ``StatisticsError/timesNotAscending(index:)``,
  ///   ``StatisticsError/unequalLengths(_:_:)``, ``StatisticsError/notFinite(index:)``.
  init(_ times: [Double]?, count: Int) throws(StatisticsError) {
    guard let times else {
      steps = Array(repeating: 1, count: count)
      unit = 1
      return
    }
    guard times.count == count else { throw .unequalLengths(count, times.count) }
    try Validation.requireFinite(times)
    var distances = [0.0]
    for index in times.indices.dropFirst() {
      let distance = times[index] - times[index - 1]
      guard distance > 0 else { throw .timesNotAscending(index: index) }
      distances.append(distance)
    }
    let smallest = distances.dropFirst().min() ?? 1
    unit = smallest
    steps = distances.map { distance in
      let steps = distance / smallest
      // Decimal years of months and quarters are whole steps but for their rounding.
      let whole = steps.rounded()
      return abs(steps - whole) < 1e-6 * whole ? whole : steps
    }
  }

  /// Whether all distances are whole steps, so that the correlation may be negative.
  var isWhole: Bool { steps.allSatisfy { $0 == $0.rounded() } }

  /// Whether some observations are more than a step apart.
  var hasGaps: Bool { steps.dropFirst().contains { $0 != 1 } }

  /// ρ to the power of a distance in steps.
  static func correlation(_ rho: Double, _ steps: Double) -> Double {
    if steps == 1 { return rho }
    let size = Elementary.power(abs(rho), steps)
    let isOdd = steps == steps.rounded() && steps.truncatingRemainder(dividingBy: 2) == 1
    return rho < 0 && isOdd ? -size : size
  }

  /// The correlation of each observation with the one before it.
  func correlations(_ rho: Double) -> [Double] {
    steps.enumerated().map { $0.offset == 0 ? 0 : Spacing.correlation(rho, $0.element) }
  }

  /// The change of rows that makes errors of this autocorrelation equal and uncorrelated.
  func whitening(_ rho: Double) -> RowTransform {
    .markov(correlations: correlations(rho))
  }

  /// The slope of each residual on the one a step before it, without a constant; nil where there
  /// are none, or all those before are zero.
  func slope(_ residuals: [Double]) -> Double? {
    var products: [Double] = []
    var squares: [Double] = []
    for index in residuals.indices.dropFirst() where steps[index] == 1 {
      products.append(residuals[index] * residuals[index - 1])
      squares.append(residuals[index - 1] * residuals[index - 1])
    }
    let total = compensatedSum(squares.span)
    return total > 0 ? compensatedSum(products.span) / total : nil
  }
}
