import Distributions
import LinearAlgebra

/// Chow's predictive failure test: whether later observations go with a fit to the earlier ones.
///
/// F = ((RSS of all − RSS of the earlier) / m) / (RSS of the earlier / (n − p)) for m later
/// observations, with m and n − p degrees of freedom. It is computed from the prediction errors
/// and their covariance, which gives the same number without the difference of the two sums.
///
/// - Assumes: independent normal errors of one variance, and that the later rows follow the same
///   coefficients. Size at autocorrelation 0, .3, .6 about 5, 5–7 and 7–12 %.
/// - Edge cases: for one later observation F is the square of t of the prediction interval. An exact
///   fit of the earlier observations has no F.
/// - References: Chow 1960, doi:10.2307/1910133.
/// - Checked against: the difference of the two sums in exact rationals (`Golden/regression.json`).
public struct ChowPrediction: Hashable, Sendable {
  /// The test.
  public init() {}

  /// Tests whether the rows from a place on go with those before it.
  ///
  /// - Parameter first: the place, from 0, of the first later row.
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` without a later row, and what
  ///   ``LeastSquares/fit(_:on:)`` throws for the earlier rows: a step that has not happened yet is
  ///   ``StatisticsError/rankDeficient(terms:)``.
  public func test(
    _ response: [Double], on design: Design, from first: Int
  ) throws(StatisticsError) -> TestResult {
    try design.validate(count: response.count)
    guard first >= 0, first < response.count else {
      throw .tooFewObservations(needed: first + 1, have: response.count)
    }
    if let index = response.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: index) }
    let fit = try LeastSquares().fit(Array(response[..<first]), on: design.rows(0..<first))
    let later = response.count - first
    var result = TestResult(
      method: "chow-prediction", statistic: nil,
      degreesOfFreedom: [Double(later), Double(fit.degreesOfFreedom)], pValue: nil,
      alternative: .greater, basis: .exact, count: response.count)
    guard !fit.isExact else {
      result.notes = fit.notes
      return result
    }

    var errors: [Double] = []
    var covariance = Matrix.identity(later)
    let rows = (first..<response.count).map { fit.solution.coordinates(ofRow: design.exactRow($0)) }
    for (index, row) in rows.enumerated() {
      let expected = fit.solution.value(atCoordinates: row)
      let error = response[first + index] - expected
      errors.append(error.scaled(byPowerOfTwo: -fit.solution.residualExponent))
      for (column, other) in rows.enumerated() {
        covariance[index, column] += compensatedDot(row.span, other.span)
      }
    }
    let lengths = try whiten(errors, covariance)
    let sigma = fit.scaledSigma
    let length = euclideanLength(lengths) / sigma
    let statistic = length * length / Double(later)
    guard statistic.isFinite else { throw .overflow }
    result.statistic = Named("F", statistic)
    result.pValue =
      FisherF(numerator: Double(later), denominator: Double(fit.degreesOfFreedom))
      .survival(at: statistic)
    result.details = [
      Named("n_first", Double(first)), Named("n_second", Double(later)),
      Named("sigma_first", fit.sigma),
    ]
    return result
  }

  private func whiten(
    _ errors: [Double], _ covariance: Matrix
  ) throws(StatisticsError) -> [Double] {
    do {
      return try Cholesky(covariance).whitened(errors)
    } catch {
      throw .overflow
    }
  }
}
