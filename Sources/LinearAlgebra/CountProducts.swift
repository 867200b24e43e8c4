import CKernels

/// The sums over the rows that the fit of a log-linear regression of counts asks for, the variance at
/// a mean μ being μ + αμ².
///
/// One pass in doubles by blocks that stay in the cache, on as many threads as there are or as
/// ``Threads`` allows. What rounding leaves out of sums of blocks is kept, so that sums of any number
/// of rows err by little more than their terms do. The bits do not depend on the number of threads.
/// Sums are not finite where a mean leaves the range of doubles.
package struct CountProducts: Sendable {
  /// What is asked of the rows.
  package enum Purpose: Sendable {
    /// The information XᵀWX, W being the working weights μ/(1 + αμ), and the score; from no
    /// coefficients XᵀWz, z being the working response at means near the counts.
    case step
    /// The same at the maximum, with what is reported of it.
    case finish
    /// What the observed information has beyond the expected, Σ xxᵀ αμ(y − μ)/(1 + αμ)², in place
    /// of the information; in place of the score Σ x μ(y − μ)/(1 + αμ)².
    case observed
  }

  /// The rows of a regression.
  package struct Rows: Sendable {
    let columns: [[Double]]
    let counts: [Double]
    let weights: [Double]?
    let offset: [Double]?

    /// Rows given by columns.
    ///
    /// - Precondition: all columns are as long as the counts.
    package init(
      columns: [[Double]], counts: [Double], weights: [Double]?, offset: [Double]?
    ) {
      self.columns = columns
      self.counts = counts
      self.weights = weights
      self.offset = offset
    }
  }

  /// XᵀWX, or what stands in its place.
  package let information: Matrix
  /// The score, or what stands in its place.
  package let score: [Double]
  private let informationRest: Matrix
  private let scalars: [Double]
  /// To finish: the largest mean.
  package let largestMean: Double

  /// The sum of the working weights.
  package var weight: Double { scalars[Int(AFTERMATH_COUNT_WEIGHT)] }
  /// Σ log(1 + αμ).
  package var logs: Double { scalars[Int(AFTERMATH_COUNT_LOGS)] }
  /// Σ (y − μ)/(1 + αμ).
  package var rests: Double { scalars[Int(AFTERMATH_COUNT_RESTS)] }
  /// Σ μ/(1 + αμ).
  package var shares: Double { scalars[Int(AFTERMATH_COUNT_SHARES)] }
  /// Σ (y − μ)/(1 + αμ)².
  package var squaredRests: Double { scalars[Int(AFTERMATH_COUNT_SQUARED_RESTS)] }
  /// To finish: the deviance.
  package var deviance: Double { scalars[Int(AFTERMATH_COUNT_DEVIANCE)] }
  /// To finish: Σ (y − μ)²/(μ + αμ²).
  package var pearson: Double { scalars[Int(AFTERMATH_COUNT_PEARSON)] }
  /// To finish: Σ ((y − μ)² − y).
  package var excess: Double { scalars[Int(AFTERMATH_COUNT_EXCESS)] }
  /// To finish: Σ μ².
  package var squares: Double { scalars[Int(AFTERMATH_COUNT_SQUARES)] }

  /// The rows of a piece of the work: more than are summed before their rounding is watched.
  private static let groupRows = 2048

  /// The sums at coefficients, or at means near the counts themselves; nil without memory.
  package init?(
    _ rows: Rows, coefficients: [Double]?, alpha: Double, purpose: Purpose = .step,
    kernel: GramKernel = .best
  ) {
    let terms = rows.columns.count
    let pieces = RowTable.pieces(
      rows: rows.counts.count, atMost: 16, group: CountProducts.groupRows)
    let parts = concurrently(pieces.count) { piece in
      Part(rows, pieces[piece], coefficients, alpha, purpose, kernel)
    }
    var total = [DoubleDouble](repeating: .zero, count: Part.count(terms))
    var largest = 0.0
    for part in parts {
      guard let part else { return nil }
      for place in total.indices {
        total[place] = total[place] + DoubleDouble.sum(part.high[place], part.low[place])
      }
      largest = max(largest, part.largest)
    }
    let squares = total[..<(terms * terms)]
    information = Matrix(symmetric: squares.map(\.high), order: terms)
    informationRest = Matrix(symmetric: squares.map(\.low), order: terms)
    score = total[(terms * terms)..<(terms * terms + terms)].map(\.high)
    scalars = total[(terms * terms + terms)...].map(\.high)
    largestMean = largest
  }

  /// The information, factored.
  ///
  /// - Throws: ``LinearAlgebraError/notPositiveDefinite(order:)`` where it has no digits left.
  package func factored() throws(LinearAlgebraError) -> InformationFactor {
    try InformationFactor(information, rest: informationRest)
  }
}

/// The sums over some of the rows, and what rounding left out of each: the information, the score and
/// the scalars.
private struct Part: Sendable {
  let high: [Double]
  let low: [Double]
  let largest: Double

  static func count(_ terms: Int) -> Int {
    terms * terms + terms + Int(AFTERMATH_COUNT_SCALARS)
  }

  init?(
    _ rows: CountProducts.Rows, _ range: Range<Int>, _ coefficients: [Double]?, _ alpha: Double,
    _ purpose: CountProducts.Purpose, _ kernel: GramKernel
  ) {
    let terms = rows.columns.count
    var high = [Double](repeating: 0, count: Part.count(terms))
    var low = high
    let none = [Double]()
    var scalars: [Double] = []
    var rests: [Double] = []
    var largest = 0.0
    let status = RowTable.withPointers(
      [rows.counts, rows.weights ?? none, rows.offset ?? none, coefficients ?? none]
    ) { fixed in
      RowTable.withPointers(rows.columns) { columns in
        high.withUnsafeMutableBufferPointer { high in
          low.withUnsafeMutableBufferPointer { low in
            var table = aftermath_counts()
            table.rows = rows.counts.count
            table.columns = terms
            table.x = columns.baseAddress
            table.y = fixed[0]
            table.weights = rows.weights == nil ? nil : fixed[1]
            table.offset = rows.offset == nil ? nil : fixed[2]
            table.coefficients = coefficients == nil ? nil : fixed[3]
            table.alpha = alpha
            table.purpose =
              switch purpose {
              case .step: AFTERMATH_COUNT_STEP
              case .finish: AFTERMATH_COUNT_FINISH
              case .observed: AFTERMATH_COUNT_OBSERVED
              }
            var sums = aftermath_count_sums()
            sums.information = high.baseAddress
            sums.information_rest = low.baseAddress
            sums.score = high.baseAddress.map { $0 + terms * terms }
            sums.score_rest = low.baseAddress.map { $0 + terms * terms }
            let status = aftermath_count_products(
              &table, range.lowerBound, range.upperBound, kernel.code, &sums)
            scalars = withUnsafeBytes(of: sums.scalars) { Array($0.bindMemory(to: Double.self)) }
            rests = withUnsafeBytes(of: sums.scalar_rests) {
              Array($0.bindMemory(to: Double.self))
            }
            largest = sums.largest
            return status
          }
        }
      }
    }
    guard status == 0 else { return nil }
    let first = high.count - scalars.count
    for (place, value) in scalars.enumerated() {
      high[first + place] = value
      low[first + place] = rests[place]
    }
    self.high = high
    self.low = low
    self.largest = largest
  }
}

/// XᵀWX in doubles, W being the weights or, without any, one; nil without memory.
///
/// - Precondition: all columns are as long as the weights.
package func weightedProducts(
  _ columns: [[Double]], weights: [Double]? = nil, kernel: GramKernel = .best
) -> Matrix? {
  let terms = columns.count
  let pieces = RowTable.pieces(rows: columns.first?.count ?? 0, atMost: 16)
  let parts = concurrently(pieces.count) { piece -> [Double]? in
    var products = [Double](repeating: 0, count: terms * terms)
    let status = RowTable.withPointers(columns + (weights.map { [$0] } ?? [])) { columns in
      aftermath_weighted_products(
        columns.baseAddress, weights == nil ? nil : columns[terms], terms,
        pieces[piece].lowerBound, pieces[piece].upperBound, kernel.code, &products)
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
