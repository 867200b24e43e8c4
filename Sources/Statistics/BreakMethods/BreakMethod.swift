import Tables

/// A way to ask where a series changes: what a `--method` of `breaks` names.
///
/// A catalogue of values, each in a file of its own, named once in ``allCases``; ``chow(_:from:)`` is
/// made for the place it is asked about. Below the length of its card a method is refused with what to
/// use instead. All but Chow's test look for the place in the values: they explore.
public struct BreakMethod: Sendable, CaseIterable {
  /// What must be known before using it.
  public let card: MethodCard
  private let body: @Sendable (Sample, BreakSettings) throws(StatisticsError) -> BreakAnswer

  init(
    _ card: MethodCard,
    _ body: @escaping @Sendable (Sample, BreakSettings) throws(StatisticsError) -> BreakAnswer
  ) {
    self.card = card
    self.body = body
  }

  /// The name in options and tables.
  public var name: String { card.name }

  /// The answer for a sample, its rows in time order.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` and
  ///   ``StatisticsError/misleadingBelow(observations:have:instead:)`` by the card, the latter not
  ///   when forced; and what the method throws.
  public func callAsFunction(
    _ sample: Sample, _ settings: BreakSettings = BreakSettings()
  ) throws(StatisticsError) -> BreakAnswer {
    try card.admit(sample.count, forced: settings.isForced)
    var answer = try body(sample, settings)
    if settings.isForced, sample.count < card.advisedCount {
      answer.notes.append(
        Note(
          .caveat, "forced",
          "\(name) was forced: below \(card.advisedCount) observations it misleads."))
    }
    return answer
  }

  /// All methods that look for the place themselves, in the order they are listed.
  public static let allCases: [BreakMethod] = [
    .baiPerron, .supF, .pettitt, .cusum, .recursiveCusum, .mosum, .pelt, .optimal, .segmented,
  ]

  /// The methods asked where none is named.
  public static let standard: [BreakMethod] = [.baiPerron, .supF, .pettitt]

  /// The method of a name, or nil. Chow's test has no name without its place.
  public static func named(_ name: String) -> BreakMethod? {
    allCases.first { $0.name == name }
  }
}
