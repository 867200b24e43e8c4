/// Peaks of a smooth function of a few variables whose values are cheapest had several at a time:
/// Newton's steps from finite differences, each of several lengths, the best taken.
struct PeakSearch {
  /// Where a climb ended.
  struct Peak {
    var place: [Double]
    let height: Double
    /// The evaluations made.
    let evaluations: Int
    /// The length of the last step.
    let step: Double
    /// Whether steps had become too short to matter.
    let isSettled: Bool
    /// Whether the climb was broken off because it came near a known peak.
    var isKnown = false
  }

  /// The number of variables.
  let dimensions: Int
  /// The ends within which every variable stays.
  let bounds: ClosedRange<Double>
  /// The function at places, one after the other in a flat list; −∞ where it has no value.
  let heights: ([Double]) -> [Double]

  /// The longest step along a variable.
  private static let longest = 1.0
  private static let difference = 1e-4

  /// Climbs from a place.
  ///
  /// - Parameter known: places of peaks; a climb that comes near one of them ends there.
  func climb(from start: [Double], height first: Double, known: [[Double]] = []) -> Peak {
    var place = start
    var height = first
    var evaluations = 0
    var step = 0.0
    var slowSteps = 0
    func ended(_ isSettled: Bool) -> Peak {
      Peak(
        place: place, height: height, evaluations: evaluations, step: step, isSettled: isSettled)
    }
    for _ in 0..<60 {
      guard let model = quadratic(at: place, height, &evaluations) else { break }
      let (steps, gain) = model.steps(longest: Self.longest)
      // What Newton's own step would still add to the height.
      if let gain, gain < 1e-13 { return ended(true) }
      let places = steps.map { step in
        zip(place, step).map { min(bounds.upperBound, max(bounds.lowerBound, $0 + $1)) }
      }
      let found = heights(places.flatMap { $0 })
      evaluations += places.count
      var best: Int?
      for index in found.indices where found[index] > height {
        if found[index] > best.map({ found[$0] }) ?? -.infinity { best = index }
      }
      // Where no step helps, what one promised is below what can be told.
      guard let best else { return ended(gain.map { $0 < 1e-7 } ?? false) }
      step = Self.length(zip(places[best], place).map { $0 - $1 })
      slowSteps = found[best] - height < 1e-8 ? slowSteps + 1 : 0
      place = places[best]
      height = found[best]
      let isKnown = known.contains { peak in
        zip(peak, place).allSatisfy { abs($0 - $1) < Self.near }
      }
      if isKnown {
        var peak = ended(false)
        peak.isKnown = true
        return peak
      }
      // Newton's next step is the square of this one.
      if step < 1e-6 { return ended(true) }
      // Along a ridge that rises by nothing there is no peak to be found.
      if slowSteps == 3 { return ended(gain.map { $0 < 1e-7 } ?? false) }
    }
    return ended(false)
  }

  /// So near a known peak a climb would end on it.
  private static let near = 0.02

  private static func length(_ step: [Double]) -> Double { step.reduce(0) { max($0, abs($1)) } }

  /// The slopes and curvatures at a place, by central differences; nil where the function has no
  /// value beside it.
  private func quadratic(
    at place: [Double], _ height: Double, _ evaluations: inout Int
  ) -> QuadraticModel? {
    let size = Self.difference
    var places: [Double] = []
    for axis in 0..<dimensions {
      for sign in [size, -size] {
        var trial = place
        trial[axis] += sign
        places += trial
      }
    }
    for axis in 0..<dimensions {
      for other in 0..<axis {
        for sign in [size, -size] {
          var trial = place
          trial[axis] += sign
          trial[other] += sign
          places += trial
        }
      }
    }
    let found = heights(places)
    evaluations += found.count
    guard height.isFinite, found.allSatisfy(\.isFinite) else { return nil }
    var slopes = [Double](repeating: 0, count: dimensions)
    var curvatures = [Double](repeating: 0, count: dimensions * dimensions)
    func beside(_ axis: Int) -> Double { found[2 * axis] + found[2 * axis + 1] - 2 * height }
    for axis in 0..<dimensions {
      slopes[axis] = (found[2 * axis] - found[2 * axis + 1]) / (2 * size)
      curvatures[axis * dimensions + axis] = beside(axis) / (size * size)
    }
    var next = 2 * dimensions
    for axis in 0..<dimensions {
      for other in 0..<axis {
        let both = found[next] + found[next + 1] - 2 * height
        let mixed = (both - beside(axis) - beside(other)) / (2 * size * size)
        curvatures[axis * dimensions + other] = mixed
        curvatures[other * dimensions + axis] = mixed
        next += 2
      }
    }
    return QuadraticModel(slopes: slopes, curvatures: curvatures)
  }
}

/// A function near a place by its slopes and curvatures.
struct QuadraticModel {
  let slopes: [Double]
  /// Row by row.
  let curvatures: [Double]

  /// Eight steps uphill: Newton's own where the function is curved downwards, then ever shorter ones
  /// nearer to the steepest; and what Newton's would add, nil where it is not curved downwards.
  func steps(longest: Double) -> (steps: [[Double]], gain: Double?) {
    let count = slopes.count
    let size = (0..<count).reduce(0) { max($0, abs(curvatures[$1 * count + $1])) }
    let unit = size > 0 ? size : 1
    var base = 0.0
    while base < 1e12 * unit, solution(adding: base) == nil {
      base = base == 0 ? 1e-3 * unit : base * 4
    }
    var result: [[Double]] = []
    for place in 0..<8 {
      let added =
        place == 0
        ? base : base + unit * Double(sign: .plus, exponent: 2 * place - 7, significand: 1)
      guard var step = solution(adding: added) else { continue }
      let length = step.reduce(0) { max($0, abs($1)) }
      if length > longest { step = step.map { $0 * longest / length } }
      result.append(step)
    }
    let gain =
      base == 0
      ? result.first.map { zip($0, slopes).reduce(0) { $0 + $1.0 * $1.1 / 2 } } : nil
    return (result, gain)
  }

  /// (λ − H)⁻¹ g; nil where that is not positive definite.
  private func solution(adding shift: Double) -> [Double]? {
    let count = slopes.count
    var lower = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0...row {
        var sum = -curvatures[row * count + column] + (row == column ? shift : 0)
        for middle in 0..<column {
          sum -= lower[row * count + middle] * lower[column * count + middle]
        }
        if row == column {
          guard sum > 0 else { return nil }
          lower[row * count + row] = sum.squareRoot()
        } else {
          lower[row * count + column] = sum / lower[column * count + column]
        }
      }
    }
    var result = slopes
    for row in 0..<count {
      for middle in 0..<row { result[row] -= lower[row * count + middle] * result[middle] }
      result[row] /= lower[row * count + row]
    }
    for row in (0..<count).reversed() {
      for middle in row + 1..<count {
        result[row] -= lower[middle * count + row] * result[middle]
      }
      result[row] /= lower[row * count + row]
    }
    return result.allSatisfy(\.isFinite) ? result : nil
  }
}
