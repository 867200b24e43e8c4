import Distributions
import LinearAlgebra
public import Tables

/// What a fit expects at rows of a design, with intervals.
///
/// - Assumes: errors at the new rows like those at the old: independent, normal, of one variance;
///   in a weighted fit, a new observation of weight one.
/// - Edge cases: an exact fit has errors of zero and no intervals.
/// - References: Draper & Smith 1998, *Applied Regression Analysis*, section 3.1.
public struct Prediction: Hashable, Sendable {
  /// Which of the two intervals is meant.
  public enum Target: String, Hashable, Sendable, Codable, CaseIterable {
    /// The mean of observations at the row: the error of the fit alone.
    case mean
    /// A new observation at the row: the error of the fit and its own.
    case observation
  }

  /// What is expected at one row.
  public struct Row: Hashable, Sendable {
    /// The fitted value.
    public let value: Double
    /// The standard error of the mean or of a new observation, by the target.
    public let standardError: Double
    /// The interval; nil for an exact fit.
    public let interval: ConfidenceInterval?
    /// The leverage the row would have: how far it is from the rows of the fit.
    public let leverage: Double
  }

  /// Which interval is given.
  public let target: Target
  /// The degrees of freedom of the t distribution.
  public let degreesOfFreedom: Int
  /// One row for each row asked for.
  public let rows: [Row]
}

extension LinearFit {
  /// What this fit expects at the rows of a design with the same terms in the same order.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for other terms or a level not
  ///   between 0 and 1, ``StatisticsError/unequalLengths(_:_:)``,
  ///   ``StatisticsError/notFinite(index:)``, ``StatisticsError/overflow``.
  public func prediction(
    at design: Design, of target: Prediction.Target = .observation, level: Double = 0.95
  ) throws(StatisticsError) -> Prediction {
    try checkLevel(level)
    try design.validate(count: design.count)
    guard design.terms == terms else {
      throw .invalidOption(
        name: "terms", found: design.terms.joined(separator: ", "),
        needed: terms.joined(separator: ", "))
    }
    let student = StudentT(degreesOfFreedom: Double(degreesOfFreedom))
    let halfWidth = student.upperQuantile((1 - level) / 2)
    var rows: [Prediction.Row] = []
    for index in 0..<design.count {
      let coordinates = solution.coordinates(ofRow: design.exactRow(index))
      let value = solution.value(atCoordinates: coordinates)
      let distance = euclideanLength(coordinates)
      let spread = target == .mean ? distance : euclideanLength([1, distance])
      let error = (scaledSigma * spread).scaled(byPowerOfTwo: solution.residualExponent)
      guard value.isFinite, error.isFinite else { throw .overflow }
      let interval =
        isExact
        ? nil
        : ConfidenceInterval(
          low: value - halfWidth * error, high: value + halfWidth * error, level: level)
      rows.append(
        Prediction.Row(
          value: value, standardError: error, interval: interval, leverage: distance * distance))
    }
    return Prediction(target: target, degreesOfFreedom: degreesOfFreedom, rows: rows)
  }
}

extension Prediction: Tabular {
  /// One row for each row asked for: value, standard error, interval.
  public var estimates: Table {
    let reason = "the fit is exact"
    let term = target.rawValue
    let degrees = Double(degreesOfFreedom)
    return Table(
      "Prediction", Array(zip(1..., rows)),
      [
        .text(.method) { _ in "least-squares-prediction" },
        .text(.term) { _ in term },
        .integer(.position) { $0.0 },
        .number(.estimate) { $0.1.value },
        .number(.standardError) { $0.1.standardError },
        .number(.degreesOfFreedom) { _ in degrees },
        .cell(.intervalLow) { Cell($0.1.interval?.low, because: reason) },
        .cell(.intervalHigh) { Cell($0.1.interval?.high, because: reason) },
        .number(.leverage) { $0.1.leverage },
        .text(.basis) { _ in Basis.exact.name },
      ])
  }

  /// One row: the method, its degrees of freedom and the number of rows.
  public var overview: Table {
    Table(
      "Prediction", [self],
      [
        .text(.method) { _ in "least-squares-prediction" },
        .integer(.residualDegreesOfFreedom) { $0.degreesOfFreedom },
        .integer(.count) { $0.rows.count },
      ])
  }
}
