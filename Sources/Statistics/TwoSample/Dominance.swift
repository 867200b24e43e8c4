import Distributions
public import Tables

/// How often a value of one sample exceeds one of another: Cliff's δ, and with it Vargha and
/// Delaney's A = (δ + 1)/2, which single-case studies call the non-overlap of all pairs.
///
/// The interval is Feng and Cliff's, asymmetric, about the unbiased variance of δ, which is kept
/// from below at (1 − δ²)/(n₁n₂ − 1).
///
/// - Assumes: for the interval, independent values.
/// - Units: none; δ from −1 to 1.
/// - Edge cases: samples that do not overlap have δ = ±1 and no interval; the variance needs two
///   values in each.
/// - Cost: O(N log N), N = n₁ + n₂.
/// - References: Cliff 1993, doi:10.1037/0033-2909.114.3.494; Feng & Cliff 2004,
///   doi:10.22237/jmasm/1099267560; Vargha & Delaney 2000, doi:10.3102/10769986025002101.
/// - Checked against: exact rationals (reference cases).
public struct Dominance: Hashable, Sendable {
  /// Cliff's δ: pairs in which the first is the larger less those in which it is the smaller, over
  /// all pairs.
  public let delta: Double
  /// The chance that a value of the first exceeds one of the second, equal pairs counting half.
  public let probabilityLarger: Double
  /// The unbiased variance of δ, kept from below; nil with a single value in a sample.
  public let variance: Double?
  /// The interval of δ; nil where δ is ±1 or the variance does not exist.
  public let interval: ConfidenceInterval?
  /// The number of values in both samples.
  public let count: Int

  /// The dominance of the first sample over the second.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for an empty sample;
  ///   ``StatisticsError/notFinite(index:)``;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for a level outside 0 to 1.
  public init(
    _ first: [Double], _ second: [Double], level: Double = 0.95
  ) throws(StatisticsError) {
    try Validation.require(1, of: first)
    try Validation.require(1, of: second)
    try Validation.requireFinite(first)
    try Validation.requireFinite(second)
    try Validation.requireLevel(level)
    let table = DominanceTable(first, second)
    delta = table.delta
    probabilityLarger = (table.delta + 1) / 2
    variance = table.variance
    count = first.count + second.count
    if let variance, abs(table.delta) < 1 {
      interval = Self.interval(table.delta, variance, level)
    } else {
      interval = nil
    }
  }

  private static func interval(
    _ delta: Double, _ variance: Double, _ level: Double
  ) -> ConfidenceInterval {
    let z = Normal.standard.upperQuantile((1 - level) / 2)
    let room = 1 - delta * delta
    let spread = z * z * variance
    let centre = delta * room
    let reach = z * variance.squareRoot() * (room * room + spread).squareRoot()
    let divisor = room + spread
    return ConfidenceInterval(
      low: max(-1, (centre - reach) / divisor), high: min(1, (centre + reach) / divisor),
      level: level)
  }
}

/// The signs of all differences of two samples, and the variance of their mean.
private struct DominanceTable {
  let delta: Double
  let variance: Double?

  init(_ first: [Double], _ second: [Double]) {
    let n = Double(first.count)
    let m = Double(second.count)
    var differing = 0
    let rows = Self.dominances(of: first, over: second) { differing += $0 }
    let columns = Self.dominances(of: second, over: first) { _ in }.map { -$0 }
    let delta = Double(rows.reduce(0, +)) / (n * m)
    self.delta = delta
    guard first.count > 1, second.count > 1 else {
      variance = nil
      return
    }
    let byRow = Self.squares(rows.map { Double($0) / m - delta })
    let byColumn = Self.squares(columns.map { Double($0) / n - delta })
    // Σ (sign − δ)² over all pairs, in the closed form that three values of a sign allow.
    let all = Double(differing) - n * m * delta * delta
    let unbiased = (m * m * byRow + n * n * byColumn - all) / (n * m * (n - 1) * (m - 1))
    variance = max(unbiased, (1 - delta * delta) / (n * m - 1))
  }

  /// For each value, how many of the others it exceeds less how many exceed it; `differing` is told
  /// how many differ from it.
  private static func dominances(
    of values: [Double], over others: [Double], differing: (Int) -> Void
  ) -> [Int] {
    let others = others.sorted()
    return values.map { value in
      let below = others.partitioningPlace { $0 < value }
      let above = others.count - others.partitioningPlace { $0 <= value }
      differing(below + above)
      return below - above
    }
  }

  private static func squares(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }
  }
}

extension [Double] {
  /// How many values, of an ascending list, satisfy a condition that those at the front do.
  fileprivate func partitioningPlace(_ condition: (Double) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Dominance: Tabular {
  /// Two rows: Cliff's δ with its interval, and the chance of exceeding.
  public var estimates: Table {
    let rows: [(term: String, value: Double, interval: ConfidenceInterval?)] = [
      ("cliffs_delta", delta, interval),
      ("probability_larger", probabilityLarger, interval.map(Self.probabilities)),
    ]
    let count = count
    return Table(
      Self.card.title, rows,
      [
        .text(.method) { _ in Self.card.name },
        .text(.term) { $0.term },
        .number(.estimate) { $0.value },
        .number(.intervalLow) { $0.interval?.low },
        .number(.intervalHigh) { $0.interval?.high },
        .text(.basis) { _ in Basis.asymptotic.name },
        .integer(.count) { _ in count },
      ])
  }

  private static func probabilities(_ interval: ConfidenceInterval) -> ConfidenceInterval {
    ConfidenceInterval(
      low: (interval.low + 1) / 2, high: (interval.high + 1) / 2, level: interval.level)
  }

  /// One row: the method and n.
  public var overview: Table {
    Table(
      Self.card.title, [self],
      [.text(.method) { _ in Self.card.name }, .integer(.count) { $0.count }])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "dominance", title: "Cliff's dominance",
    summary: "How often a value of one sample exceeds one of the other.",
    assumptions: ["independent values, for the interval"],
    leastCount: 2, advisedCount: 6, instead: "mann-whitney, whose p is exact",
    references: [
      "Cliff 1993, Psychological Bulletin 114: 494–509, doi:10.1037/0033-2909.114.3.494",
      "Feng & Cliff 2004, Journal of Modern Applied Statistical Methods 3: 322–332",
    ])
}
