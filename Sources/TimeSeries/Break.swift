/// A date at which a series stops being comparable with itself.
public struct Break: Hashable, Sendable {
  /// What changed.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// What counts.
    case definition
    /// Who counts, or how.
    case collection
    /// Where it is counted.
    case scope
    /// The source stopped speaking. The values on both sides mean the same, so that a comparison
    /// may cross it; that there are none is the finding.
    case withheld
    /// A later release of the same count begins. It replaces the earlier one and may be compared
    /// with it; it is usually more complete, and that is said wherever a comparison crosses it.
    case revision
  }

  /// The first day on the later side.
  public let date: Day
  /// What changed.
  public let kind: Kind
  /// What happened.
  public let description: String
  /// Where that is known from; nil for a break found in the claims themselves.
  public let source: Source.ID?

  /// A break on a day.
  public init(date: Day, kind: Kind, description: String, source: Source.ID? = nil) {
    self.date = date
    self.kind = kind
    self.description = description
    self.source = source
  }

  /// Whether values on both sides may not be compared.
  public var separates: Bool { kind != .withheld && kind != .revision }

  /// The beginnings of later releases that have some of the observations on each side.
  public static func revisions(
    between observations: [Observation], among breaks: [Break]
  ) -> [Break] {
    breaks.filter { candidate in
      guard candidate.kind == .revision else { return false }
      let later = observations.filter { $0.stated.middle >= candidate.date }.count
      return later > 0 && later < observations.count
    }
  }

  /// Whether a break lies between two sets of observations or within one of them: the breaks that
  /// separate some of the observations from others, by the middle of their stated dates.
  public static func crossed(by observations: [Observation], among breaks: [Break]) -> [Break] {
    breaks.filter { candidate in
      guard candidate.separates else { return false }
      let later = observations.filter { $0.stated.middle >= candidate.date }.count
      return later > 0 && later < observations.count
    }
  }
}
