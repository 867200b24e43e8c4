import Distributions
import Tables

/// The largest p-value of a score over declared autocorrelations, by simulation.
///
/// Under no trend the values are taken as a stationary Gaussian autoregression of order one over
/// the real spacing of the times, correlation ρ^|Δt|, for each ρ of a grid; simulated values are
/// given the ties of the data. The p-value at each ρ is (b + 1)/(m + 1), b of m scores being at
/// least as extreme. The same draws serve every ρ, so that the curve over ρ is smooth, and each
/// replicate has its own random stream, so that the result depends on the seed alone.
///
/// - Assumes: that the true autocorrelation lies in the grid.
/// - Cost: replicates × grid × n² to 64 values, n log n beyond.
/// - References: Davison & Hinkley 1997, Bootstrap Methods and their Application, ch. 4, for the
///   p-value of a simulated test.
public struct WorstAutocorrelation: Hashable, Sendable, Codable {
  /// The autocorrelations at lag one year.
  public var grid: [Double]
  /// The number of simulated series.
  public var replicates: Int
  /// The seed.
  public var seed: UInt64

  /// The grid 0, 0.1, …, 0.6, 9,999 replicates and the seed 20111218 unless given.
  public init(
    grid: [Double] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], replicates: Int = 9_999,
    seed: UInt64 = 20_111_218
  ) {
    self.grid = grid
    self.replicates = replicates
    self.seed = seed
  }

  /// The p-value at an autocorrelation.
  struct Point: Hashable, Sendable {
    let rho: Double
    let pValue: Double
  }

  /// The p-value at each autocorrelation of the grid.
  func curve(
    _ sample: Sample, _ observed: KendallCount, _ alternative: Alternative
  ) throws(StatisticsError) -> [Point] {
    guard replicates >= 1 else {
      throw .invalidOption(name: "replicates", found: "\(replicates)", needed: "at least 1")
    }
    guard !grid.isEmpty, grid.allSatisfy({ $0 >= 0 && $0 < 1 }) else {
      throw .invalidOption(name: "rho", found: "\(grid)", needed: "from 0 up to, not including, 1")
    }
    let steps = grid.map { rho in AutoregressiveStep.all(rho: rho, times: sample.times) }
    let pattern = observed.tieGroups.isEmpty ? nil : TiePattern(sample.values)
    let score = observed.score
    let extremes = Replicates(seed: seed).map(replicates) { generator in
      let draws = sample.times.map { _ in generator.standardNormal() }
      return steps.map { steps -> Bool in
        var values = AutoregressiveStep.path(steps, draws)
        if let pattern { values = pattern.applied(to: values) }
        let simulated = KendallCount.score(values)
        return switch alternative {
        case .twoSided: abs(simulated) >= abs(score)
        case .less: simulated <= score
        case .greater: simulated >= score
        }
      }
    }
    return grid.indices.map { index in
      let count = extremes.reduce(0) { $0 + ($1[index] ? 1 : 0) }
      return Point(rho: grid[index], pValue: Double(count + 1) / Double(replicates + 1))
    }
  }

  /// The point of the curve with the largest p-value, the first of equals.
  func worst(
    _ sample: Sample, _ observed: KendallCount, _ alternative: Alternative
  ) throws(StatisticsError) -> Point {
    let points = try curve(sample, observed, alternative)
    return points.reduce(points[0]) { $1.pValue > $0.pValue ? $1 : $0 }
  }

  var note: Note {
    Note(
      .method, "worst-rho",
      "p_worst_rho: the largest p over autocorrelations \(grid.first ?? 0) to \(grid.last ?? 0) "
        + "at one year, \(replicates) simulated series, seed \(seed).")
  }
}

/// One step of a stationary autoregression: how much of the last value is kept, and the size of
/// the new draw that keeps the variance at one.
private struct AutoregressiveStep: Sendable {
  let kept: Double
  let fresh: Double

  static func all(rho: Double, times: [Double]) -> [AutoregressiveStep] {
    times.indices.map { index in
      guard index > 0 else { return AutoregressiveStep(kept: 0, fresh: 1) }
      let kept = Elementary.power(rho, times[index] - times[index - 1])
      return AutoregressiveStep(kept: kept, fresh: (1 - kept * kept).squareRoot())
    }
  }

  static func path(_ steps: [AutoregressiveStep], _ draws: [Double]) -> [Double] {
    var last = 0.0
    return zip(steps, draws).map { step, draw in
      last = step.kept * last + step.fresh * draw
      return last
    }
  }
}

/// Which order statistics of a list of values are equal.
private struct TiePattern: Sendable {
  private let levels: [Double]

  init(_ values: [Double]) {
    let sizes = Ranks(finite: values).groupSizes
    levels = sizes.enumerated().flatMap { Array(repeating: Double($0.offset), count: $0.element) }
  }

  /// Values in the same order, tied as the pattern says.
  func applied(to values: [Double]) -> [Double] {
    var result = values
    for (place, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
      result[index] = levels[place]
    }
    return result
  }
}
