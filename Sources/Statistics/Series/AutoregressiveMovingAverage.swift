/// The innovations of an autoregressive moving average, by the filter of Kalman from its stationary
/// start: the exact Gaussian likelihood, missing values included.
///
/// The state has max(p, q + 1) elements: the value, and what is known of each later one but for its
/// new shock.
struct AutoregressiveMovingAverage {
  let autoregression: [Double]
  let movingAverage: [Double]
  /// The number of elements of the state.
  let order: Int
  private let shocks: [Double]

  init(autoregression: [Double], movingAverage: [Double]) {
    self.autoregression = autoregression
    self.movingAverage = movingAverage
    order = max(autoregression.count, movingAverage.count + 1)
    var shocks = [1.0] + movingAverage
    while shocks.count < order { shocks.append(0) }
    self.shocks = shocks
  }

  /// What the filter leaves: likelihood, mean, variance of shocks, and the state after the last row.
  struct Filtered {
    let logLikelihood: Double
    let mean: Double
    let shockVariance: Double
    /// The state one row after the last, of values less their mean.
    let state: [Double]
    /// Its covariance, in units of the variance of shocks.
    let covariance: [Double]
    /// The error of the forecast of each row and its variance, in units of that of shocks; nil where
    /// a value is missing.
    let surprises: [StateEstimate?]
  }

  /// Filters values, their mean given, estimated, or none (0); the variance of shocks is estimated.
  /// Nil where the model is not stationary or the values leave no variance.
  func filter(_ values: [Double?], mean given: Double?) -> Filtered? {
    guard var covariance = stationaryCovariance() else { return nil }
    let count = order
    // The filter is linear: values and a series of ones go through it side by side.
    var state = [Double](repeating: 0, count: count)
    var unit = [Double](repeating: 0, count: count)
    var gains = [Double](repeating: 0, count: count)
    var rows: [(surprise: Double, one: Double, total: Double)?] = []
    rows.reserveCapacity(values.count)
    var (ones, products, squares, logs) = (0.0, 0.0, 0.0, 0.0)
    var present = 0
    for value in values {
      if let value {
        let total = covariance[0]
        guard total > 0, total.isFinite else { return nil }
        let surprise = value - state[0]
        let one = 1 - unit[0]
        ones += one * one / total
        products += one * surprise / total
        squares += surprise * surprise / total
        logs += Elementary.log(total)
        present += 1
        rows.append((surprise, one, total))
        for place in 0..<count { gains[place] = covariance[place] / total }
        for place in 0..<count {
          state[place] += gains[place] * surprise
          unit[place] += gains[place] * one
        }
        for row in (0..<count).reversed() {
          for column in (0..<count).reversed() {
            covariance[row * count + column] -= gains[row] * gains[column] * total
          }
        }
      } else {
        rows.append(nil)
      }
      move(&state)
      move(&unit)
      move(covariance: &covariance)
    }
    let size = Double(present)
    let mean = given ?? (ones > 0 ? products / ones : 0)
    // The errors' squares are those of values less the mean times those of ones.
    let rest = squares - 2 * mean * products + mean * mean * ones
    let variance = rest / size
    guard variance > 0, variance.isFinite else { return nil }
    return Filtered(
      logLikelihood: -size / 2 * (Elementary.log(2 * Double.pi) + 1 + Elementary.log(variance))
        - logs / 2,
      mean: mean, shockVariance: variance,
      state: zip(state, unit).map { $0 - mean * $1 }, covariance: covariance,
      surprises: rows.map { row in
        row.map { StateEstimate(mean: $0.surprise - mean * $0.one, variance: $0.total) }
      })
  }

  /// The state a row later, without its shock.
  func moved(_ state: [Double]) -> [Double] {
    (0..<order).map { row in
      (row < autoregression.count ? autoregression[row] * state[0] : 0)
        + (row + 1 < order ? state[row + 1] : 0)
    }
  }

  /// Moves a state a row on, without its shock.
  private func move(_ state: inout [Double]) {
    let first = state[0]
    for place in 0..<order {
      state[place] =
        (place < autoregression.count ? autoregression[place] * first : 0)
        + (place + 1 < order ? state[place + 1] : 0)
    }
  }

  /// Moves a covariance a row on, with the shock: T P Tᵀ + R Rᵀ.
  private func move(covariance: inout [Double]) {
    let count = order
    func recursion(_ place: Int) -> Double {
      place < autoregression.count ? autoregression[place] : 0
    }
    // Columns, then rows, each from its first element down.
    for column in 0..<count {
      let first = covariance[column]
      for row in 0..<count {
        covariance[row * count + column] =
          recursion(row) * first
          + (row + 1 < count ? covariance[(row + 1) * count + column] : 0)
      }
    }
    for row in 0..<count {
      let first = covariance[row * count]
      for column in 0..<count {
        covariance[row * count + column] =
          recursion(column) * first
          + (column + 1 < count ? covariance[row * count + column + 1] : 0)
          + shocks[row] * shocks[column]
      }
    }
  }

  /// Σ Tᵏ R Rᵀ Tᵏᵀ over all k, each step doubling the number of terms; nil where it grows without end.
  private func stationaryCovariance() -> [Double]? {
    let count = order
    var sum = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0..<count { sum[row * count + column] = shocks[row] * shocks[column] }
    }
    var power = [Double](repeating: 0, count: count * count)
    for column in 0..<count {
      var axis = [Double](repeating: 0, count: count)
      axis[column] = 1
      let moved = moved(axis)
      for row in 0..<count { power[row * count + column] = moved[row] }
    }
    func product(_ a: [Double], _ b: [Double], transposed: Bool) -> [Double] {
      var result = [Double](repeating: 0, count: count * count)
      for row in 0..<count {
        for column in 0..<count {
          var total = 0.0
          for middle in 0..<count {
            total +=
              a[row * count + middle]
              * b[transposed ? column * count + middle : middle * count + column]
          }
          result[row * count + column] = total
        }
      }
      return result
    }
    // Forty doublings are 10¹² terms: a root that needs more is one for all that doubles can tell.
    for _ in 0..<40 {
      let term = product(product(power, sum, transposed: false), power, transposed: true)
      guard term.allSatisfy({ abs($0) < 1e100 }) else { return nil }
      sum = zip(sum, term).map { $0 + $1 }
      let largest = sum.reduce(0) { max($0, abs($1)) }
      if term.allSatisfy({ abs($0) <= 1e-18 * largest }) { return sum }
      power = product(power, power, transposed: false)
    }
    return nil
  }
}

extension AutoregressiveMovingAverage {
  /// The coefficients of a stationary autoregression with these partial autocorrelations.
  static func coefficients(partials: [Double]) -> [Double] {
    var result: [Double] = []
    for partial in partials {
      let reversed = Array(result.reversed())
      result = zip(result, reversed).map { $0 - partial * $1 } + [partial]
    }
    return result
  }
}
