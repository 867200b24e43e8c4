import Foundation
import TestSupport
import Testing

@Suite("breaks")
struct BreaksTests {
  private static let rows = [
    5, 7, 4, 6, 8, 5, 6, 7, 21, 25, 19, 23, 22, 26, 20, 24, 22, 23,
  ]

  private func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write(
      "jump.csv",
      "year,value\n" + Self.rows.enumerated().map { "\(2001 + $0),\($1)\n" }.joined())
    return folder
  }

  private func run(_ options: [String], file: String = "jump.csv") throws -> Command.Run {
    let folder = try folder()
    return try withExtendedLifetime(folder) {
      try Command.run(["breaks", file] + options, in: folder.url)
    }
  }

  @Test func standardMethods() throws {
    let run = try run(["--format", "json"])
    #expect(run.exit == 0, "\(run.err)")
    let json = try run.json()
    #expect(json["verb"]?.text == "breaks")
    #expect(json["schema"]?.text == "aftermath.result/1")
    for method in ["bai-perron", "sup-f", "pettitt"] {
      let row = json.row("estimates", where: "method", is: method)
      #expect(row?["term"]?.text == "break")
      #expect(row?["last_before"]?.text == "2008")
      #expect(row?["first_after"]?.text == "2009")
      #expect(row?["estimate"]?.number == 2009)
      #expect(row?["n"]?.number == 18)
    }
    #expect(json.row("estimates", where: "method", is: "sup-f")?["p_value"]?.number == 0.0005)
    // K = 80: all 8 · 10 pairs rise. p = 2 exp(−6 · 80²/(18³ + 18²)).
    let pettitt = json.row("estimates", where: "method", is: "pettitt")
    #expect(pettitt?["statistic"]?.number == 80)
    #expect(agreement(pettitt?["p_value"]?.number ?? 0, 2 * exp(-38_400.0 / 6_156)) >= 12)
    #expect(json["overview"]?.rows.count == 6)
    #expect(run.out.contains("\"exploratory\""))
    let again = try self.run(["--format", "json"])
    #expect(again.out == run.out)
  }

  @Test func everyMethod() throws {
    let names =
      "bai-perron,sup-f,pettitt,cusum,recursive-cusum,mosum,pelt,optimal,segmented,chow:2008"
    for options in [[], ["--model", "trend"], ["--cost", "linear"], ["--cost", "poisson"]] {
      let run = try run(
        ["--method", names, "--replicates", "99", "--format", "json"] + options)
      #expect(run.exit == 0, "\(run.err)")
      let json = try run.json()
      for name in names.split(separator: ",") {
        let row = json.row("estimates", where: "method", is: String(name))
        #expect(row != nil && row?["reason"]?.text == nil, "\(name) \(options)")
      }
    }
    let chow = try run(["--method", "chow:2008", "--format", "json"]).json()
    let row = chow.row("estimates", where: "method", is: "chow:2008")
    #expect(row?["first_after"]?.text == "2009")
    #expect(row?["df"]?.number == 1)
    #expect(row?["basis"]?.text == "exact")
  }

  @Test func tablesAndFormats() throws {
    let csv = try run(["-q", "--format", "csv"]).out
    #expect(csv.hasPrefix("method,term,segment,window,last_before,first_after,estimate,"))
    let observations = try run(
      ["-q", "--method", "bai-perron", "--format", "csv", "--table", "observations"]
    ).out
    #expect(observations.hasPrefix("period,time,value,fitted,residual,segment\n"))
    #expect(observations.split(separator: "\n").count == 19)
    let overview = try run(["-q", "--format", "csv", "--table", "overview"]).out
    #expect(overview.hasPrefix("method,n,break_count,places,chosen,rss,bic\n"))
    let console = try run([]).out
    #expect(console.contains("2008") && console.contains("2009"))
    #expect(!console.split(separator: "\n").contains { $0.count > 100 })
    for format in ["tsv", "markdown", "html", "latex"] {
      #expect(try run(["-q", "--format", format]).exit == 0)
    }
  }

  @Test func bundledSeries() throws {
    let run = try Command.run([
      "breaks", "deaths.civilian.iraq.ibc", "deaths.organized-violence.iraq.ucdp", "--format",
      "json",
    ])
    #expect(run.exit == 0, "\(run.err)")
    let json = try run.json()
    #expect(json["inputs"]?.rows.count == 2)
    let rows = json["estimates"]?.rows ?? []
    #expect(rows.first?["series"]?.text == "deaths.civilian.iraq.ibc")
    #expect(rows.contains { $0["first_after"]?.text != nil })
    let log = try Command.run([
      "breaks", "deaths.organized-violence.iraq.ucdp", "--scale", "log", "--format", "json",
    ])
    #expect(log.exit == 0)
    #expect(log.out.contains("natural logarithms"))
  }

  @Test func panels() throws {
    let folder = try Folder()
    let rows = Self.rows.enumerated().flatMap { index, value in
      ["a,\(2001 + index),\(value)\n", "b,\(2001 + index),\(index % 5)\n"]
    }
    try folder.write("panel.csv", "key,year,value\n" + rows.joined())
    let run = try Command.run(
      [
        "breaks", "panel.csv", "--by", "key", "--method", "pettitt", "--adjust", "holm", "--format",
        "json",
      ], in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    let rowsOfA = try run.json().row("estimates", where: "key", is: "a")
    #expect(rowsOfA?["last_before"]?.text == "2008")
    let p = try #require(rowsOfA?["p_value"]?.number)
    #expect(agreement(rowsOfA?["p_adjusted"]?.number ?? 0, 2 * p) >= 12)
  }

  @Test func refusedRowsAndForcedOnes() throws {
    let folder = try folder()
    try folder.write(
      "few.csv", "year,value\n" + (1...9).map { "\(2000 + $0),\($0 % 4)\n" }.joined())
    let none = try Command.run(["breaks", "few.csv"], in: folder.url)
    #expect(none.exit == 65)
    expectPresentable(none)
    let forced = try Command.run(
      ["breaks", "few.csv", "--force", "--format", "json"], in: folder.url)
    #expect(forced.exit == 0, "\(forced.err)")
    #expect(
      try forced.json().row("estimates", where: "method", is: "pettitt")?["remark"]?.text?
        .hasPrefix("forced") == true)
    let crossed = try Command.run(["breaks", "troops.us.iraq", "--format", "json"])
    #expect(crossed.exit == 0)
    #expect(crossed.out.contains("crosses the break of 2014-06-16"))
    let both = try Command.run(
      ["breaks", "few.csv", "jump.csv", "--method", "pettitt", "--format", "json"], in: folder.url)
    #expect(both.exit == 0)
    #expect(try both.json()["estimates"]?.rows.first?["reason"]?.text?.contains("below 15") == true)
  }

  @Test func monthsHaveTheirNames() throws {
    let folder = try Folder()
    let rows = (0..<24).map { (index: Int) -> String in
      let month = index % 12 + 1
      let value = index < 13 ? 3 + index % 3 : 30 + index % 4
      let padded = month < 10 ? "0\(month)" : "\(month)"
      return "\(2014 + index / 12)-\(padded),\(value)\n"
    }
    try folder.write("months.csv", "month,value\n" + rows.joined())
    let json = try Command.run(
      ["breaks", "months.csv", "--method", "bai-perron,chow:2015-01", "--format", "json"],
      in: folder.url
    ).json()
    for method in ["bai-perron", "chow:2015-01"] {
      let row = json.row("estimates", where: "method", is: method)
      #expect(row?["last_before"]?.text == "2015-01")
      #expect(row?["first_after"]?.text == "2015-02")
    }
  }

  static let wrong: [[String]] = [
    ["--method", "bai"], ["--method", "chow"], ["--method", "chow:"], ["--method", "chow:soon"],
    ["--method", "pettitt,"], ["--model", "line"], ["--cost", "median", "--method", "pelt"],
    ["--cost", "linear"], ["--penalty", "1"], ["--penalty", "-1", "--method", "pelt"],
    ["--penalty", "nan", "--method", "pelt"], ["--breaks", "-1", "--method", "optimal"],
    ["--breaks", "40", "--method", "optimal"], ["--breaks", "40", "--method", "bai-perron"],
    ["--breaks", "1"], ["--max-breaks", "1000"], ["--trim", "0"], ["--trim", "0.7"],
    ["--bandwidth", "0.9"], ["--bandwidth", "0.01", "--method", "mosum"], ["--level", "1"],
    ["--replicates", "-5"],
  ]

  @Test("wrong options are usage", arguments: wrong)
  func usage(_ options: [String]) throws {
    let run = try run(options)
    #expect(run.exit == 64, "\(options): \(run.err)")
    expectPresentable(run)
  }

  @Test func aChowYearWithoutValuesOnBothSidesIsNoData() throws {
    let run = try run(["--method", "chow:1900"])
    #expect(run.exit == 65)
    expectPresentable(run)
  }

  @Test("a place named beforehand is tested in short series; another level is said")
  func aKnownPlaceInAShortSeries() throws {
    let folder = try Folder()
    let values = [10, 12, 9, 11, 14, 19, 22, 18, 21]
    try folder.write(
      "short.csv",
      "year,value\n" + values.enumerated().map { "\(2001 + $0),\($1)\n" }.joined())
    let run = try Command.run(
      ["breaks", "short.csv", "--method", "chow:2005", "--level", "0.5", "--format", "json"],
      in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    let json = try run.json()
    let row = json.row("estimates", where: "method", is: "chow:2005")
    // By hand: RSS 196.889 about one mean, 14.8 and 10 about two; F = (196.889 − 24.8)/(24.8/7).
    #expect(agreement(row?["statistic"]?.number ?? 0, 48.573476702508955) >= 12)
    #expect(
      json["notes"]?.rows.contains { $0["text"]?.text == "Intervals are those of 50 %." } == true)
  }

  @Test("where squares lie below the range of doubles nothing is cut")
  func tinyValues() throws {
    let folder = try Folder()
    let rows = Self.rows.enumerated().map { "\(2001 + $0),\(Double($1) * 1e-170)\n" }
    try folder.write("tiny.csv", "year,value\n" + rows.joined())
    let run = try Command.run(
      ["breaks", "tiny.csv", "--method", "pelt,pettitt", "--format", "json"], in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    let row = try run.json().row("estimates", where: "method", is: "pelt")
    #expect(row?["estimate"]?.number == nil)
    #expect(row?["reason"]?.text?.contains("range of doubles") == true)
  }
}
