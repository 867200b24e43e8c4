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
      try context.require(before: 8, after: 1)
      let (before, after, isLog) = context.scaled()
      let interval = Statistics.PredictionInterval(
        scale: isLog ? .logarithmic : .linear, level: context.plan.level)
      var effects: [Effect] = []
      for (observation, value) in zip(after.observations, after.values) {
        let result = try refusing { () throws(StatisticsError) in
          try interval.test([value], against: before.values)
        }
        let isInside = result.interval.map { $0.low <= value && value <= $0.high } ?? false
        effects.append(
          Effect(
            term: "\(observation.period) against \(context.window.baseline)",
            scale: "observed, with the interval expected", estimate: value,
            statistic: result.statistic?.value,
            degreesOfFreedom: result.degreesOfFreedom.first, pValue: result.pValue,
            interval: result.interval, basis: .exact, firstCount: context.before.count,
            secondCount: 1,
            remark: (isInside ? "inside" : "outside") + " the interval expected of one year"
              + (isLog ? ", lognormal years" : ", normal years") + ", no trend",
            notes: [
              Note(
                .caveat, "prediction-dependence",
                "Prediction intervals take years as independent; at autocorrelation 0.6 they miss "
                  + "7 to 8 % of years, and of several years one misses more often than that.")
            ]))
      }
      return effects
    })
}
