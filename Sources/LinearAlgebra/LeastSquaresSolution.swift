/// What a least-squares problem has for an answer, with all that inference needs.
///
/// Sums of squares and the inverse factor are kept in scaled units with their powers of two beside
/// them, so that responses of 10⁻²⁰⁰ have a residual variance. What there is one of for each row is
/// made when it is first asked for: coefficients and their errors do not wait for it.
package struct LeastSquaresSolution: Hashable, Sendable {
  /// The coefficients, in the units of response over column.
  package let coefficients: [Double]
  /// Whether the residuals are no more than the rounding of the numbers given.
  package let isExact: Bool
  /// The sum of the squares of ``transformedResiduals``.
  package let residualSumOfSquares: Double
  /// The squares of the transformed response, in the same unit: about the mean where a constant is
  /// in the span of the columns, else about zero.
  package let totalSumOfSquares: Double
  /// What the columns take up of the total.
  package let explainedSumOfSquares: Double
  /// ``explainedSumOfSquares`` over ``totalSumOfSquares``, rounded once; nil where that is zero.
  package let explainedShare: Double?
  /// The power of two of the unit of transformed residuals.
  package let residualExponent: Int
  /// Whether a constant is in the span of the columns.
  package let spansConstant: Bool
  /// H with S X H = Q, row j times 2^``columnExponents``[j]: (XᵀSᵀSX)⁻¹ = H Hᵀ.
  package let inverseFactor: Matrix
  /// The powers of two of the rows of ``inverseFactor``, those of the residuals' unit included:
  /// coefficient j has variance σ² · (length of row j)² · 4^−``columnExponents``[j], with σ in the
  /// units of ``transformedResiduals``.
  package let columnExponents: [Int]
  /// √(RSS / (n − p)) in the units of ``transformedResiduals``.
  package let sigma: Double
  /// The standard errors of the coefficients under equal variances, each rounded once: that of
  /// coefficient j times 2^−``columnExponents``[j] is in its units.
  package let standardErrors: [Double]
  /// log det XᵀSᵀSX, but for a constant of the units and weights.
  package let logDeterminant: Double
  /// The name of the solver.
  package let solver: String

  // How the space of rows is laid out, for rows that were not in the design.
  let rowSpace: Deferred<RowSpace>
  let conditioning: Conditioning
  /// What sums over the rows are made with; nil where rows need more than doubles on the way.
  let scoring: ScoringParts?
  let rest: Deferred<ResidualParts>
  let basis: Deferred<BasisParts>
}

/// What a solution has one of for each row: the residuals.
struct ResidualParts: Hashable, Sendable {
  let fitted: [Double]
  let residuals: [Double]
  let transformed: [Double]
}

/// What a solution has one of for each row: the orthonormal basis.
struct BasisParts: Hashable, Sendable {
  let orthonormal: Matrix
  let leverageComplements: [Double]
}

/// How rows that were not in the design are read: column j is divided by 2^exponents[j] and moved by
/// its centre, then multiplied by the factor. The response is centred and scaled likewise.
struct RowSpace: Hashable, Sendable {
  let exponents: [Int]
  let centres: [Double]
  /// The inverse factor, column after column.
  let factor: [[DoubleDouble]]
  /// Qᵀ times the centred response, in the response's scaled unit.
  let effects: [Double]
  let responseExponent: Int
  let responseCentre: Double
}

/// What the condition number is computed from, when it is asked for.
enum Conditioning: Hashable, Sendable {
  case known(Double)
  /// The sums of products of scaled columns and their inverse factor; the place of an intercept.
  case sums(DoubleDoubleMatrix, inverse: Matrix, intercept: Int?)
}

extension LeastSquaresSolution {
  /// The fitted responses.
  package var fitted: [Double] { rest.value.fitted }
  /// Response less fitted; all zero when the fit is exact.
  package var residuals: [Double] { rest.value.residuals }
  /// The residuals of the transformed rows, divided by 2^``residualExponent``.
  package var transformedResiduals: [Double] { rest.value.transformed }
  /// Q, n × p: an orthonormal basis of the transformed columns.
  package var orthonormal: Matrix { basis.value.orthonormal }
  /// 1 less the leverage of each row, without cancellation.
  package var leverageComplements: [Double] { basis.value.leverageComplements }

  /// The condition number of the columns, about their means where there is an intercept, brought
  /// to one length.
  package var condition: Double { conditioning.value }

  /// The coordinates q of a row in the basis: its leverage is the sum of their squares.
  ///
  /// - Precondition: the row has one element for each column.
  package func coordinates(ofRow row: [DoubleDouble]) -> [Double] {
    precondition(
      row.count == coefficients.count,
      "a row of \(row.count) elements for \(coefficients.count) columns")
    let space = rowSpace.value
    let moved = row.indices.map {
      row[$0].scaled(byPowerOfTwo: -space.exponents[$0]) - DoubleDouble(space.centres[$0])
    }
    return space.factor.map { dot($0, moved).high }
  }

  /// The response fitted at a row with these ``coordinates(ofRow:)``.
  package func value(atCoordinates coordinates: [Double]) -> Double {
    let space = rowSpace.value
    let moved = compensatedDot(coordinates.span, space.effects.span)
    return (space.responseCentre + moved).scaled(byPowerOfTwo: space.responseExponent)
  }
}
