public import Tables

/// Where new values fall among old ones, and how often so extreme a place comes about when nothing
/// changed.
///
/// If one new value and n old ones are exchangeable each of the n + 1 ranks is equally likely,
/// whatever their law: the chance that the new value lies beyond all old ones, at either end, is
/// 2/(n + 1), and no p-value can be smaller.
///
/// - Assumes: new and old values exchangeable if nothing changed: no trend, no dependence between
///   years. Where years depend on one another extremes come more often.
/// - Units: none, ranks from 1.
/// - Exact when: always. Ties make it conservative: a tie counts against the new value.
/// - Cost: O(nm).
/// - References: Wilks 1942, Annals of Mathematical Statistics 13: 400–409 (ranks of future
///   values).
/// - Checked against: enumeration of all orders, `PredictiveRankTests`.
public struct PredictiveRank: Hashable, Sendable {
  /// The place of one new value among the old.
  public struct Place: Hashable, Sendable {
    /// The new value.
    public let value: Double
    /// The number of old values below it.
    public let below: Int
    /// The number of old values equal to it.
    public let equal: Int
    /// The number of old values above it.
    public let above: Int

    /// Its rank from 1 among old values and itself, ties at the middle.
    public var midrank: Double { Double(below) + 1 + Double(equal) / 2 }
    /// The ranks it could have if ties were broken.
    public var ranks: ClosedRange<Int> { below + 1...below + equal + 1 }
    /// Whether it lies beyond all old values.
    public var isOutside: Bool { equal == 0 && (below == 0 || above == 0) }
    /// How many values there are with it.
    public var count: Int { below + equal + above + 1 }

    /// The chance of a rank at most as high, at least as high, or as far out at either end.
    public func pValue(_ alternative: Alternative = .twoSided) -> Double {
      let less = Double(below + equal + 1) / Double(count)
      let greater = Double(above + equal + 1) / Double(count)
      return switch alternative {
      case .twoSided: min(1, 2 * min(less, greater))
      case .less: less
      case .greater: greater
      }
    }
  }

  /// The places of the new values, in the order given.
  public let places: [Place]
  /// The direction asked for.
  public let alternative: Alternative
  /// The number of old values.
  public let baselineCount: Int

  /// The places of one or more new values among old ones.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for an empty list;
  ///   ``StatisticsError/notFinite(index:)``.
  public init(
    of values: [Double], among baseline: [Double], alternative: Alternative = .twoSided
  ) throws(StatisticsError) {
    try Validation.require(1, of: values)
    try Validation.require(Self.card.leastCount, of: baseline)
    try Validation.requireFinite(values)
    try Validation.requireFinite(baseline)
    places = values.map { value in
      let below = baseline.count { $0 < value }
      let equal = baseline.count { $0 == value }
      return Place(
        value: value, below: below, equal: equal, above: baseline.count - below - equal)
    }
    baselineCount = baseline.count
    self.alternative = alternative
  }

  /// The chance, if nothing changed, that one given new value lies beyond all old ones, at either
  /// end or at the one asked for: also the smallest p-value there can be.
  public var floor: Double {
    let ends: Double = alternative == .twoSided ? 2 : 1
    return min(1, ends / Double(baselineCount + 1))
  }

  /// The chance, if nothing changed, that any of the new values lies beyond all old ones, at
  /// either end: 1 − n(n − 1)/((n + m)(n + m − 1)).
  public var chanceAnyOutside: Double {
    let n = Double(baselineCount)
    let total = n + Double(places.count)
    return 1 - n / total * ((n - 1) / (total - 1))
  }

  /// The number of new values beyond all old ones.
  public var outsideCount: Int { places.count { $0.isOutside } }

  var notes: [Note] {
    var notes = [
      Note(
        .method, "predictive-rank",
        "Under no change one new value lies outside the range of \(baselineCount) old ones with "
          + "probability 2/\(baselineCount + 1).")
    ]
    if places.count > 1 {
      notes.append(
        Note(
          .caveat, "several-new-values",
          "Under no change any of \(places.count) new values lies outside with probability "
            + "\(chanceAnyOutside)."))
    }
    if places.contains(where: { $0.equal > 0 }) {
      notes.append(
        Note(.caveat, "ties", "Ties: ranks are midranks, p-values the largest of the ranks."))
    }
    return notes
  }
}

extension PredictiveRank: Tabular {
  /// One row for each new value: its midrank as estimate, the ranks it could have as ends, p.
  public var estimates: Table {
    let alternative = alternative
    let floor = floor
    return Table(
      Self.card.title, places,
      [
        .text(.method) { _ in Self.card.name },
        .number(.value) { $0.value },
        .number(.estimate) { $0.midrank },
        .number(.low) { Double($0.ranks.lowerBound) },
        .number(.high) { Double($0.ranks.upperBound) },
        .number(.pValue) { $0.pValue(alternative) },
        .number(.floor) { _ in floor },
        .text(.basis) { _ in Basis.exact.name },
        .integer(.count) { $0.count },
      ], notes: notes)
  }

  /// One row: the method, old and new counts, the smallest p there can be.
  public var overview: Table {
    Table(
      Self.card.title, [self],
      [
        .text(.method) { _ in Self.card.name },
        .integer(.firstCount) { $0.baselineCount },
        .integer(.secondCount) { $0.places.count },
        .number(.floor) { $0.floor },
      ], notes: notes)
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "predictive-rank", title: "Predictive rank",
    summary: "Where a new value falls among the old, and how often it would if nothing changed.",
    assumptions: [
      "new and old values exchangeable if nothing changed: no trend, years independent",
      "no claim about a level: a rank alone says unusual, not changed",
    ],
    leastCount: 2, advisedCount: 8, instead: "the values in a table",
    references: ["Wilks 1942, Annals of Mathematical Statistics 13: 400–409"])
}
