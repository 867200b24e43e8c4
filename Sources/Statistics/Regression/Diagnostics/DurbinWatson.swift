import Distributions
import LinearAlgebra
import Tables

/// Durbin and Watson's test of autocorrelated errors: squared steps of the residuals over their
/// squares, about 2 without autocorrelation, towards 0 with positive.
///
/// The p-value is exact for the columns at hand: that of a ratio of quadratic forms in normal
/// variables, not that of tabulated bounds.
///
/// - Assumes: normal errors; rows equally spaced; columns that do not hold earlier responses.
/// - Edge cases: an exact fit has no statistic. Beyond 600 rows the p-value is that of a normal
///   approximation by the exact mean and variance, and ``TestResult/basis`` says so.
/// - Cost: O(n³).
/// - References: Durbin & Watson 1950, doi:10.1093/biomet/37.3-4.409, and 1951; Imhof 1961,
///   doi:10.1093/biomet/48.3-4.419.
/// - Checked against: R lmtest 0.9 `dwtest`, Imhof's integral by quadrature
///   (`ReferenceCases/autocorr_tests.json`).
public struct DurbinWatson: Hashable, Sendable {
  /// `greater`: positive autocorrelation; `less`: negative.
  public var alternative: Alternative

  /// A test of a direction; positive autocorrelation unless said.
  public init(alternative: Alternative = .greater) { self.alternative = alternative }

  /// The most rows for which the p-value is exact.
  static let exactLimit = 600

  /// The test of the errors of a fit; `p_normal` in the details is the normal approximation.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a weighted fit.
  public func test(_ fit: LinearFit) throws(StatisticsError) -> TestResult {
    let residuals = try fit.unweightedResiduals()
    var result = TestResult(
      method: Self.card.name, statistic: nil, pValue: nil, alternative: alternative,
      basis: .exact, count: fit.count,
      notes: [
        Note(
          .method, "durbin-watson",
          "Rows taken as equally spaced; `greater` is positive autocorrelation.")
      ])
    guard !fit.isExact else {
      result.notes += fit.notes
      return result
    }
    let moves = zip(residuals.dropFirst(), residuals).map { $0 - $1 }
    let length = euclideanLength(moves) / euclideanLength(residuals)
    let statistic = length * length
    let law = DurbinWatsonLaw(fit.solution.orthonormal)
    let deviate = (statistic - law.mean) / law.variance.squareRoot()
    let normal = pValue(
      below: Normal.standard.cumulative(at: deviate),
      above: Normal.standard.survival(at: deviate))
    result.statistic = Named("DW", statistic)
    result.details = [
      Named("mean", law.mean), Named("variance", law.variance), Named("p_normal", normal),
    ]
    if fit.count <= Self.exactLimit {
      let tails = try law.tails(at: statistic)
      result.pValue = pValue(below: tails.below, above: tails.above)
    } else {
      result.pValue = normal
      result.basis = .asymptotic
    }
    return result
  }

  private func pValue(below: Double, above: Double) -> Double {
    switch alternative {
    case .greater: below
    case .less: above
    case .twoSided: min(1, 2 * min(below, above))
    }
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "durbin-watson", title: "Durbin–Watson test",
    summary: "Whether each error goes with the one before it.",
    assumptions: ["normal errors, rows equally spaced, no lagged response among the columns"],
    leastCount: 4, advisedCount: 15,
    instead: "gls-ar1, which declares the autocorrelation: a short series cannot tell it",
    references: ["Durbin & Watson 1950, doi:10.1093/biomet/37.3-4.409"])
}

/// The distribution of the Durbin–Watson ratio for given columns.
struct DurbinWatsonLaw {
  let mean: Double
  let variance: Double
  private let basis: Matrix

  /// The law for orthonormal columns that span the design.
  init(_ basis: Matrix) {
    self.basis = basis
    let n = Double(basis.rows)
    let degrees = n - Double(basis.columns)
    let moved = Matrix(
      columns: (0..<basis.columns).map { DurbinWatsonLaw.secondDifference(basis.column($0)) })
    let inner = basis.transposedTimes(moved)
    let trace = inner.diagonal.reduce(0, +)
    let squares = moved.elements.reduce(0) { $0 + $1 * $1 }
    let innerSquares = inner.elements.reduce(0) { $0 + $1 * $1 }
    let first = 2 * (n - 1) - trace
    let second = 2 * (3 * n - 4) - 2 * squares + innerSquares
    mean = first / degrees
    variance = 2 / (degrees * (degrees + 2)) * (second - first * mean)
  }

  /// A x for A = DᵀD, D the first differences.
  private static func secondDifference(_ x: [Double]) -> [Double] {
    x.indices.map { index in
      let before = index > 0 ? x[index] - x[index - 1] : 0
      let after = index + 1 < x.count ? x[index] - x[index + 1] : 0
      return before + after
    }
  }

  /// P(DW < d) and P(DW > d).
  func tails(at statistic: Double) throws(StatisticsError) -> QuadraticFormTail {
    let rows = basis.rows
    // M A M with M = I − QQᵀ, column after column.
    var form = Matrix(rows: rows, columns: rows)
    for place in 0..<rows {
      var unit = [Double](repeating: 0, count: rows)
      unit[place] = 1
      let column = project(DurbinWatsonLaw.secondDifference(project(unit)))
      for row in 0..<rows { form[row, place] = column[row] }
    }
    do throws(LinearAlgebraError) {
      // As many of the smallest as there are columns belong to the columns themselves.
      let values = try SymmetricEigen(form).values.dropFirst(basis.columns)
      return QuadraticFormTail(values.map { $0 - statistic })
    } catch {
      throw .overflow
    }
  }

  private func project(_ x: [Double]) -> [Double] {
    let fitted = basis.times(basis.transposedTimes(x))
    return zip(x, fitted).map { $0 - $1 }
  }
}

extension LinearFit {
  /// The residuals, brought near one by a power of two, for statistics that have no unit.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a weighted fit.
  func unweightedResiduals() throws(StatisticsError) -> [Double] {
    guard weights == nil else {
      throw .invalidOption(
        name: "weights", found: "given", needed: "none: the test is of an unweighted fit")
    }
    return solution.transformedResiduals
  }
}
