public import Tables

/// Several breaks of regression coefficients at unknown places, by least squares over all
/// partitions: for each number of breaks the places with the least residual sum of squares.
///
/// The number of breaks is chosen by BIC = n (log(RSS/n) + 1 + log 2π) + log n (k + 1)(m + 1) for k
/// terms and m breaks. Intervals for the places of the chosen partition are Bai's, with moments and
/// variances that differ between segments.
///
/// - Assumes: independent errors within segments; segments of at least ⌊trim · n⌋ rows, and of
///   ``leastRows``.
/// - Edge cases: a segment that the terms fit exactly gives its breaks no interval; a partition that
///   fits exactly has a BIC of −∞, and the fewest breaks with one are chosen. Of partitions that fit
///   equally well the one with earlier last breaks is taken.
/// - Cost: O(n² k²) time for k terms and O(m n²) for m breaks, both a few rows a clock cycle;
///   n (k² + k + 2 + 2 m) doubles. A thousand rows take a millisecond, ten thousand a tenth of a second.
/// - References: Bai & Perron 2003, doi:10.1002/jae.659; Bai 1997, doi:10.1162/003465397557132
///   (intervals); Liu, Wu & Zidek 1997 (criterion).
/// - Checked against: R strucchange 1.5 `breakpoints`, `confint`; dynamic programming by other code
///   (reference cases).
public struct BaiPerron: Hashable, Sendable, Codable {
  /// The least share of rows in a segment.
  public var trim: Double
  /// The fewest rows in a segment, whatever the share.
  public var leastRows: Int
  /// The most breaks.
  public var mostBreaks: Int
  /// The number of breaks to report; nil for that of least BIC.
  public var breaks: Int?
  /// The level of the intervals.
  public var level: Double

  /// The search with segments of 15 % at least, up to five breaks, and 95 % intervals unless asked
  /// otherwise.
  public init(
    trim: Double = 0.15, leastRows: Int = 0, mostBreaks: Int = 5, breaks: Int? = nil,
    level: Double = 0.95
  ) {
    self.trim = trim
    self.leastRows = leastRows
    self.mostBreaks = mostBreaks
    self.breaks = breaks
    self.level = level
  }

  /// The partitions of a response on a design, its rows in time order; fewer breaks than asked for
  /// where there is no room for more.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a trim outside 0 to 1, a
  ///   negative number of breaks, a level outside 0 to 1, or segments of no more rows than terms; and
  ///   for lengths and values that are not finite.
  public func fit(_ response: [Double], on design: Design) throws(StatisticsError) -> BreakFit {
    guard trim > 0, trim < 1 else {
      throw .invalidOption(name: "trim", found: "\(trim)", needed: "between 0 and 1")
    }
    guard mostBreaks >= 0 else {
      throw .invalidOption(name: "breaks", found: "\(mostBreaks)", needed: "0 or more")
    }
    try Validation.requireLevel(level)
    let regression = try SegmentRegression(response, on: design)
    let count = regression.count
    let least = max(leastRows, Int((trim * Double(count)).rounded(.down)))
    guard least > regression.terms else {
      throw .invalidOption(
        name: "trim", found: "\(least) rows in a segment",
        needed: "more rows than the \(regression.terms) terms")
    }
    guard least <= count else { throw .tooFewObservations(needed: least, have: count) }
    let room = count / least - 1
    if let breaks, !(0...room).contains(breaks) {
      throw .invalidOption(name: "breaks", found: "\(breaks)", needed: "from 0 to \(room)")
    }
    let sums = SegmentSums(regression, least: least)
    let scale = regression.unit * regression.unit
    var partitions: [BreakFit.Partition] = []
    for found in sums.partitions(upTo: max(mostBreaks, breaks ?? 0)) {
      let rss = found.sum * scale
      guard rss.isFinite else { throw .overflow }
      partitions.append(
        BreakFit.Partition(
          breaks: found.breaks, residualSumOfSquares: rss,
          bic: bic(found.sum, regression, breaks: found.breaks.count)))
    }
    var chosen = 0
    if let breaks {
      chosen = breaks
    } else {
      for index in partitions.indices where partitions[index].bic < partitions[chosen].bic {
        chosen = index
      }
    }
    let ends = intervals(regression, partitions[chosen].breaks)
    return BreakFit(
      partitions: partitions, chosen: chosen, intervals: ends, count: count, leastRows: least)
  }

  private func bic(_ sum: Double, _ regression: SegmentRegression, breaks: Int) -> Double {
    guard sum > 0 else { return -.infinity }
    let size = Double(regression.count)
    // The unit is apart, so that the square of a small one does not vanish.
    let variance = Elementary.log(sum / size) + 2 * Elementary.log(regression.unit)
    let parameters = Double((regression.terms + 1) * (breaks + 1))
    return size * (variance + 1 + Elementary.log(2 * Double.pi))
      + Elementary.log(size) * parameters
  }

  private func intervals(_ regression: SegmentRegression, _ breaks: [Int]) -> [BreakInterval?] {
    let bounds = [0] + breaks + [regression.count]
    let segments = zip(bounds, bounds.dropFirst()).map { start, end in
      SegmentMoments(regression, start..<end)
    }
    return breaks.indices.map { index in
      BreakInterval(
        at: breaks[index], before: segments[index], after: segments[index + 1], level: level)
    }
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "bai-perron", title: "Bai and Perron's breaks",
    summary: "How often and where coefficients changed, at places not known beforehand.",
    assumptions: ["independent errors within segments", "segments long enough to fit"],
    leastCount: 6, advisedCount: 15, instead: "chow at a place known beforehand",
    references: [
      "Bai & Perron 2003, Journal of Applied Econometrics 18: 1–22, doi:10.1002/jae.659",
      "Bai 1997, Review of Economics and Statistics 79: 551–563, doi:10.1162/003465397557132",
    ])
}

/// Partitions of rows at breaks of regression coefficients, one for each number of breaks.
public struct BreakFit: Hashable, Sendable {
  /// The best partition with a number of breaks.
  public struct Partition: Hashable, Sendable {
    /// The last row, from 1, of each segment but the last.
    public let breaks: [Int]
    /// The residual sum of squares.
    public let residualSumOfSquares: Double
    /// The criterion of Schwarz; −∞ where the partition fits exactly.
    public let bic: Double
  }

  /// The partitions with none, one, two, … breaks.
  public let partitions: [Partition]
  /// The number of breaks reported: with the least criterion, or as given.
  public let chosen: Int
  /// Bai's intervals for the breaks of the chosen partition; nil where there is none.
  public let intervals: [BreakInterval?]
  /// The number of rows.
  public let count: Int
  /// The fewest rows of a segment.
  public let leastRows: Int

  /// The breaks of the chosen partition.
  public var breaks: [Int] { partitions[chosen].breaks }
}

extension BreakFit: Tabular {
  /// One row for each break of the chosen partition: its place, the last row before it, and its
  /// interval.
  public var estimates: Table {
    Table(
      BaiPerron.card.title, Array(zip(breaks, intervals)),
      [
        .text(.method) { _ in BaiPerron.card.name },
        .integer(.position) { $0.0 },
        .number(.intervalLow) { $0.1.map { Double($0.low) } },
        .number(.intervalHigh) { $0.1.map { Double($0.high) } },
        .number(.level) { $0.1?.level },
        .integer(.count) { _ in count },
      ], notes: notes)
  }

  /// One row for each number of breaks: n, sum of squares, criterion.
  public var overview: Table {
    Table(
      BaiPerron.card.title, partitions,
      [
        .integer(.breakCount) { $0.breaks.count },
        .text(.places) { $0.breaks.map(String.init).joined(separator: " ") },
        .number(.residualSumOfSquares) { $0.residualSumOfSquares },
        .number(.bic) { $0.bic },
        .integer(.count) { _ in count },
      ], notes: notes)
  }

  private var notes: [Note] {
    [
      NullReplicates.exploratory,
      Note(.method, "least-rows", "Segments have at least \(leastRows) rows."),
    ]
  }
}
