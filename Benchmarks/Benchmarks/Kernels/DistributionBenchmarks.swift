import Aftermath

func distributionBenchmarks() {
  measure("Incomplete beta: Beta(2.5, 7).cumulative", repeated: .kilo) {
    Beta(alpha: 2.5, beta: 7).cumulative(at: 0.3)
  }
  measure("Incomplete beta, large: Beta(2500, 7000).cumulative", repeated: .kilo) {
    Beta(alpha: 2_500, beta: 7_000).cumulative(at: 0.26)
  }
  measure("Incomplete gamma: Gamma(3.5).survival", repeated: .kilo) {
    Gamma(shape: 3.5).survival(at: 6)
  }
  measure("Incomplete gamma, large: Gamma(3500).survival", repeated: .kilo) {
    Gamma(shape: 3_500).survival(at: 3_600)
  }
  measure("Normal quantile", repeated: .kilo) { Normal().quantile(0.975) }
  measure("Student t survival, 12 df", repeated: .kilo) {
    StudentT(degreesOfFreedom: 12).survival(at: 2.2)
  }
  measure("Student t quantile, 12 df", repeated: .kilo) {
    StudentT(degreesOfFreedom: 12).quantile(0.975)
  }
  measure("Beta quantile", repeated: .kilo) { Beta(alpha: 2.5, beta: 7).quantile(0.975) }
  measure("Gamma quantile", repeated: .kilo) { Gamma(shape: 3.5).quantile(0.975) }
  measure("Exact law of the Mann-Whitney U, 20 and 20") {
    MannWhitneyU(first: 20, second: 20).twoSided(statistic: 127)
  }
  let first = Inputs.normal(20, stream: 201)
  let second = Inputs.normal(20, stream: 202).map { $0 + 0.5 }
  measure("Mann-Whitney, exact p and interval, 20 and 20") {
    try MannWhitney().test(first, second)
  }
}
