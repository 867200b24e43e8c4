import Aftermath
import Benchmark

func resamplingBenchmarks() {
  measure("Philox, 1,000 words") {
    var generator = Philox(seed: 20_111_218, stream: 1)
    var mixed: UInt64 = 0
    for _ in 0..<1_000 { mixed ^= generator.next() }
    return mixed
  }
  measure("Philox, 1,000 standard normals") {
    var generator = Philox(seed: 20_111_218, stream: 1)
    var sum = 0.0
    for _ in 0..<1_000 { sum += generator.standardNormal() }
    return sum
  }
  let first = Inputs.normal(30, stream: 301)
  let second = Inputs.normal(30, stream: 302)
  measure("Permutation, all 184,756 choices, 10 and 10") {
    try Permutation().test(Array(first.prefix(10)), Array(second.prefix(10)))
  }
  measure("Permutation, 9,999 of the choices, 30 and 30") {
    try Permutation().test(first, second)
  }
  let short = Inputs.normal(25, stream: 303)
  measure("Bootstrap of a mean with BCa interval, n = 25, 9,999 resamples") {
    let found = try Bootstrap().distribution(of: short, isAccelerated: true) {
      $0.reduce(0, +) / Double($0.count)
    }
    return try found.interval(.bca)
  }
  let values = Inputs.normal(100, stream: 304)
  let times = values.indices.map(Double.init)
  measure("Block bootstrap of a slope with percentile interval, n = 100, 100,000 resamples") {
    let fit = try LeastSquares().fit(values, on: Design.trend(times))
    let method = ResidualBootstrap(.movingBlock(.fixed(10)), replicates: 100_000)
    return try method.distribution(of: "time", in: fit).interval(.percentile)
  }
  measure("Stationary bootstrap of a slope, n = 100, 9,999 resamples") {
    try Bootstrap(.stationary()).distribution(of: values, LinearStatistic.slope(times))
  }
  measure("Wild bootstrap of a slope, n = 100, 9,999 resamples") {
    let fit = try LeastSquares().fit(values, on: Design.trend(times))
    return try WildBootstrap().distribution(of: "time", in: fit)
  }
}
