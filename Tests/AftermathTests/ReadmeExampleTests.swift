import Aftermath
import Testing

/// The library as the README shows it, compiled and run.
@Suite struct ReadmeExampleTests {
  @Test func theQuestionItself() throws {
    let data = try DataPackage.bundled()
    let id = "deaths.organized-violence.iraq.ucdp"
    let deaths = try data.archive(id).as(.fatalities).resolved()
    let comparison = WindowComparison(
      deaths.erased, name: id, info: try data.info(id),
      events: [.init(anchors: [.after(2011)]), .init(anchors: [.after(2025)])])
    for verdict in comparison.eventVerdicts {
      print(verdict.level.rawValue, verdict.leading.sentence)
    }
    print(comparison.estimates.formatted(.csv))

    let sample = try deaths.series.clipped(from: Day("2012-01-01"), through: Day("2025-12-31"))
      .aligned(ReadingRule(scale: .log)).sample
    print(try MannKendall().test(sample).estimates.formatted(.console(width: 100)))

    let levels = comparison.eventVerdicts.map(\.level.rawValue)
    #expect(levels == ["E4", "E0"])
    #expect(sample.count == 14)
  }
}
