import Aftermath

/// Rank tests of one long series and a block bootstrap: the estimate, then what else there is.
enum RankTask: String, CaseIterable {
  case mannKendall10000 = "mann-kendall-10000"
  case mannKendall100000 = "mann-kendall-100000"
  case senSlope1000 = "sen-slope-1000"
  case senSlope10000 = "sen-slope-10000"
  case theilSen1000 = "theil-sen-1000"
  case theilSen10000 = "theil-sen-10000"
  case theilSen100000 = "theil-sen-100000"
  case blockBootstrap = "block-bootstrap-100"

  /// The values, by the name of their file.
  var file: String {
    switch self {
    case .senSlope1000, .theilSen1000: "mk_1000"
    case .mannKendall10000, .senSlope10000, .theilSen10000: "mk_10000"
    case .mannKendall100000, .theilSen100000: "mk_100000"
    case .blockBootstrap: "boot_100"
    }
  }

  /// The task on its values, ready to be timed.
  func work(on values: [Double]) throws -> () throws -> [Double] {
    let times = values.indices.map(Double.init)
    let sample = try Sample(times: times, values: values)
    switch self {
    case .mannKendall10000, .mannKendall100000:
      return {
        let result = try MannKendall(rule: .normal).test(sample)
        return [result.estimate?.value ?? .nan, result.pValue ?? .nan]
      }
    case .senSlope1000, .senSlope10000: return { [try TheilSen().slope(of: sample)] }
    case .theilSen1000, .theilSen10000, .theilSen100000:
      return {
        let fit = try TheilSen().fit(sample)
        return [fit.slope, fit.interval.low, fit.interval.high]
      }
    case .blockBootstrap:
      return {
        let fit = try LeastSquares().fit(values, on: Design.trend(times))
        let method = ResidualBootstrap(
          .movingBlock(.fixed(10)), replicates: 100_000, scaling: .none)
        let found = try method.distribution(of: "time", in: fit)
        let interval = try found.interval(.percentile)
        return [
          found.observed + found.bias, found.standardError ?? .nan, interval.low, interval.high,
        ]
      }
    }
  }
}
