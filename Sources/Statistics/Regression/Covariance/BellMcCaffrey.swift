import Distributions
import LinearAlgebra

extension LinearFit {
  /// The degrees of freedom of Bell and McCaffrey for HC2 errors, one for each coefficient: those of
  /// the χ² with the mean and variance that the HC2 estimate has under equal variances.
  ///
  /// (Σ λ)² / Σ λ² with λ the eigenvalues of the quadratic form in the errors. In small samples with
  /// uneven columns they are far below n − p: with HC2 they make the t interval nearly right.
  ///
  /// - Edge cases: a row of leverage one has no HC2 error: ``StatisticsError/leverageOne(index:)``.
  /// - Cost: O(n² p).
  /// - References: Bell & McCaffrey 2002, *Survey Methodology* 28: 169–181; Imbens & Kolesár 2016,
  ///   doi:10.1162/REST_a_00552.
  /// - Checked against: the eigenvalues themselves, by an independent script
  ///   (`Golden/bell-mccaffrey.json`).
  public func bellMcCaffreyDegreesOfFreedom() throws(StatisticsError) -> [Double] {
    let rests = solution.leverageComplements
    if let index = rests.firstIndex(where: { $0 <= LinearFit.leverageTolerance }) {
      throw .leverageOne(index: index)
    }
    let basis = solution.orthonormal
    let factor = solution.inverseFactor
    var shares: [[Double]] = []
    for place in terms.indices {
      // (1 − h)^−½ times the row's part in the coefficient.
      let parts = basis.times(factor.row(place))
      let length = euclideanLength(parts)
      shares.append(zip(parts, rests).map { ($0 / length) * ($0 / length) / $1 })
    }
    var traces = [Double](repeating: 0, count: terms.count)
    var squares = [Double](repeating: 0, count: terms.count)
    let rows = (0..<count).map { basis.row($0) }
    for first in 0..<count {
      for place in terms.indices {
        let own = shares[place][first] * rests[first]
        traces[place] += own
        squares[place] += own * own
      }
      for second in (first + 1)..<max(count, first + 1) {
        let product = zip(rows[first], rows[second]).reduce(0) { $0 + $1.0 * $1.1 }
        for place in terms.indices {
          squares[place] += 2 * shares[place][first] * shares[place][second] * product * product
        }
      }
    }
    return zip(traces, squares).map { $0 * $0 / $1 }
  }

  /// The coefficients with HC2 errors and the degrees of freedom of Bell and McCaffrey.
  ///
  /// - Throws: ``StatisticsError/leverageOne(index:)``,
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for a level.
  public func bellMcCaffreyCoefficients(
    level: Double = 0.95
  ) throws(StatisticsError) -> [Coefficient] {
    let plain = try coefficients(.hc2, level: level)
    let degrees = try bellMcCaffreyDegreesOfFreedom()
    return zip(plain, degrees).map { coefficient, degrees in
      Coefficient(
        term: coefficient.term, estimate: coefficient.estimate,
        standardError: coefficient.standardError, degreesOfFreedom: degrees, level: level,
        absence: coefficient.absence ?? "the estimated variance is zero")
    }
  }
}
