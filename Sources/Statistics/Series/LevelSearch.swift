/// The search for the ratio of the two variances of a local level model, their common scale at its
/// best for each: a grid eight ratios at a time, then the zero of the exact derivative beside each
/// peak of it, then both ends.
struct LevelSearch {
  /// A peak of the likelihood.
  struct Peak {
    /// The share of the errors in both variances; 1 for a constant level, 0 for a random walk.
    let error: Double
    /// The share of the steps.
    let step: Double
    /// What the shares are multiplied by.
    let scale: Double
    let logLikelihood: Double
    /// The last width of the bracket, in logarithms of the ratio; 0 at an end.
    let width: Double
    let isEnd: Bool
  }

  /// The values from the first that is there, less it.
  private let values: [Double?]
  private let count: Double

  init(_ values: [Double?]) {
    let kept = Array(values.drop { $0 == nil })
    let first = kept.first.flatMap { $0 } ?? 0
    self.values = kept.map { $0.map { $0 - first } }
    count = Double(kept.count { $0 != nil } - 1)
  }

  /// Every peak, the greatest first, an end before an equal peak within; and the evaluations made.
  func peaks() -> (peaks: [Peak], evaluations: Int) {
    // Logarithms of the ratio from −16 to 16, in quarters.
    let grid = (0..<136).map { min(64, Double($0) - 64) / 4 }
    let shares = grid.map { 1 / (1 + Elementary.exp($0)) }
    var heights: [Double] = []
    heights.reserveCapacity(grid.count)
    for start in stride(from: 0, to: grid.count, by: 8) {
      let eight = logLikelihoods(SIMD8(shares[start..<start + 8]))
      for lane in 0..<8 { heights.append(eight[lane]) }
    }
    var evaluations = grid.count
    var found: [Peak] = []
    for (error, step, beside) in [(1.0, 0.0, heights[0]), (0, 1, heights[128])] {
      evaluations += 1
      let end = peak(error: error, step: step, width: 0, isEnd: true)
      // Where the likelihood rises from an end inwards, the end is no peak.
      if end.logLikelihood >= beside - 1e-10 { found.append(end) }
    }
    for place in 1..<128 where heights[place] >= heights[place - 1] {
      guard heights[place] > heights[place + 1] else { continue }
      let (logRatio, width, count) = zero(from: grid[place - 1], to: grid[place + 1])
      evaluations += count
      let ratio = Elementary.exp(logRatio)
      found.append(
        peak(error: 1 / (1 + ratio), step: ratio / (1 + ratio), width: width, isEnd: false))
    }
    // An end wins over a peak that is higher by less than rounding can tell.
    found.sort {
      abs($0.logLikelihood - $1.logLikelihood) <= 1e-10
        ? $0.isEnd && !$1.isEnd : $0.logLikelihood > $1.logLikelihood
    }
    return (found, evaluations)
  }

  /// The place between two logarithms of the ratio at which the derivative changes its sign from
  /// above to below zero, by secants that a bisection keeps in bounds.
  private func zero(
    from start: Double, to end: Double
  ) -> (place: Double, width: Double, evaluations: Int) {
    var (low, high) = (start, end)
    var (above, below) = (derivative(low), derivative(high))
    var evaluations = 2
    var place = (low + high) / 2
    var width = high - low
    guard above > 0, below < 0 else { return (place, width, evaluations) }
    var lastSide = 0.0
    while evaluations < 60 {
      var middle = (low * below - high * above) / (below - above)
      if !(middle > low && middle < high) { middle = (low + high) / 2 }
      let slope = derivative(middle)
      evaluations += 1
      width = abs(middle - place)
      place = middle
      guard slope != 0, width > 1e-11 else { break }
      // Illinois: an end that stays twice has its value halved, so that both ends close in.
      if slope > 0 {
        (low, above) = (middle, slope)
        if lastSide > 0 { below /= 2 }
      } else {
        (high, below) = (middle, slope)
        if lastSide < 0 { above /= 2 }
      }
      lastSide = slope
    }
    return (place, width, evaluations)
  }

  private func peak(error: Double, step: Double, width: Double, isEnd: Bool) -> Peak {
    var (level, variance, squares, product, logs) = (0.0, error, 0.0, 1.0, 0.0)
    for value in values.dropFirst() {
      variance += step
      guard let value else { continue }
      let total = variance + error
      let surprise = value - level
      squares += surprise * surprise / total
      product *= total
      if product > 1e200 {
        logs += Elementary.log(product)
        product = 1
      }
      let gain = variance / total
      level += gain * surprise
      variance = error * gain
    }
    let scale = squares / count
    return Peak(
      error: error, step: step, scale: scale,
      logLikelihood: scale > 0
        ? height(squares, logs + Elementary.log(product)) : -.infinity,
      width: width, isEnd: isEnd)
  }

  /// The log likelihoods for eight shares of the errors.
  ///
  /// A total is at least the sum of the shares, one, but for a step of many rows.
  private func logLikelihoods(_ error: SIMD8<Double>) -> SIMD8<Double> {
    let step = SIMD8(repeating: 1.0) - error
    var level = SIMD8<Double>.zero
    var variance = error
    var squares = SIMD8<Double>.zero
    var product = SIMD8(repeating: 1.0)
    var logs = SIMD8<Double>.zero
    var rows = 0
    for index in 1..<max(1, values.count) {
      variance += step
      guard let value = values[index] else { continue }
      let total = variance + error
      let gain = variance / total
      let surprise = SIMD8(repeating: value) - level
      // gain (variance + error) = variance: one division does for both.
      squares += surprise * surprise * (1 - gain)
      product *= total
      level += gain * surprise
      variance = error * gain
      rows += 1
      if rows.isMultiple(of: 64) {
        for lane in 0..<8 { logs[lane] += Elementary.log(product[lane]) }
        product = SIMD8(repeating: 1)
      }
    }
    // 1 − gain is error over total.
    squares /= error
    var result = SIMD8<Double>.zero
    for lane in 0..<8 {
      result[lane] =
        squares[lane] > 0
        ? height(squares[lane], logs[lane] + Elementary.log(product[lane])) : -.infinity
    }
    return result
  }

  private func height(_ squares: Double, _ logs: Double) -> Double {
    -count / 2 * (Elementary.log(2 * Double.pi) + 1 + Elementary.log(squares / count)) - logs / 2
  }

  /// The derivative of the log likelihood by the logarithm of the ratio.
  private func derivative(_ logRatio: Double) -> Double {
    let ratio = Elementary.exp(logRatio)
    let error = 1 / (1 + ratio)
    let step = ratio / (1 + ratio)
    let move = error * step
    var (level, variance, squares, logs) = (0.0, error, 0.0, 0.0)
    var (levelMove, varianceMove, squaresMove) = (0.0, -move, 0.0)
    for index in 1..<max(1, values.count) {
      variance += step
      varianceMove += move
      guard let value = values[index] else { continue }
      let inverse = 1 / (variance + error)
      let totalMove = varianceMove - move
      let gain = variance * inverse
      let gainMove = (varianceMove - gain * totalMove) * inverse
      let surprise = value - level
      let weighted = surprise * inverse
      squares += surprise * weighted
      squaresMove -= weighted * (2 * levelMove + weighted * totalMove)
      logs += totalMove * inverse
      level += gain * surprise
      levelMove += gainMove * surprise - gain * levelMove
      variance = error * gain
      varianceMove = error * gainMove - move * gain
    }
    return -count / 2 * squaresMove / squares - logs / 2
  }
}
