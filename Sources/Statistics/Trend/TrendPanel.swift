import Distributions
import LinearAlgebra

/// Trends of many series over the same times: the line of least squares, the test of Mann and
/// Kendall and the slope of Theil and Sen, each as it would be had of one series alone.
///
/// ```swift
/// let panel = try SamplePanel(times: years, series: rates)
/// let trends = try TrendPanel(line: .neweyWest(lags: 2)).trends(of: panel)
/// let slope = try trends[0].get().line?.slope
/// ```
///
/// Eight series at a time are computed side by side, and blocks of them on as many threads as there
/// are; every number is that of ``LeastSquares``, ``MannKendall`` and ``TheilSen``. Orders and counts
/// are equal to the bit. Sums are carried to twice the precision of a double, which leaves lines
/// equal to some parts in 10¹⁵; a series whose line could lose digits all the same (residuals of the
/// rounding of its values, a level beyond 10¹¹ times its spread, a slope or a height that all but
/// cancels, magnitudes beyond 2^±400) is computed alone, by ``LeastSquares`` itself, so that a panel
/// never carries fewer digits than its series would.
///
/// - Assumes: what the methods do, of each series; nothing is said of series together. Many tests
///   find some small p-values by chance: see ``MultipleTesting``.
/// - Units: slopes in the unit of the values a year.
/// - Edge cases: a series that is not finite is a failure in its place and touches no other.
/// - Cost: O(n² log² n) a series of n values for the slope of Theil and Sen, O(n²) for the score,
///   O(n) for the line.
/// - Checked against: the methods on each series, for lengths from 2 to 60 (tests).
public struct TrendPanel: Hashable, Sendable {
  /// The covariance of the line; nil for no line.
  public var line: CovarianceEstimator?
  /// The test of Mann and Kendall; nil for none.
  public var score: MannKendall?
  /// The slope of Theil and Sen; nil for none.
  public var slope: TheilSen?
  /// The confidence level of the line's interval.
  public var level: Double

  /// All three, with 95 % intervals, unless asked otherwise.
  public init(
    line: CovarianceEstimator? = .classical, score: MannKendall? = MannKendall(),
    slope: TheilSen? = TheilSen(), level: Double = 0.95
  ) {
    self.line = line
    self.score = score
    self.slope = slope
    self.level = level
  }

  /// The trends of each series, in their order, or why a series has none.
  ///
  /// - Parameter progress: called now and then, on the calling thread, with the number of series
  ///   done.
  /// - Throws: what no series of this length could have: ``StatisticsError/tooFewObservations(needed:have:)``
  ///   below 4 for a score and 2 for a slope,
  ///   ``StatisticsError/notMoreObservationsThanTerms(observations:terms:)`` for a line,
  ///   ``StatisticsError/invalidOption(name:found:needed:)``.
  public func trends(
    of panel: SamplePanel, progress: ((Int) -> Void)? = nil
  ) throws(StatisticsError) -> PanelTrends {
    try trends(of: panel, blocksInPiece: 16, progress: progress)
  }

  /// The same, with the work cut in pieces of a size.
  func trends(
    of panel: SamplePanel, blocksInPiece size: Int, progress: ((Int) -> Void)? = nil
  ) throws(StatisticsError) -> PanelTrends {
    let plan = try TrendPlan(self, panel)
    let blocks = (panel.count + SeriesBlock.lanes - 1) / SeriesBlock.lanes
    let pieces = (blocks + size - 1) / size
    var trends = PanelTrends(plan.shared, capacity: panel.count)
    // With somebody waiting to be told, the work is done in a few dozen waves.
    let wave = progress == nil ? max(1, pieces) : max(8, pieces / 32)
    var first = 0
    while first < pieces {
      let start = first
      let parts = concurrently(min(wave, pieces - start)) { piece in
        let from = (start + piece) * size
        return plan.trends(ofBlocks: from..<min(blocks, from + size))
      }
      for part in parts { trends.append(part) }
      first += parts.count
      progress?(trends.count)
    }
    return trends
  }
}
