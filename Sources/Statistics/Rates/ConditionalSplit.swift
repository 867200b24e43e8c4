import Distributions

/// How the events of two windows are split between them, given how many there are in all.
struct ConditionalSplit {
  let first: Double
  let total: Double
  /// The second exposure over the first: from the odds of the split to the ratio of the rates.
  let exposureRatio: Double
  private let law: Binomial

  init(_ first: EventCount, _ second: EventCount) {
    self.first = first.count
    total = first.count + second.count
    exposureRatio = second.exposure / first.exposure
    law = Binomial(
      trials: Int(total), probability: Self.probability(ratio: 1, exposureRatio))
  }

  /// The chance of an event to fall into the first window at a ratio of the rates.
  private static func probability(ratio: Double, _ exposureRatio: Double) -> Double {
    ratio / (ratio + exposureRatio)
  }

  /// P(X ≤ first).
  private var lower: Double { law.cumulative(at: first) }
  /// P(X ≥ first).
  private var upper: Double { law.survival(at: first - 1) }

  /// The p-value against equal rates.
  func pValue(_ alternative: Alternative, _ rule: RateRatio.TwoSidedRule) -> Double {
    guard total > 0 else { return 1 }
    switch (alternative, rule) {
    case (.less, .midP): return lower - atFirst / 2
    case (.greater, .midP): return upper - atFirst / 2
    case (.less, _): return lower
    case (.greater, _): return upper
    case (.twoSided, .central): return min(1, 2 * min(lower, upper))
    case (.twoSided, .midP): return min(1, 2 * min(lower, upper) - atFirst)
    case (.twoSided, .minlike): return minlike
    }
  }

  private var atFirst: Double { law.probability(of: Int(first)) }

  /// The outcomes no likelier than the one observed; those within 1e-7 of it count as equal.
  private var minlike: Double {
    let mode = total * law.successProbability
    if first == mode { return 1 }
    let limit = law.logProbability(of: Int(first)) + 1e-7
    func isRare(_ outcome: Int) -> Bool { law.logProbability(of: outcome) <= limit }
    if first < mode {
      // From the mode upwards probabilities fall: the first rare outcome starts the far tail.
      let start = Self.firstIndex(from: Int(mode.rounded(.up)), to: Int(total) + 1, where: isRare)
      return min(1, lower + law.survival(at: Double(start - 1)))
    }
    let end = Self.firstIndex(from: 0, to: Int(mode.rounded(.down)) + 1) { !isRare($0) }
    return min(1, upper + (end > 0 ? law.cumulative(at: Double(end - 1)) : 0))
  }

  /// The first whole number of a range of which a rising condition holds; the end if none.
  private static func firstIndex(
    from start: Int, to end: Int, where holds: (Int) -> Bool
  ) -> Int {
    var low = start
    var high = end
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The interval for the ratio of the rates.
  func interval(
    level: Double, _ alternative: Alternative, _ rule: RateRatio.TwoSidedRule
  ) -> ConfidenceInterval {
    let tail = alternative == .twoSided ? (1 - level) / 2 : 1 - level
    let low = alternative == .less ? 0 : lowEnd(tail, rule)
    let high = alternative == .greater ? .infinity : highEnd(tail, rule)
    return ConfidenceInterval(low: low, high: high, level: level)
  }

  /// The ratio at which the upper tail has a probability; 0 where no ratio is too small.
  func lowEnd(_ tail: Double, _ rule: RateRatio.TwoSidedRule = .central) -> Double {
    guard first > 0, tail > 0 else { return 0 }
    if rule == .midP { return inverted { 1 - midCumulative($0) < tail } }
    // Odds from the beta law and its complement, each to full precision.
    let share = Beta(alpha: first, beta: total - first + 1).quantile(tail)
    let rest = Beta(alpha: total - first + 1, beta: first).upperQuantile(tail)
    return share / rest * exposureRatio
  }

  /// The ratio at which the lower tail has a probability; ∞ where no ratio is too large.
  func highEnd(_ tail: Double, _ rule: RateRatio.TwoSidedRule = .central) -> Double {
    guard first < total, tail > 0 else { return .infinity }
    if rule == .midP { return inverted { midCumulative($0) > tail } }
    let share = Beta(alpha: first + 1, beta: total - first).upperQuantile(tail)
    let rest = Beta(alpha: total - first, beta: first + 1).quantile(tail)
    return share / rest * exposureRatio
  }

  /// P(X < first) + P(X = first)/2 at a ratio.
  private func midCumulative(_ ratio: Double) -> Double {
    let law = Binomial(
      trials: Int(total), probability: Self.probability(ratio: ratio, exposureRatio))
    return law.cumulative(at: first) - law.probability(of: Int(first)) / 2
  }

  /// The ratio up to which a condition holds, by bisection on the logarithmic scale, to the last
  /// digits.
  private func inverted(_ holds: (Double) -> Bool) -> Double {
    var low = exposureRatio * 0x1p-200
    var high = exposureRatio * 0x1p200
    for _ in 0..<400 {
      let middle = low.squareRoot() * high.squareRoot()
      if middle <= low || middle >= high { break }
      if holds(middle) { low = middle } else { high = middle }
    }
    return low.squareRoot() * high.squareRoot()
  }
}
