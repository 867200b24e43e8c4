import LinearAlgebra

/// The trends of the series of a panel, in their order: of each its trends, or why it has none.
///
/// What was computed is kept in a hundred bytes a series; intervals are made of it when read.
public struct PanelTrends: Sendable {
  /// What a block has of a series.
  struct Record: Sendable {
    var intercept = 0.0
    var slope = 0.0
    var standardError = 0.0
    var squares = DoubleDouble.zero
    var total = DoubleDouble.zero
    var autocorrelation = 0.0
    var score: Int32 = 0
    var tiedPairs: Int32 = 0
    var tieTerms = 0
    var pValue = 0.0
    /// Negative where the p-value is of the normal law.
    var exactFloor = -1.0
    var medianSlope = 0.0
    var intervalLow = 0.0
    var intervalHigh = 0.0
    var middle = 0.0
  }

  /// What all series share.
  struct Shared: Sendable {
    let hasLine: Bool
    /// The confidence level of the line's interval.
    let level: Double
    /// The direction of the score's test; nil where there is none.
    let alternative: Alternative?
    let slope: TheilSen?
    /// The number of values of a series.
    let length: Int
    /// The half width of the line's interval, in standard errors.
    let halfWidth: Double
    let ends: SlopeEnds.Shared?
    /// The median of the times.
    let centre: Double
  }

  private var records: [Record] = []
  /// What is not in a record: series computed alone, and those refused.
  private var others: [Int: Result<SeriesTrends, StatisticsError>] = [:]
  let shared: Shared

  init(_ shared: Shared, capacity: Int = 0) {
    self.shared = shared
    records.reserveCapacity(capacity)
  }

  mutating func append(_ record: Record) { records.append(record) }

  mutating func append(_ other: Result<SeriesTrends, StatisticsError>) {
    others[records.count] = other
    records.append(Record())
  }

  mutating func append(_ part: PanelTrends) {
    for (place, other) in part.others { others[records.count + place] = other }
    records += part.records
  }
}

extension PanelTrends: RandomAccessCollection {
  /// The first place, 0.
  public var startIndex: Int { 0 }
  /// The number of series.
  public var endIndex: Int { records.count }

  /// The trends of the series at a place, or why it has none.
  public subscript(place: Int) -> Result<SeriesTrends, StatisticsError> {
    if !others.isEmpty, let other = others[place] { return other }
    return .success(shared.trends(records[place]))
  }
}

extension PanelTrends.Shared {
  /// What a record says.
  func trends(_ record: PanelTrends.Record) -> SeriesTrends {
    let moments = ScoreMoments(
      score: Int(record.score), count: length, tiedPairs: Int(record.tiedPairs),
      tieTerms: record.tieTerms)
    return SeriesTrends(
      line: hasLine ? line(record) : nil,
      score: alternative.map {
        ScoreTrend(
          moments: moments, alternative: $0, pValue: record.pValue,
          exactFloor: record.exactFloor < 0 ? nil : record.exactFloor)
      },
      slope: slope.map { slope($0, record, moments) })
  }

  private func line(_ record: PanelTrends.Record) -> LineTrend {
    let reach = halfWidth * record.standardError
    return LineTrend(
      intercept: record.intercept, slope: record.slope, standardError: record.standardError,
      degreesOfFreedom: Double(length - 2),
      interval: ConfidenceInterval(
        low: record.slope - reach, high: record.slope + reach, level: level),
      spread: .sums(residual: record.squares, total: record.total),
      autocorrelation: record.autocorrelation,
      absence: nil)
  }

  private func slope(
    _ estimator: TheilSen, _ record: PanelTrends.Record, _ moments: ScoreMoments
  ) -> MedianTrend {
    let exact = moments.hasTies ? nil : ends?.exact
    let normal = estimator.rule == .rounded ? TheilSen.IntervalRule.rounded : .interpolated
    return MedianTrend(
      slope: record.medianSlope,
      interval: ConfidenceInterval(
        low: record.intervalLow, high: record.intervalHigh, level: estimator.level),
      achievedLevel: exact?.achieved, rule: exact == nil ? normal : .exact,
      middle: record.middle, centre: centre)
  }
}
