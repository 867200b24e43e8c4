import LinearAlgebra
public import Tables

/// The repeated medians of Siegel: for each observation the median of its slopes to all others,
/// and the median of these.
///
/// Holds against outliers in nearly half of the observations, Theil and Sen's in 29 %.
///
/// - Assumes: nothing; it comes without an interval.
/// - Units: slope in the unit of the values a year, intercepts in the unit of the values.
/// - Edge cases: equal values give slope 0.
/// - Cost: O(n²) time, on as many threads as there are beyond 512 observations; O(n) memory.
/// - References: Siegel 1982, doi:10.1093/biomet/69.1.242.
/// - Checked against: SciPy 1.17 `siegelslopes`, exact rationals (reference cases).
public struct Siegel: Hashable, Sendable, Codable {
  /// The estimator; it has no options.
  public init() {}

  /// The slope and both intercepts of a sample.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2;
  ///   ``StatisticsError/overflow`` where a slope is beyond the doubles.
  public func fit(_ sample: Sample) throws(StatisticsError) -> SiegelFit {
    try Validation.require(Self.card.leastCount, of: sample.values)
    let scale = PowerOfTwoScale(sample.values)
    let values = scale(sample.values)
    let times = sample.times
    // Pieces of the observations; a short series is one piece, done here.
    let pieces = times.count > 512 ? 16 : 1
    let medians = concurrently(pieces) { piece in
      Self.medians(
        times, values, (times.count * piece / pieces)..<(times.count * (piece + 1) / pieces))
    }
    guard medians.allSatisfy(\.isFinite) else { throw .overflow }
    let slope = Self.median(medians.flatMap(\.slopes))
    let separate = Self.median(medians.flatMap(\.intercepts)) * scale.inverse
    return SiegelFit(
      line: try ResistantLine(sample, values, slope: slope, scale),
      separateIntercept: separate.isFinite ? separate : nil, sample: sample)
  }

  /// What observations give: the medians of their slopes and of their intercepts with all others.
  private struct Medians: Sendable {
    var slopes: [Double] = []
    var intercepts: [Double] = []
    var isFinite = true
  }

  private static func medians(
    _ times: [Double], _ values: [Double], _ range: Range<Int>
  ) -> Medians {
    var result = Medians()
    var slopes = [Double](repeating: 0, count: times.count - 1)
    var intercepts = slopes
    for index in range {
      let time = times[index]
      let value = values[index]
      for place in slopes.indices {
        let other = place < index ? place : place + 1
        let slope = (values[other] - value) / (times[other] - time)
        result.isFinite = result.isFinite && slope.isFinite
        slopes[place] = slope
        intercepts[place] = value - slope * time
      }
      guard result.isFinite else { break }
      result.slopes.append(median(selecting: &slopes))
      result.intercepts.append(median(selecting: &intercepts))
    }
    return result
  }

  private static func median(_ values: [Double]) -> Double {
    var values = values
    return median(selecting: &values)
  }

  /// The median; the order of the values is lost.
  private static func median(selecting values: inout [Double]) -> Double {
    let middle = values.count / 2
    let high = selectRank(&values, middle)
    guard values.count % 2 == 0 else { return high }
    let low = values[..<middle].reduce(-.infinity, max)
    return OrderedValues(sorted: [low, high]).median
  }
}

extension Siegel {
  /// The card of the method.
  public static let card = MethodCard(
    name: "siegel", title: "Siegel's repeated medians",
    summary: "A slope that holds against outliers in nearly half of the years.",
    assumptions: ["a line; no interval comes with it"],
    leastCount: 2, advisedCount: 5, instead: "theil-sen, which has an interval",
    references: ["Siegel 1982, Biometrika 69: 242–244, doi:10.1093/biomet/69.1.242"])
}

/// A line by repeated medians.
public struct SiegelFit: Hashable, Sendable {
  let line: ResistantLine
  /// The median over observations of the median intercept with all others, SciPy's separate; nil
  /// where it is beyond the doubles.
  public let separateIntercept: Double?
  /// The observations.
  public let sample: Sample

  /// The median over observations of the median slope to all others.
  public var slope: Double { line.slope }
  /// The value at time 0, median(y − slope · t), which SciPy calls hierarchical; nil where it is
  /// beyond the doubles.
  public var intercept: Double? { line.residualIntercept }
  /// The values at the times of the sample of the line through the median residual.
  public var fitted: [Double] { line.heights(sample.times, through: line.residualMiddle) }
  /// The values less those of the line.
  public var residuals: [Double] { zip(sample.values, fitted).map { $0 - $1 } }
}

extension SiegelFit: Tabular {
  /// One row: the slope.
  public var estimates: Table {
    Table(
      Siegel.card.title, [self],
      [
        .text(.method) { _ in Siegel.card.name },
        .text(.term) { _ in "time" },
        .number(.estimate) { $0.slope },
        .text(.basis) { _ in Basis.descriptive.name },
        .integer(.count) { $0.sample.count },
      ])
  }

  /// One row: the method and n.
  public var overview: Table {
    Table(
      Siegel.card.title, [self],
      [.text(.method) { _ in Siegel.card.name }, .integer(.count) { $0.sample.count }])
  }

  /// One row for each observation: time, value, fitted, residual.
  public var observations: Table? { lineObservations(Siegel.card.title, sample, fitted) }
}
