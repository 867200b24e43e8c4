/// The search for the greatest likelihood of an autoregressive moving average: places of a grid, climbs
/// from the best of them that lie apart, the best of their peaks.
struct ArimaSearch {
  /// A model, what its filter leaves, and how it was found.
  struct Found {
    let model: AutoregressiveMovingAverage
    let filtered: AutoregressiveMovingAverage.Filtered
    let isOnCircle: Bool
    /// Whether the autoregression is at the end of what is searched, a unit root.
    var isAtUnitRoot = false
    let convergence: Convergence
    /// The peaks beside the greatest, the higher first.
    var others: [(model: AutoregressiveMovingAverage, logLikelihood: Double)] = []
  }

  private let values: [Double?]
  private let autoregression: Int
  private let movingAverage: Int
  private let hasMean: Bool
  private let likelihood: ArmaLikelihood

  init(_ values: [Double?], autoregression: Int, movingAverage: Int, hasMean: Bool) {
    self.values = values
    self.autoregression = autoregression
    self.movingAverage = movingAverage
    self.hasMean = hasMean
    likelihood = ArmaLikelihood(values, hasMean: hasMean)
  }

  /// The largest partial autocorrelation of an autoregression: nearer to one it is no longer told from
  /// a unit root.
  private static let mostPartial = 0.999_99
  /// A larger one than this, as a share of that, is at the end.
  private static let unitPartial = 0.9999
  /// Partial autocorrelations of a moving average beyond this may be meant for one.
  private static let nearCircle = 0.98
  /// The most climbs.
  private static let mostClimbs = 6

  private var size: Int { autoregression + movingAverage }

  /// The best of the peaks climbed to; nil where no place has a likelihood.
  func run() -> Found? {
    guard size > 0 else {
      return found([], Convergence(iterations: 1, change: 0, reason: .converged))
    }
    let starts = starts()
    let grid = heights(starts.flatMap { $0 })
    var evaluations = grid.count
    let search = PeakSearch(
      dimensions: size, bounds: -2 * Double.pi...2 * Double.pi, heights: heights)
    var peaks: [PeakSearch.Peak] = []
    for start in apart(starts, grid) {
      let peak = search.climb(
        from: starts[start], height: grid[start], known: peaks.map(\.place))
      evaluations += peak.evaluations
      if peak.isKnown { continue }
      peaks.append(peak)
    }
    peaks.sort { $0.height > $1.height }
    guard var best = peaks.first else { return nil }
    var isOnCircle = false
    // The likelihood is flat across the circle in these coordinates, and a climb may end short of it:
    // a place near it from which the circle is no lower is on it.
    for axis in autoregression..<size
    where abs(Elementary.sin(best.place[axis])) > Self.nearCircle {
      var trial = best.place
      trial[axis] = Elementary.sin(best.place[axis]) > 0 ? Double.pi / 2 : -Double.pi / 2
      let height = heights(trial)[0]
      evaluations += 1
      guard height >= best.height - 1e-7 else { continue }
      // On the circle its own slope is zero: the climb goes along it.
      let along = search.climb(from: trial, height: height)
      evaluations += along.evaluations
      guard along.height >= best.height - 1e-7 else { continue }
      best = along
      best.place[axis] = trial[axis]
      isOnCircle = true
    }
    let isAtUnitRoot = best.place[..<autoregression].contains {
      abs(Elementary.sin($0)) > Self.unitPartial
    }
    let reason: Convergence.Reason =
      isOnCircle || isAtUnitRoot ? .boundary : best.isSettled ? .converged : .exhausted
    let reached = found(
      best.place,
      Convergence(iterations: evaluations, change: best.step, reason: reason), isOnCircle)
    guard var result = reached else { return nil }
    result.isAtUnitRoot = isAtUnitRoot
    var known = [result.filtered.logLikelihood]
    for peak in peaks.dropFirst() where peak.isSettled {
      // The same height is the same peak, perhaps from behind the circle.
      guard known.allSatisfy({ abs($0 - peak.height) > 1e-5 }) else { continue }
      known.append(peak.height)
      result.others.append((model(peak.place), peak.height))
    }
    return result
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

  /// The log likelihoods at places, one after the other.
  private func heights(_ places: [Double]) -> [Double] {
    let count = places.count / size
    var result: [Double] = []
    result.reserveCapacity(count)
    for start in stride(from: 0, to: count, by: 8) {
      let lanes = min(8, count - start)
      var partials = [SIMD8<Double>](repeating: .zero, count: size)
      for lane in 0..<lanes {
        for axis in 0..<size {
          partials[axis][lane] = Elementary.sin(places[(start + lane) * size + axis])
        }
      }
      let eight = likelihood.logLikelihoods(
        ArmaLikelihood.Coefficients(
          autoregression: Self.coefficients(
            partials[..<autoregression].map { $0 * Self.mostPartial }),
          movingAverage: Self.coefficients(Array(partials[autoregression...])).map { -$0 }))
      for lane in 0..<lanes { result.append(eight[lane]) }
    }
    return result
  }

  /// The coefficients of eight autoregressions with these partial autocorrelations.
  private static func coefficients(_ partials: [SIMD8<Double>]) -> [SIMD8<Double>] {
    var result: [SIMD8<Double>] = []
    for partial in partials {
      let before = result
      for place in before.indices {
        result[place] = before[place] - partial * before[before.count - 1 - place]
      }
      result.append(partial)
    }
    return result
  }

  private static let arcs = [-1.2, -0.5, 0.1, 0.6, 1.2]
  /// Near the circle, too, but not on it, where the slope is zero whatever lies beside it.
  private static let otherArcs = [-1.52, -1, -0.3, 0.3, 1, 1.52]

  /// A grid over all coordinates for up to three; beyond, over the first of each kind.
  private func starts() -> [[Double]] {
    var places: [[Double]] = [[]]
    for axis in 0..<size {
      let isMoving = axis >= autoregression
      let isFirst = axis == 0 || axis == autoregression
      let choices =
        size > 3 && !isFirst ? [0.05] : isMoving ? Self.otherArcs : Self.arcs
      places = places.flatMap { place in choices.map { place + [$0] } }
    }
    return places
  }

  /// The best places of a grid of which no two are neighbours.
  private func apart(_ places: [[Double]], _ heights: [Double]) -> [Int] {
    let order = places.indices.filter { heights[$0] > -.infinity }
      .sorted { heights[$0] > heights[$1] }
    var chosen: [Int] = []
    for index in order where chosen.count < Self.mostClimbs {
      let isApart = chosen.allSatisfy { other in
        zip(places[index], places[other]).contains { abs($0 - $1) > 0.8 }
      }
      if isApart { chosen.append(index) }
    }
    return chosen
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
    let count = peak.count
    var places = [peak]
    func add(_ shifts: [(Int, Double)]) {
      var place = peak
      for (axis, sign) in shifts { place[axis] += sign * steps[axis] }
      places.append(place)
    }
    for row in 0..<count {
      add([(row, 1)])
      add([(row, -1)])
      for column in 0..<row {
        for (first, second) in [(1.0, 1.0), (1, -1), (-1, 1), (-1, -1)] {
          add([(row, first), (column, second)])
        }
      }
    }
    let heights = coefficientHeights(places)
    guard heights.allSatisfy(\.isFinite) else { return nil }
    let middle = heights[0]
    var next = 1
    var curvature = [[Double]](repeating: Array(repeating: 0, count: count), count: count)
    for row in 0..<count {
      curvature[row][row] =
        (2 * middle - heights[next] - heights[next + 1]) / (steps[row] * steps[row])
      next += 2
      for column in 0..<row {
        let value =
          -(heights[next] - heights[next + 1] - heights[next + 2] + heights[next + 3])
          / (4 * steps[row] * steps[column])
        curvature[row][column] = value
        curvature[column][row] = value
        next += 4
      }
    }
    return Self.inverseDiagonal(curvature)?.map { $0.squareRoot() }
  }

  /// The log likelihoods at coefficients, the mean last.
  private func coefficientHeights(_ places: [[Double]]) -> [Double] {
    stride(from: 0, to: places.count, by: 8).flatMap { start in
      func lanes(_ axis: Int) -> SIMD8<Double> {
        var result = SIMD8<Double>.zero
        for lane in 0..<8 { result[lane] = places[min(start + lane, places.count - 1)][axis] }
        return result
      }
      let eight = likelihood.logLikelihoods(
        ArmaLikelihood.Coefficients(
          autoregression: (0..<autoregression).map(lanes),
          movingAverage: (autoregression..<size).map(lanes)),
        mean: hasMean ? lanes(size) : nil)
      return (0..<min(8, places.count - start)).map { eight[$0] }
    }
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
