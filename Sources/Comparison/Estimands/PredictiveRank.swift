import Statistics
import TimeSeries

extension Estimand {
  /// Where each new year falls among the old, with the chance of so extreme a place.
  static let predictiveRank = Estimand(
    name: "predictive-rank",
    summary: "Where a year after the event falls among those before; says unusual, not changed.",
    instead: "mean-level",
    aroundEvent: { (context) throws(Refusal) in
      try context.require(before: 8, after: 1)
      return try ranks(
        of: context.after, among: context.before, "the baseline \(context.window.baseline)")
    },
    betweenWindows: { (context) throws(Refusal) in
      guard context.first.count >= 2 else { try context.require(2); return [] }
      try context.require(1)
      try context.requireEqualLengths()
      return try ranks(
        of: context.second, among: context.first, "the years \(context.first.span)")
    })

  private static func ranks(
    of new: WindowValues, among old: WindowValues, _ group: String
  ) throws(Refusal) -> [Effect] {
    let rank = try refusing { () throws(StatisticsError) in
      try Statistics.PredictiveRank(of: new.rates, among: old.rates)
    }
    let chance =
      rank.places.count == 1
      ? "" : "; any of \(rank.places.count) outside by chance: \(percent(rank.chanceAnyOutside))"
    return zip(new.observations, rank.places).map { observation, place in
      Effect(
        term: "\(observation.period) among \(group)", period: observation.period,
        scale: "rank of \(place.count)",
        estimate: place.midrank, pValue: place.pValue(), floor: rank.floor, basis: .exact,
        firstCount: old.count, secondCount: 1,
        remark: (place.isOutside ? "outside" : "inside") + " the past range; outside by chance: "
          + percent(rank.floor) + chance)
    }
  }

  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "none" }
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
