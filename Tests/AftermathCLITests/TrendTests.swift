import Foundation
import TestSupport
import Testing

/// A case of least squares, Mann–Kendall or Theil–Sen with the values R, SciPy and statsmodels
/// agree on; kept with the tests of the library.
struct TrendCase: CustomTestStringConvertible, Sendable {
  let id: String
  let times: [Double]
  let values: [Double]
  let level: Double
  let expected: [String: [Double]]
  var testDescription: String { id }

  static func all(_ method: String) -> [TrendCase] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("StatisticsTests/ReferenceCases/\(method).json")
    guard let data = try? Data(contentsOf: file),
      let json = try? JSONDecoder().decode(JSON.self, from: data)
    else { return [] }
    return (json["cases"]?.rows ?? []).map { item in
      var expected: [String: [Double]] = [:]
      for key in item["expected"]?.keys ?? [] {
        guard let value = item["expected"]?[key] else { continue }
        expected[key] = value.number.map { [$0] } ?? value.rows.compactMap(\.number)
      }
      return TrendCase(
        id: item["id"]?.text ?? "", times: numbers(item["input"]?["t"]),
        values: numbers(item["input"]?["y"]), level: item["options"]?["conf"]?.number ?? 0.95,
        expected: expected)
    }
  }

  private static func numbers(_ json: JSON?) -> [Double] { json?.rows.compactMap(\.number) ?? [] }

  func run(_ options: [String]) throws -> JSON {
    let folder = try Folder()
    let rows = zip(times, values).map { "\(Int($0)),\($1)\n" }.joined()
    try folder.write("case.csv", "year,value\n" + rows)
    let run = try Command.run(
      ["trend", "case.csv", "--format", "json"] + options, in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    return try run.json()
  }
}

@Suite("trend")
struct TrendTests {
  private func expect(
    _ found: JSON?, _ known: Double?, digits: Double = 9, _ name: String
  ) {
    guard let number = found?.number, let known else {
      Issue.record("\(name) is not there")
      return
    }
    #expect(agreement(number, known) >= digits, "\(name): \(number), expected \(known)")
  }

  @Test("least squares", arguments: TrendCase.all("ols_trend"))
  func leastSquares(_ item: TrendCase) throws {
    let json = try item.run(["--method", "ols"])
    let row = json.row("estimates", where: "method", is: "ols")
    let fit = json.row("overview", where: "method", is: "ols")
    for (key, name) in [
      ("estimate", "coef"), ("std_error", "se"), ("statistic", "t"), ("conf_low", "ci_lo"),
      ("conf_high", "ci_hi"),
    ] { expect(row?[key], item.expected[name]?.last, name) }
    expect(row?["p_value"], item.expected["p"]?.last, digits: 7, "p")
    for (key, name) in [
      ("r_squared", "r2"), ("sigma", "sigma"), ("log_likelihood", "loglik"),
      ("aic", "aic_counting_sigma"), ("bic", "bic_counting_sigma"), ("df_residual", "df_resid"),
    ] { expect(fit?[key], item.expected[name]?.last, name) }
    #expect(row?["term"]?.text == "time")
    #expect(json["schema"]?.text == "aftermath.result/1")
    #expect(json["verb"]?.text == "trend")
    #expect(json["input"]?["n"]?.number == Double(item.values.count))
    #expect(json["input"]?["from"]?.text == "\(Int(item.times[0]))")
    let promised: Set<String> = [
      "method", "term", "estimate", "std_error", "statistic", "df", "p_value", "conf_low",
      "conf_high", "basis",
    ]
    #expect(row?.keys.isSuperset(of: promised) == true)
  }

  @Test("Mann and Kendall", arguments: TrendCase.all("mann_kendall"))
  func mannKendall(_ item: TrendCase) throws {
    let json = try item.run(["--method", "mann-kendall"])
    let row = json.row("estimates", where: "method", is: "mann-kendall")
    let fit = json.row("overview", where: "method", is: "mann-kendall")
    expect(row?["statistic"], item.expected["S"]?.first, "S")
    expect(row?["estimate"], item.expected["tau_b"]?.first, "tau_b")
    expect(fit?["var_s"], item.expected["var_S"]?.first, "var_S")
    expect(fit?["z"], item.expected["z"]?.first, "z")
    expect(fit?["p_normal"], item.expected["p"]?.first, digits: 7, "p")
    if let exact = item.expected["p_exact"]?.first {
      expect(row?["p_value"], exact, "p_exact")
      #expect(row?["basis"]?.text == "exact")
    }
  }

  @Test("Theil and Sen", arguments: TrendCase.all("theil_sen"))
  func theilSen(_ item: TrendCase) throws {
    let json = try item.run(["--method", "theil-sen", "--level", "\(item.level)"])
    let row = json.row("estimates", where: "method", is: "theil-sen")
    expect(row?["estimate"], item.expected["slope"]?.first, "slope")
    #expect(row?["std_error"]?.isNull == true)
  }

  private func base(_ options: [String]) throws -> Command.Run {
    try Command.run(["trend", "-q"] + options + [BadInput.url("base.csv").path])
  }

  @Test func standardMethodsAndTheRowsOfDeclaredRho() throws {
    let rows = try base(["--format", "json"]).json()["estimates"]?.rows ?? []
    let methods = rows.compactMap { $0["method"]?.text }
    #expect(methods.prefix(3) == ["ols", "theil-sen", "mann-kendall"])
    let declared = rows.filter { $0["method"]?.text == "gls-ar1" }
    #expect(
      declared.compactMap { $0["variant"]?.text }
        == Array(repeating: "declared", count: 7) + ["worst", "averaged"])
    #expect(
      declared.prefix(7).compactMap { $0["rho"]?.number }
        == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    // At rho 0 it is least squares.
    #expect(agreement(declared[0]["p_value"]?.number ?? 0, 2.7317909213466095e-05) >= 9)
    let worst = declared[7]["p_value"]?.number
    #expect(worst == declared.prefix(7).compactMap { $0["p_value"]?.number }.max())
    let few = try base(["--method", "gls-ar1", "--rho", "0,0.5", "--format", "json"]).json()
    #expect(few["estimates"]?.rows.count == 4)
  }

  @Test func oneSidedTests() throws {
    func p(_ alternative: String, _ method: String, _ variant: String? = nil) throws -> Double {
      let json = try base(["--alternative", alternative, "--format", "json"]).json()
      let row = json["estimates"]?.rows.first {
        $0["method"]?.text == method && $0["variant"]?.text == variant
      }
      return try #require(row?["p_value"]?.number)
    }
    for (method, variant) in [("ols", nil), ("gls-ar1", "worst"), ("gls-ar1", "averaged")] {
      let both = try p("two-sided", method, variant)
      #expect(agreement(try p("greater", method, variant), both / 2) > 9, "\(method)")
      // The worst of the p-values downward is at another rho.
      let less = try p("less", method, variant)
      #expect(variant == "worst" ? less >= 1 - both / 2 : agreement(less, 1 - both / 2) > 9)
    }
    // Of ten values without ties, 649 of 3,628,800 orders have a score of 37 at least.
    #expect(agreement(try p("greater", "mann-kendall"), 649.0 / 3_628_800) > 9)
  }

  @Test func refusedRowsAndForcedOnes() throws {
    let folder = try Folder()
    try folder.write("four.csv", "year,value\n2001,3\n2002,5\n2003,4\n2004,6\n")
    let run = try Command.run(["trend", "four.csv", "--format", "json"], in: folder.url)
    #expect(run.exit == 0)
    let row = try run.json().row("estimates", where: "method", is: "ols")
    #expect(row?["estimate"]?.isNull == true)
    #expect(row?["reason"]?.text == "misleads below 5 observations, has 4")
    #expect(row?["instead"]?.text?.isEmpty == false)
    #expect(run.out.contains("\"at\": [\"estimates[0].estimate\""))
    let forced = try Command.run(
      ["trend", "four.csv", "--method", "ols", "--force", "--format", "json"], in: folder.url)
    let marked = try forced.json().row("estimates", where: "method", is: "ols")
    #expect(agreement(marked?["estimate"]?.number ?? 0, 0.8) > 12)
    #expect(marked?["remark"]?.text?.hasPrefix("forced") == true)
    let none = try Command.run(["trend", "four.csv", "--method", "ols,gls-ar1"], in: folder.url)
    #expect(none.exit == 65)
    expectPresentable(none)
    try folder.write("zero.csv", "year,value\n2001,3\n2002,0\n2003,4\n2004,6\n2005,7\n")
    let zero = try Command.run(
      ["trend", "zero.csv", "--method", "ols,log-linear", "--format", "csv", "-q"], in: folder.url)
    #expect(zero.exit == 0)
    #expect(zero.out.contains("2002"))
    let newey = try base(["--covariance", "newey-west", "--format", "json"])
    #expect(newey.exit == 0)
    #expect(
      try newey.json().row("estimates", where: "method", is: "ols")?["reason"]?.text?
        .contains("below 30") == true)
  }

  @Test func noLineIsDrawnThroughABreak() throws {
    let id = "troops.us.iraq"
    let run = try Command.run(["trend", id, "--format", "json"])
    #expect(run.exit == 0)
    let row = try run.json().row("estimates", where: "method", is: "ols")
    #expect(row?["estimate"]?.isNull == true)
    #expect(row?["reason"]?.text?.hasPrefix("crosses the break of 2014-06-16") == true)
    let before = try Command.run(["trend", id, "--to", "2013", "--format", "json"]).json()
    #expect(before.row("estimates", where: "method", is: "ols")?["n"]?.number == 9)
    let forced = try Command.run(["trend", id, "--force", "--format", "json"])
    #expect(
      try forced.json().row("estimates", where: "method", is: "ols")?["remark"]?.text
        == "forced through the break of 2014-06-16")
  }

  @Test func partialAndProvisionalYearsAreInNoFit() throws {
    let folder = try Folder()
    try folder.write(
      "span.csv",
      "period_start,period_end,value,status\n"
        + (2001...2008).map { "\($0)-01-01,\($0)-12-31,\($0 % 7),final\n" }.joined()
        + "2009-01-01,2009-12-31,50,provisional\n2010-01-01,2010-06-30,99,final\n")
    let run = try Command.run(["trend", "span.csv", "--format", "json"], in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    #expect(try run.json().row("estimates", where: "method", is: "ols")?["n"]?.number == 8)
    #expect(run.out.contains("2009 is provisional"))
    #expect(run.out.contains("\"partial-year\""))
    let described = try Command.run(["describe", "span.csv", "--format", "json"], in: folder.url)
      .json()
    #expect(described["estimates"]?.rows.first?["n"]?.number == 9)
    #expect(described["overview"]?.rows.first?["partial"]?.number == 1)
    #expect(described["overview"]?.rows.first?["provisional"]?.number == 1)
  }

  @Test func severalSeries() throws {
    let run = try Command.run([
      "trend", "deaths.civilian.iraq.ibc", "troops.us.iraq", "--method", "ols,mann-kendall",
      "--format", "json",
    ])
    let json = try run.json()
    #expect(json["input"] == nil)
    #expect(json["inputs"]?.rows.count == 2)
    let rows = json["estimates"]?.rows ?? []
    #expect(rows.count == 4)
    #expect(rows.first?["series"]?.text == "deaths.civilian.iraq.ibc")
    let csv = try Command.run([
      "trend", "deaths.civilian.iraq.ibc", "troops.us.iraq", "-q", "--format", "csv",
    ]).out
    #expect(csv.hasPrefix("series,method,term,"))
  }

  @Test func observationsAndTables() throws {
    let csv = try base(["--method", "ols", "--format", "csv", "--table", "observations"]).out
    let lines = csv.split(separator: "\n")
    #expect(lines.first == "period,time,value,fitted,residual,leverage")
    #expect(lines.count == 11)
    let several = try base(["--format", "csv", "--table", "observations"]).out
    #expect(several.hasPrefix("method,period,time,value,fitted,residual"))
    let bare = try base(["--method", "mann-kendall", "--observations", "--format", "json"]).json()
    #expect(bare["observations"]?.rows.count == 10)
    let overview = try base(["--format", "csv", "--table", "overview"]).out
    #expect(overview.hasPrefix("method,n,r_squared"))
    #expect(overview.split(separator: "\n").count == 5)
  }

  @Test func simulationsRepeatWithTheirSeed() throws {
    let options = ["--method", "mann-kendall", "--replicates", "499", "--format", "csv", "--table"]
    let first = try base(options + ["overview", "--seed", "7"]).out
    let again = try base(options + ["overview", "--seed", "7"]).out
    let other = try base(options + ["overview", "--seed", "8"]).out
    #expect(first == again)
    #expect(first != other)
    #expect(first.contains("p_worst_rho"))
  }

  @Test func filesOfGermanSpreadsheets() throws {
    let folder = try Folder()
    let rows = (2001...2008).map { "\($0);\($0 % 5),5\n" }.joined()
    try folder.write("de.csv", "year;value\n" + rows)
    for options in [["--decimal", "comma"], ["--delimiter", "excel-eu"]] {
      let run = try Command.run(
        ["trend", "de.csv", "--method", "ols", "--format", "json"] + options, in: folder.url)
      #expect(run.exit == 0, "\(run.err)")
      #expect(try run.json()["input"]?["n"]?.number == 8)
    }
    let plain = try Command.run(["trend", "de.csv"], in: folder.url)
    #expect(plain.exit == 65)
    #expect(plain.err.contains("--delimiter excel-eu"))
  }

  @Test func gapsAreSaid() throws {
    let folder = try Folder()
    try folder.write(
      "m.csv", "month,value\n2014-01,1\n2014-02,3\n2014-03,2\n2014-04,5\n2014-06,4\n")
    let run = try Command.run(["trend", "m.csv", "--format", "json"], in: folder.url)
    #expect(run.out.contains("between 2014-04 and 2014-06"))
    // A slope per year, whatever the spacing: NumPy polyfit over the decimal years.
    let slope = try run.json().row("estimates", where: "method", is: "ols")?["estimate"]?.number
    #expect(agreement(slope ?? 0, 7.297297297297297) > 9)
  }

  @Test func growthOnALogarithmicScale() throws {
    let log = try base(["--method", "ols", "--scale", "log", "--format", "json"]).json()
    let growth = try base(["--method", "log-linear", "--format", "json"]).json()
    #expect(
      log["estimates"]?.rows.first?["estimate"]?.number
        == growth["estimates"]?.rows.first?["estimate"]?.number)
  }
}

@Suite("trend: seasons, errors and short series of counts")
struct TrendChoiceTests {
  /// Three years of months that rise, with seasons.
  private func months(_ folder: Folder) throws {
    var text = "month,value\n"
    for place in 0..<48 {
      let month = place % 12 + 1
      text +=
        "\(2010 + place / 12)-\(month < 10 ? "0" : "")\(month),\((place * 7) % 12 * 3 + place)\n"
    }
    try folder.write("a.csv", text)
  }

  @Test func theNumberOfSeasonsIsReadOrSaid() throws {
    let folder = try Folder()
    try months(folder)
    let arguments = ["trend", "a.csv", "--method", "seasonal-mann-kendall", "--format", "json"]
    let read = try Command.run(arguments, in: folder.url).json()
    let said = try Command.run(arguments + ["--period", "12"], in: folder.url).json()
    let score = try #require(read.row("estimates", where: "method", is: "seasonal-mann-kendall"))
    #expect(score["statistic"]?.number == 72)
    #expect(
      said.row("estimates", where: "method", is: "seasonal-mann-kendall")?["statistic"]?.number
        == 72)
    // Days of which there is one a month: as many seasons as are asked for.
    let finer = try Command.run(arguments + ["--period", "24"], in: folder.url)
    #expect(finer.exit == 0 && finer.out.contains("24 seasons in a cycle"), "\(finer.err)")
    let fewer = try Command.run(arguments + ["--period", "4"], in: folder.url)
    #expect(fewer.exit == 64)
    expectPresentable(fewer)
    #expect(fewer.err.contains("--period is 4, must be as many as there are times in a year"))
  }

  @Test(arguments: [
    (["--period", "12"], "--period 12 needs --method seasonal-mann-kendall"),
    (["--method", "seasonal-mann-kendall", "--period", "1"], "--period 1 is not a number"),
    (["--covariance", "hc9"], "--covariance hc9 is not one of classical, hc0"),
    (["--covariance", "cluster:x"], "--covariance cluster:x is not one of classical, hc0"),
    (["--lags", "2"], "--lags 2 needs --covariance newey-west"),
    (["--covariance", "newey-west", "--lags=-1"], "--lags -1 is negative"),
  ])
  func choicesThatDoNotGoTogether(_ options: [String], _ words: String) throws {
    let folder = try Folder()
    try months(folder)
    let run = try Command.run(["trend", "a.csv"] + options, in: folder.url)
    #expect(run.exit == 64)
    #expect(run.err.contains(words), "\(run.err)")
  }

  @Test func shortCountsAreShownUnderDeclaredAutocorrelation() throws {
    let folder = try Folder()
    let counts = [31, 42, 38, 29, 24, 21, 19, 18, 15, 26, 60, 52, 42, 33]
    try folder.write(
      "a.csv",
      "year,value\n" + counts.enumerated().map { "\(2004 + $0),\($1)\n" }.joined())
    let run = try Command.run(
      ["trend", "a.csv", "--method", "quasi-poisson", "--rho", "0,0.3,0.6", "--format", "json"],
      in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    let rows = try #require(try run.json()["estimates"]).rows
    #expect(
      rows.compactMap { $0["variant"]?.text } == [
        "independent", "declared", "declared", "declared", "worst", "averaged",
      ])
    let p = rows.compactMap { $0["p_value"]?.number }
    #expect(p.count == 6)
    #expect(agreement(p[0], p[1]) > 10)
    #expect(p[4] == p[1...3].max())
    #expect(rows.allSatisfy { $0["method"]?.text == "quasi-poisson" })
  }
}

@Suite("its: the first years after")
struct FirstYearsAfterTests {
  @Test func oneYearAfterIsSetAgainstItsIntervals() throws {
    let folder = try Folder()
    let values = [105, 130, 170, 550, 710, 595, 390, 265, 190, 165, 140, 127.5, 110, 100]
    try folder.write(
      "a.csv", "year,value\n" + values.enumerated().map { "\(2012 + $0),\($1)\n" }.joined())
    let two = try Command.run(
      ["its", "a.csv", "--event", "2023", "--format", "json", "--unit", "attacks"],
      in: folder.url)
    #expect(two.exit == 0, "\(two.err)")
    let result = try two.json()
    let rows = try #require(result["estimates"]).rows
    let joint = try #require(
      rows.last { $0["method"]?.text == "chow-prediction" && $0["model"]?.text == "trend" })
    #expect(agreement(try #require(joint["statistic"]?.number), 0.1501650334196703) > 10)
    let rank = try #require(
      rows.last { $0["method"]?.text == "placebo-rank" && $0["model"]?.text == "trend" })
    // Beside a trend the last block's effect varies most: a rank, and no p-value.
    #expect(rank["p_value"]?.number == nil && rank["p_floor"]?.number == nil)
    #expect(rank["basis"]?.text == "descriptive")
    let plain = try #require(
      rows.last { $0["method"]?.text == "placebo-rank" && $0["model"]?.text == "no trend" })
    #expect(plain["p_floor"]?.number == 0.1 && (plain["p_value"]?.number ?? 0) >= 0.1)
    #expect(rank["remark"]?.text?.contains("4 of 10") == true)
    let years = rows.filter { $0["method"]?.text == "prediction-interval" }
      .compactMap { $0["time"]?.number }
    #expect(years == [2024, 2025, 2024, 2025])
    #expect(two.out.contains("--scale log"))
    let raw = try Command.run(
      [
        "its", "a.csv", "--event", "2023", "--format", "json", "--unit", "attacks", "--scale",
        "raw",
      ], in: folder.url)
    #expect(!raw.out.contains("--scale log"))
    // With one year after there is no change of level yet, but what it may be set against.
    let one = try Command.run(
      ["its", "a.csv", "--event", "2024", "--format", "json"], in: folder.url)
    #expect(one.exit == 0, "\(one.err)")
    #expect(one.out.contains("prediction-interval") && !one.out.contains("chow-prediction"))
  }
}
