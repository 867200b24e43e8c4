import CKernels

/// The sums over the rows that Fisher scoring of a log-linear regression of counts asks for, the
/// variance at a mean μ being μ + αμ².
///
/// One pass in doubles by blocks that stay in the cache, on as many threads as there are; the bits
/// do not depend on their number. Sums are not finite where a mean leaves the range of doubles.
package struct CountProducts: Sendable {
  /// XᵀWX with W the working weights.
  package let information: Matrix
  /// The score; from no coefficients XᵀWz, z being the working response at means near the counts.
  package let score: [Double]
  /// The sum of the working weights.
  package let weight: Double
  /// Σ log(1 + αμ).
  package let logs: Double
  /// Σ (y − μ)/(1 + αμ).
  package let rests: Double
  /// Σ μ/(1 + αμ).
  package let shares: Double
  /// Σ (y − μ)/(1 + αμ)².
  package let squaredRests: Double

  /// The sums at coefficients, or at means near the counts themselves; nil without memory.
  ///
  /// - Precondition: all columns are as long as the counts.
  package init?(
    columns: [[Double]], counts: [Double], weights: [Double]?, offset: [Double]?,
    coefficients: [Double]?, alpha: Double
  ) {
    let terms = columns.count
    let rows = counts.count
    let pieces = RowTable.pieces(rows: rows, atMost: 16)
    let parts = concurrently(pieces.count) { piece -> [Double]? in
      var information = [Double](repeating: 0, count: terms * terms)
      var score = [Double](repeating: 0, count: terms)
      var rest = [Double](repeating: 0, count: 5)
      let none = [Double]()
      let status = RowTable.withPointers(
        [counts, weights ?? none, offset ?? none, coefficients ?? none]
      ) { fixed in
        RowTable.withPointers(columns) { columns in
          information.withUnsafeMutableBufferPointer { information in
            score.withUnsafeMutableBufferPointer { score in
              var table = aftermath_counts()
              table.rows = rows
              table.columns = terms
              table.x = columns.baseAddress
              table.y = fixed[0]
              table.weights = weights == nil ? nil : fixed[1]
              table.offset = offset == nil ? nil : fixed[2]
              table.coefficients = coefficients == nil ? nil : fixed[3]
              table.alpha = alpha
              var sums = aftermath_count_sums()
              sums.information = information.baseAddress
              sums.score = score.baseAddress
              let status = aftermath_count_products(
                &table, pieces[piece].lowerBound, pieces[piece].upperBound, GramKernel.best.code,
                &sums)
              rest = [sums.weight, sums.logs, sums.rests, sums.shares, sums.squared_rests]
              return status
            }
          }
        }
      }
      return status == 0 ? information + score + rest : nil
    }
    var total = [Double](repeating: 0, count: terms * terms + terms + 5)
    for part in parts {
      guard let part else { return nil }
      for place in total.indices { total[place] += part[place] }
    }
    information = Matrix(symmetric: Array(total[..<(terms * terms)]), order: terms)
    let rest = Array(total[(terms * terms)...])
    score = Array(rest[..<terms])
    weight = rest[terms]
    logs = rest[terms + 1]
    rests = rest[terms + 2]
    shares = rest[terms + 3]
    squaredRests = rest[terms + 4]
  }
}

/// XᵀWX in doubles, W being the weights or, without any, one; nil without memory.
///
/// - Precondition: all columns are as long as the weights.
package func weightedProducts(_ columns: [[Double]], weights: [Double]? = nil) -> Matrix? {
  let terms = columns.count
  let pieces = RowTable.pieces(rows: columns.first?.count ?? 0, atMost: 16)
  let parts = concurrently(pieces.count) { piece -> [Double]? in
    var products = [Double](repeating: 0, count: terms * terms)
    let status = RowTable.withPointers(columns + (weights.map { [$0] } ?? [])) { columns in
      aftermath_weighted_products(
        columns.baseAddress, weights == nil ? nil : columns[terms], terms,
        pieces[piece].lowerBound, pieces[piece].upperBound, GramKernel.best.code, &products)
    }
    return status == 0 ? products : nil
  }
  var total = [Double](repeating: 0, count: terms * terms)
  for part in parts {
    guard let part else { return nil }
    for place in total.indices { total[place] += part[place] }
  }
  return Matrix(symmetric: total, order: terms)
}
