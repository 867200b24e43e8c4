import Tables

extension BreakMethod {
  /// The CUSUM of least-squares residuals.
  public static let cusum = BreakMethod(
    MethodCard(
      name: "cusum", title: Fluctuation.leastSquaresCard.title,
      summary: Fluctuation.leastSquaresCard.summary,
      assumptions: Fluctuation.leastSquaresCard.assumptions,
      leastCount: Fluctuation.leastSquaresCard.leastCount,
      advisedCount: Fluctuation.leastSquaresCard.advisedCount,
      instead: Fluctuation.leastSquaresCard.instead,
      references: Fluctuation.leastSquaresCard.references)
  ) { (sample, settings) throws(StatisticsError) in
    try fluctuation(
      .leastSquares, sample, settings,
      "cusum: sums of the residuals of one \(settings.model.rawValue); the break is where they stray "
        + "most. recursive-cusum takes recursive residuals.")
  }

  /// The CUSUM of recursive residuals.
  public static let recursiveCusum = BreakMethod(Fluctuation.recursiveCard) {
    (sample, settings) throws(StatisticsError) in
    try fluctuation(
      .recursive, sample, settings,
      "recursive-cusum: the place is where the sum of recursive residuals strays most from what it "
        + "may; the break lies before it.")
  }

  /// Moving sums of least-squares residuals.
  public static let mosum = BreakMethod(Fluctuation.movingCard) {
    (sample, settings) throws(StatisticsError) in
    try fluctuation(
      .moving, sample, settings,
      "mosum: the place ends the window of "
        + "\(Int((settings.window * Double(sample.count)).rounded(.down))) residuals whose sum is "
        + "largest.")
  }

  private static func fluctuation(
    _ kind: Fluctuation.Kind, _ sample: Sample, _ settings: BreakSettings, _ words: String
  ) throws(StatisticsError) -> BreakAnswer {
    let rows = Int((settings.window * Double(sample.count)).rounded(.down))
    if kind == .moving, rows < 1 || rows >= sample.count {
      throw .invalidOption(
        name: "bandwidth", found: "\(settings.window), \(rows) observations",
        needed: "from 1 to \(sample.count - 1) observations")
    }
    let name =
      switch kind {
      case .leastSquares: "cusum"
      case .moving: "mosum"
      case .recursive: "recursive-cusum"
      }
    let test = Fluctuation(
      kind, window: settings.window, replicates: settings.replicates, seed: settings.seed)
    let result = try test.test(sample.values, on: settings.model.design(sample))
    var row = BreakRow(kind == .leastSquares ? "break" : "crossing", basis: result.basis)
    if let place = result.detail("place"), Int(place) < sample.count {
      row.place = Int(place)
      row.segment = 1
    }
    row.statistic = result.statistic?.value
    row.pValue = result.pValue
    return BreakAnswer(
      rows: [row], notes: result.notes + [Note(.method, name, words)])
  }
}
