import Foundation
import Testing

/// `--by`: one file, one result for each key.
@Suite("Panels")
struct PanelTests {
  /// Three districts of 25 years, one of them with a year missing, and one without any value.
  private func folder() throws -> Folder {
    let folder = try Folder()
    var text = "year,district,attacks\n"
    for year in 2000..<2025 {
      let t = year - 2000
      text += "\(year),North,\(10 + 2 * t + (t * 7) % 5)\n"
      text += "\(year),\"South, far\",\((t * 7) % 11)\n"
      text += "\(year),NA,\(year == 2004 ? "" : "\(40 - t + (t * 3) % 4)")\n"
    }
    text += "2024,Empty,\n"
    try folder.write("panel.csv", text)
    return folder
  }

  @Test("a panel's rows are those of its series alone")
  func rowsAreThoseOfTheSeriesAlone() throws {
    let folder = try folder()
    let options = ["--method", "ols,mann-kendall,theil-sen", "--format", "json"]
    let panel = try Command.run(
      ["trend", "panel.csv", "--by", "district", "--adjust", "holm"] + options, in: folder.url)
    #expect(panel.exit == 0)
    let rows = try panel.json()["estimates"]?.rows ?? []
    #expect(rows.count == 12)
    for key in ["North", "South, far", "NA"] {
      let lines = try String(
        contentsOf: folder.url.appendingPathComponent("panel.csv"), encoding: .utf8
      )
      .split(separator: "\n").filter { $0.contains(key == "South, far" ? "South" : key) }
      let own = "year,district,attacks\n" + lines.joined(separator: "\n") + "\n"
      try folder.write("own.csv", own)
      let alone = try Command.run(
        ["trend", "own.csv", "--value", "attacks"] + options, in: folder.url)
      let expected = try alone.json()["estimates"]?.rows ?? []
      let found = rows.filter { $0["district"]?.text == key }
      #expect(found.count == 3)
      for (mine, theirs) in zip(found, expected) {
        for name in ["estimate", "std_error", "statistic", "p_value", "conf_low", "n"] {
          #expect(mine[name]?.number == theirs[name]?.number, "\(key): \(name)")
        }
      }
    }
    let input = try panel.json()["input"]
    #expect(input?["by"]?.text == "district")
    #expect(input?["keys"]?.number == 4)
    // A key without a value is refused in its rows, not left out.
    let empty = rows.filter { $0["district"]?.text == "Empty" }
    #expect(empty.count == 3)
    #expect(empty.allSatisfy { $0["reason"]?.text?.isEmpty == false })
    // Three p-values a method, and Holm makes the smallest three times as large.
    let least = rows.filter { $0["method"]?.text == "ols" }
      .compactMap { row in row["p_value"]?.number.map { ($0, row["p_adjusted"]?.number) } }
      .min { $0.0 < $1.0 }
    #expect(least.map { $0.1 == 3 * $0.0 } == true)
  }

  @Test(
    "the key is the first column of every verb",
    arguments: [
      ["describe"], ["trend"], ["breaks", "--replicates", "9"], ["forecast"],
      ["its", "--event", "2011"],
      ["compare", "--after", "2011", "--as-of", "2024-12-31"], ["show"], ["export"],
    ])
  func firstColumn(words: [String]) throws {
    let folder = try folder()
    let run = try Command.run(
      [words[0], "panel.csv", "--by", "district", "--format", "csv"] + words.dropFirst(),
      in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    #expect(run.out.hasPrefix("district,"))
    #expect(run.out.contains("\"South, far\","))
  }

  @Test("one file is divided, by a column it has, without a gap in the keys")
  func misuse() throws {
    let folder = try folder()
    let two = try Command.run(
      ["trend", "panel.csv", "panel.csv", "--by", "district"], in: folder.url)
    #expect(two.exit == 64)
    let series = try Command.run(["trend", "troops.us.iraq", "--by", "district"])
    #expect(series.exit == 64)
    #expect(series.err.contains("--by 'district' divides one file into series"))
    let unknown = try Command.run(["trend", "panel.csv", "--by", "distrikt"], in: folder.url)
    #expect(unknown.exit == 65)
    #expect(unknown.err.contains("'district'"))
    try folder.write("gap.csv", "year,district,value\n2014,a,1\n2015,,2\n")
    let gap = try Command.run(["trend", "gap.csv", "--by", "district"], in: folder.url)
    #expect(gap.exit == 65)
    #expect(gap.err.hasPrefix("gap.csv:3:6: error: the key is missing"))
    let adjust = try Command.run(
      ["trend", "panel.csv", "--by", "district", "--adjust", "sidak"], in: folder.url)
    #expect(adjust.exit == 64)
    let exported = try Command.run(
      ["export", "panel.csv", "--by", "district", "-o", "out/"], in: folder.url)
    #expect(exported.exit == 64)
  }

  @Test("an option that one short key cannot take is a row of that key")
  func shortKeys() throws {
    let folder = try Folder()
    let rows = (0..<40).map { "\(1980 + $0),long,\(($0 * 7) % 13)\n" }
    let short = (0..<12).map { "\(2000 + $0),short,\(($0 * 5) % 11)\n" }
    try folder.write("p.csv", "year,key,value\n" + rows.joined() + short.joined())
    let options = ["--method", "ols", "--covariance", "newey-west", "--lags", "20", "--force"]
    let run = try Command.run(
      ["trend", "p.csv", "--by", "key", "--format", "json"] + options, in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    let found = try run.json()["estimates"]?.rows ?? []
    #expect(found.first { $0["key"]?.text == "long" }?["estimate"]?.number != nil)
    #expect(found.first { $0["key"]?.text == "short" }?["reason"]?.text?.contains("lags") == true)
    // Asked of the short one alone it is wrong usage.
    try folder.write("s.csv", "year,value\n" + short.joined().replacing(",short,", with: ","))
    #expect(try Command.run(["trend", "s.csv"] + options, in: folder.url).exit == 64)
  }

  @Test("a bar for many keys, on standard error alone")
  func progress() throws {
    let folder = try Folder()
    let rows = (0..<200).flatMap { key in (2000..<2006).map { "\($0),k\(key),\(key + $0 % 3)\n" } }
    try folder.write("many.csv", "year,key,value\n" + rows.joined())
    let arguments = ["describe", "many.csv", "--by", "key", "--format", "csv", "--quiet"]
    let shown = try Command.run(arguments + ["--progress", "always"], in: folder.url)
    let hidden = try Command.run(arguments, in: folder.url)
    #expect(shown.exit == 0)
    for tenth in stride(from: 0, to: 100, by: 10) {
      #expect(shown.err.contains("\(2 * tenth) of 200 series (\(tenth) %)"))
    }
    #expect(hidden.err.isEmpty)
    #expect(shown.out == hidden.out)
  }

  @Test("a report of a panel has a section of each key")
  func report() throws {
    let folder = try folder()
    let run = try Command.run(
      ["report", "panel.csv", "--by", "district", "--after", "2011", "-o", "out"], in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    let page = try String(
      contentsOf: folder.url.appendingPathComponent("out/report.md"), encoding: .utf8)
    #expect(page.contains("South, far"))
  }
}

/// `fit --by`.
@Suite("Panels of regressions")
struct FitPanelTests {
  @Test("each fit is that of its rows alone; what cannot be fitted is a row with its reason")
  func fits() throws {
    let folder = try Folder()
    var text = "place,x,y,g\n"
    for row in 0..<12 {
      text += "North,\(row),\(3 * row + (row * 5) % 7),\(row % 2 == 0 ? "a" : "b")\n"
      text += "South,\(row),\(40 - row + (row * 3) % 5),\(row % 3 == 0 ? "b" : "a")\n"
    }
    text += "Few,1,2,a\nFlat,1,2,a\nFlat,1,3,b\nFlat,1,5,a\nFlat,1,4,b\n"
    try folder.write("p.csv", text)
    let run = try Command.run(
      ["fit", "p.csv", "y ~ x + g", "--by", "place", "--adjust", "bh", "--format", "json"],
      in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    let rows = try run.json()["estimates"]?.rows ?? []
    #expect(rows.filter { $0["place"]?.text == "North" }.count == 3)
    for key in ["Few", "Flat"] {
      let refused = rows.filter { $0["place"]?.text == key }
      #expect(refused.count == 1)
      #expect(refused.first?["reason"]?.text?.isEmpty == false)
      #expect(refused.first?["estimate"]?.number == nil)
    }
    let lines = text.split(separator: "\n").filter {
      $0.hasPrefix("South") || $0.hasPrefix("place")
    }
    try folder.write("south.csv", lines.joined(separator: "\n") + "\n")
    let alone = try Command.run(
      ["fit", "south.csv", "y ~ x + g", "--format", "json"], in: folder.url)
    let expected = try alone.json()["estimates"]?.rows ?? []
    let found = rows.filter { $0["place"]?.text == "South" }
    #expect(found.count == 3 && expected.count == 3)
    for (mine, theirs) in zip(found, expected) {
      #expect(mine["term"]?.text == theirs["term"]?.text)
      #expect(mine["estimate"]?.number == theirs["estimate"]?.number)
      #expect(mine["p_value"]?.number == theirs["p_value"]?.number)
      #expect((mine["p_adjusted"]?.number ?? 0) >= (mine["p_value"]?.number ?? 1))
    }
  }

  @Test("faults have the line of the file; what was asked wrongly is usage")
  func faults() throws {
    let folder = try Folder()
    try folder.write("p.csv", "place,x,y\na,1,1\nb,1,2\na,2,many\nb,2,3\na,3,4\nb,3,3\n")
    let cell = try Command.run(["fit", "p.csv", "y ~ x", "--by", "place"], in: folder.url)
    #expect(cell.exit == 65)
    #expect(cell.err.hasPrefix("p.csv:4:5: error: 'many' is not a number"))
    try folder.write("q.csv", "place,x,y\na,1,1\nb,1,2\n")
    let few = try Command.run(["fit", "q.csv", "y ~ x", "--by", "place"], in: folder.url)
    #expect(few.exit == 65)
    let adjust = try Command.run(["fit", "p.csv", "y ~ x", "--adjust", "holm"], in: folder.url)
    #expect(adjust.exit == 64)
    let pieces = try Command.run(
      ["fit", "p.csv", "y ~ x", "--by", "place", "--chunked"], in: folder.url)
    #expect(pieces.exit == 64)
  }
}
