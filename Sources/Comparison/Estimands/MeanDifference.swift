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
      let term = "mean of \(context.second.span) less mean of \(context.first.span)"
      guard context.first.count >= 3, context.second.count >= 3 else {
        guard let first = context.first.mean, let second = context.second.mean else { return [] }
        return [
          Effect(
            term: term, scale: "difference", estimate: second - first, basis: .descriptive,
            firstCount: context.first.count, secondCount: context.second.count,
            remark: "no interval below three observations in each")
        ]
      }
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
