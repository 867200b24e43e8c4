/// A design Z with orthonormal columns Q spanning the same space, Z H = Q, and the response seen
/// from there.
///
/// A first pass in doubles gives T with Z T nearly orthonormal. A second pass forms W = Z T in
/// double-double and makes its columns orthonormal by modified Gram–Schmidt, doing to T what it
/// does to W. Since W is well conditioned this loses nothing: Q and H are right to the last digit
/// of a double for any condition of Z that doubles can hold. Where the work of the second pass
/// would be too much, the coefficients alone are refined, by residuals in double-double.
///
/// - References: Björck 1967, doi:10.1007/BF01934122 (Gram–Schmidt) and doi:10.1007/BF01939321
///   (refinement).
struct Orthogonalisation {
  /// Z γ is the projection of the response.
  let coefficients: [DoubleDouble]
  /// H, p × p, with Z H = Q: (ZᵀZ)⁻¹ = H Hᵀ. Column after column.
  let inverseFactor: [[DoubleDouble]]
  /// Qᵀ times the response.
  let effects: [Double]
  /// Q, n × p, rounded.
  let orthonormal: Matrix
  /// 1 less the leverage of each row.
  let leverageComplements: [Double]
  /// log det ZᵀZ.
  let logDeterminant: Double
  /// Whether the second pass was made.
  let refined: Bool

  /// The number of double-double products, n p², above which only the coefficients are refined.
  static let workLimit = 4_000_000

  init(
    _ columns: [[DoubleDouble]], _ response: [DoubleDouble], first: FirstPass
  ) throws(LinearAlgebraError) {
    let work = response.count * columns.count * columns.count
    if work <= Orthogonalisation.workLimit {
      try self.init(refining: columns, response, first)
    } else {
      self.init(correcting: columns, response, first)
    }
  }

  private init(
    refining columns: [[DoubleDouble]], _ response: [DoubleDouble], _ first: FirstPass
  ) throws(LinearAlgebraError) {
    let order = columns.count
    let rows = response.count
    var basis = (0..<order).map {
      combination(of: columns, first.inverseFactor.column($0), rows: rows)
    }
    var inverse = (0..<order).map { first.inverseFactor.column($0).map { DoubleDouble($0) } }
    var logDeterminant = -2 * first.logDeterminant
    for column in 0..<order {
      for previous in 0..<column {
        let share = dot(basis[previous], basis[column])
        subtract(share, basis[previous], from: &basis[column])
        subtract(share, inverse[previous], from: &inverse[column])
      }
      let square = dot(basis[column], basis[column])
      guard square.high > 0 else { throw .dependentColumns([column]) }
      logDeterminant += logarithmOfProduct([square.high])
      let reciprocal = DoubleDouble.one / square.squareRoot
      basis[column] = basis[column].map { $0 * reciprocal }
      inverse[column] = inverse[column].map { $0 * reciprocal }
    }
    let effects = basis.map { dot($0, response) }
    var coefficients = [DoubleDouble](repeating: .zero, count: order)
    for (column, effect) in zip(inverse, effects) {
      for row in 0..<order { coefficients[row] = coefficients[row] + column[row] * effect }
    }
    var complements = [DoubleDouble](repeating: .one, count: rows)
    for column in basis {
      for row in 0..<rows { complements[row] = complements[row] - column[row] * column[row] }
    }
    self.coefficients = coefficients
    self.inverseFactor = inverse
    self.effects = effects.map(\.high)
    self.orthonormal = Matrix(columns: basis.map { $0.map(\.high) })
    self.leverageComplements = complements.map(\.high)
    self.logDeterminant = logDeterminant
    self.refined = true
  }

  private init(
    correcting columns: [[DoubleDouble]], _ response: [DoubleDouble], _ first: FirstPass
  ) {
    let order = columns.count
    var coefficients = [DoubleDouble](repeating: .zero, count: order)
    var rest = response
    // Each pass multiplies the error by condition × 2⁻⁵³; three reach the last digit for all
    // that is worth answering.
    for _ in 0..<3 {
      let effects = first.orthonormal.transposedTimes(rest.map(\.high))
      let correction = first.inverseFactor.times(effects)
      for place in 0..<order {
        coefficients[place] = coefficients[place] + DoubleDouble(correction[place])
      }
      rest = response
      for (column, coefficient) in zip(columns, coefficients) {
        subtract(coefficient, column, from: &rest)
      }
    }
    var complements = [Double](repeating: 1, count: response.count)
    for column in 0..<order {
      for (row, value) in first.orthonormal.column(column).enumerated() {
        complements[row] -= value * value
      }
    }
    self.coefficients = coefficients
    self.inverseFactor = (0..<order).map {
      first.inverseFactor.column($0).map { DoubleDouble($0) }
    }
    self.effects = first.orthonormal.transposedTimes(response.map(\.high))
    self.orthonormal = first.orthonormal
    self.leverageComplements = complements
    self.logDeterminant = -2 * first.logDeterminant
    self.refined = false
  }
}

/// Takes a multiple of one column off another.
private func subtract(
  _ factor: DoubleDouble, _ column: [DoubleDouble], from target: inout [DoubleDouble]
) {
  let negated = -factor
  for index in target.indices { target[index] = target[index] + column[index] * negated }
}
