import Aftermath

func trendBenchmarks() {
  for count in [15, 50, 300, 3_000, 20_000, 100_000] {
    guard let sample = try? Inputs.series(count) else { continue }
    measure("Mann-Kendall, normal p, n = \(count)", repeated: count < 1_000 ? .kilo : .one) {
      try MannKendall(rule: .normal).test(sample)
    }
  }
  for count in [15, 50] {
    guard let sample = try? Inputs.series(count) else { continue }
    measure("Mann-Kendall, exact p, n = \(count)", repeated: .kilo) {
      try MannKendall(rule: .exact).test(sample)
    }
  }
  for count in [25, 100, 300, 1_000, 10_000, 100_000] {
    guard let sample = try? Inputs.series(count) else { continue }
    measure("Theil-Sen with interval, n = \(count)") { try TheilSen().fit(sample) }
  }
  for count in [100, 1_000] {
    guard let sample = try? Inputs.series(count) else { continue }
    measure("Siegel, n = \(count)") { try Siegel().fit(sample) }
  }
  for count in [100, 1_000, 10_000] {
    let first = Inputs.normal(count, stream: 401)
    let second = Inputs.normal(count, stream: 402)
    measure("Hodges-Lehmann with interval, normal ranks, \(count) and \(count)") {
      try HodgesLehmann().estimate(first + [0], second + [0])
    }
  }
}
