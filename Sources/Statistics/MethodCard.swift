public import Tables

/// What a reader must know of a method before using it: its name, what it assumes, from how many
/// observations it can be computed and from how many it can be trusted, and what to use instead.
///
/// Each method has one; ``catalog`` lists them all.
public struct MethodCard: Hashable, Sendable, Codable {
  /// The name in results and on the command line: `mann-kendall`.
  public let name: String
  /// The name in prose.
  public let title: String
  /// What the method answers, in a sentence.
  public let summary: String
  /// What must hold for its numbers to mean what they say.
  public let assumptions: [String]
  /// The fewest observations, of all samples together, with which it can be computed.
  public let leastCount: Int
  /// The fewest observations with which it does not mislead; at least ``leastCount``.
  public let advisedCount: Int
  /// What to use where it does not apply or misleads.
  public let instead: String
  /// The literature.
  public let references: [String]

  /// A card; the advised count is the least count unless given.
  public init(
    name: String, title: String, summary: String, assumptions: [String], leastCount: Int,
    advisedCount: Int? = nil, instead: String, references: [String]
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.assumptions = assumptions
    self.leastCount = leastCount
    self.advisedCount = max(leastCount, advisedCount ?? leastCount)
    self.instead = instead
    self.references = references
  }

  /// Refuses a number of observations with which the method cannot be computed, or would mislead.
  ///
  /// - Parameter forced: Whether to let pass what can be computed though it misleads.
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)``,
  ///   ``StatisticsError/misleadingBelow(observations:have:instead:)``.
  public func admit(_ count: Int, forced: Bool = false) throws(StatisticsError) {
    guard count >= leastCount else { throw .tooFewObservations(needed: leastCount, have: count) }
    guard forced || count >= advisedCount else {
      throw .misleadingBelow(observations: advisedCount, have: count, instead: instead)
    }
  }
}

extension MethodCard: Tabular {
  /// One row: name, title, what it answers, the counts, what to use instead.
  public var estimates: Table { overview }

  /// One row: name, title, what it answers, the least count, what to use instead; assumptions and
  /// literature are notes.
  public var overview: Table {
    let assumed = assumptions.map { Note(.method, "assumes", "Assumes: \($0).") }
    let sources = references.map { Note(.source, "reference", $0) }
    return Table(
      title, [self],
      [
        .text(.method) { $0.name },
        .text(.title) { $0.title },
        .text(.description) { $0.summary },
        .integer(.count) { $0.advisedCount },
        .text(.instead) { $0.instead },
      ], notes: assumed + sources)
  }
}
