import Distributions
import LinearAlgebra
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
/// - Cost: replicates × (n draws + grid × n²), eight replicates at a time; n log n beyond 512 values.
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
    let simulation = ScoreSimulation(
      steps: grid.map { rho in AutoregressiveStep.all(rho: rho, times: sample.times) },
      times: SeriesTimes(sample.times, withPairs: false),
      levels: observed.tieGroups.isEmpty ? nil : ScoreSimulation.levels(sample.values),
      score: observed.score, alternative: alternative)
    let counts = simulation.extremes(replicates, seed: Seed(seed))
    return zip(grid, counts).map { rho, count in
      Point(rho: rho, pValue: Double(count + 1) / Double(replicates + 1))
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
}

/// Scores of simulated autoregressions against an observed one: eight replicates at a time, one a
/// lane of a block.
private struct ScoreSimulation: Sendable {
  /// The steps of each autoregression.
  let steps: [[AutoregressiveStep]]
  let times: SeriesTimes
  /// What values are replaced by, from the smallest; nil where none are tied.
  let levels: [Double]?
  let score: Int
  let alternative: Alternative

  /// Beyond so many values counting while sorting is quicker than comparing all pairs.
  static let longestBlock = 512

  /// The levels of values by rank, equal ones sharing one.
  static func levels(_ values: [Double]) -> [Double] {
    Ranks(finite: values).groupSizes.enumerated().flatMap {
      Array(repeating: Double($0.offset), count: $0.element)
    }
  }

  /// How many of the replicates are at least as extreme as the observed score, for each
  /// autoregression.
  func extremes(_ replicates: Int, seed: Seed) -> [Int] {
    let blocks = (replicates + SeriesBlock.lanes - 1) / SeriesBlock.lanes
    let pieces = min(blocks, 64)
    let counts = concurrently(pieces) { piece in
      var block = SeriesBlock(times)
      var draws = [SIMD8<Double>](repeating: .zero, count: times.count)
      var counts = [Int](repeating: 0, count: steps.count)
      for place in (blocks * piece / pieces)..<(blocks * (piece + 1) / pieces) {
        let first = place * SeriesBlock.lanes
        let here = min(SeriesBlock.lanes, replicates - first)
        for lane in 0..<here {
          var generator = Philox(seed: seed, stream: UInt64(first + lane))
          for time in draws.indices { draws[time][lane] = generator.standardNormal() }
        }
        for (rho, steps) in steps.enumerated() {
          counts[rho] += extremes(steps, draws, here, &block)
        }
      }
      return counts
    }
    return counts.reduce(into: [Int](repeating: 0, count: steps.count)) { total, part in
      for rho in total.indices { total[rho] += part[rho] }
    }
  }

  private func extremes(
    _ steps: [AutoregressiveStep], _ draws: [SIMD8<Double>], _ count: Int,
    _ block: inout SeriesBlock
  ) -> Int {
    var last = SIMD8<Double>.zero
    for time in steps.indices {
      last = steps[time].kept * last + steps[time].fresh * draws[time]
      block.set(time, last)
    }
    if let levels { block.setLevels(levels) }
    let scores = times.count <= ScoreSimulation.longestBlock ? block.scores() : nil
    var extremes = 0
    for lane in 0..<count {
      let simulated = scores?[lane] ?? KendallCount.score(block.series(lane))
      let isExtreme =
        switch alternative {
        case .twoSided: abs(simulated) >= abs(score)
        case .less: simulated <= score
        case .greater: simulated >= score
        }
      if isExtreme { extremes += 1 }
    }
    return extremes
  }
}
