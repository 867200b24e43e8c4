import Distributions
import LinearAlgebra
import Tables

/// Breusch and Pagan's test of errors whose variance hangs on columns.
///
/// Squared residuals are regressed on the columns: n R² (Koenker's form, which does not need normal
/// errors), or half the explained squares of residuals over their variance (the original).
///
/// - Assumes: independent errors; χ² is a limit.
/// - Edge cases: an exact fit has no statistic. A constant is added where the columns have none.
/// - Cost: one more fit.
/// - References: Breusch & Pagan 1979, doi:10.2307/1911963; Koenker 1981,
///   doi:10.1016/0304-4076(81)90062-2.
/// - Checked against: R lmtest 0.9 `bptest`, statsmodels 0.15 (`ReferenceCases/het_tests.json`).
public struct BreuschPagan: Hashable, Sendable {
  /// Whether Koenker's form is used.
  public var isStudentized: Bool

  /// A test, in Koenker's form unless said.
  public init(studentized: Bool = true) { isStudentized = studentized }

  /// The test of the errors of a fit, on its own columns or on others; Koenker's form has `F` and
  /// `p_F` in its details.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a weighted fit, and what
  ///   ``LeastSquares/fit(_:on:)`` throws for the columns.
  public func test(
    _ fit: LinearFit, on columns: Design? = nil
  ) throws(StatisticsError) -> TestResult {
    let design = (columns ?? fit.design).withConstant
    return try varianceTest(
      fit, design, name: Self.card.name, studentized: isStudentized, dropping: false)
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "breusch-pagan", title: "Breusch–Pagan test",
    summary: "Whether the variance of errors hangs on the columns.",
    assumptions: ["independent errors; a sample long enough for a limit distribution"],
    leastCount: 5, advisedCount: 20, instead: "a plot of residuals",
    references: [
      "Breusch & Pagan 1979, doi:10.2307/1911963", "Koenker 1981, doi:10.1016/0304-4076(81)90062-2",
    ])
}

/// White's test of errors whose variance hangs on the columns in any smooth way: squared residuals
/// on the columns, their squares and their products.
///
/// - Assumes: independent errors; χ² is a limit.
/// - Edge cases: squares and products that depend on other columns (those of a step) are left out,
///   and the degrees of freedom are those of what is kept.
/// - Cost: one more fit, of some p²/2 columns.
/// - References: White 1980, doi:10.2307/1912934.
/// - Checked against: R lmtest 0.9 `bptest` on squares and products, statsmodels 0.15
///   (`ReferenceCases/het_tests.json`).
public struct White: Hashable, Sendable {
  /// The test; it has no options.
  public init() {}

  /// The test of the errors of a fit.
  ///
  /// - Throws: as ``BreuschPagan/test(_:on:)``;
  ///   ``StatisticsError/notMoreObservationsThanTerms(observations:terms:)`` with too many products.
  public func test(_ fit: LinearFit) throws(StatisticsError) -> TestResult {
    // Means off and lengths near one: the span is the same, and squares keep their digits.
    let columns = fit.design.standardisedColumns
    var design = Design.intercept(count: fit.count)
    for (place, column) in columns.enumerated() { design = design.adding("\(place)", column) }
    for first in columns.indices {
      for second in first..<columns.count {
        let product = zip(columns[first], columns[second]).map { $0 * $1 }
        if product.contains(where: { $0 != product[0] }) {
          design = design.adding("\(first):\(second)", product)
        }
      }
    }
    return try varianceTest(
      fit, design, name: Self.card.name, studentized: true, dropping: true)
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "white", title: "White's test of heteroskedasticity",
    summary: "Whether the variance of errors hangs on the columns in any smooth way.",
    assumptions: ["independent errors; a sample long enough for a limit distribution"],
    leastCount: 6, advisedCount: 30,
    instead: "breusch-pagan, which spends fewer degrees of freedom",
    references: ["White 1980, doi:10.2307/1912934"])
}

private func varianceTest(
  _ fit: LinearFit, _ design: Design, name: String, studentized: Bool, dropping: Bool
) throws(StatisticsError) -> TestResult {
  let residuals = try fit.unweightedResiduals()
  let n = Double(fit.count)
  let squares = residuals.map { $0 * $0 }
  let variance = compensatedSum(squares.span) / n
  var result = TestResult(
    method: name, statistic: nil, pValue: nil, alternative: .greater, basis: .asymptotic,
    count: fit.count)
  guard !fit.isExact else {
    result.notes = fit.notes
    return result
  }
  let relative = squares.map { $0 / variance }
  let auxiliary = try AuxiliaryRegression(relative, on: design, dropping: dropping)
  let degrees = Double(auxiliary.terms - 1)
  guard degrees > 0 else {
    throw .invalidOption(name: "columns", found: "a constant", needed: "more")
  }
  guard let share = auxiliary.fit.rSquared else {
    result.notes = [Note(.caveat, "equal-residuals", "All residuals are of one size.")]
    return result
  }
  let statistic: Double
  if studentized {
    statistic = n * share
  } else {
    let (_, total) = centredSumOfSquares(relative.span)
    statistic = share * total / 2
  }
  result.statistic = Named("LM", statistic)
  result.degreesOfFreedom = [degrees]
  result.pValue = ChiSquared(degreesOfFreedom: degrees).survival(at: statistic)
  if studentized, let f = auxiliary.fit.fStatistic, let p = auxiliary.fit.fPValue {
    result.details = [Named("F", f.value), Named("p_F", p)]
  }
  return result
}
