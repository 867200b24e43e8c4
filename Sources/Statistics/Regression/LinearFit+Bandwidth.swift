import LinearAlgebra

extension LinearFit {
  /// The bandwidth Newey and West's rule of 1994 gives for Bartlett's weights, without prewhitening;
  /// nil where the scores do not vary. Its whole part is the number of lags.
  ///
  /// The scores of all columns but a constant one are added up, so the answer hangs on the units
  /// of the columns: with a trend alone it does not.
  ///
  /// - References: Newey & West 1994, doi:10.2307/2297912.
  /// - Checked against: R sandwich `bwNeweyWest(prewhite = 0)` (`ReferenceCases/ols_hac.json`).
  public var neweyWestBandwidth: Double? {
    let varying = design.columns.filter { column in column.contains { $0 != column.first } }
    let scores = (0..<count).map { index in
      residuals[index] * varying.reduce(0) { $0 + $1[index] }
    }
    let n = Double(count)
    let lags = min(count - 1, Int(4 * Elementary.power(n / 100, 2.0 / 9)))
    var level = compensatedDot(scores.span, scores.span) / n
    var slope = 0.0
    for lag in stride(from: 1, through: lags, by: 1) {
      let late = Array(scores[lag...])
      let early = Array(scores[..<(count - lag)])
      let autocovariance = compensatedDot(late.span, early.span) / n
      level += 2 * autocovariance
      slope += 2 * Double(lag) * autocovariance
    }
    let ratio = slope / level
    guard ratio.isFinite else { return nil }
    return 1.1447 * Elementary.power(ratio * ratio * n, 1.0 / 3)
  }
}
