public import Tables

/// The repeated medians of Siegel: for each observation the median of its slopes to all others,
/// and the median of these.
///
/// Holds against outliers in nearly half of the observations, Theil and Sen's in 29 %.
///
/// - Assumes: nothing; it comes without an interval.
/// - Units: slope in the unit of the values a year, intercepts in the unit of the values.
/// - Edge cases: equal values give slope 0.
/// - Cost: O(n² log n) time, O(n) memory.
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
    var slopes: [Double] = []
    var intercepts: [Double] = []
    for index in times.indices {
      var own: [Double] = []
      var ownIntercepts: [Double] = []
      for other in times.indices where other != index {
        let slope = (values[other] - values[index]) / (times[other] - times[index])
        own.append(slope)
        ownIntercepts.append(values[index] - slope * times[index])
      }
      guard own.allSatisfy(\.isFinite) else { throw .overflow }
      slopes.append(OrderedValues(sorted: own.sorted()).median)
      intercepts.append(OrderedValues(sorted: ownIntercepts.sorted()).median)
    }
    let slope = OrderedValues(sorted: slopes.sorted()).median
    let separate = OrderedValues(sorted: intercepts.sorted()).median * scale.inverse
    return SiegelFit(
      line: try ResistantLine(sample, values, slope: slope, scale),
      separateIntercept: separate.isFinite ? separate : nil, sample: sample)
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
