import CKernels

/// A regression as sums over its rows need it: residuals and basis are made of it again, block
/// after block, in the units of the numbers as they were given.
struct ScoringParts: Hashable, Sendable {
  /// What rounding left out of the coefficients.
  let coefficientRests: [Double]
  /// The inverse factor, column after column.
  let factor: [DoubleDouble]
  /// The columns, the response and the weights.
  let columns: [[Double]]
  let response: [Double]
  let weights: [Double]?
  let kernel: GramKernel

  /// The condition number below which a row of the basis in doubles, with what rounding left out of
  /// the factor, errs by less than 2⁻⁴³; over the rows that averages out.
  static let conditionLimit = 0x1p10
  /// The rows from which it is worth it; below, all is kept as it is.
  static let leastRows = 2048
}

extension GramParts {
  /// What sums over the rows are made with, where the columns allow for it.
  var scoring: ScoringParts? {
    let unit = scales[terms]
    guard fit.rows >= ScoringParts.leastRows, problem.remainders.isEmpty,
      fit.conditionBound <= ScoringParts.conditionLimit,
      scales.allSatisfy({ abs($0) <= 200 })
    else { return nil }
    var weights: [Double]?
    switch problem.transform {
    case .identity: break
    case .weights(let own): weights = own
    case .markov: return nil
    }
    var factor = [DoubleDouble](repeating: .zero, count: terms * terms)
    for column in 0..<terms {
      for row in 0...column {
        factor[column * terms + row] = fit.inverseFactor[row, column]
          .scaled(byPowerOfTwo: -scales[row])
      }
    }
    return ScoringParts(
      coefficientRests: zip(fit.scaledCoefficients[0], scales).map {
        $0.low.scaled(byPowerOfTwo: unit - $1)
      },
      factor: factor, columns: problem.columns, response: problem.response, weights: weights,
      kernel: kernel)
  }
}

extension LeastSquaresSolution {
  /// The sum of products of scores: Σ vₜvₜᵀ with vₜ the sum of the `window` scores up to the t-th,
  /// t running on until the last score leaves the window; a score is a row of the orthonormal basis
  /// times its transformed residual over (1 − h)^(`halves` ⁄ 2), h being its leverage.
  ///
  /// One pass over the rows by blocks that stay in the cache, on as many threads as there are; the
  /// bits do not depend on their number. Relative errors are a few parts in 10¹⁵.
  ///
  /// Nil where the answer asks for more than that: few rows, columns that are nearly dependent or
  /// far from one in size, a leverage near one.
  package func scoreProducts(leverageHalves halves: Int = 0, window: Int = 1) -> Matrix? {
    guard let scoring, window <= Int(AFTERMATH_WINDOW_ROWS), !isExact else { return nil }
    let terms = coefficients.count
    let high = scoring.factor.map(\.high)
    let low = scoring.factor.map(\.low)
    let rows = scoring.response.count
    let pieces = RowTable.pieces(rows: rows, atMost: 16)
    let coefficients = coefficients
    let unit = (1.0).scaled(byPowerOfTwo: -residualExponent)
    let parts = concurrently(pieces.count) { piece -> (products: [Double], least: Double)? in
      var products = [Double](repeating: 0, count: terms * terms)
      var least = 1.0
      let status = RowTable.withPointers(
        [scoring.response, coefficients, scoring.coefficientRests, high, low]
          + (scoring.weights.map { [$0] } ?? [])
      ) { fixed in
        RowTable.withPointers(scoring.columns) { columns in
          var scores = aftermath_scores()
          scores.rows = rows
          scores.columns = terms
          scores.x = columns.baseAddress
          scores.y = fixed[0]
          scores.coefficients = fixed[1]
          scores.coefficient_rests = fixed[2]
          scores.factor = fixed[3]
          scores.factor_rests = fixed[4]
          scores.weights = fixed.count > 5 ? fixed[5] : nil
          scores.unit = unit
          scores.leverage_halves = Int32(halves)
          scores.window = window
          return aftermath_score_products(
            &scores, pieces[piece].lowerBound, pieces[piece].upperBound, scoring.kernel.code,
            &products, &least)
        }
      }
      return status == 0 ? (products, least) : nil
    }
    var total = [Double](repeating: 0, count: terms * terms)
    for part in parts {
      // In doubles a leverage near one leaves no digits of what it lacks.
      guard let part, part.least > 0x1p-8 else { return nil }
      for place in total.indices { total[place] += part.products[place] }
    }
    return Matrix(symmetric: total, order: terms)
  }
}

extension Matrix {
  /// A symmetric matrix of its upper triangle, column after column.
  init(symmetric elements: [Double], order: Int) {
    self.init(rows: order, columns: order, elements: elements)
    for column in 0..<order {
      for row in 0..<column { self[column, row] = self[row, column] }
    }
  }
}
