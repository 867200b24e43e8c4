import Statistics

extension Estimand {
  /// The difference of the means of two aftermaths.
  static let meanDifference = Estimand(
    name: "mean-difference",
    summary: "By how much the later years differ in the mean; takes years as independent.",
    instead: "mean-level",
    aroundEvent: { (context) throws(Refusal) in
      try context.require(before: 1, after: 1)
      guard let before = context.before.mean, let after = context.after.mean else { return [] }
      return [
        Effect(
          term: "mean of \(context.after.span) less mean of \(context.before.span)",
          scale: "difference", estimate: after - before, basis: .descriptive,
          firstCount: context.before.count, secondCount: context.after.count,
          remark: "a description; change-at-event has the interval")
      ]
    },
    betweenWindows: { (context) throws(Refusal) in
      try context.require(1)
      guard context.isOfYears, context.first.count >= 3, context.second.count >= 3 else {
        guard let first = context.level(context.first), let second = context.level(context.second)
        else { return [] }
        return [
          Effect(
            term: "\(second.word) of \(context.second.span) less "
              + "\(first.word) of \(context.first.span)",
            scale: "difference", estimate: second.value - first.value, basis: .descriptive,
            firstCount: context.first.count, secondCount: context.second.count,
            remark: context.whyNoInterval)
        ]
      }
      let term = "mean of \(context.second.span) less mean of \(context.first.span)"
      let result = try refusing { () throws(StatisticsError) in
        try Statistics.MeanDifference(level: context.plan.level)
          .test(context.second.rates, context.first.rates)
      }
      return [
        Effect(
          term: term, scale: "difference", estimate: result.estimate?.value,
          standardError: result.standardError, statistic: result.statistic?.value,
          degreesOfFreedom: result.degreesOfFreedom.first, pValue: result.pValue,
          interval: result.interval, basis: result.basis, firstCount: context.first.count,
          secondCount: context.second.count, remark: "takes years as independent",
          notes: result.notes)
      ]
    })
}
