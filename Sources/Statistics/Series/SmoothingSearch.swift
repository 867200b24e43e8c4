/// The search for the parameters of Holt's smoothing with the least squared errors.
struct SmoothingSearch {
  /// Parameters and the sum of squares they leave.
  struct Profile {
    let parameters: ExponentialSmoothing.Parameters
    let sum: Double
  }

  private let values: [Double]
  private let isDamped: Bool

  init(_ values: [Double], isDamped: Bool) {
    self.values = values
    self.isDamped = isDamped
  }

  private static let least = 1e-4
  private static let most = 0.9999
  private static let damping = (least: 0.8, most: 0.98)

  /// The best of compass searches from the best places of a grid.
  func run() -> (profile: Profile, convergence: Convergence) {
    var starts: [(place: [Double], sum: Double)] = []
    for alpha in [-9.0, -6, -4, -2.5, -1.5, -0.5, 0.5, 1.5, 3, 6, 9] {
      for beta in [-9.2, -7, -5, -3.5, -2.5, -1.5, -0.8, -0.2] {
        for phi in isDamped ? [0.82, 0.9, 0.96] : [1] {
          let place = [alpha, beta, phi]
          starts.append((place, profile(place).sum))
        }
      }
    }
    starts.sort { $0.sum < $1.sum }
    var best = CompassSearch.Result(
      place: starts[0].place, value: .infinity, evaluations: 0, step: 0)
    var evaluations = starts.count
    for start in starts.prefix(4) {
      let found = CompassSearch.minimum(
        from: start.place, steps: isDamped ? [1, 1, 0.05] : [1, 1]
      ) { profile($0).sum }
      evaluations += found.evaluations
      if found.value < best.value { best = found }
    }
    let result = profile(best.place)
    let found = result.parameters
    let isAtEnd =
      found.alpha <= Self.least || found.alpha >= Self.most || found.beta <= Self.least
      || found.beta >= found.alpha
      || (isDamped && (found.phi <= Self.damping.least || found.phi >= Self.damping.most))
    let reason: Convergence.Reason =
      isAtEnd ? .boundary : best.step < 1e-8 ? .converged : .exhausted
    return (
      result, Convergence(iterations: evaluations, change: best.step, reason: reason)
    )
  }

  /// The start by least squares, and what is left, at a place: the log odds of α, the logarithm of β,
  /// and φ, each brought into its range.
  private func profile(_ place: [Double]) -> Profile {
    let odds = Elementary.exp(-place[0])
    let alpha = min(Self.most, max(Self.least, 1 / (1 + odds)))
    let beta = min(alpha, max(Self.least, Elementary.exp(min(0, place[1]))))
    let phi =
      isDamped ? min(Self.damping.most, max(Self.damping.least, place[2])) : 1
    // Errors are linear in the start: those from nothing, less what a level and a trend of 1 forecast.
    var (level, trend) = (0.0, 0.0)
    var (levelOfLevel, trendOfLevel, levelOfTrend, trendOfTrend) = (1.0, 0.0, 0.0, 1.0)
    var triangle = [0.0, 0, 0, 0, 0]
    var rest = 0.0
    func step(_ level: inout Double, _ trend: inout Double, _ value: Double) -> Double {
      let forecast = level + phi * trend
      let error = value - forecast
      level = forecast + alpha * error
      trend = phi * trend + beta * error
      return error
    }
    for value in values {
      var error = step(&level, &trend, value)
      let first = -step(&levelOfLevel, &trendOfLevel, 0)
      var second = -step(&levelOfTrend, &trendOfTrend, 0)
      // Two rotations into the triangle of the least-squares problem.
      let length = (triangle[0] * triangle[0] + first * first).squareRoot()
      if length > 0 {
        let (cosine, sine) = (triangle[0] / length, first / length)
        triangle[0] = length
        (triangle[1], second) = (
          cosine * triangle[1] + sine * second, cosine * second - sine * triangle[1]
        )
        (triangle[2], error) = (
          cosine * triangle[2] + sine * error, cosine * error - sine * triangle[2]
        )
      }
      let other = (triangle[3] * triangle[3] + second * second).squareRoot()
      if other > 1e-12 {
        let (cosine, sine) = (triangle[3] / other, second / other)
        triangle[3] = other
        (triangle[4], error) = (
          cosine * triangle[4] + sine * error, cosine * error - sine * triangle[4]
        )
      }
      rest += error * error
    }
    let startTrend = triangle[3] > 0 ? triangle[4] / triangle[3] : 0
    let startLevel =
      triangle[0] > 0 ? (triangle[2] - triangle[1] * startTrend) / triangle[0] : 0
    return Profile(
      parameters: .init(
        alpha: alpha, beta: beta, phi: phi, level: startLevel, trend: startTrend),
      sum: rest)
  }
}

/// The smallest value of a function of a few variables near a place, by steps along each axis, which
/// halve where none helps.
enum CompassSearch {
  /// What was found: the place, the value there, the evaluations, and the last step, as a share of the
  /// first.
  struct Result {
    let place: [Double]
    let value: Double
    let evaluations: Int
    let step: Double
  }

  /// The most evaluations.
  static let limit = 4_000

  /// The place of a smallest value. Coordinates beyond those given steps stay.
  static func minimum(
    from start: [Double], steps: [Double], _ function: ([Double]) -> Double
  ) -> Result {
    var place = start
    var value = function(place)
    var evaluations = 1
    var share = 1.0
    while share > 1e-9, evaluations < limit {
      var isBetter = false
      for axis in steps.indices {
        for direction in [1.0, -1] {
          var trial = place
          trial[axis] += direction * share * steps[axis]
          let found = function(trial)
          evaluations += 1
          if found < value {
            (place, value) = (trial, found)
            isBetter = true
          }
        }
      }
      if isBetter {
        share = min(1, share * 1.5)
      } else {
        share /= 2
      }
    }
    return Result(place: place, value: value, evaluations: evaluations, step: share)
  }
}
