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
    let centredFactor = slopes.indices.map { column in factor.map { $0[column] } }

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
    isExact = LeastSquaresSolution.isRounding(
      rest, given.map(\.high), parts, factor: centredFactor)
    if isExact { rest = rest.map { _ in .zero } }

    let inner = parts.innerResponseExponent
    let transformed = parts.transform(rest).map { $0.scaled(byPowerOfTwo: -inner) }
    let squares = SumsOfSquares(parts, transformed)
    self.rest = Deferred(
      ResidualParts(response, rest: rest, transformed: transformed.map(\.high)))
    residualSumOfSquares = squares.residual.high
    totalSumOfSquares = squares.total.high
    let degrees = DoubleDouble(Double(max(1, rest.count - slopes.count)))
    let variance = squares.residual / degrees
    sigma = variance.squareRoot.high
    standardErrors = factor.map { (dot($0, $0) * variance).squareRoot.high }
    let explained = squares.total - squares.residual
    explainedSumOfSquares = max(0, explained.high)
    explainedShare = squares.total.high > 0 ? max(0, (explained / squares.total).high) : nil
    spansConstant = squares.spansConstant
    residualExponent = response.exponent + inner + parts.transform.exponent
    basis = Deferred(
      BasisParts(
        orthonormal: parts.basis.orthonormal,
        leverageComplements: parts.basis.leverageComplements.map { max(0, $0) }))
    columnExponents = design.exponents.map { $0 - response.exponent - inner }
    conditioning = .known(parts.condition)
    scoring = nil
    let scale = design.exponents.reduce(0, +) + parts.innerExponents.reduce(0, +)
    logDeterminant = parts.basis.logDeterminant + 2 * Double(scale) * logarithmOfTwo
    solver = parts.solver
    // The power of two left out of the roots of weights comes back for rows that have none.
    let left = parts.transform.exponent
    rowSpace = Deferred(
      RowSpace(
        exponents: design.exponents, centres: design.centres,
        factor: centredFactor.map { $0.map { $0.scaled(byPowerOfTwo: -left) } },
        effects: parts.basis.effects.map { $0.scaled(byPowerOfTwo: inner + left) },
        responseExponent: response.exponent, responseCentre: response.centre))
  }

  /// Whether every residual could come from rounding the response and the columns to doubles.
  private static func isRounding(
    _ residuals: [DoubleDouble], _ coefficients: [Double], _ parts: LeastSquaresParts,
    factor: [[DoubleDouble]]
  ) -> Bool {
    let design = parts.design
    let sizes = residuals.indices.map { index in
      zip(design.scaled, coefficients).reduce(abs(parts.response.scaled[index])) {
        $0 + abs($1.0[index] * $1.1)
      }
    }
    return RoundingErrors(sizes: sizes, transform: parts.transform).explain(residuals.map(\.high)) {
      let row = $0
      return factor.map { column in
        zip(design.columns, column).reduce(0) { $0 + $1.0[row].high * $1.1.high }
      }
    }
  }
}

extension ResidualParts {
  /// The parts of a response in scaled units, given its residuals in the same.
  init(_ response: CentredResponse, rest: [DoubleDouble], transformed: [Double]) {
    residuals = rest.map { $0.high.scaled(byPowerOfTwo: response.exponent) }
    fitted = zip(response.scaled, rest).map { value, rest in
      (DoubleDouble(value) - rest).high.scaled(byPowerOfTwo: response.exponent)
    }
    self.transformed = transformed
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
