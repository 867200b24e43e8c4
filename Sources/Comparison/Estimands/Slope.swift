import Statistics

extension Estimand {
  /// The slope of the years after an event, by the median of pairwise slopes.
  static let slope = Estimand(
    name: "slope",
    summary:
      "The slope of the years after an event, a year (Theil–Sen; the interval is exact without ties).",
    instead: "mean-level",
    aroundEvent: { (context) throws(Refusal) in
      try context.require(before: 0, after: 5)
      let sample = try refusing { () throws(StatisticsError) in
        try Sample(times: context.after.times, values: context.after.values)
      }
      let fit = try refusing { () throws(StatisticsError) in
        try TheilSen(level: context.plan.level).fit(sample)
      }
      let test = try refusing { () throws(StatisticsError) in try MannKendall().test(sample) }
      return [
        Effect(
          term: "slope of \(context.after.span)", scale: "per year", estimate: fit.slope,
          statistic: test.statistic?.value, pValue: test.pValue, floor: test.detail("p_floor"),
          interval: fit.interval, basis: fit.basis, firstCount: 0,
          secondCount: context.after.count,
          remark: "p of Mann–Kendall; both take the years as exchangeable")
      ]
    })
}
