import Distributions
public import LinearAlgebra

/// A covariance of coefficients in scaled units: entry (j, k) times 2^−(eⱼ + eₖ) is in theirs.
struct ScaledCovariance {
  let matrix: Matrix
  let exponents: [Int]

  /// The standard error of a coefficient.
  func standardError(_ place: Int) -> Double {
    max(0, matrix[place, place]).squareRoot().scaled(byPowerOfTwo: -exponents[place])
  }
}

extension LinearFit {
  /// The coefficients in the order of the terms, with errors of a kind and intervals at a level.
  ///
  /// - Parameters:
  ///   - covariance: how their errors are estimated.
  ///   - level: the confidence level of the intervals, between 0 and 1.
  /// - Assumes: what ``CovarianceEstimator`` says of the estimator.
  /// - Edge cases: an exact fit has standard errors of zero and no t, p or interval.
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)``,
  ///   ``StatisticsError/leverageOne(index:)`` for HC errors, ``StatisticsError/overflow``.
  public func coefficients(
    _ covariance: CovarianceEstimator = .classical, level: Double = 0.95
  ) throws(StatisticsError) -> [Coefficient] {
    try checkLevel(level)
    if covariance == .classical {
      return classicalCoefficients(level)
    }
    return coefficients(
      try scaledCovariance(covariance), degrees: degreesOfFreedom(covariance), level)
  }

  /// The coefficients with errors of a covariance, t with some degrees of freedom.
  func coefficients(
    _ scaled: ScaledCovariance, degrees: Double, _ level: Double
  ) -> [Coefficient] {
    coefficients(errors: terms.indices.map(scaled.standardError), degrees: degrees, level)
  }

  /// The coefficients with classical errors, which nothing about a fit can refuse.
  func classicalCoefficients(_ level: Double) -> [Coefficient] {
    coefficients(errors: classicalErrors, degrees: Double(degreesOfFreedom), level)
  }

  private var classicalErrors: [Double] {
    zip(solution.standardErrors, solution.columnExponents).map { $0.scaled(byPowerOfTwo: -$1) }
  }

  private func coefficients(
    errors: [Double], degrees: Double, _ level: Double
  ) -> [Coefficient] {
    let student = StudentT(degreesOfFreedom: degrees)
    let halfWidth = student.upperQuantile((1 - level) / 2)
    return terms.indices.map { place in
      let estimate = solution.coefficients[place]
      let error = errors[place]
      let statistic = estimate / error
      guard error > 0, error.isFinite, statistic.isFinite else {
        return Coefficient(
          term: terms[place], estimate: estimate, standardError: error.isFinite ? error : nil,
          statistic: nil, degreesOfFreedom: degrees, pValue: nil, interval: nil,
          absence: error.isFinite ? absence : "beyond the range of doubles")
      }
      return Coefficient(
        term: terms[place], estimate: estimate, standardError: error, statistic: statistic,
        degreesOfFreedom: degrees, pValue: twoSidedP(statistic, student),
        interval: ConfidenceInterval(
          low: estimate - halfWidth * error, high: estimate + halfWidth * error, level: level),
        absence: nil)
    }
  }

  /// The covariance of the coefficients, p × p, in the order of the terms.
  ///
  /// - Throws: as ``coefficients(_:level:)``; ``StatisticsError/overflow`` where an entry is beyond
  ///   the range of doubles.
  public func covariance(
    _ estimator: CovarianceEstimator = .classical
  ) throws(StatisticsError) -> Matrix {
    let scaled = try scaledCovariance(estimator)
    var result = scaled.matrix
    for row in 0..<result.rows {
      for column in 0..<result.columns {
        let exponent = scaled.exponents[row] + scaled.exponents[column]
        result[row, column] = result[row, column].scaled(byPowerOfTwo: -exponent)
      }
    }
    guard result.firstNonFinite == nil else { throw .overflow }
    return result
  }

  /// The degrees of freedom of the t distribution that goes with an estimator: clusters less one
  /// for clustered errors, else observations less coefficients.
  public func degreesOfFreedom(_ covariance: CovarianceEstimator) -> Double {
    if case .cluster(let labels) = covariance { return Double(Set(labels).count - 1) }
    return Double(degreesOfFreedom)
  }

  private var absence: String {
    if solution.totalSumOfSquares == 0 { return "the values do not vary" }
    if isExact { return "the fit is exact" }
    return "the estimated variance is zero"
  }

  /// H M Hᵀ, with M what the estimator makes of the residuals in the orthonormal basis.
  func scaledCovariance(
    _ estimator: CovarianceEstimator
  ) throws(StatisticsError) -> ScaledCovariance {
    switch estimator {
    case .classical: return classicalCovariance
    case .hc0, .hc1, .hc2, .hc3, .hc4: return sandwich(try heteroskedasticMiddle(estimator))
    case .neweyWest(let lags, let adjusted):
      return sandwich(try neweyWestMiddle(lags, adjusted))
    case .cluster(let labels): return sandwich(try clusteredMiddle(labels))
    }
  }

  private var classicalCovariance: ScaledCovariance {
    let variance = solution.residualSumOfSquares / Double(degreesOfFreedom)
    return sandwich(Matrix.identity(terms.count).scaled(by: variance))
  }

  func sandwich(_ middle: Matrix) -> ScaledCovariance {
    let factor = solution.inverseFactor
    return ScaledCovariance(
      matrix: factor.times(middle).times(factor.transposed),
      exponents: solution.columnExponents)
  }

  // MARK: What stands in the middle

  /// The scores Q eᵢ, one row an observation.
  private var scores: Matrix { rowsOfBasis(times: solution.transformedResiduals) }

  private func rowsOfBasis(times factors: [Double]) -> Matrix {
    var result = solution.orthonormal
    for column in 0..<result.columns {
      for row in 0..<result.rows { result[row, column] *= factors[row] }
    }
    return result
  }

  var smallSampleFactor: Double { Double(count) / Double(degreesOfFreedom) }

  private func heteroskedasticMiddle(
    _ estimator: CovarianceEstimator
  ) throws(StatisticsError) -> Matrix {
    if let products = leveragedProducts(estimator) { return products }
    let residuals = solution.transformedResiduals
    let rests = solution.leverageComplements
    if let index = rests.firstIndex(where: { $0 <= LinearFit.leverageTolerance }) {
      throw .leverageOne(index: index)
    }
    switch estimator {
    case .hc2:
      return rowsOfBasis(times: zip(residuals, rests).map { $0 / $1.squareRoot() }).gram
    case .hc3:
      return rowsOfBasis(times: zip(residuals, rests).map { $0 / $1 }).gram
    case .hc4:
      let ratio = Double(count) / Double(terms.count)
      let factors = zip(residuals, rests).map { residual, rest -> Double in
        let power = min(4, ratio * (1 - rest))
        return residual / Elementary.power(rest, power / 2)
      }
      return rowsOfBasis(times: factors).gram
    case .hc1: return scores.gram.scaled(by: smallSampleFactor)
    default: return scores.gram
    }
  }

  /// The same in one pass; nil where it has to be done row after row.
  private func leveragedProducts(_ estimator: CovarianceEstimator) -> Matrix? {
    switch estimator {
    case .hc0: solution.scoreProducts()
    case .hc1: solution.scoreProducts()?.scaled(by: smallSampleFactor)
    case .hc2: solution.scoreProducts(leverageHalves: 1)
    case .hc3: solution.scoreProducts(leverageHalves: 2)
    default: nil
    }
  }

  private func neweyWestMiddle(_ lags: Int, _ adjusted: Bool) throws(StatisticsError) -> Matrix {
    try LinearFit.checkLags(lags, count: count)
    // Bartlett's weights are those of the squared sums over windows of lags + 1 rows.
    if let products = solution.scoreProducts(window: lags + 1) {
      let factor = (adjusted ? smallSampleFactor : 1) / Double(lags + 1)
      return products.scaled(by: factor)
    }
    let scores = scores
    var result = scores.gram
    for lag in stride(from: 1, through: lags, by: 1) {
      let weight = 1 - Double(lag) / Double(lags + 1)
      let late = scores.rows(lag..<count)
      let early = scores.rows(0..<count - lag)
      let product = late.transposedTimes(early)
      for row in 0..<result.rows {
        for column in 0..<result.columns {
          result[row, column] += weight * (product[row, column] + product[column, row])
        }
      }
    }
    return adjusted ? result.scaled(by: smallSampleFactor) : result
  }

  /// Checks a number of autocovariances.
  static func checkLags(_ lags: Int, count: Int) throws(StatisticsError) {
    guard lags >= 0, lags < count else {
      throw .invalidOption(
        name: "lags", found: "\(lags)", needed: "from 0 to \(count - 1), below the observations")
    }
  }

  private func clusteredMiddle(_ labels: [Int]) throws(StatisticsError) -> Matrix {
    guard labels.count == count else { throw .unequalLengths(count, labels.count) }
    var places: [Int: Int] = [:]
    for label in labels where places[label] == nil { places[label] = places.count }
    let clusters = places.count
    guard clusters >= 2 else {
      throw .invalidOption(name: "clusters", found: "\(clusters)", needed: "two at least")
    }
    let scores = scores
    var sums = Matrix(rows: clusters, columns: terms.count)
    for column in 0..<terms.count {
      for row in 0..<count {
        guard let place = places[labels[row]] else { continue }
        sums[place, column] += scores[row, column]
      }
    }
    return clusteredMiddle(sums)
  }

  /// The same from the sums of the scores of each cluster.
  func clusteredMiddle(_ sums: Matrix) -> Matrix {
    let groups = Double(sums.rows)
    let factor = groups / (groups - 1) * Double(count - 1) / Double(degreesOfFreedom)
    return sums.gram.scaled(by: factor)
  }

  /// 1 less the leverage of a row, below which the row counts as fitted by a coefficient of its own.
  static let leverageTolerance = 0x1p-44
}

/// The two-sided p-value of a t statistic.
func twoSidedP(_ statistic: Double, _ student: StudentT) -> Double {
  min(1, 2 * student.survival(at: abs(statistic)))
}

/// Checks a confidence level.
func checkLevel(_ level: Double) throws(StatisticsError) {
  guard level > 0, level < 1 else {
    throw .invalidOption(name: "level", found: "\(level)", needed: "between 0 and 1")
  }
}
