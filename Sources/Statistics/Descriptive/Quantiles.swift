/// A definition of the sample quantile, by the numbers of Hyndman and Fan 1996
/// (doi:10.2307/2684934), which R and NumPy use too.
public enum QuantileType: Int, Hashable, Sendable, Codable, CaseIterable {
  /// Type 1: the inverse of the empirical distribution function.
  case inverseEmpirical = 1
  /// Type 2: as type 1, with the mean of two values at a jump.
  case averagedInverse
  /// Type 3: the nearest order statistic, even ones at a tie.
  case nearestEven
  /// Type 4: linear interpolation of the empirical distribution function.
  case linearEmpirical
  /// Type 5: Hazen's, midway through the steps.
  case hazen
  /// Type 6: Weibull's, (n + 1) p; as Minitab and SPSS.
  case weibull
  /// Type 7: Gumbel's, (n − 1) p + 1; the default of R, NumPy and spreadsheets.
  case gumbel
  /// Type 8: approximately unbiased for the median of the order statistic whatever the law.
  case medianUnbiased
  /// Type 9: approximately unbiased for a normal law.
  case normalUnbiased
}

/// Values in ascending order, and the quantiles read from them.
///
/// - Cost: O(n log n) once, O(1) a quantile.
/// - Checked against: R 4.2 `quantile(type = 1…9)`, `Golden/descriptive.json`.
public struct OrderedValues: Hashable, Sendable {
  /// The values, ascending.
  public let values: [Double]

  /// One or more finite values, put in order.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for none,
  ///   ``StatisticsError/notFinite(index:)``.
  public init(_ values: [Double]) throws(StatisticsError) {
    try Validation.require(1, of: values)
    try Validation.requireFinite(values)
    self.values = values.sorted()
  }

  init(sorted values: [Double]) { self.values = values }

  /// The median: the middle value, or the mean of the two in the middle.
  public var median: Double {
    let middle = values.count / 2
    guard values.count % 2 == 0 else { return values[middle] }
    return midpoint(values[middle - 1], values[middle])
  }

  /// The quantile at a probability.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a probability outside the
  ///   closed interval from 0 to 1.
  public func quantile(
    _ probability: Double, type: QuantileType = .gumbel
  ) throws(StatisticsError) -> Double {
    guard probability >= 0, probability <= 1 else {
      throw .invalidOption(name: "probability", found: "\(probability)", needed: "from 0 to 1")
    }
    let count = Double(values.count)
    // A position that is whole but for rounding is whole: 0.1 · 30 is three.
    let fuzz = 4 * Double.ulpOfOne
    switch type {
    case .inverseEmpirical, .averagedInverse, .nearestEven:
      let position = count * probability - (type == .nearestEven ? 0.5 : 0)
      let whole = (position + fuzz).rounded(.down)
      let atJump = abs(position - whole) <= fuzz * max(1, abs(position))
      let weight: Double
      switch type {
      case .inverseEmpirical: weight = atJump ? 0 : 1
      case .averagedInverse: weight = atJump ? 0.5 : 1
      default: weight = atJump && whole.truncatingRemainder(dividingBy: 2) == 0 ? 0 : 1
      }
      return interpolated(Int(whole), weight)
    default:
      let (a, b) = type.plottingPosition
      let position = a + probability * (count + 1 - a - b)
      let whole = (position + fuzz).rounded(.down)
      let part = position - whole
      return interpolated(Int(whole), abs(part) < fuzz ? 0 : part)
    }
  }

  /// The value `weight` of the way from the order statistic `rank` (from 1) to the next.
  func interpolated(_ rank: Int, _ weight: Double) -> Double {
    let low = values[max(0, min(values.count - 1, rank - 1))]
    let high = values[max(0, min(values.count - 1, rank))]
    if weight == 0 || low == high { return low }
    if weight == 1 { return high }
    return weight == 0.5 ? midpoint(low, high) : (1 - weight) * low + weight * high
  }

  private func midpoint(_ low: Double, _ high: Double) -> Double {
    let sum = low + high
    return sum.isFinite ? sum / 2 : low / 2 + high / 2
  }
}

extension QuantileType {
  /// The constants a and b of the continuous definitions, p(k) = (k − a) / (n + 1 − a − b).
  fileprivate var plottingPosition: (Double, Double) {
    switch self {
    case .linearEmpirical: (0, 1)
    case .hazen: (0.5, 0.5)
    case .weibull: (0, 0)
    case .medianUnbiased: (1.0 / 3, 1.0 / 3)
    case .normalUnbiased: (3.0 / 8, 3.0 / 8)
    default: (1, 1)
    }
  }
}
