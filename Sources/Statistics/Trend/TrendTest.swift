/// A named test of a trend in a sample: the catalogue the command's choices are read from.
///
/// To add one, write its file and name it in ``allCases``.
public struct TrendTest: Sendable, CaseIterable {
  /// What a reader must know of the test.
  public let card: MethodCard
  private let body: @Sendable (Sample, Alternative) throws(StatisticsError) -> TestResult

  init(
    _ card: MethodCard,
    _ body: @escaping @Sendable (Sample, Alternative) throws(StatisticsError) -> TestResult
  ) {
    self.card = card
    self.body = body
  }

  /// The name in results and on the command line.
  public var name: String { card.name }
  /// What the test answers, in a sentence.
  public var summary: String { card.summary }

  /// Tests a sample.
  ///
  /// - Throws: what the test itself throws.
  public func callAsFunction(
    _ sample: Sample, alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> TestResult {
    try body(sample, alternative)
  }

  /// The score test of Mann and Kendall.
  public static let mannKendall = TrendTest(MannKendall.card) {
    (sample, alternative) throws(StatisticsError) in
    try MannKendall(alternative: alternative).test(sample)
  }

  /// The sign test of Cox and Stuart.
  public static let coxStuart = TrendTest(CoxStuart.card) {
    (sample, alternative) throws(StatisticsError) in
    try CoxStuart(alternative: alternative).test(sample)
  }

  /// Every test of trend.
  public static let allCases: [TrendTest] = [.mannKendall, .coxStuart]
}
