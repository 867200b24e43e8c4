/// A linear change of the rows of a regression: what makes weighted and correlated observations
/// into equal and uncorrelated ones.
package enum RowTransform: Hashable, Sendable {
  /// No change.
  case identity
  /// Each row times the square root of its weight; the weights are positive and finite.
  case weights([Double])
  /// The inverse Cholesky factor of a Markov correlation matrix: the correlation of rows i and j is
  /// the product of those of the neighbours between them.
  ///
  /// Row i becomes (zᵢ − cᵢ zᵢ₋₁) / √(1 − cᵢ²), c being the correlation with the row before, in
  /// (−1, 1); that of the first row is not used. It needs no factorisation and n, not n³, steps.
  case markov(correlations: [Double])

  /// The power of two taken out of the square roots of the weights, so that they are near one.
  var exponent: Int {
    guard case .weights(let weights) = self, let largest = weights.max() else { return 0 }
    return Int(largest.exponent) / 2
  }

  /// The transformed column, the power of two of ``exponent`` left out.
  func callAsFunction(_ column: [DoubleDouble]) -> [DoubleDouble] {
    switch self {
    case .identity: return column
    case .weights(let weights):
      let exponent = exponent
      return zip(column, weights).map { value, weight in
        value * RowTransform.root(weight, exponent)
      }
    case .markov(let correlations):
      var result = column
      for index in column.indices.dropFirst() {
        let correlation = correlations[index]
        let innovation = column[index] - column[index - 1] * correlation
        result[index] = innovation / RowTransform.innovationScale(correlation)
      }
      return result
    }
  }

  /// The length of the transformed rounding errors of a column, in units of their relative size.
  func magnitude(_ column: [Double]) -> Double {
    switch self {
    case .identity: return euclideanLength(column)
    case .weights(let weights):
      let exponent = exponent
      return euclideanLength(
        zip(column, weights).map { $0 * RowTransform.root($1, exponent).high })
    case .markov(let correlations):
      let terms = column.indices.map { index -> Double in
        guard index > 0 else { return abs(column[0]) }
        let correlation = correlations[index]
        let size = abs(column[index]) + abs(correlation) * abs(column[index - 1])
        return size / RowTransform.innovationScale(correlation).high
      }
      return euclideanLength(terms)
    }
  }

  /// The logarithm of the determinant of the correlation matrix; 0 where there is none.
  package var logDeterminant: Double {
    guard case .markov(let correlations) = self else { return 0 }
    return 2
      * logarithmOfProduct(correlations.dropFirst().map { RowTransform.innovationScale($0).high })
  }

  /// The root of a weight over 2^`exponent`, which is found once for all of them.
  private static func root(_ weight: Double, _ exponent: Int) -> DoubleDouble {
    DoubleDouble(weight.scaled(byPowerOfTwo: -2 * exponent)).squareRoot
  }

  /// √(1 − c²), from its two factors so that a correlation near one keeps its digits.
  private static func innovationScale(_ correlation: Double) -> DoubleDouble {
    let below = DoubleDouble.sum(1, -correlation)
    let above = DoubleDouble.sum(1, correlation)
    return (below * above).squareRoot
  }
}
