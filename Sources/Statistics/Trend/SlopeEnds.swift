import Distributions

/// Which of the ordered slopes of pairs are the ends of an interval for the slope.
struct SlopeEnds: Hashable, Sendable {
  /// A place among slopes in ascending order.
  enum Place: Hashable, Sendable {
    /// A rank from 1; beyond the first and the last there is ∓∞.
    case rank(Int)
    /// A rank that need not be whole, between its neighbours in proportion; the first and the last
    /// slope stand for ranks beyond them.
    case interpolated(Double)
  }

  /// The lower end.
  let low: Place
  /// The upper end.
  let high: Place
  /// The level an exact interval has; nil for approximate ones.
  let achieved: Double?
  /// How the places were chosen.
  let rule: TheilSen.IntervalRule

  /// The slopes that a two-sided exact test of Kendall does not reject, of values without ties.
  init(exact count: Int, level: Double) {
    let law = KendallScore(count: count)
    let pairs = KendallCount.pairs(count)
    // The least score, of the parity of n(n−1)/2, that is rejected; beyond all there are, none is.
    var critical = pairs % 2 == 0 ? 2 : 1
    while critical <= pairs, law.twoSided(score: critical) > 1 - level { critical += 2 }
    let rank = (pairs - critical) / 2 + 1
    let isBounded = critical <= pairs
    low = .rank(isBounded ? rank : 0)
    high = .rank(pairs + 1 - (isBounded ? rank : 0))
    achieved = isBounded ? 1 - law.twoSided(score: critical) : 1
    rule = .exact
  }

  /// Sen's ranks by the normal law, whose quantile is `deviate`, rounded.
  init(rounded moments: ScoreMoments, deviate: Double) {
    let reach = deviate * moments.variance.squareRoot()
    let pairs = KendallCount.pairs(moments.count)
    let first = ((Double(pairs) - reach) / 2).rounded(.toNearestOrEven)
    let last = ((Double(pairs) + reach) / 2).rounded(.toNearestOrEven)
    low = .rank(max(1, Int(first)))
    high = .rank(min(pairs, Int(last) + 1))
    achieved = nil
    rule = .rounded
  }

  /// Gilbert's ranks by the normal law, whose quantile is `deviate`, interpolated.
  init(interpolated moments: ScoreMoments, deviate: Double) {
    let reach = deviate * moments.variance.squareRoot()
    let pairs = Double(KendallCount.pairs(moments.count))
    low = .interpolated((pairs - reach) / 2)
    high = .interpolated((pairs + reach) / 2 + 1)
    achieved = nil
    rule = .interpolated
  }
}

extension SlopeEnds {
  /// What the number of values and the level say of every series: made once for many.
  struct Shared: Hashable, Sendable {
    /// The ends without ties; nil where they are not asked of the exact law.
    let exact: SlopeEnds?
    /// How many standard deviations of the score it may miss by.
    let deviate: Double

    init(_ estimator: TheilSen, count: Int) {
      let usesExact = estimator.rule == .automatic || estimator.rule == .exact
      exact =
        usesExact && count <= MannKendall.exactLimit
        ? SlopeEnds(exact: count, level: estimator.level) : nil
      deviate = Normal.standard.upperQuantile((1 - estimator.level) / 2)
    }
  }
}

extension SlopeEnds.Place {
  /// The ranks, from 1, of the slopes that ``slope(count:_:)`` will read.
  func ranks(count: Int) -> [Int] {
    switch self {
    case .rank(let rank): return rank >= 1 && rank <= count ? [rank] : []
    case .interpolated(let rank):
      let place = Int(min(max(rank, 1), Double(count)).rounded(.down))
      return [place, min(count, place + 1)]
    }
  }

  /// The slope here, of `count` slopes in ascending order that are read by their rank from 1.
  @inline(__always)
  func slope(count: Int, _ slope: (Int) -> Double) -> Double {
    switch self {
    case .rank(let rank):
      if rank < 1 { return -.infinity }
      return rank > count ? .infinity : slope(rank)
    case .interpolated(let rank):
      let rank = min(max(rank, 1), Double(count))
      let whole = rank.rounded(.down)
      let place = Int(whole)
      let weight = rank - whole
      let low = slope(place)
      let high = slope(min(count, place + 1))
      if weight == 0 || low == high { return low }
      // As quantiles are read of a list, without making one.
      return weight == 0.5 ? (low + high) / 2 : (1 - weight) * low + weight * high
    }
  }
}

extension TheilSen {
  /// Which of the ordered slopes are the ends of the interval.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for exact ranks where there are
  ///   none.
  func slopeEnds(
    _ moments: ScoreMoments, _ shared: SlopeEnds.Shared
  ) throws(StatisticsError) -> SlopeEnds {
    if let exact = shared.exact, !moments.hasTies { return exact }
    switch rule {
    case .exact:
      throw .invalidOption(
        name: "interval", found: "exact", needed: "at most 60 values without ties")
    case .rounded: return SlopeEnds(rounded: moments, deviate: shared.deviate)
    case .automatic, .interpolated:
      return SlopeEnds(interpolated: moments, deviate: shared.deviate)
    }
  }
}
