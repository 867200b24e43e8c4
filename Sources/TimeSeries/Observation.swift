/// The value of a series in a period, and where it came from.
public struct Observation: Hashable, Sendable {
  /// The period it stands for.
  public let period: Period
  /// What is known of the value.
  public let reading: Reading
  /// The dates the statement is about: for a stock, the day or days on which it was counted.
  public let stated: Period
  /// Share of the calendar year (of the period, for others) the value covers; 1 for stocks.
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
  public init(
    period: Period, reading: Reading, stated: Period? = nil, coverage: Double = 1,
    exposure: Double? = nil, status: Claim.Status = .final, concept: String = "",
    hedge: String = "", claims: [Claim.ID] = [], sources: [Source.ID] = [],
    derivation: String? = nil
  ) {
    self.period = period
    self.reading = reading
    self.stated = stated ?? period
    self.coverage = coverage
    self.exposure = exposure ?? period.years
    self.status = status
    self.concept = concept
    self.hedge = hedge
    self.claims = claims
    self.sources = sources
    self.derivation = derivation
  }

  /// Whether the period is part of one calendar year and of no regular shape: a year cut short.
  public var isPartialYear: Bool { period.shape == .span || coverage < 1 }

  /// This observation in a unit of which one old unit makes `factor`.
  func scaled(by factor: Double) -> Observation {
    Observation(
      period: period, reading: reading.scaled(by: factor), stated: stated, coverage: coverage,
      exposure: exposure, status: status, concept: concept, hedge: hedge, claims: claims,
      sources: sources, derivation: derivation)
  }
}
