import Aftermath
import Benchmark

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], warmupIterations: 2, maxDuration: .seconds(1), maxIterations: 20_000)
  trendBenchmarks()
  panelBenchmarks()
  breakBenchmarks()
  regressionBenchmarks()
  distributionBenchmarks()
  resamplingBenchmarks()
  textBenchmarks()
  datasetBenchmarks()
  seriesBenchmarks()
}

/// Measures one computation, repeated within each measurement where it is shorter than the clock
/// can tell; times are then shown for one repetition.
func measure<Result>(
  _ name: String, repeated: BenchmarkScalingFactor = .one,
  _ body: @escaping @Sendable () throws -> Result
) {
  Benchmark(name, configuration: .init(scalingFactor: repeated)) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try body()) }
  }
}
