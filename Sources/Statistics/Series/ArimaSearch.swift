/// The search for the greatest likelihood of an autoregressive moving average.
struct ArimaSearch {
  /// A model, what its filter leaves, and how it was found.
  struct Found {
    let model: AutoregressiveMovingAverage
    let filtered: AutoregressiveMovingAverage.Filtered
    let isOnCircle: Bool
    let convergence: Convergence
  }

  private let values: [Double?]
  private let autoregression: Int
  private let movingAverage: Int
  private let hasMean: Bool

  init(_ values: [Double?], autoregression: Int, movingAverage: Int, hasMean: Bool) {
    self.values = values
    self.autoregression = autoregression
    self.movingAverage = movingAverage
    self.hasMean = hasMean
  }

  /// The largest partial autocorrelation of an autoregression: nearer to one it is no longer told from
  /// a unit root.
  private static let mostPartial = 0.999_99

  private var size: Int { autoregression + movingAverage }

  /// The best of the peaks climbed to from the best places of a grid; nil where no place has a
  /// likelihood.
  func run() -> Found? {
    guard size > 0 else {
      return found(
        [], Convergence(iterations: 1, change: 0, reason: .converged))
    }
    let starts = starts().map { (place: $0, cost: cost($0)) }.filter { $0.cost < .infinity }
      .sorted { $0.cost < $1.cost }
    guard let first = starts.first else { return nil }
    var best = CompassSearch.Result(place: first.place, value: .infinity, evaluations: 0, step: 1)
    var evaluations = 0
    for start in starts.prefix(6) {
      let climbed = CompassSearch.minimum(
        from: start.place, steps: Array(repeating: 0.4, count: size), cost)
      evaluations += climbed.evaluations
      if climbed.value < best.value { best = climbed }
    }
    var place = best.place
    var isOnCircle = false
    // The likelihood is flat across the circle in these coordinates: a place a hair from it is on it.
    for axis in autoregression..<size where abs(Elementary.sin(place[axis])) > 1 - 1e-6 {
      var trial = place
      trial[axis] = Elementary.sin(place[axis]) > 0 ? Double.pi / 2 : -Double.pi / 2
      if cost(trial) <= best.value + 1e-7 {
        place = trial
        isOnCircle = true
      }
    }
    let isStopped = best.step > 1e-8
    return found(
      place,
      Convergence(
        iterations: evaluations, change: best.step,
        reason: isOnCircle ? .boundary : isStopped ? .exhausted : .converged), isOnCircle)
  }

  private func found(
    _ place: [Double], _ convergence: Convergence, _ isOnCircle: Bool = false
  ) -> Found? {
    let model = model(place)
    guard let filtered = model.filter(values, mean: hasMean ? nil : 0) else { return nil }
    return Found(
      model: model, filtered: filtered, isOnCircle: isOnCircle, convergence: convergence)
  }

  /// Places are arcs whose sines are partial autocorrelations.
  private func model(_ place: [Double]) -> AutoregressiveMovingAverage {
    let partials = place.map { Elementary.sin($0) }
    return AutoregressiveMovingAverage(
      autoregression: AutoregressiveMovingAverage.coefficients(
        partials: partials[..<autoregression].map { $0 * Self.mostPartial }),
      movingAverage: AutoregressiveMovingAverage.coefficients(
        partials: Array(partials[autoregression...])
      ).map { -$0 })
  }

  private func cost(_ place: [Double]) -> Double {
    guard let filtered = model(place).filter(values, mean: hasMean ? nil : 0) else {
      return .infinity
    }
    return -filtered.logLikelihood
  }

  /// A grid over all coordinates for up to three; beyond, over the first of each kind.
  private func starts() -> [[Double]] {
    let arcs = [-1.2, -0.5, 0.1, 0.6, 1.2]
    let others = [-Double.pi / 2, -1, -0.3, 0.3, 1, Double.pi / 2]
    var places: [[Double]] = [[]]
    for axis in 0..<size {
      let isMoving = axis >= autoregression
      let isFirst = axis == 0 || axis == autoregression
      let choices = size > 3 && !isFirst ? [0.05] : isMoving ? others : arcs
      places = places.flatMap { place in choices.map { place + [$0] } }
    }
    return places
  }

  /// Standard errors from the second differences of the log likelihood in the coefficients and the
  /// mean; nil where it is not curved downwards or has no value beside the peak.
  func standardErrors(_ found: Found) -> [Double]? {
    let peak =
      found.model.autoregression + found.model.movingAverage
      + (hasMean ? [found.filtered.mean] : [])
    guard !peak.isEmpty else { return [] }
    let spread = (found.filtered.shockVariance / Double(values.count)).squareRoot()
    let steps = peak.indices.map { index in
      index < size ? 2e-3 * max(abs(peak[index]), 0.2) : 0.1 * spread
    }
    func height(_ shifts: [(Int, Double)]) -> Double? {
      var place = peak
      for (axis, sign) in shifts { place[axis] += sign * steps[axis] }
      return AutoregressiveMovingAverage(
        autoregression: Array(place[..<autoregression]),
        movingAverage: Array(place[autoregression..<size])
      ).filter(values, mean: hasMean ? place[size] : 0)?.logLikelihood
    }
    guard let middle = height([]) else { return nil }
    let count = peak.count
    var curvature = [[Double]](repeating: Array(repeating: 0, count: count), count: count)
    for row in 0..<count {
      guard let up = height([(row, 1)]), let down = height([(row, -1)]) else { return nil }
      curvature[row][row] = (2 * middle - up - down) / (steps[row] * steps[row])
      for column in 0..<row {
        guard let both = height([(row, 1), (column, 1)]),
          let first = height([(row, 1), (column, -1)]),
          let second = height([(row, -1), (column, 1)]),
          let neither = height([(row, -1), (column, -1)])
        else { return nil }
        let value = -(both - first - second + neither) / (4 * steps[row] * steps[column])
        curvature[row][column] = value
        curvature[column][row] = value
      }
    }
    return Self.inverseDiagonal(curvature)?.map { $0.squareRoot() }
  }

  /// The diagonal of the inverse of a positive definite matrix; nil for another.
  private static func inverseDiagonal(_ matrix: [[Double]]) -> [Double]? {
    let count = matrix.count
    // A unit diagonal keeps coefficients and a mean of any unit apart.
    let scales = matrix.indices.map { matrix[$0][$0] }
    guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    var lower = [[Double]](repeating: Array(repeating: 0, count: count), count: count)
    for row in 0..<count {
      for column in 0...row {
        var sum = matrix[row][column] / (scales[row] * scales[column]).squareRoot()
        for middle in 0..<column { sum -= lower[row][middle] * lower[column][middle] }
        if row == column {
          guard sum > 1e-12 else { return nil }
          lower[row][row] = sum.squareRoot()
        } else {
          lower[row][column] = sum / lower[column][column]
        }
      }
    }
    return (0..<count).map { axis in
      var solution = [Double](repeating: 0, count: count)
      for row in 0..<count {
        var sum = row == axis ? 1.0 : 0
        for middle in 0..<row { sum -= lower[row][middle] * solution[middle] }
        solution[row] = sum / lower[row][row]
      }
      return solution.reduce(0) { $0 + $1 * $1 } / scales[axis]
    }
  }
}

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
