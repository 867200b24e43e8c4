import Tables

/// What tests of Mann and Kendall for values that follow one another share.
enum AutocorrelatedScore {
  /// The result of a score whose variance was corrected or whose values were transformed.
  static func result(
    _ card: MethodCard, _ sample: Sample, score: KendallCount, variance: Double,
    alternative: Alternative, details: [Named], notes: [Note]
  ) throws(StatisticsError) -> TestResult {
    let z = deviate(score.score, variance)
    let slope = try TheilSen().slope(of: sample)
    return TestResult(
      method: card.name, statistic: Named("S", Double(score.score)),
      pValue: MannKendall.normalTail(z, alternative), alternative: alternative,
      estimate: Named("slope", slope), basis: .asymptotic, count: sample.count,
      details: [
        Named("var_S", variance), Named("z", z),
        Named("tau_a", Double(score.score) / Double(KendallCount.pairs(score.count))),
      ] + details, notes: notes + spacingNotes(sample))
  }

  /// (S − sign S) / √variance; 0 where there is none.
  static func deviate(_ score: Int, _ variance: Double) -> Double {
    guard score != 0, variance > 0 else { return 0 }
    return Double(score - score.signum()) / variance.squareRoot()
  }

  /// Values that a line fits exactly leave nothing that could be correlated.
  static let exactLine = Note(
    .caveat, "exact-line",
    "The values, less their line, do not vary: no autocorrelation was corrected for.")

  private static func spacingNotes(_ sample: Sample) -> [Note] {
    let gaps = zip(sample.times.dropFirst(), sample.times).map { $0 - $1 }
    guard let widest = gaps.max(), let narrowest = gaps.min(), widest > 1.5 * narrowest else {
      return []
    }
    return [
      Note(
        .caveat, "rows-as-equally-spaced",
        "Times are not equally spaced; the autocorrelation is that of neighbouring rows.")
    ]
  }
}
