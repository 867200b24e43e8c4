public import TimeSeries

/// The observations before and after one anchor, sorted by what may be made of them.
public struct EventWindow: Sendable {
  /// Where before ends and after begins.
  public let anchor: Anchor
  /// The years before that are compared with.
  public let baseline: YearRange
  /// How many years after are looked at.
  public let length: Int
  /// Complete and final years of the baseline, ascending.
  public let before: [Observation]
  /// Complete and final years after, ascending, within the window.
  public let after: [Observation]
  /// Complete years after that will be revised; shown, but used in no test.
  public let provisional: [Observation]
  /// Complete years of the baseline that will be revised; shown, but used in no test.
  public let provisionalBefore: [Observation]
  /// Parts of years after; shown, but used in no test.
  public let partial: [Observation]
  /// Levels stated for years that were not over on the day of the data; shown, but used in no
  /// test: a statement of January does not stand for its year before that year is over.
  public let unfinished: [Observation]
  /// Complete, final years before or after of which only a bound was published, "at least 500", so
  /// that they have no number under the rule in force; shown, but used in no test.
  public let bounded: [Observation]
  /// What lies between before and after, and is neither.
  public let transition: [Observation]
  /// The day whose knowledge the series holds; nil where that is not known.
  public let asOf: Day?

  /// The window of a series around an anchor. Plans are in none of its parts.
  ///
  /// - Parameters:
  ///   - series: a series by calendar years.
  ///   - baseline: the years before; those after the anchor's last day before are cut off.
  ///   - length: years after the anchor, from its first whole year.
  ///   - rule: how readings become numbers; what has none under it is ``bounded``.
  ///   - asOf: the day whose knowledge the series holds; a year that ends later is not complete.
  public init<M: Measure>(
    _ series: Series<M>, around anchor: Anchor, baseline: YearRange, length: Int,
    rule: ReadingRule = ReadingRule(), asOf: Day? = nil
  ) {
    self.anchor = anchor
    self.baseline = baseline
    self.length = length
    self.asOf = asOf
    let isOver = { (observation: Observation) in
      asOf.map { observation.period.last <= $0 } ?? true
    }
    let first = anchor.firstYearAfter
    let observed = series.observations.filter { $0.status != .planned }
    let inWindow = observed.filter {
      $0.period.start >= anchor.firstAfter && $0.period.last.year - first < length
    }
    let wholeBefore = observed.filter {
      $0.isWholeYear && baseline.contains($0.period.start.year)
        && $0.period.last <= anchor.lastBefore
    }
    let usableBefore = wholeBefore.filter { $0.status != .provisional && isOver($0) }
    before = usableBefore.filter { rule.value(of: $0) != nil }
    provisionalBefore = wholeBefore.filter { $0.status == .provisional || !isOver($0) }
    let whole = inWindow.filter(\.isWholeYear)
    let usableAfter = whole.filter { $0.status != .provisional && isOver($0) }
    after = usableAfter.filter { rule.value(of: $0) != nil }
    bounded = (usableBefore + usableAfter).filter { rule.value(of: $0) == nil }
    provisional = whole.filter { $0.status == .provisional && isOver($0) }
    unfinished = whole.filter { !isOver($0) }
    partial = inWindow.filter { !$0.isWholeYear }
    transition = observed.filter {
      $0.period.end > anchor.lastBefore.advanced(by: 1) && $0.period.start < anchor.firstAfter
    }
  }

  /// What came out after the anchor besides complete, final years, in words; nil where nothing.
  public var beside: String? {
    var parts: [String] = []
    if let part = partial.first {
      let days = partial.reduce(0) { $0 + $1.period.dayCount }
      parts.append(
        partial.count == 1
          ? "one part-year, \(part.period), \(days) days"
          : "\(partial.count) part-years, \(days) days together")
    }
    if !provisional.isEmpty {
      let years = provisional.map(\.period.description).joined(separator: ", ")
      parts.append("provisional: \(years)")
    }
    let bounds = bounded.filter { $0.period.start >= anchor.firstAfter }
    if !bounds.isEmpty {
      let years = bounds.map(\.period.description).joined(separator: ", ")
      parts.append("known only by a bound: \(years)")
    }
    for observation in unfinished {
      parts.append("\(observation.period) is not over: stated for \(observation.stated) only")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// The level of sentence the window allows, once it is known that no break divides it.
  public func entitlement(comparable: Bool = true) -> Entitlement {
    Entitlement(before: before.count, after: after.count, comparable: comparable)
  }
}

extension Observation {
  /// Whether it stands for a calendar year, all of which it covers.
  fileprivate var isWholeYear: Bool { period.shape == .year && !isPartialYear }
}
