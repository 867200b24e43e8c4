import Distributions
import Tables

extension Coefficient {
  /// A coefficient with its error, statistic, p-value and interval: Student's t with the given
  /// degrees of freedom, the normal distribution where there are none.
  ///
  /// - Parameter absence: why a quantity is not there, where the error is zero or missing.
  init(
    term: String, estimate: Double, standardError: Double?, degreesOfFreedom: Double?,
    level: Double, absence: String
  ) {
    guard let error = standardError, error > 0, error.isFinite, (estimate / error).isFinite
    else {
      self.init(
        term: term, estimate: estimate,
        standardError: standardError.flatMap { $0.isFinite ? $0 : nil }, statistic: nil,
        degreesOfFreedom: degreesOfFreedom, pValue: nil, interval: nil, absence: absence)
      return
    }
    let statistic = estimate / error
    let halfWidth: Double
    let pValue: Double
    if let degrees = degreesOfFreedom {
      let student = StudentT(degreesOfFreedom: degrees)
      halfWidth = student.upperQuantile((1 - level) / 2) * error
      pValue = twoSidedP(statistic, student)
    } else {
      halfWidth = Normal.standard.upperQuantile((1 - level) / 2) * error
      pValue = min(1, 2 * Normal.standard.survival(at: abs(statistic)))
    }
    self.init(
      term: term, estimate: estimate, standardError: error, statistic: statistic,
      degreesOfFreedom: degreesOfFreedom, pValue: pValue,
      interval: ConfidenceInterval(
        low: estimate - halfWidth, high: estimate + halfWidth, level: level),
      absence: nil)
  }

  /// The columns in which coefficients are laid out, one row a term.
  static func fields(method: String, basis: Basis, count: Int) -> [Field<Coefficient>] {
    [
      .text(.method) { _ in method },
      .text(.term) { $0.term },
      .number(.estimate) { $0.estimate },
      .cell(.standardError) { Cell($0.standardError, because: $0.absence) },
      .cell(.statistic) { Cell($0.statistic, because: $0.absence) },
      .number(.degreesOfFreedom) { $0.degreesOfFreedom },
      .cell(.pValue) { Cell($0.pValue, because: $0.absence) },
      .cell(.intervalLow) { Cell($0.interval?.low, because: $0.absence) },
      .cell(.intervalHigh) { Cell($0.interval?.high, because: $0.absence) },
      .text(.basis) { _ in basis.name },
      .integer(.count) { _ in count },
    ]
  }
}
