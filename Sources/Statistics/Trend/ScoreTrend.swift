import Tables

/// The test of Mann and Kendall on a series.
public struct ScoreTrend: Hashable, Sendable {
  let moments: ScoreMoments
  /// The direction tested.
  public let alternative: Alternative
  /// The p-value, exact or normal as ``basis`` says.
  public let pValue: Double
  /// The smallest p-value of the exact law; nil where the normal one was taken.
  let exactFloor: Double?

  init(moments: ScoreMoments, alternative: Alternative, pValue: Double, exactFloor: Double?) {
    self.moments = moments
    self.alternative = alternative
    self.pValue = pValue
    self.exactFloor = exactFloor
  }

  /// The test of a score that was counted.
  init(_ test: MannKendall, _ count: KendallCount) throws(StatisticsError) {
    moments = ScoreMoments(count)
    alternative = test.alternative
    let isExact = try test.usesExactLaw(count: moments.count, tied: moments.hasTies)
    let law = isExact ? ScoreLaw(count) : nil
    pValue =
      law?.tail(moments.score, alternative)
      ?? MannKendall.normalTail(moments.standardized, alternative)
    exactFloor = law.map { MannKendall.floor(ScoreMoments(count), $0, test.alternative) }
  }

  /// S, concordant less discordant pairs.
  public var score: Int { moments.score }
  /// The number of values.
  public var count: Int { moments.count }
  /// The variance of S over all orders of the values.
  public var variance: Double { moments.variance }
  /// (S − sign S) / √var S, and 0 for values that do not vary.
  public var normalDeviate: Double { moments.standardized }
  /// The p-value of the normal law with continuity correction.
  public var normalPValue: Double { MannKendall.normalTail(normalDeviate, alternative) }
  /// S over the number of pairs.
  public var tauA: Double { moments.tauA }
  /// Kendall's τ_b; nil for values that do not vary.
  public var tauB: Double? { moments.tauB }
  /// How the p-value was had.
  public var basis: Basis { exactFloor == nil ? .asymptotic : .exact }
  /// The smallest p-value so many values, so tied, can reach.
  public var floor: Double { exactFloor ?? MannKendall.floor(moments, nil, alternative) }
}

extension TestResult {
  /// The result of a test of Mann and Kendall.
  init(_ trend: ScoreTrend) {
    let moments = trend.moments
    var details = [
      Named("var_S", trend.variance), Named("z", trend.normalDeviate),
      Named("p_normal", trend.normalPValue), Named("z_uncorrected", moments.uncorrected),
      Named("p_uncorrected", MannKendall.normalTail(moments.uncorrected, trend.alternative)),
      Named("tau_a", trend.tauA),
    ]
    let tauB = trend.tauB
    if let tauB { details.append(Named("tau_b", tauB)) }
    if trend.basis == .exact { details.append(Named("p_exact", trend.pValue)) }
    details.append(Named("p_floor", trend.floor))
    var notes = [trend.basisNote]
    if tauB == nil {
      notes.append(
        Note(.caveat, "no-variation", "All values are equal: Kendall's tau-b does not exist."))
    }
    self.init(
      method: MannKendall.card.name, statistic: Named("S", Double(trend.score)),
      pValue: trend.pValue, alternative: trend.alternative,
      estimate: tauB.map { Named("tau_b", $0) }, basis: trend.basis, count: trend.count,
      details: details, notes: notes)
  }
}

extension ScoreTrend {
  fileprivate var basisNote: Note {
    let text =
      if basis == .exact {
        moments.hasTies
          ? "p from the exact law of S given the ties" : "p from the exact law of S"
      } else {
        "p from the normal law with tie-corrected variance and continuity correction"
      }
    return Note(.method, "mann-kendall-basis", text + ".")
  }
}
