/// One statement of a value for a period by one source: what was published, before any choice.
///
/// An observation of a series is made from one or more claims; a claim is never altered.
public struct Claim: Hashable, Sendable, Identifiable {
  /// The key of the statement, unique in its package.
  public let id: String
  /// The dates the statement is about.
  public let period: Period
  /// What was said.
  public let reading: Reading
  /// The period the figure is stated for.
  public let basis: RateBasis
  /// The definition or release within the series; empty is the series' own definition.
  public let concept: String
  /// The source, by key; nil in a file that names none.
  public let source: Source.ID?
  /// When it was published, as precisely as known.
  public let published: Vintage?
  /// Final, provisional, planned or derived.
  public let status: Status
  /// How good the source is for this figure.
  public let quality: Quality
  /// The source's hedging word, or empty.
  public let hedge: String
  /// The curator's remark, or empty.
  public let note: String
  /// Years observed within the period where a file states them; nil takes them from the calendar.
  public let exposure: Double?
  /// The claim that this one repeats; the two are one piece of evidence. Nil for most.
  public let repeats: Claim.ID?

  /// The period a figure is stated for.
  public enum RateBasis: String, Hashable, Sendable, Codable, CaseIterable {
    /// A rate a year, or a calendar year's total.
    case year
    /// A rate a month.
    case month
    /// A rate a week.
    case week
    /// A rate a day.
    case day
    /// A level at, or during, the dates.
    case point
    /// A total over the stated dates.
    case period
  }

  /// Whether a figure is meant to stand.
  public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
    /// Published as final.
    case final
    /// Published to be revised.
    case provisional
    /// An intention, not an observation.
    case planned
    /// Arithmetic on stated figures.
    case derived
  }

  /// How good a source is for a figure.
  public enum Quality: String, Hashable, Sendable, Codable, CaseIterable {
    /// A statistical agency or primary document.
    case high
    /// A press report or expert.
    case medium
    /// A blog, wiki, unedited copy or a party's own claim.
    case low

    var rank: Int {
      switch self {
      case .high: 0
      case .medium: 1
      case .low: 2
      }
    }
  }

  /// A statement; what a file does not say has the plainest meaning.
  public init(
    id: String, period: Period, reading: Reading, basis: RateBasis = .period,
    concept: String = "", source: Source.ID? = nil, published: Vintage? = nil,
    status: Status = .final, quality: Quality = .medium, hedge: String = "", note: String = "",
    exposure: Double? = nil, repeats: Claim.ID? = nil
  ) {
    self.id = id
    self.period = period
    self.reading = reading
    self.basis = basis
    self.concept = concept
    self.source = source
    self.published = published
    self.status = status
    self.quality = quality
    self.hedge = hedge
    self.note = note
    self.exposure = exposure
    self.repeats = repeats
  }
}

/// A date of publication, as precisely as it is known: a day, a month or a year.
public struct Vintage: Hashable, Sendable, Codable, LosslessStringConvertible, Comparable {
  /// The days on which it may have been published.
  public let period: Period

  /// Reads `2026`, `2026-07` or `2026-07-14`.
  public init?(_ text: String) {
    guard let period = Period(text), [.year, .month, .day].contains(period.shape) else {
      return nil
    }
    self.period = period
  }

  /// Reads the text of a date of publication.
  public init(from decoder: any Decoder) throws { self = try decoder.decodeText() }

  /// Writes the date as it is known.
  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }

  /// The date as it is known.
  public var description: String { period.description }

  /// The first day on which it was surely out. An imprecise date is read late, so that nothing is
  /// known before it was; but what a package holds was out when the package was dated.
  public func known(packagedOn day: Day) -> Day { min(period.last, day) }

  /// By the last possible day, then by the first.
  public static func < (first: Vintage, second: Vintage) -> Bool {
    (first.period.last, first.period.start) < (second.period.last, second.period.start)
  }
}
