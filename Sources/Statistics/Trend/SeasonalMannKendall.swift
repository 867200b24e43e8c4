import LinearAlgebra
import Tables

/// The test of Mann and Kendall within seasons, the scores of the seasons added: whether values rise
/// or fall from each month, say, to the same month of other years.
///
/// `var_S` is the sum of the variances of the seasons, taken as independent; `corr_var_S`, `corr_z`
/// and `corr_p`, without continuity correction, allow for seasons of one year that depend on one
/// another. The estimate is the median
/// of the slopes within seasons, per cycle. Details carry `z`, `tau_a` as well.
///
/// - Assumes: exchangeable years; with the corrected variance seasons may depend on one another within
///   a year, but years may not.
/// - Edge cases: missing values are left out of their season; a season with fewer than two values
///   adds nothing. A covariance with gaps ranks each season's values by those that are there.
/// - Cost: O(n²/period) time for slopes, O(n²) for covariances; O(n) memory.
/// - References: Hirsch, Slack & Smith 1982, doi:10.1029/WR018i001p00107; Hirsch & Slack 1984,
///   doi:10.1029/WR020i006p00727.
/// - Checked against: exact rationals and `pymannkendall` 1.4.3 (reference cases).
public struct SeasonalMannKendall: Hashable, Sendable, Codable {
  /// The direction tested.
  public var alternative: Alternative
  /// The number of seasons in a cycle.
  public var period: Int

  /// The test for a number of seasons in a cycle, two-sided unless asked otherwise.
  public init(period: Int, alternative: Alternative = .twoSided) {
    self.period = period
    self.alternative = alternative
  }

  /// Tests values in order, the first of which is of the first season; nil where one is missing.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a period below 1,
  ///   ``StatisticsError/notFinite(index:)``,
  ///   ``StatisticsError/tooFewObservations(needed:have:)`` where no season has two values.
  public func test(_ values: [Double?]) throws(StatisticsError) -> TestResult {
    guard period >= 1 else {
      throw .invalidOption(name: "seasons", found: "\(period)", needed: "at least 1")
    }
    for (index, value) in values.enumerated() {
      if let value, !value.isFinite { throw .notFinite(index: index) }
    }
    let present = values.count { $0 != nil }
    let seasons = Seasons(values, period: period)
    let slopes = seasons.slopeCount
    guard slopes > 0 else {
      throw .tooFewObservations(needed: max(Self.card.leastCount, present + 1), have: present)
    }
    var isFinite = true
    seasons.visitSlopes { isFinite = isFinite && $0.isFinite }
    guard isFinite else { throw .overflow }
    let middle = selectRanks([(slopes + 1) / 2, slopes / 2 + 1], seasons.visitSlopes)
    let scores = seasons.present.map { KendallCount($0) }
    let score = scores.reduce(0) { $0 + $1.score }
    let variance = scores.reduce(0) { $0 + $1.variance }
    let pairs = scores.reduce(0) { $0 + KendallCount.pairs($1.count) }
    let z = AutocorrelatedScore.deviate(score, variance)
    var details = [
      Named("var_S", variance), Named("z", z), Named("tau_a", Double(score) / Double(pairs)),
    ]
    var notes = [
      Note(.method, "seasons", "\(period) seasons in a cycle; the slope is per cycle.")
    ]
    let dependent = variance + 2 * seasons.covariance()
    if dependent > 0 || variance == 0 {
      // Hirsch and Slack's deviate has no continuity correction.
      let z = dependent > 0 ? Double(score) / dependent.squareRoot() : 0
      details += [
        Named("corr_var_S", dependent), Named("corr_z", z),
        Named("corr_p", MannKendall.normalTail(z, alternative)),
      ]
    } else {
      notes.append(
        Note(
          .caveat, "covariance-not-positive",
          "The variance with dependent seasons came out negative: there is no p-value by it."))
    }
    return TestResult(
      method: Self.card.name, statistic: Named("S", Double(score)),
      pValue: MannKendall.normalTail(z, alternative), alternative: alternative,
      estimate: Named("slope", OrderedValues(sorted: middle).median),
      basis: .asymptotic, count: present, details: details, notes: notes)
  }

  /// Tests a sample by the season of its times, in years: with twelve seasons the month.
  ///
  /// - Throws: what ``test(_:)`` of values throws;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` where two times fall in one season of one
  ///   year.
  public func test(_ sample: Sample) throws(StatisticsError) -> TestResult {
    guard (1...Self.mostSeasons).contains(period) else {
      throw .invalidOption(
        name: "period", found: "\(period)", needed: "from 1 to \(Self.mostSeasons) seasons a year")
    }
    // A place is the number of seasons since the first year of the sample.
    let start = sample.times.first?.rounded(.down) ?? 0
    let places = sample.times.map { (($0 - start) * Double(period)).rounded() }
    guard let last = places.last, last < 1e7 else {
      throw .invalidOption(
        name: "times", found: "more than ten million seasons", needed: "a span of fewer seasons")
    }
    var values = [Double?](repeating: nil, count: Int(last) + 1)
    for (place, value) in zip(places, sample.values) {
      guard values[Int(place)] == nil else {
        throw .invalidOption(
          name: "seasons", found: "\(period)", needed: "as many as there are times in a year")
      }
      values[Int(place)] = value
    }
    return try test(values)
  }

  /// As many seasons as a year has days.
  private static let mostSeasons = 366

  /// The number of seasons that the middle spacing of times, in years, suggests; nil where they are a
  /// year or more apart.
  public static func period(of times: [Double]) -> Int? {
    let gaps = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
    guard !gaps.isEmpty else { return nil }
    let gap = gaps[gaps.count / 2]
    guard gap > 1e-6, gap < 0.75 else { return nil }
    return Int((1 / gap).rounded())
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "seasonal-mann-kendall", title: "Seasonal Mann–Kendall test",
    summary: "Whether values rise or fall from each season to the same season of other years.",
    assumptions: ["exchangeable years", "seasons that move in one direction"],
    leastCount: 4, advisedCount: 40, instead: "mann-kendall on yearly values",
    references: [
      "Hirsch, Slack & Smith 1982, Water Resources Research 18: 107–121, "
        + "doi:10.1029/WR018i001p00107",
      "Hirsch & Slack 1984, Water Resources Research 20: 727–732, doi:10.1029/WR020i006p00727",
    ])
}

/// Values by season and cycle.
private struct Seasons {
  /// For each season, its values by cycle; nil where missing.
  let columns: [[Double?]]

  init(_ values: [Double?], period: Int) {
    let used = min(period, max(1, values.count))
    let cycles = (values.count + period - 1) / period
    columns = (0..<used).map { season in
      (0..<cycles).map { cycle in
        let index = cycle * period + season
        return index < values.count ? values[index] : nil
      }
    }
  }

  var present: [[Double]] { columns.map { $0.compactMap { $0 } } }

  /// The number of slopes within seasons.
  var slopeCount: Int {
    present.reduce(0) { $0 + KendallCount.pairs($1.count) }
  }

  /// Calls for every slope within a season.
  func visitSlopes(_ body: (Double) -> Void) {
    for column in columns {
      for later in column.indices {
        guard let end = column[later] else { continue }
        for earlier in 0..<later {
          guard let start = column[earlier] else { continue }
          body((end - start) / Double(later - earlier))
        }
      }
    }
  }

  /// The sum over pairs of seasons g < h of the covariance of their scores,
  /// (K + 4 Σᵢ RᵢRᵢ′ − n (n_g + 1)(n_h + 1))/3, with ranks of missing values at the middle.
  func covariance() -> Double {
    let ranks = columns.map(Self.doubledRanks)
    let counts = columns.map { Double($0.count { $0 != nil }) }
    var total = 0.0
    for first in columns.indices {
      for second in 0..<first {
        let agreements = Self.agreements(columns[first], columns[second])
        var products = 0.0
        for (a, b) in zip(ranks[first], ranks[second]) { products += a * b }
        let cycles = Double(columns[first].count)
        total +=
          (Double(agreements) + products - cycles * (counts[first] + 1) * (counts[second] + 1)) / 3
      }
    }
    return total
  }

  /// Σ sign(xⱼ − xᵢ) sign(yⱼ − yᵢ) over all pairs i < j, 0 where one is missing.
  private static func agreements(_ first: [Double?], _ second: [Double?]) -> Int {
    var total = 0
    for later in first.indices where first[later] != nil && second[later] != nil {
      for earlier in 0..<later {
        total += sign(first[later], first[earlier]) * sign(second[later], second[earlier])
      }
    }
    return total
  }

  /// Twice the rank, n + 1 + Σⱼ sign(xᵢ − xⱼ); n + 1 for a missing value.
  private static func doubledRanks(_ column: [Double?]) -> [Double] {
    let count = column.count { $0 != nil }
    return column.map { value in
      Double(count + 1 + column.reduce(0) { $0 + sign(value, $1) })
    }
  }

  private static func sign(_ first: Double?, _ second: Double?) -> Int {
    guard let first, let second else { return 0 }
    return (first > second ? 1 : 0) - (first < second ? 1 : 0)
  }
}
