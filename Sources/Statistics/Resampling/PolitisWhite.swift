/// The block lengths of Politis and White, from the spectral density at zero under a flat-top lag
/// window.
///
/// - Assumes: a stationary series; a trend must be taken away first.
/// - Edge cases: values that do not vary have length 1. Lengths are at most min(3√n, n/3).
/// - Cost: O(n^1.5).
/// - References: Politis & White 2004, doi:10.1081/ETC-120028836; Patton, Politis & White 2009,
///   doi:10.1080/07474930802459016.
/// - Checked against: `arch` 8.0 `optimal_block_length`, `Golden/block-length.json`.
public struct PolitisWhite: Hashable, Sendable {
  /// The mean block length for the stationary bootstrap, not rounded.
  public let stationary: Double
  /// The block length for the circular and the moving-block bootstrap, not rounded.
  public let circular: Double

  /// The lengths for at least 8 finite values.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)``,
  ///   ``StatisticsError/notFinite(index:)``.
  public init(_ values: [Double]) throws(StatisticsError) {
    try Validation.require(8, of: values)
    try Validation.requireFinite(values)
    let scaled = PowerOfTwoScale(values)(values)
    let deviations = CentredValues(scaled).deviations
    let count = deviations.count
    let size = Double(count)
    let most = Int((3 * size.squareRoot()).rounded(.up))
    let bound = Double(min(most, Int((size / 3).rounded(.up))))
    let run = max(5, Self.decimalDigits(count))
    let lags = Int(size.squareRoot().rounded(.up)) + run
    let products = (0...lags).map { lag in
      lag < count ? zip(deviations.dropFirst(lag), deviations).reduce(0) { $0 + $1.0 * $1.1 } : 0
    }
    guard products[0] > 0 else {
      (stationary, circular) = (1, 1)
      return
    }
    let correlations = (1...lags).map { abs(products[$0]) / products[0] }
    let limit = 2 * (Elementary.log10(size) / size).squareRoot()
    let insignificant = (0...(lags - run)).first { start in
      correlations[start..<(start + run)].allSatisfy { $0 < limit }
    }
    // The first lag of a run of small ones, as the authors' program takes it.
    let last =
      insignificant.map { $0 + 1 } ?? (correlations.lastIndex { $0 > limit }.map { $0 + 1 } ?? 1)
    let window = min(2 * last, lags)
    var density = products[0] / size
    var slope = 0.0
    for lag in 1...window {
      let share = Double(lag) / Double(window)
      let weight = share <= 0.5 ? 1 : 2 * (1 - share)
      density += 2 * weight * products[lag] / size
      slope += 2 * weight * Double(lag) * products[lag] / size
    }
    let squared = density * density
    guard squared > 0 else {
      (stationary, circular) = (bound, bound)
      return
    }
    stationary = max(1, min(bound, Elementary.power(slope * slope / squared * size, 1.0 / 3)))
    circular = max(1, min(bound, Elementary.power(1.5 * slope * slope / squared * size, 1.0 / 3)))
  }

  /// ⌈log₁₀ n⌉.
  private static func decimalDigits(_ count: Int) -> Int {
    var digits = 0
    var power = 1
    while power < count {
      power *= 10
      digits += 1
    }
    return digits
  }
}
