import Statistics

extension Estimand {
  /// By how much the slope of one aftermath differs from that of another.
  static let slopeDifference = Estimand(
    name: "slope-difference",
    summary: "By how much the slopes of the two aftermaths differ, a year.",
    instead: "mean-ratio, mean-difference",
    betweenWindows: { (context) throws(Refusal) in
      try context.require(5)
      try context.requireEqualLengths()
      let term = "slope_change"
      let times = context.first.times + context.second.times
      let isSecond =
        context.first.times.map { _ in 0.0 } + context.second.times.map { _ in 1.0 }
      let elapsed = elapsedTimes(context.first) + elapsedTimes(context.second)
      let design = Design([
        (Design.interceptTerm, times.map { _ in 1 }), ("level_change", isSecond),
        ("time", elapsed), (term, zip(isSecond, elapsed).map { $0 * $1 }),
      ])
      let values = context.first.rates + context.second.rates
      let result = try refusing { () throws(StatisticsError) in
        let sample = try Sample(times: times, values: values)
        return try AveragedRho().contrast(term, in: sample, on: design, level: context.plan.level)
      }
      return [
        Effect(
          term: "slope of \(context.second.span) less slope of \(context.first.span)",
          scale: "per year", estimate: result.estimate?.value,
          standardError: result.standardError,
          degreesOfFreedom: result.degreesOfFreedom.first, pValue: result.pValue,
          interval: result.interval, basis: result.basis, firstCount: context.first.count,
          secondCount: context.second.count,
          remark: "one variance for both; year-to-year noise only, one analogue is one case",
          notes: result.notes)
      ]
    })

  private static func elapsedTimes(_ values: WindowValues) -> [Double] {
    let origin = values.times.first ?? 0
    return values.times.map { $0 - origin }
  }
}
