/// Something that happened on a day, or over a window of days, and may divide a series.
public struct Event: Hashable, Sendable, Identifiable {
  /// The key of the event: `us-exit-2011`.
  public let id: String
  /// The days it took; one for most.
  public let period: Period
  /// How exactly the days are known: `day`, `month`, `year`.
  public let precision: String
  /// What happened.
  public let title: String
  /// Withdrawal, return, offensive, co-intervention, definition.
  public let kind: String
  /// Whether it happened, was planned, or was claimed.
  public let status: String
  /// Where that is known from.
  public let source: Source.ID

  /// An event.
  public init(
    id: String, period: Period, precision: String, title: String, kind: String, status: String,
    source: Source.ID
  ) {
    self.id = id
    self.period = period
    self.precision = precision
    self.title = title
    self.kind = kind
    self.status = status
    self.source = source
  }

  /// Whether it took more than one calendar year, so that both of its ends may be asked about.
  public var isWindow: Bool { period.calendarYear == nil }
}
