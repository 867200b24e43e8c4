import Comparison
import Datasets
import Foundation
import Reporting
import Statistics
import TestSupport
import Testing
import TimeSeries

@testable import Exchange

/// The whole report, on the bundled data and around other events than its own.
@Suite struct ReportFolderTests {
  private func report(
    _ ids: [String], after events: [WindowComparison.DeclaredEvent], named: [Event] = []
  ) throws -> AftermathReport {
    let package = try DataPackage.bundled()
    let subjects = try ids.map { id in
      let archive = try package.archive(id)
      return AftermathReport.Subject(
        WindowComparison(
          try archive.resolved(), name: id, info: try package.info(id), events: events),
        archive: archive)
    }
    return AftermathReport(
      subjects, events: named, circumstances: package.events.map(\.event),
      sources: package.sources,
      origin: .init(
        title: package.title, version: package.version, asOf: package.asOf,
        command: "aftermath report", program: "0"))
  }

  private func text(_ folder: OutputFolder, _ path: String) -> String {
    folder.files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  @Test(arguments: [
    ["deaths.organized-violence.iraq.ucdp", "troops.us.iraq"], ["revenue.fuel-oil-smuggling.iraq"],
  ])
  func everyLinkLeadsToAFile(ids: [String]) throws {
    for events in [
      [Anchor.after(2011), .after(2025)], [.after(2007), .after(2020)], [.after(2011)],
    ] {
      let report = try report(ids, after: events.map { .init(anchors: [$0]) })
      let folder = try ReportFolder(report, plan: .standard).contents()
      let paths = Set(folder.files.map(\.path) + ["manifest.json"])
      let page = text(folder, "report.md")
      for match in page.matches(of: /\]\(<?((?:tables|figures|data)\/[^)>]+|[a-z]+\.csv)>?\)/) {
        #expect(paths.contains(String(match.output.1)), "\(match.output.1)")
      }
      #expect(!text(folder, "index.html").contains("NaN"))
    }
  }

  @Test func legendsNameTheYearsAskedFor() throws {
    let report = try report(
      ["deaths.organized-violence.iraq.ucdp"],
      after: [.init(anchors: [.after(2007)]), .init(anchors: [.after(2016)])])
    let folder = try ReportFolder(report, plan: .standard).contents()
    let drawing = text(folder, "figures/aligned.svg")
    #expect(drawing.contains(">2007<") && drawing.contains(">2016<"))
    #expect(!drawing.contains(">2025<"))
    #expect(report.title == "The years after 2007 beside the years after 2016")
  }

  @Test func twoEventsOfOneYearAreTwo() throws {
    let package = try DataPackage.bundled()
    let events = try ["is-mosul-2014", "us-return-2014"].map { try package.event($0).event }
    let report = try report(
      ["deaths.organized-violence.iraq.ucdp"],
      after: events.map { .init(anchors: Anchor.after($0)) }, named: events)
    let page = text(try ReportFolder(report, plan: .standard).contents(), "report.md")
    #expect(page.contains("After is-mosul-2014."))
    #expect(page.contains("After us-return-2014."))
  }

  @Test func nothingIsSaidOfTheYearsAfter2025() throws {
    let package = try DataPackage.bundled()
    let events = try ["us-exit-2011", "us-exit-2025"].map { try package.event($0).event }
    let report = try report(
      package.core.map(\.id), after: events.map { .init(anchors: Anchor.after($0)) },
      named: events)
    let page = text(try ReportFolder(report, plan: .standard).contents(), "report.md")
    #expect(page.contains("nothing can be said of any change"))
    #expect(report.tables.contains { $0.name == "statements" })
    let ids = Set(report.data.map(\.id))
    #expect(ids.count == package.core.count)
  }
}
