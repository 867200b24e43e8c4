import LinearAlgebra

/// The rank of a change among those at events that did not happen: the block of times after the event
/// is moved through the series, and the size of its effect compared with that of each other block.
///
/// The effect of a block is the coefficient of its indicator beside a constant, or beside a constant
/// and a straight trend. The actual block is counted; the p-value is the share of blocks with an
/// effect at least as large, and no p-value is below one over their number.
///
/// - Assumes: that any block of that length might as well have been the one after the event. Blocks
///   that overlap are not independent: a rank, not a test of exact size.
/// - Units: effects in units of the values.
/// - Edge cases: a block has three times before it at least; without a second block there is no rank.
/// - Cost: a small fit for each block.
/// - References: Abadie, Diamond & Hainmueller 2010, doi:10.1198/jasa.2009.ap08746 (placebo in time);
///   Chernozhukov, Wüthrich & Zhu 2021, doi:10.1080/01621459.2021.1920957.
/// - Checked against: an independent script (`InterruptedSeriesTests`, the moved blocks of a
///   series of 14 years).
public struct PlaceboRank: Hashable, Sendable {
  /// The effect of one block.
  public struct Block: Hashable, Sendable {
    /// The first time of the block.
    public let time: Double
    /// Its effect.
    public let effect: Double
  }

  /// Every block of the length of the actual one, which is the last.
  public let blocks: [Block]
  /// The blocks whose effect is at least as large as that of the actual one, itself counted.
  public let rank: Int

  /// The times that must come before a block.
  public static let leastBefore = 3

  /// The rank of the last `after` times of a sample.
  ///
  /// - Parameter hasTrend: whether a straight trend stands beside the block.
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` where there is no second block;
  ///   what ``LeastSquares/fit(_:on:)`` throws.
  public init(
    ofLast after: Int, in sample: Sample, hasTrend: Bool
  ) throws(StatisticsError) {
    let least = PlaceboRank.leastBefore
    guard after >= 1, sample.count - after > least else {
      throw .tooFewObservations(needed: least + 1 + max(1, after), have: sample.count)
    }
    let origin = sample.times[sample.count - after]
    var blocks: [Block] = []
    for first in least...(sample.count - after) {
      var design = Design.intercept(count: sample.count)
      if hasTrend { design = design.adding("time", sample.times.map { $0 - origin }) }
      let indicator = sample.times.indices.map { $0 >= first && $0 < first + after ? 1.0 : 0 }
      design = design.adding("block", indicator)
      let fit = try LeastSquares().fit(sample.values, on: design)
      blocks.append(
        Block(time: sample.times[first], effect: fit.solution.coefficients.last ?? 0))
    }
    self.blocks = blocks
    let own = abs(blocks.last?.effect ?? 0)
    // Equal effects differ in their last bits.
    rank = blocks.count { abs($0.effect) >= own * (1 - 1e-12) }
  }

  /// The effect of the actual block.
  public var effect: Double { blocks.last?.effect ?? 0 }

  /// The share of blocks with an effect at least as large.
  public var pValue: Double { Double(rank) / Double(blocks.count) }

  /// The smallest p-value there can be.
  public var floor: Double { 1 / Double(blocks.count) }
}
