import Aftermath
import Benchmark

func panelBenchmarks() {
  for count in [10, 25, 60] {
    let times = (0..<count).map { 2000 + Double($0) }
    let noise = Inputs.normal(1_000 * count, stream: UInt64(500 + count))
    // Two decimals: some values are equal, as measured ones are.
    let values = noise.map { (100 * $0).rounded() / 100 }
    guard let panel = try? SamplePanel(times: times, values: values) else { continue }
    measure("Panel of 1,000 x \(count): line, Newey-West, Mann-Kendall, Theil-Sen") {
      try TrendPanel(line: .neweyWest(lags: 2)).trends(of: panel)
    }
    measure("Panel of 1,000 x \(count): Mann-Kendall") {
      try TrendPanel(line: nil, slope: nil).trends(of: panel)
    }
  }
  guard let sample = try? Inputs.series(20) else { return }
  measure("Mann-Kendall, worst p over 7 autocorrelations, 9,999 series, n = 20") {
    try MannKendall(serialCorrelation: WorstAutocorrelation()).test(sample)
  }
}
