import Statistics
import Tables
import TimeSeries

extension Estimand {
  /// How many times as often events come: exact given their sum, widened where years vary more
  /// than independent events would.
  static let rateRatio = Estimand(
    name: "rate-ratio",
    summary: "How many times as often events come in the later years; for counts of events only.",
    instead: "change-at-event, mean-ratio",
    aroundEvent: { (context) throws(Refusal) in
      try requireEvents(context.measure)
      try context.require(before: 1, after: 1)
      return try ratio(
        of: context.after, to: context.before, dispersionOf: [context.before], context.plan)
    },
    betweenWindows: { (context) throws(Refusal) in
      try requireEvents(context.measure)
      try context.require(1)
      return try ratio(
        of: context.second, to: context.first, dispersionOf: context.baselines, context.plan)
    })

  /// Deaths and persons come in clusters, and a stock is no count over time.
  private static func requireEvents(_ measure: AnyMeasure) throws(Refusal) {
    guard measure.accrual == .flow else {
      throw .notApplicable("a rate ratio is of counts over time, this is a stock")
    }
    guard measure.unit.countsEvents, measure.unit.scale == 1 else {
      throw .notApplicable(
        measure.unit == .unstated
          ? "a rate ratio is of separate events; the unit does not say that these are"
          : "a rate ratio is of separate events; \(measure.unit.symbol) come in clusters or sums")
    }
  }

  private static func ratio(
    of later: WindowValues, to earlier: WindowValues, dispersionOf baselines: [WindowValues],
    _ plan: ComparisonPlan
  ) throws(Refusal) -> [Effect] {
    let result = try refusing { () throws(StatisticsError) in
      let test = Statistics.RateRatio(level: plan.level)
      let first = try EventCount(later.total, over: later.exposure)
      let second = try EventCount(earlier.total, over: earlier.exposure)
      guard let dispersion = try widest(baselines) else { return try test.test(first, second) }
      return try test.test(first, second, widenedBy: dispersion)
    }
    let phi = result.detail("phi")
    return [
      Effect(
        term: "rate of \(later.span) over rate of \(earlier.span)", scale: "ratio",
        estimate: result.estimate?.value, degreesOfFreedom: result.degreesOfFreedom.first,
        pValue: result.pValue, interval: result.interval, basis: result.basis,
        firstCount: earlier.count, secondCount: later.count,
        remark: phi.map {
          "dispersion of baseline years \(significant($0))"
            + ($0 > 1 ? ", interval and p widened by it" : "")
        }
          ?? "no baseline of two years to take the dispersion from: exact only if events come singly",
        notes: result.notes)
    ]
  }

  /// The largest dispersion among baselines of two years or more.
  private static func widest(
    _ baselines: [WindowValues]
  ) throws(StatisticsError) -> Dispersion? {
    var widest: Dispersion?
    for baseline in baselines where baseline.count >= 2 && baseline.total > 0 {
      let sample = try Sample(
        times: baseline.times, values: baseline.values, exposures: baseline.exposures)
      let dispersion = try Dispersion(sample)
      if dispersion.value > widest?.value ?? -1 { widest = dispersion }
    }
    return widest
  }

  /// A number to three digits, for a remark.
  static func significant(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "none" : value > 0 ? "∞" : "−∞" }
    guard value != 0 else { return "0" }
    var factor = 1.0
    var magnitude = abs(value)
    while magnitude < 100, factor < 1e12 {
      magnitude *= 10
      factor *= 10
    }
    let rounded = (value * factor).rounded() / factor
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int(rounded)) : String(rounded)
  }
}
