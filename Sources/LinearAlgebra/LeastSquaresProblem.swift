/// The coefficients β that make the length of S (y − X β) least, S being a ``RowTransform``.
package struct LeastSquaresProblem: Sendable {
  let columns: [[Double]]
  let remainders: [Int: [Double]]
  let response: [Double]
  let transform: RowTransform

  /// A problem with finite columns and response.
  ///
  /// - Parameter remainders: by the place of a column, what rounding it to doubles left out.
  /// - Precondition: all columns are as long as the response, and there is at least one.
  package init(
    columns: [[Double]], remainders: [Int: [Double]] = [:], response: [Double],
    rows transform: RowTransform = .identity
  ) {
    precondition(!columns.isEmpty, "no columns to solve for")
    for column in columns {
      precondition(
        column.count == response.count,
        "a column of \(column.count) elements for \(response.count) responses")
    }
    for (place, remainder) in remainders {
      precondition(
        columns.indices.contains(place) && remainder.count == response.count,
        "\(remainder.count) remainders for column \(place)")
    }
    self.columns = columns
    self.remainders = remainders
    self.response = response
    self.transform = transform
  }

  /// The solution.
  ///
  /// - Throws: ``LinearAlgebraError/dependentColumns(_:)``,
  ///   ``LinearAlgebraError/wide(rows:columns:)``, ``LinearAlgebraError/overflow``.
  package func solution(
    by solver: LeastSquaresSolver = .automatic
  ) throws(LinearAlgebraError) -> LeastSquaresSolution {
    switch solver {
    case .gram: return try gramSolution()
    case .automatic:
      do {
        return try gramSolution()
      } catch LinearAlgebraError.notConverged {
        return try orthogonalSolution(by: .qr)
      }
    case .qr, .svd: return try orthogonalSolution(by: solver)
    }
  }

  private func orthogonalSolution(
    by solver: LeastSquaresSolver
  ) throws(LinearAlgebraError) -> LeastSquaresSolution {
    let design = CentredDesign(columns, remainders: remainders)
    let centredResponse = CentredResponse(response, centring: design.intercept != nil)

    let moved = design.columns.map { transform($0) }
    let columnExponents = moved.map(LeastSquaresProblem.exponent)
    let ready = zip(moved, columnExponents).map { column, exponent in
      column.map { $0.scaled(byPowerOfTwo: -exponent) }
    }
    let magnitudes = zip(design.scaled, columnExponents).map { column, exponent in
      transform.magnitude(column).scaled(byPowerOfTwo: -exponent)
    }
    let movedResponse = transform(centredResponse.values)
    let responseExponent = LeastSquaresProblem.exponent(movedResponse)
    let readyResponse = movedResponse.map { $0.scaled(byPowerOfTwo: -responseExponent) }

    let first = try FirstPass(
      Matrix(columns: ready.map { $0.map(\.high) }), magnitudes: magnitudes, solver: solver)
    let basis = try Orthogonalisation(ready, readyResponse, first: first)
    return try LeastSquaresSolution(
      LeastSquaresParts(
        design: design, response: centredResponse, transform: transform, basis: basis,
        innerExponents: columnExponents, innerResponseExponent: responseExponent,
        condition: first.condition,
        solver: (solver == .svd ? "svd" : "qr") + (basis.refined ? ", refined" : "")))
  }

  static func exponent(_ column: [DoubleDouble]) -> Int {
    CentredDesign.exponent(column.map(\.high))
  }
}

/// A response y = 2^e (c + z), z held exactly in two doubles, c the mean where that is taken off.
struct CentredResponse: Hashable, Sendable {
  let exponent: Int
  let centre: Double
  /// The response after scaling, before centring.
  let scaled: [Double]
  /// The response after both.
  let values: [DoubleDouble]

  init(_ response: [Double], centring: Bool) {
    let exponent = CentredDesign.exponent(response)
    let scaled = response.map { $0.scaled(byPowerOfTwo: -exponent) }
    let centre = centring ? CentredDesign.centre(scaled) : 0
    self.exponent = exponent
    self.centre = centre
    self.scaled = scaled
    self.values = scaled.map { DoubleDouble.sum($0, -centre) }
  }
}
