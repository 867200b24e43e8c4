import Statistics

extension Estimand {
  /// The ratio of the means of two aftermaths, by logarithms.
  static let meanRatio = Estimand(
    name: "mean-ratio",
    summary: "How many times as large the later years are; takes years as independent.",
    instead: "mean-level",
    aroundEvent: { (context) throws(Refusal) in
      try context.require(before: 1, after: 1)
      guard let before = context.before.mean, let after = context.after.mean else { return [] }
      guard before > 0 else { throw noRatio("mean", context.before) }
      return [
        Effect(
          term: "mean of \(context.after.span) over mean of \(context.before.span)",
          scale: "ratio", estimate: after / before, basis: .descriptive,
          firstCount: context.before.count, secondCount: context.after.count,
          remark: "a description; change-at-event has the interval")
      ]
    },
    betweenWindows: { (context) throws(Refusal) in
      try context.require(1)
      guard context.isOfYears, context.first.count >= 3, context.second.count >= 3 else {
        guard let first = context.level(context.first), let second = context.level(context.second)
        else { return [] }
        guard first.value > 0 else { throw noRatio(first.word, context.first) }
        return [
          Effect(
            term: "\(second.word) of \(context.second.span) over "
              + "\(first.word) of \(context.first.span)",
            scale: "ratio", estimate: second.value / first.value, basis: .descriptive,
            firstCount: context.first.count, secondCount: context.second.count,
            remark: context.whyNoInterval)
        ]
      }
      let term = "mean of \(context.second.span) over mean of \(context.first.span)"
      let result = try refusing { () throws(StatisticsError) in
        try Statistics.MeanRatio(level: context.plan.level)
          .test(context.second.rates, context.first.rates)
      }
      return [
        Effect(
          term: "geometric " + term, scale: "ratio", estimate: result.estimate?.value,
          statistic: result.statistic?.value, degreesOfFreedom: result.degreesOfFreedom.first,
          pValue: result.pValue, interval: result.interval, basis: result.basis,
          firstCount: context.first.count, secondCount: context.second.count,
          remark: "takes years as independent", notes: result.notes)
      ]
    })

  private static func noRatio(_ word: String, _ values: WindowValues) -> Refusal {
    .notApplicable("the \(word) of \(values.span) is not positive, so that there is no ratio to it")
  }
}
