import Statistics
import TimeSeries

extension Estimand {
  /// The level after an event and in its baseline: a description, without a test.
  static let meanLevel = Estimand(
    name: "mean-level",
    summary: "The mean of the years after an event and of its baseline; describes, tests nothing.",
    instead: "the observations",
    aroundEvent: { (context) throws(Refusal) in
      var effects: [Effect] = []
      // No mean is taken over years that were not counted the same way.
      let divided = context.breaksBefore.first
      if divided == nil, let mean = context.before.mean {
        effects.append(
          Effect(
            term: "mean of \(context.before.span)", scale: "level", estimate: mean,
            basis: .descriptive, firstCount: context.before.count, secondCount: 0,
            remark: context.after.count == 0 ? "there is no complete year after it yet" : nil))
      }
      if context.breaksAfter.isEmpty, let mean = context.after.mean {
        effects.append(
          Effect(
            term: "mean of \(context.after.span)", scale: "level", estimate: mean,
            basis: .descriptive, firstCount: 0, secondCount: context.after.count,
            remark: divided.map {
              "no mean of the baseline, which the break of \($0.date) divides"
            }))
      }
      guard effects.isEmpty else { return effects }
      if let found = divided ?? context.breaksAfter.first {
        throw .breakCrossed(found.date, found.description)
      }
      try context.require(before: 0, after: 1)
      return []
    })
}
