/// The least-squares regression of the last column of an ``ExactGram`` on those before it.
///
/// The sums are factored by Cholesky in double-double. That alone gives every digit of a double
/// where the columns' condition number is below two millions; ``isSettled`` says so. Beyond, the
/// data are read once more through the ``preconditioner``:
///
/// ```swift
/// var fit = try gram.regression()
/// while !fit.isSettled {
///   var again = ExactGram(preconditioner: fit.preconditioner)
///   try again.add(columns)
///   fit = try again.regression()
/// }
/// ```
///
/// Two passes do for all that doubles can hold; three for the worst.
///
/// - References: Björck 1996, *Numerical Methods for Least Squares Problems*, section 2.2;
///   Yamazaki, Tomov & Dongarra 2015, doi:10.1137/14M0973773 (Cholesky QR in mixed precision);
///   Fukaya, Kannan, Nakatsukasa, Yamamoto & Yanagisawa 2020, doi:10.1137/18M1218212.
public struct GramRegression: Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of coefficients.
  public let terms: Int
  /// Whether all digits of the answer are right; if not, the data are to be read again.
  public let isSettled: Bool
  /// What to read the data through again.
  public let preconditioner: GramPreconditioner
  /// The number of times the data have been read for this.
  public let passes: Int
  /// An estimate, from above, of the condition number of the columns brought to one length: at
  /// most √n times the number itself for n columns.
  public let conditionBound: Double

  /// The coefficients of each response in units of the scaled columns.
  let scaledCoefficients: [[DoubleDouble]]
  /// The residual sum of squares of each response, over 4^scale.
  let scaledResidualSquares: [DoubleDouble]
  /// H, upper triangular, with Z H orthonormal for the scaled columns Z: (ZᵀZ)⁻¹ = H Hᵀ.
  let inverseFactor: DoubleDoubleMatrix
  /// The squared lengths of the rows of H.
  let rowSquares: [DoubleDouble]

  /// The sums of the first pass.
  var sums: DoubleDoubleMatrix { preconditioner.origin }
  /// The powers of two that the columns were divided by.
  var scales: [Int] { preconditioner.scales }
}

extension GramRegression {
  /// The coefficients, in units of the response over the column, each rounded once.
  public var coefficients: [Double] {
    scaledCoefficients[0].enumerated().map { place, value in
      value.high.scaled(byPowerOfTwo: scales[terms] - scales[place])
    }
  }

  /// The sum of squared residuals: zero below, infinite beyond the range of doubles.
  public var residualSumOfSquares: Double {
    scaledResidualSquares[0].high.scaled(byPowerOfTwo: 2 * scales[terms])
  }

  /// The standard errors of the coefficients under errors of one variance, each rounded once; nil
  /// where there are no more rows than coefficients.
  public var standardErrors: [Double]? {
    guard rows > terms else { return nil }
    let variance = scaledResidualSquares[0] / DoubleDouble(Double(rows - terms))
    return rowSquares.enumerated().map { place, square in
      (square * variance).squareRoot.high.scaled(byPowerOfTwo: scales[terms] - scales[place])
    }
  }
}

extension ExactGram {
  /// The regression of the last column on the others.
  ///
  /// - Throws: ``LinearAlgebraError/dependentColumns(_:)`` with the columns, from 0, that are no
  ///   more than rounding away from combinations of those before them;
  ///   ``LinearAlgebraError/wide(rows:columns:)`` with fewer rows than coefficients.
  /// - Precondition: there is a column beside the response.
  public func regression() throws(LinearAlgebraError) -> GramRegression {
    try regression(responses: 1, kernel: .best)
  }

  /// The regressions of the last columns on the others.
  func regression(
    responses: Int, kernel: GramKernel
  ) throws(LinearAlgebraError) -> GramRegression {
    precondition(columns > responses, "a regression on no columns")
    let terms = columns - responses
    guard rows >= terms else { throw .wide(rows: rows, columns: terms) }
    return try GramRegression(self, terms: terms, kernel: kernel)
  }
}

/// The bounds of the arithmetic, in units of the columns' lengths.
private enum Bound {
  /// The error of a sum of products.
  static let product = 0x1p-98
  /// The error of a row that went through a preconditioner, in units of the lengths of all that it
  /// is combined of.
  static let row = 0x1p-102
  /// The pivot below which a Cholesky factor has few digits left, and is taken for this.
  static let pivot = 0x1p-86
  /// The error that no digit of a double shows.
  static let unseen = 0x1p-55
  /// The condition below which the inverse factor has all its digits.
  static let condition = 0x1p21
  /// The condition beyond which rows that go through a preconditioner need more than twice the
  /// digits of a double on the way.
  static let careful = 0x1p42
  /// What is left of a column where it is nothing but the rounding of numbers as they are stored,
  /// in units of the lengths of all that it is combined of.
  static let dependence = 0x1p-52
  /// The passes after which reading again will not help.
  static let passes = 4
}

extension GramRegression {
  init(
    _ gram: ExactGram, terms: Int, kernel: GramKernel
  ) throws(LinearAlgebraError) {
    let before = gram.preconditioner
    let step = GramStep(gram, terms: terms, kernel: kernel)
    let origin = before?.origin ?? step.products
    let scales = before?.scales ?? step.exponents
    let passes = (before?.passes ?? 0) + 1
    // Z T = W is what was summed; W R⁻¹ is orthonormal, so H = T R⁻¹.
    let inverse = step.combined(with: before, kernel)
    if let before { try GramRegression.checkRank(before, inverse, kernel) }
    let squares = inverse.triangleRowSquares
    var coefficients: [[DoubleDouble]] = []
    var rests: [DoubleDouble] = []
    var errors: [Double] = []
    var sizes: [Double] = []
    let lengths = origin.diagonal.map { $0.squareRoot() }
    for response in 0..<(gram.columns - terms) {
      let place = terms + response
      let unit = before.map { $0.shifts[response] + step.exponents[place] } ?? 0
      let change = inverse.triangleTimes(step.effects(place))
      let taken = before?.taken[response]
      coefficients.append(
        change.enumerated().map { place, value in
          DoubleDouble(taken?[place] ?? 0) + value.scaled(byPowerOfTwo: unit)
        })
      let rest = step.factor[place, place]
      rests.append(rest.high > 0 ? rest.scaled(byPowerOfTwo: 2 * unit) : .zero)
      // What the sums err by and, through a preconditioner, what the rows do.
      let error = (step.size(place) * step.inverseLength * Bound.product)
        .scaled(byPowerOfTwo: unit)
      sizes.append(
        zip(coefficients[response], lengths).reduce(lengths[place]) {
          $0 + abs($1.0.high) * $1.1
        })
      errors.append(error)
    }
    let size = sizes[0]
    let sigma = rests[0].high.squareRoot()
    let areRight = coefficients[0].indices.allSatisfy { place in
      let value = abs(coefficients[0][place].high)
      let length = squares[place].high.squareRoot()
      let error = length * errors[0]
      let floor = length * sigma * 0x1p-24
      return error <= Bound.unseen * max(value, floor) || value <= error
    }
    let isExact = passes > 1 && rests[0].high <= size * size * 0x1p-108
    let isWell = !step.isWeak && step.condition <= Bound.condition
    if passes >= Bound.passes, step.isWeak || step.condition > 0x1p40 {
      throw .notConverged(routine: "the preconditioned Gram matrix")
    }
    isSettled =
      passes >= Bound.passes
      || (isWell && areRight && (isExact || step.keepsRest(terms)))

    let shifts = rests.map { rest -> Int in
      max(-52, rest.high > 0 ? Int(rest.high.exponent) >> 1 : -52)
    }
    let total = zip(squares, lengths).reduce(0) { $0 + $1.0.high * $1.1 * $1.1 }
    conditionBound = (Double(terms) * total).squareRoot()
    preconditioner = GramPreconditioner(
      origin: origin, scales: scales, weightExponent: gram.weightExponent ?? 0,
      triangle: inverse.high, taken: coefficients.map { $0.map(\.high) }, shifts: shifts,
      passes: passes, isCareful: conditionBound > Bound.careful)
    rows = gram.rows
    self.terms = terms
    self.passes = passes
    // A coefficient below the error of the arithmetic is none.
    let rowError = before == nil ? 0 : Bound.row
    scaledCoefficients = coefficients.indices.map { response in
      let error = errors[response] + sizes[response] * rowError
      return zip(coefficients[response], squares).map { value, square in
        abs(value.high) <= square.high.squareRoot() * error ? .zero : value
      }
    }
    scaledResidualSquares = rests
    inverseFactor = inverse
    rowSquares = squares
  }

  /// Refuses columns that are no more than rounding away from combinations of those before them.
  private static func checkRank(
    _ before: GramPreconditioner, _ inverse: DoubleDoubleMatrix,
    _ kernel: GramKernel
  ) throws(LinearAlgebraError) {
    let lengths = before.origin.diagonal.map { $0.squareRoot() }
    let terms = before.terms
    // Column j of the inverse factor holds what column j is combined of, in units of its rest.
    let isSuspect = (0..<terms).contains { column in
      let noise = (0...column).reduce(0) { $0 + abs(inverse[$1, column].high) * lengths[$1] }
      return lengths[column] == 0 || 1 <= Bound.dependence * noise
    }
    guard isSuspect else { return }

    // Again, one after another, each in terms of the columns kept before it: combinations that
    // make use of a column that is itself dependent say nothing.
    let factor = inverse.invertedTriangle(leading: terms, kernel: kernel)
    var kept: [Int] = []
    var dependent: [Int] = []
    for column in 0..<terms {
      var weights = kept.map { factor[$0, column].high }
      var noise = lengths[column]
      for index in kept.indices.reversed() {
        weights[index] /= factor[kept[index], kept[index]].high
        for above in 0..<index {
          weights[above] -= factor[kept[above], kept[index]].high * weights[index]
        }
        noise += abs(weights[index]) * lengths[kept[index]]
      }
      let rest = euclideanLength((dependent + [column]).map { factor[$0, column].high })
      if lengths[column] == 0 || rest <= Bound.dependence * noise {
        dependent.append(column)
      } else {
        kept.append(column)
      }
    }
    if !dependent.isEmpty { throw .dependentColumns(dependent) }
  }
}

/// The factor of the sums of one pass, whatever the rows went through.
private struct GramStep {
  let products: DoubleDoubleMatrix
  let exponents: [Int]
  let terms: Int
  /// R in the rows of the terms, the rest of the responses below.
  let factor: DoubleDoubleMatrix
  /// R⁻¹.
  let inverse: DoubleDoubleMatrix
  /// Whether a pivot was too small to have digits.
  let isWeak: Bool
  /// √(Σ (R⁻¹)ᵢⱼ²).
  let inverseLength: Double
  /// The bound of the condition number of the columns brought to one length.
  let condition: Double
  private let lengths: [Double]

  init(_ gram: ExactGram, terms: Int, kernel: GramKernel) {
    (products, exponents) = gram.matrix()
    var factor = products
    isWeak = factor.factor(leading: terms, floor: Bound.pivot, kernel: kernel)
    self.factor = factor
    self.terms = terms
    inverse = factor.invertedTriangle(leading: terms, kernel: kernel)
    lengths = products.diagonal.map { $0.squareRoot() }
    var total = 0.0
    var scaled = 0.0
    for row in 0..<terms {
      var square = 0.0
      for column in row..<terms {
        let element = inverse[row, column].high
        square += element * element
      }
      total += square
      scaled += square * lengths[row] * lengths[row]
    }
    inverseLength = total.squareRoot()
    condition = (Double(terms) * scaled).squareRoot()
  }

  /// Qᵀy of a response.
  func effects(_ response: Int) -> [DoubleDouble] { (0..<terms).map { factor[$0, response] } }

  /// The lengths of all that a response is combined of, its rest included.
  func size(_ response: Int) -> Double {
    let coefficients = inverse.triangleTimes(effects(response))
    return zip(coefficients, lengths).reduce(lengths[response]) { $0 + abs($1.0.high) * $1.1 }
  }

  /// Whether the rest of a response has all its digits.
  func keepsRest(_ response: Int) -> Bool {
    let size = size(response)
    return size * size * Bound.product <= 0x1p-56 * factor[response, response].high
  }

  /// The inverse factor of the columns before they went through a preconditioner.
  func combined(with before: GramPreconditioner?, _ kernel: GramKernel) -> DoubleDoubleMatrix {
    guard let before else { return inverse }
    var triangle = before.triangle
    for row in 0..<terms {
      for column in row..<terms {
        let place = row * inverse.stride + column
        triangle[place] = triangle[place].scaled(byPowerOfTwo: -exponents[column])
      }
    }
    return inverse.multiplied(fromTheLeft: triangle, kernel: kernel)
  }
}
