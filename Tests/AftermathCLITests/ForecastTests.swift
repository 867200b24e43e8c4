import Foundation
import TestSupport
import Testing

@Suite("forecast")
struct ForecastCommandTests {
  static let values = [
    310, 420, 380, 290, 240, 210, 190, 180, 150, 260, 600, 520, 420, 380, 300, 310, 280, 260, 240,
    250, 230, 190,
  ]

  private func folder(_ extra: String = "") throws -> Folder {
    let folder = try Folder()
    let rows = Self.values.enumerated().map { "\(2004 + $0),\($1)\n" }.joined()
    try folder.write("a.csv", "year,value\n" + rows + extra)
    return folder
  }

  private func run(_ options: [String], extra: String = "") throws -> Command.Run {
    let folder = try folder(extra)
    return try withExtendedLifetime(folder) {
      try Command.run(["forecast", "a.csv"] + options, in: folder.url)
    }
  }

  @Test func threeYearsByEachMethod() throws {
    let methods = "local-level,local-trend,arima:1,1,1,holt,damped-holt,trend,arima:0,1,1"
    let run = try run(["--method", methods, "--force", "--format", "json"])
    #expect(run.exit == 0, "\(run.err)")
    let json = try run.json()
    let rows = try #require(json["estimates"]?.rows)
    #expect(rows.count == 21)
    #expect(
      stride(from: 0, to: 21, by: 3).map { rows[$0]["method"]?.text }
        == [
          "local-level", "local-trend", "arima:1,1,1", "holt", "damped-holt", "trend",
          "arima:0,1,1",
        ])
    #expect(rows.prefix(3).map { $0["period"]?.text } == ["2026", "2027", "2028"])
    for row in rows {
      let low = try #require(row["conf_low"]?.number)
      let estimate = try #require(row["estimate"]?.number)
      let high = try #require(row["conf_high"]?.number)
      #expect(low < estimate && estimate < high)
      #expect((row["std_error"]?.number ?? 0) > 0)
      #expect(row["n"]?.number == 22)
    }
    #expect(json["verb"]?.text == "forecast")
    let overview = try #require(json["overview"]?.rows)
    #expect(overview.count == 7)
    let iterated = overview.filter { $0["method"]?.text != "trend" }
    #expect(
      iterated.allSatisfy { $0["stopped"]?.text != nil && $0["log_likelihood"]?.number != nil })
    #expect(json.row("overview", where: "method", is: "arima:1,1,1")?["ma"]?.text != nil)
    #expect(
      json.row("overview", where: "method", is: "local-level")?["level_variance"]?.number != nil)
    // R 4.2: predict(lm(v ~ t), interval = "prediction"). The level is a random walk, as R's StructTS
    // finds, too: its error is the root of the mean square of the changes.
    let trend = try #require(json.row("estimates", where: "method", is: "trend"))
    #expect(agreement(trend["estimate"]?.number ?? 0, 270.6493506493516) >= 11)
    #expect(agreement(trend["conf_low"]?.number ?? 0, 9.805012677458137) >= 10)
    #expect(agreement(trend["conf_high"]?.number ?? 0, 531.4936886212452) >= 10)
    let level = try #require(json.row("estimates", where: "method", is: "local-level"))
    #expect(level["estimate"]?.number == 190)
    let changes = zip(Self.values, Self.values.dropFirst()).map { Double($1 - $0) }
    let walk = (changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)).squareRoot()
    #expect(agreement(level["std_error"]?.number ?? 0, walk) >= 12)
    #expect(trend["df"]?.number == 20)
  }

  @Test func theStandardMethodsAndTheirLevel() throws {
    let json = try run(["--horizon", "1", "--level", "0.8", "--format", "json"]).json()
    #expect(json["estimates"]?.rows.map { $0["method"]?.text } == ["local-level", "trend"])
    let wide = try run(["--horizon", "1", "--format", "json"]).json()
    let narrow = try #require(json["estimates"]?.rows[1]["conf_high"]?.number)
    #expect(narrow < (try #require(wide["estimates"]?.rows[1]["conf_high"]?.number)))
    let csv = try run(["--horizon", "2", "--format", "csv", "-q"])
    #expect(
      csv.out.hasPrefix("method,period,time,estimate,std_error,df,conf_low,conf_high,basis,n\n"))
    #expect(csv.out.split(separator: "\n").count == 5)
    let console = try run([])
    #expect(console.exit == 0 && console.out.contains("2028"))
    let observations = try run(["--format", "csv", "--table", "observations", "-q"])
    #expect(observations.out.hasPrefix("method,period,time,value,fitted,residual\n"))
    #expect(observations.out.split(separator: "\n").count == 45)
    let overview = try run(["--format", "csv", "--table", "overview", "-q"])
    #expect(overview.out.split(separator: "\n").count == 3)
  }

  @Test func logarithms() throws {
    let json = try run(["--method", "trend", "--scale", "log", "--format", "json"]).json()
    let row = try #require(json["estimates"]?.rows.first)
    #expect((row["conf_low"]?.number ?? -1) > 0)
    let notes = json["notes"]?.rows.compactMap { $0["code"]?.text } ?? []
    #expect(notes.contains("log-scale") && notes.contains("prediction-interval"))
  }

  @Test func gapsAndPartsOfYears() throws {
    let extra = "2027,240\n2028-01-01/2028-03-31,90\n"
    let folder = try Folder()
    let rows = Self.values.enumerated().map { "\(2004 + $0),\($1)\n" }.joined()
    try folder.write("p.csv", "period,value\n" + rows + extra)
    let run = try Command.run(
      ["forecast", "p.csv", "--method", "local-level,holt", "--format", "json"], in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    let json = try run.json()
    #expect(json.row("estimates", where: "method", is: "local-level")?["period"]?.text == "2028")
    let holt = try #require(json.row("estimates", where: "method", is: "holt"))
    #expect(holt["reason"]?.text?.contains("every year") == true)
    #expect(holt["instead"]?.text?.contains("local-level") == true)
    let notes = json["notes"]?.rows.compactMap { $0["text"]?.text } ?? []
    #expect(notes.contains { $0.contains("whole year") })
  }

  @Test func tooFewYears() throws {
    let folder = try Folder()
    try folder.write("s.csv", "year,value\n2020,3\n2021,5\n2022,4\n2023,6\n2024,5\n")
    let refused = try Command.run(["forecast", "s.csv"], in: folder.url)
    #expect(refused.exit == 65)
    expectPresentable(refused)
    let forced = try Command.run(
      ["forecast", "s.csv", "--force", "--method", "trend,holt", "--format", "json"],
      in: folder.url)
    #expect(forced.exit == 0)
    let row = try #require(try forced.json()["estimates"]?.rows.first)
    #expect(row["remark"]?.text?.contains("forced") == true)
    try folder.write("two.csv", "year,value\n2020,3\n2021,5\n")
    let none = try Command.run(["forecast", "two.csv", "--force"], in: folder.url)
    #expect(none.exit == 65)
    expectPresentable(none)
    // One method that answers is an answer; the other is a row.
    let mixed = try run(["--method", "trend,local-trend", "--format", "json"])
    #expect(mixed.exit == 0)
    #expect(try mixed.json()["estimates"]?.rows.count == 4)
  }

  @Test(arguments: [
    ["--horizon", "0"], ["--horizon", "1001"], ["--horizon", "-3"], ["--horizon", "two"],
    ["--level", "1"], ["--level", "0"], ["--method", "arima:1,1"], ["--method", "arima:9,0,0"],
    ["--method", "arima:1,1,1,1"], ["--method", "prophet"], ["--method", ""],
    ["--method", "trend,"], ["--scale", "cube"], ["--rho", "0.3"],
  ])
  func wrongUsage(_ options: [String]) throws {
    let run = try run(options)
    #expect(run.exit == 64, "\(options): \(run.err)")
    expectPresentable(run)
  }

  @Test(arguments: [
    ("all_missing.csv", 65), ("dup_year.csv", 65), ("mixed_dates.csv", 65), ("two_rows.csv", 65),
    ("nowhere.csv", 66),
  ])
  func badInput(_ file: (name: String, exit: Int32)) throws {
    let path = file.exit == 66 ? file.name : try BadInput.url(file.name).path
    let run = try Command.run(["forecast", path])
    #expect(run.exit == file.exit, "\(run.err)")
    expectPresentable(run)
  }

  @Test func bundledSeries() throws {
    let run = try Command.run([
      "forecast", "deaths.*", "--method", "local-level,trend", "--horizon", "1", "--format", "json",
    ])
    #expect(run.exit == 0, "\(run.err)")
    let rows = try #require(try run.json()["estimates"]?.rows)
    #expect(rows.contains { $0["estimate"]?.number != nil })
    #expect(rows.allSatisfy { $0["series"]?.text != nil })
    // A refused row says why and what to use instead.
    for row in rows where row["estimate"]?.number == nil {
      #expect(row["reason"]?.text != nil && row["instead"]?.text != nil)
    }
  }

  @Test func panels() throws {
    let folder = try Folder()
    let rows = ["north", "south"].flatMap { key in
      Self.values.enumerated().map { "\(key),\(2004 + $0),\($1)\n" }
    }.joined()
    try folder.write("panel.csv", "region,year,value\n" + rows)
    let run = try Command.run(
      ["forecast", "panel.csv", "--by", "region", "--horizon", "1", "--format", "csv", "-q"],
      in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    #expect(run.out.hasPrefix("region,method,period"))
    #expect(run.out.split(separator: "\n").count == 5)
  }
}
