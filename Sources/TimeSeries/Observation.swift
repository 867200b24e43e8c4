/// The value of a series in a period, and where it came from.
public struct Observation: Hashable, Sendable {
  /// The period it stands for.
  public let period: Period
  /// What is known of the value.
  public let reading: Reading
  /// The dates the statement is about: for a stock, the day or days on which it was counted.
  public let stated: Period
  /// In a series by calendar years, the share of its year that the value covers; 1 for stocks,
  /// and for periods that are no part of such a series: months among months.
  public let coverage: Double
  /// Years observed: what a rate divides by.
  public let exposure: Double
  /// Final, provisional, planned or derived.
  public let status: Claim.Status
  /// The definition or release, within the series.
  public let concept: String
  /// The source's hedging word.
  public let hedge: String
  /// The claims it rests on.
  public let claims: [Claim.ID]
  /// The sources of those claims.
  public let sources: [Source.ID]
  /// How it was made of its claims, where it is not simply one of them: `total of a rate`.
  public let derivation: String?

  /// An observation; stated dates, coverage and exposure follow from the period unless given.
  ///
  /// A run of days within one calendar year, of no regular shape, is taken for a year cut short.
  public init(
    period: Period, reading: Reading, stated: Period? = nil, coverage: Double? = nil,
    exposure: Double? = nil, status: Claim.Status = .final, concept: String = "",
    hedge: String = "", claims: [Claim.ID] = [], sources: [Source.ID] = [],
    derivation: String? = nil
  ) {
    self.period = period
    self.reading = reading
    self.stated = stated ?? period
    self.coverage = coverage ?? (period.shape == .span ? period.shareOfYear : 1)
    self.exposure = exposure ?? period.years
    self.status = status
    self.concept = concept
    self.hedge = hedge
    self.claims = claims
    self.sources = sources
    self.derivation = derivation
  }

  /// Whether it covers a part of its calendar year only: a year cut short, which no fit uses.
  public var isPartialYear: Bool { coverage < 1 }

  /// This observation in a unit of which one old unit makes `factor`.
  func scaled(by factor: Double) -> Observation {
    Observation(
      period: period, reading: reading.scaled(by: factor), stated: stated, coverage: coverage,
      exposure: exposure, status: status, concept: concept, hedge: hedge, claims: claims,
      sources: sources, derivation: derivation)
  }
}

extension Period {
  /// The share of its calendar year that a period covers; 1 for one that holds a whole year or
  /// lies in several.
  var shareOfYear: Double {
    guard let year = calendarYear else { return 1 }
    return Double(dayCount) / Double(Day.length(ofYear: year))
  }
}
