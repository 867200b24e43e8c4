import Statistics

extension Estimand {
  /// The level after an event and in its baseline: a description, without a test.
  static let meanLevel = Estimand(
    name: "mean-level",
    summary: "The mean of the years after an event and of its baseline; describes, tests nothing.",
    instead: "the observations",
    aroundEvent: { (context) throws(Refusal) in
      var effects: [Effect] = []
      if let mean = context.before.mean {
        effects.append(
          Effect(
            term: "mean of \(context.before.span)", scale: "level", estimate: mean,
            basis: .descriptive, firstCount: context.before.count, secondCount: 0,
            remark: context.after.count == 0 ? "there is no complete year after it yet" : nil))
      }
      // The level of the baseline stands alone until there is a year to set beside it.
      if effects.isEmpty || context.after.count > 0 { try context.require(before: 0, after: 1) }
      if let mean = context.after.mean {
        effects.append(
          Effect(
            term: "mean of \(context.after.span)", scale: "level", estimate: mean,
            basis: .descriptive, firstCount: 0, secondCount: context.after.count))
      }
      return effects
    })
}
