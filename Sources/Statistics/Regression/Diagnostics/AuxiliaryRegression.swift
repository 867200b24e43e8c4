import LinearAlgebra

/// A regression of something made of residuals, for the share of its squares that is explained.
struct AuxiliaryRegression {
  let fit: LinearFit
  /// The columns kept, the constant among them.
  let terms: Int

  /// The regression on columns of which those dependent on others are left out.
  init(
    _ response: [Double], on design: Design, dropping: Bool = false
  ) throws(StatisticsError) {
    var design = design
    while true {
      do throws(StatisticsError) {
        fit = try LeastSquares().fit(response, on: design)
        terms = design.terms.count
        return
      } catch {
        guard dropping, case .rankDeficient(let dependent) = error else { throw error }
        for term in dependent { design = design.removing(term) }
      }
    }
  }

  /// The residual sum of squares over that about zero.
  func rest(_ response: [Double]) -> Double {
    let length = euclideanLength(fit.residuals) / euclideanLength(response)
    return length * length
  }
}

extension Design {
  /// This design with a constant column in front, unless it has one.
  var withConstant: Design {
    let has = columns.contains { column in column[0] != 0 && column.allSatisfy { $0 == column[0] } }
    guard !has else { return self }
    return Design(
      [(Design.interceptTerm, Array(repeating: 1, count: count))]
        + zip(terms, columns).map {
          ($0, $1)
        })
  }

  /// The columns that vary, each less its mean and divided by its largest distance from it.
  var standardisedColumns: [[Double]] {
    columns.compactMap { column in
      let mean = compensatedSum(column.span) / Double(column.count)
      let moved = column.map { $0 - mean }
      let largest = moved.reduce(0) { max($0, abs($1)) }
      return column.allSatisfy { $0 == column[0] } ? nil : moved.map { $0 / largest }
    }
  }
}
