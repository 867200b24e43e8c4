import Statistics
import Tables
import TimeSeries

extension Estimand {
  /// Whether each year after lies where the baseline leads one to expect it.
  static let predictionInterval = Estimand(
    name: "prediction-interval",
    summary: "Each year after the event against the interval its baseline leads one to expect.",
    instead: "mean-level",
    aroundEvent: { (context) throws(Refusal) in
      try context.require(before: 8, after: 0)
      let (before, after, isLog) = context.scaled()
      let interval = Statistics.PredictionInterval(
        scale: isLog ? .logarithmic : .linear, level: context.plan.level)
      if context.after.count == 0 { return [try expected(context, before, interval)] }
      var effects: [Effect] = []
      for (observation, value) in zip(after.observations, after.rates) {
        let result = try refusing { () throws(StatisticsError) in
          try interval.test([value], against: before.rates)
        }
        let isInside = result.interval.map { $0.low <= value && value <= $0.high } ?? false
        effects.append(
          Effect(
            term: "\(observation.period) against \(context.window.baseline)",
            period: observation.period,
            scale: "observed, with the interval expected", estimate: value,
            statistic: result.statistic?.value,
            degreesOfFreedom: result.degreesOfFreedom.first, pValue: result.pValue,
            interval: result.interval, basis: .exact, firstCount: context.before.count,
            secondCount: 1, quantity: .year,
            remark: (isInside ? "inside" : "outside") + " the interval expected of one year"
              + (isLog ? ", lognormal years" : ", normal years") + ", no trend",
            notes: [
              Note(
                .caveat, "prediction-dependence",
                "Prediction intervals take years as independent; at autocorrelation 0.6 they miss "
                  + "7 to 8 % of years, and of several years one misses more often than that.")
            ]))
      }
      if after.count >= 2 {
        effects.append(try together(context, before.rates + after.rates, isLog: isLog))
      }
      return effects
    })

  /// What the baseline leads one to expect of a year that has not come.
  private static func expected(
    _ context: AroundEvent, _ before: WindowValues, _ interval: Statistics.PredictionInterval
  ) throws(Refusal) -> Effect {
    let result = try refusing { () throws(StatisticsError) in
      try interval.predict(from: before.rates)
    }
    return Effect(
      term: "one year, expected from \(context.window.baseline)", scale: "level",
      estimate: result.estimate?.value, degreesOfFreedom: result.degreesOfFreedom.first,
      interval: result.interval, basis: .exact, firstCount: context.before.count, secondCount: 0,
      remark: "what one complete year after would be set against"
        + (interval.scale == .logarithmic ? "; lognormal years" : "; normal years") + ", no trend",
      notes: result.notes)
  }

  /// All years after in one test: each against its own interval would be outside too often.
  private static func together(
    _ context: AroundEvent, _ values: [Double], isLog: Bool
  ) throws(Refusal) -> Effect {
    let numbers = isLog ? values.map { Alignment.logarithm($0) } : values
    let result = try refusing { () throws(StatisticsError) in
      try ChowPrediction().test(
        numbers, on: .intercept(count: numbers.count), from: context.before.count)
    }
    return Effect(
      term: "\(context.after.span) together against \(context.window.baseline)",
      scale: "joint test", estimate: nil, statistic: result.statistic?.value,
      degreesOfFreedom: result.degreesOfFreedom.first, pValue: result.pValue, basis: .exact,
      firstCount: context.before.count, secondCount: context.after.count,
      quantity: .years,
      remark: "Chow's prediction test, F with \(context.after.count) and "
        + "\(context.before.count - 1) degrees of freedom, "
        + (isLog ? "lognormal years" : "normal years") + ", no trend",
      notes: result.notes)
  }
}
