import Statistics
import Tables
import TimeSeries

extension Estimand {
  /// The change of level at an event: a step, without and with a trend, under serial correlation
  /// that is averaged over and declared rather than estimated.
  static let changeAtEvent = Estimand(
    name: "change-at-event",
    summary: "The change of level at the event, without and with a trend through both sides.",
    instead: "prediction-interval, predictive-rank",
    aroundEvent: { (context) throws(Refusal) in
      try context.require(before: 5, after: 2)
      guard context.plan.isForced || context.before.count + context.after.count >= 8 else {
        throw .tooFewYears(
          window: "before and after together", needed: 8,
          have: context.before.count + context.after.count, beside: nil)
      }
      let step = try StepModel(context)
      var effects = [try step.effect(.noTrend)]
      // A trend drawn through fewer than eight years before is mostly noise.
      if context.before.count >= 8 { effects.append(try step.effect(.trend)) }
      if context.before.count >= 8, context.after.count >= 5 {
        effects.append(try step.effect(.slope))
      }
      return effects
    })
}

/// The step model of one window.
private struct StepModel {
  let context: Estimand.AroundEvent
  let isLog: Bool
  let sample: Sample
  let design: Design

  static let term = "level_change"
  static let slopeTerm = "slope_change"

  /// What stands beside the step, and which change is asked about.
  enum Model {
    /// A step alone.
    case noTrend
    /// A step and one trend through both sides.
    case trend
    /// A step and a trend that changes at the event; the change of the trend is asked about.
    case slope

    var name: String {
      switch self {
      case .noTrend: "level change, no trend"
      case .trend: "level change, trend in the model"
      case .slope: "slope change, level and slope in the model"
      }
    }
  }

  init(_ context: Estimand.AroundEvent) throws(Refusal) {
    self.context = context
    let scaled = context.scaled()
    isLog = scaled.isLog
    let values = scaled.before.rates + scaled.after.rates
    let numbers = isLog ? values.map { Alignment.logarithm($0) } : values
    let times = context.before.times + context.after.times
    sample = try refusing { () throws(StatisticsError) in
      try Sample(times: times, values: numbers)
    }
    let step = times.map { $0 >= Double(context.window.anchor.firstYearAfter) ? 1.0 : 0.0 }
    design = Design([
      (Design.interceptTerm, times.map { _ in 1 }), (StepModel.term, step),
    ])
  }

  /// The effect of a model. The headline is the average over serial correlations; the worst of
  /// the declared ones stands beside it in the remark.
  func effect(_ model: Model) throws(Refusal) -> Effect {
    let design = design(of: model)
    let term = model == .slope ? StepModel.slopeTerm : StepModel.term
    let plan = context.plan
    let averaged = try refusing { () throws(StatisticsError) in
      try AveragedRho().contrast(term, in: sample, on: design, level: plan.level)
    }
    let declared = try refusing { () throws(StatisticsError) in
      try DeclaredRho(grid: plan.declaredRho)
        .contrast(term, in: sample, on: design, level: plan.level)
    }
    return Effect(
      term: model.name,
      scale: (isLog ? "ratio" : "difference") + (model == .slope ? " a year" : ""),
      estimate: averaged.estimate.map { back($0.value) },
      standardError: isLog ? nil : averaged.standardError,
      degreesOfFreedom: averaged.degreesOfFreedom.first, pValue: averaged.pValue,
      interval: averaged.interval.map {
        ConfidenceInterval(low: back($0.low), high: back($0.high), level: $0.level)
      },
      basis: averaged.basis, firstCount: context.before.count, secondCount: context.after.count,
      worstPValue: declared.worst?.pValue, breakdownRho: declared.breakdown,
      quantity: model == .slope ? .slopeChange : .levelChange,
      remark: remark(declared), notes: notes(averaged))
  }

  private func design(of model: Model) -> Design {
    let origin = sample.times.first ?? 0
    let withTrend = design.adding("time", sample.times.map { $0 - origin })
    switch model {
    case .noTrend: return design
    case .trend: return withTrend
    case .slope:
      let first = Double(context.window.anchor.firstYearAfter)
      return withTrend.adding(StepModel.slopeTerm, sample.times.ramping(from: first))
    }
  }

  private func back(_ value: Double) -> Double { isLog ? Alignment.exponential(value) : value }

  private func remark(_ declared: DeclaredRhoFit) -> String {
    var parts: [String] = []
    if context.after.count == 2 { parts.append("two years after: unusual or not, no more") }
    if let worst = declared.worst {
      parts.append(
        "worst of declared rho \(first(declared)) to \(last(declared)): p "
          + Estimand.probability(worst.pValue) + " at rho \(Estimand.significant(worst.rho)), "
          + "\(Estimand.significant(back(worst.interval.low))) to "
          + "\(Estimand.significant(back(worst.interval.high)))")
    }
    if let breakdown = declared.breakdown {
      parts.append("the verdict turns at rho \(Estimand.significant(breakdown))")
    }
    return parts.joined(separator: "; ")
  }

  private func first(_ fit: DeclaredRhoFit) -> String {
    Estimand.significant(fit.rows.first?.rho ?? 0)
  }

  private func last(_ fit: DeclaredRhoFit) -> String {
    Estimand.significant(fit.rows.last?.rho ?? 0)
  }

  private func notes(_ averaged: TestResult) -> [Note] {
    var notes = averaged.notes
    if context.plan.scale(for: context.measure) == .log, !isLog {
      notes.append(
        Note(
          .method, "raw-scale",
          "A value is zero or negative, or a range reaches zero, so level changes are differences, "
            + "not ratios."))
    }
    return notes
  }
}

extension Estimand {
  /// A probability for a remark: three decimals, with a floor.
  static func probability(_ value: Double) -> String {
    guard value.isFinite else { return "none" }
    if value < 0.0005 { return "< 0.001" }
    let thousandths = Int((value * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
