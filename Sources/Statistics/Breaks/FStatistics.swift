import Distributions
public import Tables

/// The search for one break of regression coefficients at an unknown place: the F statistics of all
/// places, their supremum (Andrews), average and exponential average (Andrews and Ploberger).
///
/// F is in Wald form, (RSS − RSS of both parts)/(RSS of both parts/(n − 2k)), not divided by the k
/// terms. Candidates for the last row of the first part run from ⌊trim · n⌋, at least k + 1 and at least
/// ``leastRows``, to as many rows before the end.
///
/// - Assumes: independent normal errors of one variance. The p-values are then those of the design
///   at hand, by simulation. Without replicates only the supremum has one, by the tail of its limit
///   (valid where it is small).
/// - Edge cases: values that the terms fit exactly, whole or in parts, throw.
/// - Cost: O(n k²), and O(n k) for each replicate.
/// - References: Andrews 1993, doi:10.2307/2951764; Andrews & Ploberger 1994, doi:10.2307/2951753;
///   James, James & Siegmund 1987, doi:10.1093/biomet/74.1.71 (the tail).
/// - Checked against: exact rationals and R strucchange 1.5 (reference cases).
public struct StructuralChange: Hashable, Sendable, Codable {
  /// The share of rows at each end that hold no candidate.
  public var trim: Double
  /// The fewest rows at each end that hold no candidate, whatever the share.
  public var leastRows: Int
  /// The number of simulated series; 0 for none.
  public var replicates: Int
  /// The seed.
  public var seed: UInt64

  /// The search with 15 % trimmed and 1,999 replicates unless asked otherwise.
  public init(
    trim: Double = 0.15, leastRows: Int = 0, replicates: Int = 1_999, seed: UInt64 = 20_111_218
  ) {
    self.trim = trim
    self.leastRows = leastRows
    self.replicates = replicates
    self.seed = seed
  }

  /// The F statistics of a response on a design, its rows in time order.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a trim outside 0 to ½;
  ///   ``StatisticsError/tooFewObservations(needed:have:)`` where no candidate is left;
  ///   ``StatisticsError/varianceNotPositive`` where parts are fitted exactly;
  ///   ``StatisticsError/noVariation`` where the whole is; and for lengths and values that are not
  ///   finite.
  public func test(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> FStatistics {
    guard trim >= 0, trim < 0.5 else {
      throw .invalidOption(
        name: "trim", found: "\(trim)", needed: "from 0 up to, not including, 0.5")
    }
    let regression = try SegmentRegression(response, on: design)
    let count = regression.count
    let edge = max(leastRows, Int((trim * Double(count)).rounded(.down)))
    let first = max(edge, regression.terms + 1)
    let last = min(count - edge, count - regression.terms - 1)
    guard first <= last else {
      throw .tooFewObservations(
        needed: 2 * max(leastRows, regression.terms + 1), have: count)
    }
    let candidates = Array(first...last)
    let sums = regression.sumsOfSquares(0..<count)
    guard let total = sums.last, total > 0 else { throw .noVariation }
    let backward = regression.sumsOfSquares((0..<count).reversed())
    let terms = regression.terms
    guard let values = Self.values(sums, backward, candidates, terms) else {
      throw .varianceNotPositive
    }
    let summary = Self.summary(values)
    let simulation = NullReplicates(replicates: replicates, seed: seed)
    let (onward, back) = (
      regression.rotations(0..<count), regression.rotations((0..<count).reversed())
    )
    let simulated = simulation.pValues(summary, rows: count) { errors in
      Self.values(
        onward.sumsOfSquares(errors), back.sumsOfSquares(errors), candidates, terms
      ).map(Self.summary)
    }
    let share = Double(first) / Double(count)
    let other = Double(last) / Double(count)
    let tail = Self.tail(summary[0], Double(terms), from: share, to: other)
    return FStatistics(
      candidates: candidates, values: values, supremum: summary[0], average: summary[1],
      exponential: summary[2], supremumPValue: simulated?[0] ?? tail,
      averagePValue: simulated?[1], exponentialPValue: simulated?[2],
      basis: simulated == nil ? .asymptotic : simulation.basis, count: count)
  }

  /// F at each candidate; nil where some pair of parts is fitted exactly.
  private static func values(
    _ forward: [Double], _ backward: [Double], _ candidates: [Int], _ terms: Int
  ) -> [Double]? {
    let count = forward.count
    let total = forward[count - 1]
    var values: [Double] = []
    for place in candidates {
      let apart = forward[place - 1] + backward[count - place - 1]
      guard apart > 0 else { return nil }
      values.append(max(0, (total - apart) / (apart / Double(count - 2 * terms))))
    }
    return values
  }

  /// The supremum, the average, and log of the average of exp(F/2).
  private static func summary(_ values: [Double]) -> [Double] {
    let largest = values.reduce(0, max)
    let size = Double(values.count)
    let average = values.reduce(0, +) / size
    let excess = values.reduce(0) { $0 + Elementary.exp(($1 - largest) / 2) }
    return [largest, average, largest / 2 + Elementary.log(excess / size)]
  }

  /// The tail of the supremum over [t₀, t₁] of a squared, standardised tied-down Bessel process.
  private static func tail(
    _ statistic: Double, _ terms: Double, from first: Double, to last: Double
  ) -> Double? {
    // The expansion is for the tail, where it decreases.
    guard statistic > terms + 2, first > 0, last < 1 else { return nil }
    let odds = Elementary.log((1 - first) * last / (first * (1 - last)))
    let tail = ChiSquared(degreesOfFreedom: terms).density(at: statistic)
    // b^k exp(−b²/2)/(2^(k/2) Γ(k/2)) is the density of chi-squared at b² times b².
    let value = tail * statistic * ((1 - terms / statistic) * odds + 4 / statistic)
    return value < 0.2 ? value : nil
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "sup-f", title: "Sup-F, ave-F and exp-F tests of a break",
    summary: "Whether coefficients changed once at a place not known beforehand, and where.",
    assumptions: ["independent normal errors of one variance", "at most one break"],
    leastCount: 6, advisedCount: 15, instead: "chow at a place known beforehand",
    references: [
      "Andrews 1993, Econometrica 61: 821–856, doi:10.2307/2951764",
      "Andrews & Ploberger 1994, Econometrica 62: 1383–1414, doi:10.2307/2951753",
    ])
}

/// The F statistics of all candidate places of one break.
public struct FStatistics: Hashable, Sendable {
  /// For each candidate, the number of rows of the first part.
  public let candidates: [Int]
  /// F at each candidate, in Wald form.
  public let values: [Double]
  /// The largest F.
  public let supremum: Double
  /// The mean of F.
  public let average: Double
  /// The logarithm of the mean of exp(F/2).
  public let exponential: Double
  /// The p-value of the supremum; nil without replicates where its tail is not small.
  public let supremumPValue: Double?
  /// The p-value of the average; nil without replicates.
  public let averagePValue: Double?
  /// The p-value of the exponential average; nil without replicates.
  public let exponentialPValue: Double?
  /// How the p-values were had.
  public let basis: Basis
  /// The number of rows.
  public let count: Int

  /// The number of rows of the first part where F is largest, the first such place.
  public var place: Int {
    var best = 0
    for index in values.indices where values[index] > values[best] { best = index }
    return candidates[best]
  }
}

extension FStatistics: Tabular {
  private var rows: [(name: String, value: Double, pValue: Double?)] {
    [
      ("sup F", supremum, supremumPValue), ("ave F", average, averagePValue),
      ("exp F", exponential, exponentialPValue),
    ]
  }

  /// One row for each of supremum, average and exponential average: statistic, p, the last row before
  /// the break.
  public var estimates: Table {
    Table(
      StructuralChange.card.title, rows,
      [
        .text(.method) { _ in StructuralChange.card.name },
        .text(.term) { $0.name },
        .number(.statistic) { $0.value },
        .number(.pValue) { $0.pValue },
        .text(.basis) { _ in basis.name },
        .integer(.position) { _ in place },
        .integer(.count) { _ in count },
      ], notes: [NullReplicates.exploratory])
  }

  /// One row: method, n.
  public var overview: Table {
    Table(
      StructuralChange.card.title, [self],
      [
        .text(.method) { _ in StructuralChange.card.name }, .integer(.count) { $0.count },
      ])
  }

  /// One row for each candidate: the last row of the first part, F.
  public var observations: Table? {
    Table(
      StructuralChange.card.title, Array(zip(candidates, values)),
      [.integer(.position) { $0.0 }, .number(.statistic) { $0.1 }])
  }
}
