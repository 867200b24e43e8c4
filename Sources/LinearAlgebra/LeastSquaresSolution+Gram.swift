extension LeastSquaresSolution {
  init(_ parts: GramParts) throws(LinearAlgebraError) {
    let fit = parts.fit
    let terms = parts.terms
    let unit = parts.scales[terms]
    let scales = Array(parts.scales[..<terms])
    let own = fit.scaledCoefficients[0]
    coefficients = zip(own, scales).map { $0.high.scaled(byPowerOfTwo: unit - $1) }
    guard coefficients.allSatisfy(\.isFinite) else { throw .overflow }

    let rest = Deferred { parts.residuals }
    isExact = parts.mayBeExact && (!parts.keepsRows || parts.isRounding(rest.value))
    let squares = isExact ? .zero : fit.scaledResidualSquares[0]
    let (total, spansConstant) = parts.totalSquares
    let degrees = DoubleDouble(Double(max(1, fit.rows - terms)))
    let variance = squares / degrees
    residualSumOfSquares = squares.high
    totalSumOfSquares = total.high
    explainedSumOfSquares = max(0, (total - squares).high)
    explainedShare = total.high > 0 ? max(0, ((total - squares) / total).high) : nil
    self.spansConstant = spansConstant
    sigma = variance.squareRoot.high
    standardErrors = fit.rowSquares.map { ($0 * variance).squareRoot.high }
    residualExponent = unit
    columnExponents = scales.map { $0 - unit }

    let factor = fit.inverseFactor
    var inverse = Matrix(rows: terms, columns: terms)
    for column in 0..<terms {
      for row in 0...column { inverse[row, column] = factor[row, column].high }
    }
    guard inverse.firstNonFinite == nil else { throw .overflow }
    inverseFactor = inverse
    logDeterminant =
      2 * (Double(scales.reduce(0, +)) * logarithmOfTwo - logarithmOfProduct(factor.diagonal))
    conditioning = .sums(fit.sums, inverse: inverse, intercept: parts.rows.intercept)
    solver = fit.passes == 1 ? "gram" : "gram, \(fit.passes) passes"
    rowSpace = Deferred { parts.rowSpace }
    scoring = isExact ? nil : parts.scoring
    let isExact = isExact
    self.rest = Deferred { parts.residualParts(isExact ? nil : rest.value) }
    basis = Deferred { parts.basisParts }
  }
}

/// A column of double-doubles, its parts apart.
struct ExactColumn: Hashable, Sendable {
  let high: [Double]
  let low: [Double]

  subscript(row: Int) -> DoubleDouble { DoubleDouble(high: high[row], low: low[row]) }
}

extension GramParts {
  // MARK: Squares

  /// Whether the rows are there to be looked at once more.
  var keepsRows: Bool { !problem.response.isEmpty }

  /// Whether the residuals are so small that each has to be looked at.
  var mayBeExact: Bool {
    if case .markov = problem.transform { return true }
    let bound = size(0) * Double.ulpOfOne
    return fit.scaledResidualSquares[0].high <= 2 * bound * bound
  }

  /// The sum of squares of the transformed response, about its mean where a constant is in the span
  /// of the columns, in the squared unit of the scaled response.
  var totalSquares: (sum: DoubleDouble, spansConstant: Bool) {
    let sums = fit.sums
    let square = sums[terms, terms]
    let place = rows.intercept ?? terms + 1
    guard rows.intercept != nil || spansOnes else { return (square, false) }
    let share = sums[min(place, terms), max(place, terms)]
    let total = square - share * share / sums[place, place]
    guard keepsRows else { return (total.high > square.high * 0x1p-90 ? total : .zero, true) }
    // Where the mean takes up all but a trace, it is taken off each value first.
    return (total.high > square.high * 0x1p-40 ? total : centredSquares, true)
  }

  /// Whether a column of ones, transformed, is a combination of the columns but for rounding.
  private var spansOnes: Bool {
    let rest = fit.scaledResidualSquares[1].high.squareRoot()
    return rest <= PivotedQR.rankTolerance(rows: fit.rows) * size(1)
  }

  private var centredSquares: DoubleDouble {
    let response = CentredResponse(problem.response, centring: true)
    let ones = problem.transform(Array(repeating: .one, count: fit.rows))
    let values = problem.transform(response.values)
    let share = dot(ones, values)
    let total = dot(values, values) - share * share / dot(ones, ones)
    // A total that rounding of the response explains is none: the values do not vary.
    let floor = problem.transform.magnitude(response.scaled) * Double.ulpOfOne
    guard total.high > floor * floor else { return .zero }
    let unit = response.exponent + problem.transform.exponent - scales[terms]
    return total.scaled(byPowerOfTwo: 2 * unit)
  }

  // MARK: Residuals

  /// The power of two of the largest response.
  private var responseExponent: Int { CentredDesign.exponent(problem.response) }

  /// The powers of two by which columns are divided when residuals are formed.
  private var outerExponents: [Int] {
    problem.columns.enumerated().map { place, column in
      problem.transform == .identity
        ? RowMap.exponent(scales[place]) : RowMap.exponent(CentredDesign.exponent(column))
    }
  }

  /// The residuals of the rows as they were given, over 2^``responseExponent``.
  var residuals: ExactColumn {
    let unit = responseExponent
    let outer = outerExponents + [RowMap.exponent(unit)]
    let order = terms + 1
    var high = [Double](repeating: 0, count: order * order)
    var low = high
    for (place, coefficient) in fit.scaledCoefficients[0].enumerated() {
      let negated = -coefficient.scaled(
        byPowerOfTwo: scales[terms] - scales[place] + outer[place] - unit)
      high[terms * order + place] = negated.high
      low[terms * order + place] = negated.low
    }
    high[terms * order + terms] = (1.0).scaled(byPowerOfTwo: outer[terms] - unit)
    let table = RowTable(
      problem.columns + [problem.response], lows: problem.remainders,
      map: RowMap(
        high: high, low: low, exponents: outer.map(Int32.init), weightExponent: 0,
        isCareful: fit.preconditioner.map.isCareful))
    let pieces = RowTable.pieces(rows: table.rows, atMost: 16)
    let kernel = kernel
    let parts = concurrently(pieces.count) {
      table.mappedRows(pieces[$0], only: 1, kernel: kernel)
    }
    if parts.count == 1 { return ExactColumn(high: parts[0].high, low: parts[0].low) }
    return ExactColumn(high: parts.flatMap(\.high), low: parts.flatMap(\.low))
  }

  /// Whether every residual could come from rounding the response and the columns to doubles.
  func isRounding(_ residuals: ExactColumn) -> Bool {
    let unit = responseExponent
    let outer = outerExponents
    let coefficients = fit.scaledCoefficients[0].enumerated().map { place, value in
      abs(value.high).scaled(
        byPowerOfTwo: scales[terms] - scales[place] + outer[place] - unit)
    }
    let sizes = problem.response.indices.map { row in
      var size = abs(problem.response[row].scaled(byPowerOfTwo: -unit))
      for (place, coefficient) in coefficients.enumerated() {
        let element = problem.columns[place][row].scaled(byPowerOfTwo: -outer[place])
        size += abs(element * coefficient)
      }
      return size
    }
    let exponent = problem.transform.exponent
    return RoundingErrors(sizes: sizes, transform: problem.transform).explain(residuals.high) {
      let row = $0
      return (0..<terms).map { column in
        (0...column).reduce(0) { sum, place in
          let element = problem.columns[place][row].scaled(byPowerOfTwo: exponent - scales[place])
          return sum + element * fit.inverseFactor[place, column].high
        }
      }
    }
  }

  /// The parts made of residuals; nil for residuals of zero.
  func residualParts(_ residuals: ExactColumn?) -> ResidualParts {
    let unit = responseExponent
    guard let residuals else {
      let none = [Double](repeating: 0, count: fit.rows)
      return ResidualParts(fitted: problem.response, residuals: none, transformed: none)
    }
    let fitted = problem.response.indices.map { row in
      let value = DoubleDouble(problem.response[row].scaled(byPowerOfTwo: -unit))
      return (value - residuals[row]).high.scaled(byPowerOfTwo: unit)
    }
    let change = unit + problem.transform.exponent - scales[terms]
    var transformed = residuals.high
    if problem.transform != .identity {
      transformed = problem.transform(residuals.high.indices.map { residuals[$0] }).map(\.high)
    }
    return ResidualParts(
      fitted: fitted, residuals: residuals.high.map { $0.scaled(byPowerOfTwo: unit) },
      transformed: transformed.map { $0.scaled(byPowerOfTwo: change) })
  }

  // MARK: The basis

  /// How rows that were not in the design are read.
  var rowSpace: RowSpace {
    let factor = fit.inverseFactor
    let terms = terms
    return RowSpace(
      exponents: Array(scales[..<terms]), centres: Array(repeating: 0, count: terms),
      factor: (0..<terms).map { column in (0..<terms).map { factor[$0, column] } },
      effects: factor.solveTriangle(fit.scaledCoefficients[0]).map(\.high),
      responseExponent: scales[terms], responseCentre: 0)
  }

  var basisParts: BasisParts {
    let terms = terms
    let rows = self.rows.table.rows
    let weightExponent = fit.preconditioner.map.weightExponent
    let own = fit.scales[..<terms].map { $0 - weightExponent }
    let outer = own.map(RowMap.exponent)
    var high = [Double](repeating: 0, count: terms * terms)
    var low = high
    for column in 0..<terms {
      for row in 0...column {
        let element = fit.inverseFactor[row, column].scaled(byPowerOfTwo: outer[row] - own[row])
        high[column * terms + row] = element.high
        low[column * terms + row] = element.low
      }
    }
    let table = RowTable(
      Array(self.rows.table.columns[..<terms]),
      lows: self.rows.table.lows.filter { $0.key < terms },
      weights: self.rows.table.weights,
      map: RowMap(
        high: high, low: low, exponents: outer.map(Int32.init), weightExponent: weightExponent,
        isCareful: fit.preconditioner.map.isCareful))
    let pieces = RowTable.pieces(rows: rows, atMost: 16)
    let kernel = kernel
    let parts = concurrently(pieces.count) { piece in
      let part = table.mappedRows(pieces[piece], kernel: kernel)
      let complements = GramParts.complements(
        part.high, part.low, rows: pieces[piece].count, columns: terms, kernel: kernel)
      return (basis: part.high, complements: complements)
    }
    var elements: [Double] = []
    elements.reserveCapacity(rows * terms)
    for column in 0..<terms {
      for (piece, part) in zip(pieces, parts) {
        elements += part.basis[column * piece.count..<(column + 1) * piece.count]
      }
    }
    return BasisParts(
      orthonormal: Matrix(rows: rows, columns: terms, elements: elements),
      leverageComplements: parts.flatMap(\.complements))
  }
}
