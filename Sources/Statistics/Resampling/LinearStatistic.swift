import LinearAlgebra

/// A statistic that is a weighted sum of the values by their places, Σ wᵢ yᵢ: a mean, a least-squares
/// slope on fixed times, any coefficient of a linear regression.
///
/// Bootstraps of it take no more than a look-up for each block.
public struct LinearStatistic: Hashable, Sendable, Codable {
  /// The weight of each place.
  public let weights: [Double]

  /// A statistic of given weights.
  public init(weights: [Double]) { self.weights = weights }

  /// The mean of so many values.
  public static func mean(count: Int) -> LinearStatistic {
    LinearStatistic(weights: Array(repeating: 1 / Double(max(1, count)), count: count))
  }

  /// The least-squares slope on times; all weights zero for a single time.
  public static func slope(_ times: [Double]) -> LinearStatistic {
    let centred = CentredValues(times)
    let squares = centred.sumOfSquares
    return LinearStatistic(weights: centred.deviations.map { squares > 0 ? $0 / squares : 0 })
  }

  /// The statistic of values.
  ///
  /// - Precondition: there are as many as weights.
  public func callAsFunction(_ values: [Double]) -> Double {
    precondition(values.count == weights.count, "\(values.count) values, \(weights.count) weights")
    var sum = 0.0
    for place in values.indices { sum += weights[place] * values[place] }
    return sum
  }
}

extension LinearFit {
  /// The weights that make a coefficient of the response.
  func responseWeights(_ term: Int) -> LinearStatistic {
    let basis = solution.orthonormal
    let row = solution.inverseFactor.row(term)
    let raw = (0..<count).map { index in
      zip(row, basis.row(index)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    // The coefficient of the column itself is one, which settles their unit.
    var own = 0.0
    for (weight, value) in zip(raw, design.columns[term]) { own += weight * value }
    return LinearStatistic(weights: raw.map { $0 / own })
  }
}
