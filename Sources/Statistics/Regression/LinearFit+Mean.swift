import Distributions
import LinearAlgebra

extension LinearFit {
  /// The interval of the mean at each row of a design with the same terms: where the line or
  /// surface itself may lie, by an estimator of the covariance of its coefficients.
  ///
  /// With classical errors it is that of ``prediction(at:of:level:)``, which keeps more digits
  /// where the columns are far from centred; the estimators that do not take errors as independent
  /// and of one variance are here only.
  ///
  /// - Edge cases: an exact fit has intervals of no width.
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for other terms or a level not
  ///   between 0 and 1, ``StatisticsError/notFinite(index:)``, ``StatisticsError/overflow``; what
  ///   ``covariance(_:)`` throws.
  public func meanIntervals(
    at design: Design, _ estimator: CovarianceEstimator = .classical, level: Double = 0.95
  ) throws(StatisticsError) -> [ConfidenceInterval] {
    try checkLevel(level)
    try design.validate(count: design.count)
    guard design.terms == terms else {
      throw .invalidOption(
        name: "terms", found: design.terms.joined(separator: ", "),
        needed: terms.joined(separator: ", "))
    }
    let covariance = try covariance(estimator)
    let halfWidth = StudentT(degreesOfFreedom: degreesOfFreedom(estimator))
      .upperQuantile((1 - level) / 2)
    let estimates = try coefficients(estimator, level: level).map(\.estimate)
    var intervals: [ConfidenceInterval] = []
    for index in 0..<design.count {
      let row = design.columns.map { $0[index] }
      var (mean, variance) = (0.0, 0.0)
      for (place, value) in row.enumerated() {
        mean += value * estimates[place]
        for (other, factor) in row.enumerated() {
          variance += value * covariance[place, other] * factor
        }
      }
      let margin = halfWidth * max(0, variance).squareRoot()
      guard (mean - margin).isFinite, (mean + margin).isFinite else { throw .overflow }
      intervals.append(ConfidenceInterval(low: mean - margin, high: mean + margin, level: level))
    }
    return intervals
  }
}
