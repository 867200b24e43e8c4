import Comparison
import Datasets
import DelimitedText
import Exchange
import Foundation
import Reporting
import Tables
import Testing
import TimeSeries

/// Runs the notebook under the Python that `AFTERMATH_PYTHON` names; it needs the packages of
/// `Tests/Interop/requirements.txt`.
@Suite(
  "The notebook against its report",
  .enabled(if: ProcessInfo.processInfo.environment["AFTERMATH_PYTHON"] != nil))
struct NotebookRunTests {
  /// A report of several series: their three tables stacked, their observations, and the notebook.
  private func report(
    _ inputs: [(name: String, info: SeriesInfo, resolved: ResolvedSeries<AnyMeasure>)],
    events: [WindowComparison.DeclaredEvent], plan: ComparisonPlan
  ) throws -> OutputFolder {
    let results = inputs.map { input in
      WindowComparison(
        input.resolved, name: input.name, info: input.info, events: events, plan: plan)
    }
    var folder = OutputFolder()
    try folder.add("tables/estimates.csv", Table.stacked("", results.map(\.estimates)))
    try folder.add("tables/overview.csv", Table.stacked("", results.map(\.overview)))
    try folder.add(
      "tables/observations.csv", Table.stacked("", results.compactMap(\.observations)))
    for input in inputs {
      try folder.add(
        "data/\(input.name).csv",
        input.resolved.series.table("", id: input.name, hedges: plan.reading.hedges))
    }
    let notebook = ComparisonNotebook(plan: plan, series: results.map { .init($0) })
    try folder.add("notebook.ipynb", notebook.notebook.text)
    return folder
  }

  /// The exit status of the run, and what it said.
  private func run(_ folder: String) throws -> (status: Int32, words: String) {
    let python = try #require(ProcessInfo.processInfo.environment["AFTERMATH_PYTHON"])
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Interop/check_notebook.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [
      script.path, folder + "/notebook.ipynb", "--output", folder + "/executed.ipynb",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, words)
  }

  private func packaged(_ plan: ComparisonPlan) throws -> OutputFolder {
    let package = try DataPackage.bundled()
    let inputs = try package.core.map { info in
      (name: info.id, info: info, resolved: try package.archive(info.id).resolved())
    }
    let events = package.events.filter(\.isHeadline).map { known in
      WindowComparison.DeclaredEvent(
        anchors: Anchor.after(known.event), baselines: known.baselines.compactMap { YearRange($0) })
    }
    return try report(inputs, events: events, plan: plan)
  }

  @Test("the core series of the package agree")
  func core() throws {
    try withTemporaryFolder { place in
      try packaged(.standard).write(plainManifest, to: place + "/report")
      let result = try run(place + "/report")
      #expect(result.status == 0, "\(result.words)")
      let executed = text(place + "/report/executed.ipynb") ?? ""
      #expect(executed.contains("rows agree to 1e-06"))
    }
  }

  /// Series of every kind around two events that both have years after them, so that the rows
  /// between two aftermaths are there too.
  private func invented(_ plan: ComparisonPlan) throws -> OutputFolder {
    var inputs: [(name: String, info: SeriesInfo, resolved: ResolvedSeries<AnyMeasure>)] = []
    func add(_ name: String, _ unit: String, _ accrual: Accrual, _ value: (Int) -> Double) throws {
      let claims = (1995...2026).map { year in
        Claim(id: "\(year)", period: .year(year), reading: .exactly(value(year)))
      }
      let measure = AnyMeasure(name: name, unit: try #require(Unit(unit)), accrual: accrual)
      let archive = Archive(
        measure: measure, claims: claims, calendar: .asStated, packagedOn: .first(of: 2027))
      inputs.append(
        (name, SeriesInfo(id: name, title: name, measure: measure), try archive.resolved()))
    }
    var words = SeededWords()
    try add("counts", "attacks", .flow) { _ in Double(20 + words.next() % 25) }
    try add("calm", "attacks", .flow) { Double(30 + $0 % 3) }
    try add("none", "attacks", .flow) { $0 > 2010 ? 0 : Double(3 + $0 % 2) }
    try add("ties", "tonnes", .flow) { [5, 5, 7, 7, 9, 5, 6][$0 % 7] }
    try add("money", "USD", .flow) { _ in Double(1_000_000 + words.next() % 900_000) / 3 }
    try add("negative", "USD", .flow) { _ in Double(words.next() % 19) - 9 }
    try add("troops", "persons", .stock) { _ in Double(100_000 + words.next() % 70_000) }
    try add("exact", "tonnes", .flow) { $0 < 2012 ? 10 : 20 }
    return try report(
      inputs, events: [.init(anchors: [.after(2011)]), .init(anchors: [.after(2021)])], plan: plan)
  }

  @Test(
    "every estimand agrees under other choices",
    arguments: [
      ComparisonPlan(), ComparisonPlan(level: 0.8, window: 12, adjustment: .holm),
      ComparisonPlan(scale: .raw, declaredRho: [0.1, 0.5], adjustment: .bh),
      ComparisonPlan(estimands: ["mean-ratio", "rate-ratio"], horizon: 2),
    ])
  func choices(plan: ComparisonPlan) throws {
    try withTemporaryFolder { place in
      try invented(plan).write(plainManifest, to: place + "/report")
      let result = try run(place + "/report")
      #expect(result.status == 0, "\(result.words)")
    }
  }

  @Test("a number that was changed, a row that is gone, or a row too many stops the notebook")
  func changed() throws {
    try withTemporaryFolder { place in
      try invented(.standard).write(plainManifest, to: place + "/report")
      let path = place + "/report/tables/estimates.csv"
      let lines = try #require(text(path)).split(separator: "\n").map(String.init)
      let mean = try #require(lines.firstIndex { $0.contains(",mean-level,mean of 2012") })
      // The estimate follows the scale, `level`.
      var cells = lines[mean].split(separator: ",", omittingEmptySubsequences: false)
      let estimate = try #require(cells.firstIndex(of: "level")) + 1
      let value = try #require(Double(cells[estimate]))
      let other = "\(value * 1.00001)"
      cells[estimate] = other[...]
      var wrong = lines
      wrong[mean] = cells.joined(separator: ",")
      var short = lines
      short.remove(at: mean)
      let broken = [wrong, short, lines + [lines[mean]]]
      for rows in broken {
        try OutputFile.writeWhole(Array((rows.joined(separator: "\n") + "\n").utf8), to: path)
        let result = try run(place + "/report")
        #expect(result.status == 1, "\(result.words)")
      }
    }
  }
}

/// The same words in every run.
private struct SeededWords {
  private var state: UInt64 = 20_111_218

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
