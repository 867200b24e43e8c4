import Foundation
import TestSupport
import Testing

@Suite("show, describe, check, cite, doctor")
struct VerbTests {
  @Test func theBundledPackageIsSound() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let run = try Command.run(["check", "datasets"], in: folder)
    #expect(run.exit == 0, "\(run.err)")
    #expect(run.out.contains("no fault found"))
    let json = try Command.run(["check", "datasets", "--format", "json"], in: folder).json()
    #expect(json["rows"]?.rows.isEmpty == true)
  }

  @Test func aPackageWithFaultsIsNot() throws {
    let folder = try Folder()
    let datasets = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("datasets")
    let copy = folder.url.appendingPathComponent("p")
    try FileManager.default.copyItem(at: datasets, to: copy)
    let claims = copy.appendingPathComponent("claims.csv")
    let text = try String(contentsOf: claims, encoding: .utf8)
    try Data(text.replacingOccurrences(of: ",exact,", with: ",exactly,").utf8).write(to: claims)
    let run = try Command.run(["check", "p"], in: folder.url)
    #expect(run.exit == 1)
    #expect(run.err.contains("p/claims.csv:"))
    #expect(run.err.contains("exactly"))
    let nothing = try Command.run(["check", "nowhere"], in: folder.url)
    #expect(nothing.exit == 66)
  }

  @Test func showsASeries() throws {
    let csv = try Command.run(["show", "troops.us.iraq", "--format", "csv", "-q"]).out
    let lines = csv.split(separator: "\n")
    #expect(
      lines.first?.hasPrefix("period,period_start,period_end,time,value,low,high,kind") == true)
    #expect(lines.count > 15)
    let cut = try Command.run([
      "show", "troops.us.iraq", "--from", "2015", "--to", "2018", "--format", "json",
    ]).json()
    #expect(
      cut["rows"]?.rows.compactMap { $0["period"]?.text } == ["2015", "2016", "2017", "2018"])
    #expect(cut["rows"]?.rows.first?["source"]?.text?.isEmpty == false)
  }

  @Test func showsClaimsBreaksAndEvents() throws {
    let id = "attacks.is.iraq.claimed"
    let claims = try Command.run(["show", id, "--claims", "--format", "json"]).json()
    #expect((claims["rows"]?.rows.count ?? 0) >= 6)
    for key in ["claim", "source", "published", "quote", "value", "hedge"] {
      #expect(claims["rows"]?.rows.first?.keys.contains(key) == true, "\(key)")
    }
    let early = try Command.run([
      "show", id, "--claims", "--as-of", "2022-12-31", "--format", "json",
    ]).json()
    let count = early["rows"]?.rows.count ?? 0
    #expect(count > 0 && count < claims["rows"]?.rows.count ?? 0)
    let breaks = try Command.run(["show", id, "--breaks", "--format", "json"]).json()
    #expect(breaks["rows"]?.rows.first?["date"]?.text == "2021-01-01")
    let events = try Command.run(["show", "troops.us.iraq", "--events", "--format", "json"]).json()
    #expect(events["rows"]?.rows.contains { $0["id"]?.text == "us-exit-2011" } == true)
  }

  @Test func describesNumbers() throws {
    let json = try Command.run(["describe", BadInput.url("base.csv").path, "--format", "json"])
      .json()
    let row = try #require(json["estimates"]?.rows.first)
    // NumPy: mean, std(ddof=1), quantile; the autocorrelation by its formula.
    let known = [
      "n": 10, "mean": 4.1, "std_dev": 0.8041558721209878, "q25": 3.675, "median": 4.05,
      "q75": 4.7, "min": 2.8, "max": 5.3, "acf1": 0.5893470790378006,
    ]
    for (key, value) in known {
      #expect(agreement(row[key]?.number ?? .nan, value) >= 12, "\(key)")
    }
    let completeness = try #require(json["overview"]?.rows.first)
    #expect(completeness["gaps"]?.number == 0)
    #expect(completeness["coverage"]?.number == 1)
  }

  @Test func describesGaps() throws {
    let folder = try Folder()
    try folder.write("g.csv", "year,value\n2001,1\n2002,3\n2003,2\n2006,5\n2007,4\n")
    let json = try Command.run(["describe", "g.csv", "--format", "json"], in: folder.url).json()
    let row = json["estimates"]?.rows.first
    // acf(c(1, 3, 2, NA, NA, 5, 4), na.action = na.pass) by its formula: deviations −2, 0, −1, 2, 1
    // about 3, products of neighbours 0, 0, 2 over 3 + 1 pairs, squares 10 over 5.
    #expect(agreement(row?["acf1"]?.number ?? .nan, 0.25) > 14)
    #expect(json["overview"]?.rows.first?["gaps"]?.number == 2)
    #expect(
      agreement(
        json["overview"]?.rows.first?["coverage"]?.number ?? .nan,
        Double(365 * 5) / Double(365 * 7 + 1)) > 14)
    let few = try Command.run(
      ["describe", "g.csv", "--to", "2001", "--format", "json"],
      in: folder.url
    ).json()
    #expect(few["estimates"]?.rows.first?["std_dev"]?.isNull == true)
    let none = try Command.run(["describe", "g.csv", "--from", "2010"], in: folder.url)
    #expect(none.exit == 65)
    expectPresentable(none)
  }

  @Test func citesInThreeStyles() throws {
    let id = "fighters.is.iraq-syria"
    let plain = try Command.run(["cite", id])
    #expect(plain.exit == 0)
    let count = plain.out.split(separator: "\n").count
    #expect(count > 5)
    let bibtex = try Command.run(["cite", id, "--style", "bibtex"]).out
    #expect(bibtex.components(separatedBy: "@misc{").count - 1 == count)
    #expect(bibtex.filter { $0 == "{" }.count == bibtex.filter { $0 == "}" }.count)
    let items = try Command.run(["cite", id, "--style", "csl-json"]).json().rows
    #expect(items.count == count)
    #expect(items.allSatisfy { $0["id"]?.text != nil && $0["type"]?.text == "webpage" })
    #expect(items.contains { !($0["issued"]?["date-parts"]?.rows.isEmpty ?? true) })
    let table = try Command.run(["cite", id, "--format", "json"]).json()
    #expect(table["rows"]?.rows.count == count)
    #expect(table["rows"]?.rows.first?["series"]?.text == id)
    let several = try Command.run(["cite", "fighters.*"]).out.split(separator: "\n")
    #expect(Set(several).count == several.count)
    #expect(several.count > count)
  }

  @Test func theDoctorFindsNothing() throws {
    let run = try Command.run(["doctor", "--format", "json"])
    #expect(run.exit == 0, "\(run.err)")
    let rows = try run.json()["rows"]?.rows ?? []
    for item in ["version", "BLAS library", "BLAS kernels", "BLAS threads", "data"] {
      #expect(rows.contains { $0["item"]?.text == item }, "\(item)")
    }
    let checked = rows.filter { $0["digits"]?.number != nil }
    #expect(checked.count == 4)
    #expect(
      checked.allSatisfy { $0["result"]?.text == "right" && ($0["digits"]?.number ?? 0) > 12 })
  }
}
