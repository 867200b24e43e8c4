/// What a filtered series says of the rows after its last.
struct ArimaOutlook: Hashable, Sendable {
  private let order: Int
  private let lasts: [Double]
  private let offset: Double
  private let unit: Double
  private let variance: Double
  private let state: [Double]
  private let covariance: [Double]
  private let autoregression: [Double]
  private let movingAverage: [Double]

  /// - Parameter lasts: the last differences of each order, from the highest below that taken down to
  ///   the value itself.
  init(
    _ model: AutoregressiveMovingAverage, _ filtered: AutoregressiveMovingAverage.Filtered,
    lasts: [Double], origin: Double, unit: Double
  ) {
    order = model.order
    self.lasts = lasts
    offset = filtered.mean + origin
    self.unit = unit
    variance = filtered.shockVariance * unit * unit
    state = filtered.state
    covariance = filtered.covariance
    autoregression = model.autoregression
    movingAverage = model.movingAverage
  }

  /// Forecasts and the variances of their errors.
  ///
  /// The state is followed by the sums that undo the differences: each is itself a row before, plus
  /// the one above it now.
  func forecasts(_ steps: Int) -> [(value: Double, variance: Double)] {
    let model = AutoregressiveMovingAverage(
      autoregression: autoregression, movingAverage: movingAverage)
    let count = order + lasts.count
    let shocks = (0..<count).map { index in
      index == 0 || index >= order
        ? 1 : index <= movingAverage.count ? movingAverage[index - 1] : 0
    }
    func extended(_ state: [Double], _ sums: [Double]) -> [Double] {
      var result = state
      var total = state[0]
      for sum in sums {
        total += sum
        result.append(total)
      }
      return result
    }
    func moved(_ vector: [Double]) -> [Double] {
      extended(model.moved(Array(vector[..<order])), Array(vector[order...]))
    }
    var mean = extended(state, lasts)
    // Rows of the map from the filtered state to the extended one.
    let none = lasts.map { _ in 0.0 }
    var spread = [[Double]](repeating: [], count: order)
    for column in 0..<order {
      spread[column] = extended((0..<order).map { covariance[$0 * order + column] }, none)
    }
    // Columns of the extended covariance: turn the other side the same way.
    var wide = (0..<count).map { row in extended((0..<order).map { spread[$0][row] }, none) }
    var result: [(value: Double, variance: Double)] = []
    for step in 0..<steps {
      if step > 0 {
        mean = moved(mean)
        let half = wide.map(moved)
        wide = (0..<count).map { row in moved((0..<count).map { half[$0][row] }) }
        for row in 0..<count {
          for column in 0..<count { wide[row][column] += shocks[row] * shocks[column] }
        }
      }
      let place = lasts.isEmpty ? 0 : count - 1
      let value = (mean[place] + (lasts.isEmpty ? offset : 0)) * unit
      result.append((value, max(0, wide[place][place]) * variance))
    }
    return result
  }
}
