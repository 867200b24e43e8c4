/// How claims become periods of a series.
public enum ArchiveCalendar: String, Hashable, Sendable, Codable {
  /// One value a calendar year, with parts of years where that is all there is.
  case yearly
  /// Each claim in the period it states.
  case asStated
}

/// Every claim published about one measure: many sources, many vintages of each.
///
/// An archive may hold a period many times; a ``Series`` may not. A ``Resolution`` makes one of
/// the other and says what it passed over.
public struct Archive<M: Measure>: Sendable {
  /// What is measured.
  public let measure: M
  /// All claims.
  public let claims: [Claim]
  /// The declared breaks of the series.
  public let breaks: [Break]
  /// How claims become periods.
  public let calendar: ArchiveCalendar
  /// The day the collection was dated: what it holds was out by then.
  public let packagedOn: Day

  /// An archive of claims.
  public init(
    measure: M, claims: [Claim], breaks: [Break] = [], calendar: ArchiveCalendar = .yearly,
    packagedOn: Day
  ) {
    self.measure = measure
    self.claims = claims
    self.breaks = breaks.sorted { $0.date < $1.date }
    self.calendar = calendar
    self.packagedOn = packagedOn
  }

  /// The series a policy makes of the claims known on a day; all of them where none is given.
  ///
  /// - Throws: ``SeriesError`` where the claims chosen do not make a series.
  public func series(
    _ resolution: Resolution = .latest, asOf day: Day? = nil, hedges: Hedges = .default
  ) throws(SeriesError) -> Series<M> {
    try resolved(resolution, asOf: day, hedges: hedges).series
  }

  /// This archive as one of a known measure, numbers turned into its unit.
  ///
  /// - Throws: as ``Series/as(_:)``.
  public func `as`<T: Measure>(_ measure: T) throws(SeriesError) -> Archive<T> {
    guard let factor = self.measure.unit.factor(to: measure.unit) else {
      throw .incompatibleUnits(self.measure.unit.symbol, measure.unit.symbol)
    }
    guard self.measure.accrual == measure.accrual else {
      throw .incompatibleAccruals(self.measure.accrual, measure.accrual)
    }
    let scaled = factor == 1 ? claims : claims.map { $0.scaled(by: factor) }
    if let first = scaled.first(where: { !$0.reading.isFinite }) {
      throw .notFinite(first.period)
    }
    return Archive<T>(
      measure: measure, claims: scaled, breaks: breaks, calendar: calendar,
      packagedOn: packagedOn)
  }
}

extension Claim {
  /// The concepts that name releases of one count rather than definitions of their own.
  static let releases: Set<String> = [
    "first-published", "revised", "confirmed", "candidate", "part-year",
  ]

  /// Whether a concept names a release of the series' own count: `revised`, `v26.1`.
  static func isRelease(_ concept: String) -> Bool {
    if releases.contains(concept) { return true }
    let number = concept.dropFirst()
    return concept.first == "v" && number.first?.isNumber == true
      && number.allSatisfy { $0 == "." || $0.isNumber }
  }

  /// The definition a concept belongs to: releases belong to the series' own, the empty one.
  public static func family(of concept: String) -> String { isRelease(concept) ? "" : concept }

  /// The definition this claim counts by: releases belong to the series' own, the empty one.
  public var family: String { Claim.family(of: concept) }

  func scaled(by factor: Double) -> Claim {
    Claim(
      id: id, period: period, reading: reading.scaled(by: factor), basis: basis,
      concept: concept, source: source, published: published, status: status,
      quality: quality, hedge: hedge, note: note, exposure: exposure, repeats: repeats)
  }
}
