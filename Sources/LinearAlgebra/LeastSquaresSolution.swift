/// What a least-squares problem has for an answer, with all that inference needs.
///
/// Sums of squares and the inverse factor are kept in scaled units with their powers of two beside
/// them, so that responses of 10⁻²⁰⁰ have a residual variance.
package struct LeastSquaresSolution: Hashable, Sendable {
  /// The coefficients, in the units of response over column.
  package let coefficients: [Double]
  /// The fitted responses.
  package let fitted: [Double]
  /// Response less fitted; all zero when the fit is exact.
  package let residuals: [Double]
  /// Whether the residuals are no more than the rounding of the numbers given.
  package let isExact: Bool
  /// The residuals of the transformed rows, divided by 2^``residualExponent``.
  package let transformedResiduals: [Double]
  /// The sum of their squares.
  package let residualSumOfSquares: Double
  /// The squares of the transformed response, in the same unit: about the mean where a constant is
  /// in the span of the columns, else about zero.
  package let totalSumOfSquares: Double
  /// What the columns take up of the total.
  package let explainedSumOfSquares: Double
  /// The power of two of the unit of transformed residuals.
  package let residualExponent: Int
  /// Whether a constant is in the span of the columns.
  package let spansConstant: Bool
  /// Q, n × p: an orthonormal basis of the transformed columns.
  package let orthonormal: Matrix
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
  /// 1 less the leverage of each row, without cancellation.
  package let leverageComplements: [Double]
  /// The condition number of the columns as solved: centred where there is an intercept, scaled.
  package let condition: Double
  /// log det XᵀSᵀSX, but for a constant of the units and weights.
  package let logDeterminant: Double
  /// The name of the solver.
  package let solver: String

  // How the space of rows is laid out, for rows that were not in the design.
  let design: CentredDesign
  let responseExponent: Int
  let responseCentre: Double
  /// The inverse factor before the intercept took the centres back, column after column.
  let centredFactor: [[DoubleDouble]]
  /// Qᵀ times the centred response, in the response's scaled unit.
  let effects: [Double]
}

extension LeastSquaresSolution {
  /// The coordinates q of a row in the basis: its leverage is the sum of their squares.
  ///
  /// - Precondition: the row has one element for each column.
  package func coordinates(ofRow row: [DoubleDouble]) -> [Double] {
    precondition(
      row.count == coefficients.count,
      "a row of \(row.count) elements for \(coefficients.count) columns")
    let moved = design.row(row)
    return centredFactor.map { dot($0, moved).high }
  }

  /// The response fitted at a row with these ``coordinates(ofRow:)``.
  package func value(atCoordinates coordinates: [Double]) -> Double {
    let moved = compensatedDot(coordinates.span, effects.span)
    return (responseCentre + moved).scaled(byPowerOfTwo: responseExponent)
  }
}

/// The parts from which a solution is put together.
struct LeastSquaresParts {
  let design: CentredDesign
  let response: CentredResponse
  let transform: RowTransform
  let basis: Orthogonalisation
  /// The powers of two by which the transformed columns and response were divided once more.
  let innerExponents: [Int]
  let innerResponseExponent: Int
  let condition: Double
  let solver: String
}

extension LeastSquaresSolution {
  init(_ parts: LeastSquaresParts) throws(LinearAlgebraError) {
    let design = parts.design
    let response = parts.response
    // What multiplies the scaled columns to give the scaled response.
    let slopes = zip(parts.basis.coefficients, parts.innerExponents).map {
      $0.scaled(byPowerOfTwo: parts.innerResponseExponent - $1)
    }
    var factor = (0..<slopes.count).map { row in
      parts.basis.inverseFactor.map { $0[row].scaled(byPowerOfTwo: -parts.innerExponents[row]) }
    }
    centredFactor = slopes.indices.map { column in factor.map { $0[column] } }

    // The intercept takes back what was taken off the other columns and the response.
    var given = slopes
    if let intercept = design.intercept {
      let constant = DoubleDouble(design.scaled[intercept][0])
      var level = DoubleDouble(response.centre)
      var row = [DoubleDouble](repeating: .zero, count: slopes.count)
      for place in slopes.indices where place != intercept {
        level = level - slopes[place] * design.centres[place]
        for column in row.indices {
          row[column] = row[column] - factor[place][column] * design.centres[place]
        }
      }
      given[intercept] = given[intercept] + level / constant
      for column in row.indices {
        factor[intercept][column] = factor[intercept][column] + row[column] / constant
      }
    }
    inverseFactor = Matrix(rows: factor.map { $0.map(\.high) })
    coefficients = zip(given, design.exponents).map {
      $0.high.scaled(byPowerOfTwo: response.exponent - $1)
    }
    guard coefficients.allSatisfy(\.isFinite), inverseFactor.firstNonFinite == nil else {
      throw .overflow
    }

    var rest = response.values
    for (column, slope) in zip(design.columns, slopes) {
      let negated = -slope
      for index in rest.indices { rest[index] = rest[index] + column[index] * negated }
    }
    isExact = LeastSquaresSolution.isRounding(rest, given.map(\.high), design, response)
    if isExact { rest = rest.map { _ in .zero } }
    residuals = rest.map { $0.high.scaled(byPowerOfTwo: response.exponent) }
    fitted = zip(response.scaled, rest).map { value, rest in
      (DoubleDouble(value) - rest).high.scaled(byPowerOfTwo: response.exponent)
    }

    let inner = parts.innerResponseExponent
    let transformed = parts.transform(rest).map { $0.scaled(byPowerOfTwo: -inner) }
    let squares = SumsOfSquares(parts, transformed)
    transformedResiduals = transformed.map(\.high)
    residualSumOfSquares = squares.residual.high
    totalSumOfSquares = squares.total.high
    let degrees = DoubleDouble(Double(max(1, rest.count - slopes.count)))
    let variance = squares.residual / degrees
    sigma = variance.squareRoot.high
    standardErrors = factor.map { (dot($0, $0) * variance).squareRoot.high }
    explainedSumOfSquares = max(0, (squares.total - squares.residual).high)
    spansConstant = squares.spansConstant
    residualExponent = response.exponent + inner + parts.transform.exponent
    orthonormal = parts.basis.orthonormal
    columnExponents = design.exponents.map { $0 - response.exponent - inner }
    leverageComplements = parts.basis.leverageComplements.map { max(0, $0) }
    condition = parts.condition
    let scale = design.exponents.reduce(0, +) + parts.innerExponents.reduce(0, +)
    logDeterminant = parts.basis.logDeterminant + 2 * Double(scale) * logarithmOfTwo
    solver = parts.solver
    self.design = design
    responseExponent = response.exponent
    responseCentre = response.centre
    effects = parts.basis.effects.map { $0.scaled(byPowerOfTwo: inner) }
  }

  /// Whether every residual could come from rounding the response and the columns to doubles.
  private static func isRounding(
    _ residuals: [DoubleDouble], _ coefficients: [Double], _ design: CentredDesign,
    _ response: CentredResponse
  ) -> Bool {
    for index in residuals.indices {
      var size = abs(response.scaled[index])
      for (column, coefficient) in zip(design.scaled, coefficients) {
        size += abs(column[index] * coefficient)
      }
      if abs(residuals[index].high) > size * Double.ulpOfOne { return false }
    }
    return true
  }
}

/// The total and the residual sum of squares, in double-double.
private struct SumsOfSquares {
  let total: DoubleDouble
  let residual: DoubleDouble
  let spansConstant: Bool

  init(_ parts: LeastSquaresParts, _ residuals: [DoubleDouble]) {
    let ones = parts.transform(Array(repeating: .one, count: residuals.count))
    let length = dot(ones, ones)
    let inner = parts.innerResponseExponent
    let response = parts.transform(parts.response.values).map { $0.scaled(byPowerOfTwo: -inner) }
    var total = dot(response, response)
    spansConstant = parts.design.intercept != nil || SumsOfSquares.spans(ones, parts)
    if spansConstant {
      let share = dot(ones, response)
      total = total - share * share / length
    }
    // A total that rounding of the response explains is none: the values do not vary.
    let rounding = parts.transform.magnitude(parts.response.scaled).scaled(byPowerOfTwo: -inner)
    let floor = rounding * Double.ulpOfOne
    self.total = total.high <= floor * floor ? .zero : total
    residual = dot(residuals, residuals)
  }

  /// Whether a column of ones, transformed, is a combination of the columns but for rounding.
  private static func spans(_ ones: [DoubleDouble], _ parts: LeastSquaresParts) -> Bool {
    let basis = parts.basis
    let target = ones.map(\.high)
    let shares = basis.orthonormal.transposedTimes(target)
    let projection = basis.orthonormal.times(shares)
    let rest = euclideanLength(zip(target, projection).map { $0 - $1 })
    var noise = euclideanLength(target)
    for place in parts.innerExponents.indices {
      var weight = 0.0
      for (column, share) in zip(basis.inverseFactor, shares) {
        weight += column[place].high * share
      }
      weight = weight.scaled(byPowerOfTwo: -parts.innerExponents[place])
      noise += abs(weight) * parts.transform.magnitude(parts.design.scaled[place])
    }
    return rest <= PivotedQR.rankTolerance(rows: target.count) * noise
  }
}
