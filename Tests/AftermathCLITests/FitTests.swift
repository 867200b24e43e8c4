import Foundation
import TestSupport
import Testing

/// What the tests of the statistics have on file, read through the command.
private enum Reference {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("StatisticsTests")

  static func json(_ path: String) throws -> JSON {
    try JSONDecoder().decode(
      JSON.self, from: Data(contentsOf: folder.appendingPathComponent(path + ".json")))
  }
}

extension JSON {
  fileprivate var numbers: [Double] { rows.compactMap(\.number) }

  /// The column of a table.
  fileprivate func column(_ table: String, _ key: String) -> [Double] {
    self[table]?.rows.compactMap { $0[key]?.number } ?? []
  }
}

/// A linear set of NIST, and the digits of coefficients and standard errors to be reached.
private struct NISTGoal: Sendable, CustomTestStringConvertible {
  let name: String
  let coefficients: Double
  let errors: Double
  var testDescription: String { name }

  init(_ name: String, _ coefficients: Double, _ errors: Double) {
    self.name = name
    self.coefficients = coefficients
    self.errors = errors
  }
}

@Suite("fit: NIST through the command")
struct FitNISTTests {
  private static let goals = [
    NISTGoal("Norris", 14.0, 13.9), NISTGoal("Pontius", 13.5, 13.76),
    NISTGoal("NoInt1", 14.7, 15), NISTGoal("NoInt2", 15, 14.9), NISTGoal("Filip", 14.0, 14.8),
    NISTGoal("Longley", 14.61, 14.88), NISTGoal("Wampler1", 15, 15), NISTGoal("Wampler2", 13.2, 15),
    NISTGoal("Wampler3", 15, 14.45), NISTGoal("Wampler4", 15, 14.46),
    NISTGoal("Wampler5", 15, 14.46),
  ]

  /// The digits as they are written, and the formulas that mean the model.
  private func problem(_ set: JSON, in folder: Folder) throws -> [String] {
    // A point with nothing after it is refused as a number.
    let values = try #require(set["y_text"]).rows.compactMap(\.text)
      .map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    let columns = try #require(set["x_text"]).rows.map { $0.rows.compactMap(\.text) }
    let names = columns[0].count == 1 ? ["x"] : columns[0].indices.map { "x\($0 + 1)" }
    let lines = zip(values, columns).map { ([$0] + $1).joined(separator: ",") }
    try folder.write(
      "data.csv", (["y"] + names).joined(separator: ",") + "\n" + lines.joined(separator: "\n"))
    guard case .bool(true)? = set["intercept"] else { return ["y ~ 0 + x", "y ~ x - 1"] }
    guard let degree = set["polynomial_degree"]?.number.map({ Int($0) }), degree > 1 else {
      return ["y ~ " + names.joined(separator: " + ")]
    }
    let powers = (2...degree).map { "I(x^\($0))" }
    return [
      "y ~ poly(x, \(degree), raw = TRUE)", "y ~ x + " + powers.joined(separator: " + "),
    ]
  }

  @Test(arguments: goals)
  private func reachesTheDigits(_ goal: NISTGoal) throws {
    let folder = try Folder()
    let set = try Reference.json("NIST/" + goal.name)
    let certified = try #require(set["certified"])
    for formula in try problem(set, in: folder) {
      let run = try Command.run(
        ["fit", "data.csv", formula, "--format", "json"], in: folder.url)
      #expect(run.exit == 0, "\(run.err)")
      let result = try run.json()
      let coefficients = agreement(
        result.column("estimates", "estimate"), certified["coef"]?.numbers ?? [])
      let errors = agreement(
        result.column("estimates", "std_error"), certified["sd"]?.numbers ?? [])
      #expect(coefficients >= goal.coefficients, "\(formula)")
      #expect(errors >= goal.errors, "\(formula)")
      let fit = try #require(result["overview"]?.rows.first)
      #expect(
        agreement(
          try #require(fit["sigma"]?.number), certified["residual_sd"]?.number ?? .nan) >= 13.7)
      #expect(
        agreement(
          try #require(fit["r_squared"]?.number), certified["r_squared"]?.number ?? .nan) >= 15)
    }
  }
}

/// A family of reference cases and how the command is asked for it.
private struct FitReference: Sendable, CustomTestStringConvertible {
  let file: String
  /// What stands on the right, `T` being the first time and `M` the mean of all.
  let terms: String
  let options: [String]
  /// The option whose value completes the last of ``options``, and what goes before it.
  var varying: (key: String, prefix: String)?
  var coefficients = "coef"
  var errors = "se"
  var overview: [String: String] = [:]
  var testDescription: String { file + " " + options.joined(separator: " ") }
}

@Suite("fit: values of R, statsmodels, gretl and exact arithmetic")
struct FitReferenceTests {
  private static let multi = "t + x1 + x2"
  private static let references: [FitReference] = [
    FitReference(
      file: "ols_multi", terms: multi, options: [],
      overview: [
        "sigma": "sigma", "r2": "r_squared", "adj_r2": "adj_r_squared", "F": "f_statistic",
        "F_p": "f_p_value", "loglik": "log_likelihood", "aic_counting_sigma": "aic",
        "bic_counting_sigma": "bic", "df_resid": "df_residual",
      ]),
    FitReference(
      file: "wls_multi", terms: multi, options: ["--weights", "w"],
      overview: ["sigma": "sigma", "r2": "r_squared", "loglik": "log_likelihood"]),
    FitReference(
      file: "hc_multi", terms: multi, options: ["--covariance"], varying: ("type", "")),
    FitReference(
      file: "hac_multi", terms: multi, options: ["--covariance", "newey-west", "--lags"],
      varying: ("lags", ""), errors: "se_adj"),
    FitReference(
      file: "glm_poisson", terms: "I(t - M)", options: ["--family", "poisson"],
      coefficients: "coef_centred_t",
      overview: [
        "deviance": "deviance", "null_deviance_with_offset": "null_deviance",
        "pearson_chi2": "pearson_chi2", "loglik": "log_likelihood", "aic": "aic",
        "dispersion": "dispersion",
      ]),
    FitReference(
      file: "glm_poisson", terms: "I(t - M)", options: ["--family", "quasi-poisson"],
      coefficients: "coef_centred_t", errors: "se_quasi"),
    FitReference(
      file: "glm_negbin", terms: "I(t - M)", options: ["--family", "negative-binomial"],
      coefficients: "coef_centred_t", errors: "se_expected_info_theta_fixed",
      overview: ["alpha": "alpha", "theta": "theta", "loglik": "log_likelihood"]),
    FitReference(
      file: "quantreg_multi", terms: multi, options: ["--method"], varying: ("tau", "quantile:"),
      errors: "se_iid_hs", overview: ["objective": "objective"]),
    FitReference(
      file: "tobit", terms: "I(t - M)", options: ["--method"], varying: ("left", "tobit:"),
      overview: ["sigma": "sigma", "loglik": "log_likelihood"]),
    FitReference(
      file: "interval_regression", terms: "I(t - M)",
      options: ["--method", "interval", "--low", "lo", "--high", "hi"],
      overview: ["sigma": "sigma", "loglik": "log_likelihood"]),
    FitReference(
      file: "prais_winsten", terms: "I(t - T)", options: ["--method", "prais-winsten"],
      coefficients: "coef_t_minus_t0", overview: ["rho": "rho"]),
    FitReference(
      file: "cochrane_orcutt", terms: "I(t - T)", options: ["--method", "cochrane-orcutt"],
      coefficients: "coef_t_minus_t0", overview: ["rho": "rho"]),
    FitReference(
      file: "gls_ar1_ml", terms: "I(t - T)", options: ["--method", "ar1-ml"],
      coefficients: "coef_t_minus_t0", overview: ["rho": "rho", "loglik": "log_likelihood"]),
    FitReference(
      file: "gls_ar1_reml", terms: "I(t - T)", options: ["--method", "ar1-reml"],
      coefficients: "coef_t_minus_t0", overview: ["rho": "rho", "loglik": "log_likelihood"]),
  ]

  /// Writes the input of a case as a file and gives the names of its columns.
  private func write(_ input: JSON, in folder: Folder) throws -> (
    names: Set<String>, first: Double, mean: Double
  ) {
    let names = input.keys.sorted()
    let columns = names.map { input[$0]?.rows ?? [] }
    let lines = columns[0].indices.map { row in
      columns.map { column in
        column[row].number.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" } ?? ""
      }.joined(separator: ",")
    }
    try folder.write(
      "data.csv", names.joined(separator: ",") + "\n" + lines.joined(separator: "\n") + "\n")
    let times = input["t"]?.numbers ?? []
    return (Set(names), times[0], times.reduce(0, +) / Double(times.count))
  }

  @Test(arguments: references)
  private func agrees(_ reference: FitReference) throws {
    let cases = try #require(try Reference.json("ReferenceCases/" + reference.file)["cases"]).rows
    var compared = 0
    for one in cases {
      guard let expected = one["expected"], expected[reference.coefficients] != nil,
        let input = one["input"]
      else { continue }
      let folder = try Folder()
      let (names, first, mean) = try write(input, in: folder)
      let terms = reference.terms.replacing("- M", with: "- \(mean)")
        .replacing("- T", with: "- \(Int(first))")
      let response = names.contains("y") ? "y" : ""
      var options = reference.options
      if let (key, prefix) = reference.varying, let value = one["options"]?[key] {
        options.append(
          prefix
            + (value.text?.lowercased() ?? value.number.map { value in
              value == value.rounded() ? "\(Int(value))" : "\(value)"
            } ?? ""))
      }
      if names.contains("exposure") { options += ["--exposure", "exposure"] }
      let run = try Command.run(
        ["fit", "data.csv", "\(response) ~ \(terms)", "--format", "json"] + options,
        in: folder.url)
      #expect(run.exit == 0, "\(run.err)")
      let result = try run.json()
      let id = one["id"]?.text ?? ""
      let tolerance = try #require(one["tolerance"])
      func compare(_ found: [Double], _ key: String) {
        let wanted = expected[key].map { $0.number.map { [$0] } ?? $0.numbers } ?? []
        #expect(found.count == wanted.count && !wanted.isEmpty, "\(id) \(key)")
        let relative = tolerance[key]?["rel"]?.number ?? 0
        let absolute = tolerance[key]?["abs"]?.number ?? 0
        for (found, wanted) in zip(found, wanted) {
          #expect(
            abs(found - wanted) <= max(absolute, relative * abs(wanted)),
            "\(id) \(key): \(found), expected \(wanted)")
        }
      }
      compare(result.column("estimates", "estimate"), reference.coefficients)
      compare(result.column("estimates", "std_error"), reference.errors)
      for (key, column) in reference.overview where expected[key] != nil {
        compare(result.column("overview", column), key)
      }
      compared += 1
    }
    #expect(compared > 0)
  }

  @Test func bellMcCaffrey() throws {
    let cases = try #require(try Reference.json("Golden/bell-mccaffrey")["cases"]).rows
    for one in cases {
      let columns = try #require(one["columns"]).rows.map(\.numbers)
      let values = try #require(one["y"]).numbers
      let folder = try Folder()
      let names = columns.indices.dropFirst().map { "x\($0)" }
      let lines = values.indices.map { row in
        ([values[row]] + columns.dropFirst().map { $0[row] }).map { "\($0)" }
          .joined(separator: ",")
      }
      try folder.write(
        "data.csv", (["y"] + names).joined(separator: ",") + "\n" + lines.joined(separator: "\n"))
      let result = try Command.run(
        [
          "fit", "data.csv", "y ~ " + names.joined(separator: " + "), "--df", "bell-mccaffrey",
          "--format", "json",
        ], in: folder.url
      ).json()
      #expect(
        agreement(result.column("estimates", "df"), try #require(one["df"]).numbers) > 9)
    }
    #expect(!cases.isEmpty)
  }

  @Test func termsAreNamed() throws {
    let file = try Reference.json("Golden/formula")
    let data = try #require(file["data"])
    let folder = try Folder()
    let names = data.keys.sorted()
    let rows = data["y"]?.rows.indices.map { row in
      names.map { name in
        let cell = data[name]?.rows[row]
        return cell?.text ?? cell?.number.map { "\($0)" } ?? ""
      }.joined(separator: ",")
    }
    try folder.write(
      "data.csv", names.joined(separator: ",") + "\n" + (rows ?? []).joined(separator: "\n"))
    var read = 0
    for one in try #require(file["cases"]).rows {
      let formula = try #require(one["formula"]?.rows.first?.text)
      let wanted = try #require(one["names"]).rows.compactMap(\.text)
        .map { $0 == "(Intercept)" ? "(intercept)" : $0 }
      guard wanted.count < (rows?.count ?? 0) else { continue }
      let run = try Command.run(["fit", "data.csv", formula, "--format", "json"], in: folder.url)
      // R names columns of a design it could not fit; those are refused here.
      guard run.exit == 0 else {
        #expect(run.err.contains("linearly dependent"), "\(formula): \(run.err)")
        continue
      }
      let found = try run.json()["estimates"]?.rows.compactMap { $0["term"]?.text }
      #expect(found == wanted, "\(formula)")
      read += 1
    }
    #expect(read > 10)
  }
}

/// A row of the manifest of bad input that is about `fit`.
private struct BadFit: Sendable, CustomTestStringConvertible {
  let file: String
  let arguments: [String]
  /// What the first line begins with, after the name of the file.
  let place: String
  let words: [String]
  var testDescription: String { file }
}

@Suite("fit: faults and where they are")
struct FitFaultTests {
  private static let faults: [BadFit] = [
    BadFit(
      file: "zero_exposure",
      arguments: ["count ~ year", "--family", "poisson", "--exposure", "exposure"],
      place: ":5:8: error:", words: ["exposure", "not positive"]),
    BadFit(
      file: "neg_weight", arguments: ["value ~ year", "--weights", "weight"],
      place: ":5:10: error:", words: ["weight", "not positive"]),
    BadFit(
      file: "neg_count", arguments: ["count ~ year", "--family", "poisson"],
      place: ":7:6: error:", words: ["not a count"]),
    BadFit(
      file: "lo_gt_hi",
      arguments: ["value ~ year", "--method", "interval", "--low", "lo", "--high", "hi"],
      place: ":3:6: error:", words: ["above the upper"]),
    BadFit(
      file: "rank_deficient", arguments: ["value ~ x1 + x2"], place: ": error:",
      words: ["x2", "dependent"]),
    BadFit(
      file: "rank_deficient", arguments: ["value ~ year + x1 + x2"], place: ": error:",
      words: ["x1, x2", "dependent"]),
    BadFit(
      file: "n_lt_p", arguments: ["value ~ year + x1 + x2"], place: ": error:",
      words: ["3 observations", "4 terms"]),
    BadFit(
      file: "poisson_separation", arguments: ["count ~ year", "--family", "poisson"],
      place: ": error:", words: ["separation", "year"]),
  ]

  @Test(arguments: faults)
  private func manifest(_ fault: BadFit) throws {
    let url = try BadInput.url(fault.file + ".csv")
    let run = try Command.run(
      ["fit", url.lastPathComponent] + fault.arguments, in: url.deletingLastPathComponent())
    #expect(run.exit == 65)
    expectPresentable(run)
    #expect(run.err.hasPrefix("\(fault.file).csv\(fault.place)"), "\(run.err)")
    for word in fault.words { #expect(run.err.contains(word), "\(word) is not in \(run.err)") }
  }

  private static let table = """
    year,y,x,g,w
    2001,3,1.5,a,1
    2002,5,2.5,b,2
    2003,4,NA,a,1
    2004,8,3,b,1
    2005,9,4.5,a,
    2006,7,5,b,2
    2007,12,6.5,a,1

    """

  private func run(_ arguments: String...) throws -> Command.Run {
    let folder = try Folder()
    try folder.write("a.csv", Self.table)
    return try Command.run(["fit", "a.csv"] + arguments, in: folder.url)
  }

  @Test(
    "the place in a formula is told",
    arguments: [
      ("y ~ x + * g", 9), ("y ~ x +", 8), ("y x", 4), ("y ~ log(x", 10), ("poly(x) ~ year", 1),
      ("y ~ poly(x, 2, rough = TRUE)", 24),
    ])
  func formula(_ text: String, column: Int) throws {
    let run = try run(text)
    #expect(run.exit == 64)
    expectPresentable(run)
    #expect(run.err.hasPrefix("formula:\(column): error: "), "\(run.err)")
  }

  @Test(arguments: [
    ["y ~ x", "--method", "lasso"], ["y ~ x", "--family", "tweedie"],
    ["y ~ x", "--covariance", "hc9"], ["y ~ x", "--covariance", "cluster:"],
    ["y ~ x", "--lags", "2"], ["y ~ x", "--solver", "lu"], ["y ~ x", "--df", "satterthwaite"],
    ["y ~ x", "--method", "quantile"], ["y ~ x", "--method", "quantile:1.5"],
    ["y ~ x", "--method", "huber", "--weights", "w"],
    ["y ~ x", "--method", "huber", "--family", "poisson"], ["y ~ x", "--exposure", "w"],
    ["y ~ x", "--level", "1.5"], ["y ~ x", "--rho", "0.2"], ["~ x"],
    ["y ~ x", "--method", "interval"],
    ["y ~ x", "--df", "bell-mccaffrey", "--covariance", "hc3"],
    ["y ~ x", "--covariance", "newey-west", "--lags", "9"],
  ])
  func options(_ arguments: [String]) throws {
    let folder = try Folder()
    try folder.write("a.csv", Self.table)
    let run = try Command.run(["fit", "a.csv"] + arguments, in: folder.url)
    #expect(run.exit == 64, "\(run.err)")
    expectPresentable(run)
  }

  @Test(arguments: [
    (["y ~ z"], "a.csv:1:1: error: there is no column 'z'"),
    (["y ~ x", "--weights", "v"], "a.csv:1:1: error: there is no column 'v'"),
    (["y ~ log(x - 2.5)"], "a.csv:2:8: error: log(-1) is not a finite number"),
    (["g ~ x"], "a.csv:2:12: error: 'a' is not a number"),
    (["y ~ x * (g + 1) + log(g)"], "a.csv: error: in the formula at column 23: g holds texts"),
    (["x ~ year", "--family", "poisson"], "a.csv:2:8: error: 1.5 is not a count"),
    (["x ~ year", "--family", "binomial"], "a.csv:2:8: error: 1.5 is not a share"),
  ])
  func data(_ arguments: [String], start: String) throws {
    let folder = try Folder()
    try folder.write("a.csv", Self.table)
    let run = try Command.run(["fit", "a.csv"] + arguments, in: folder.url)
    #expect(run.exit == 65)
    expectPresentable(run)
    #expect(run.err.hasPrefix(start), "\(run.err)")
  }

  @Test func aBadCellIsNotALevel() throws {
    let folder = try Folder()
    try folder.write("a.csv", "y,x\n1,2\n2,about 3\n3,5\n4,4\n")
    let run = try Command.run(["fit", "a.csv", "y ~ x"], in: folder.url)
    #expect(run.exit == 65)
    #expect(run.err.hasPrefix("a.csv:3:3: error: 'about 3' is not a number"), "\(run.err)")
  }

  @Test func missingRowsAreCounted() throws {
    let result = try run("y ~ x + g", "--weights", "w", "--format", "json", "--observations").json()
    #expect(result["input"]?["n"]?.number == 5)
    #expect(result.column("overview", "n_missing") == [2])
    #expect(result.column("observations", "row") == [1, 2, 4, 6, 7])
    #expect(result.column("observations", "time") == [2001, 2002, 2004, 2006, 2007])
    #expect(result.column("observations", "value") == [3, 5, 8, 7, 12])
    let notes = result["notes"]?.rows.compactMap { $0["text"]?.text } ?? []
    #expect(notes.contains { $0.contains("2 of 7 rows have a missing value") })
    let terms = result["estimates"]?.rows.compactMap { $0["term"]?.text }
    #expect(terms == ["(intercept)", "x", "gb"])
  }

  @Test func directionsAndLevels() throws {
    let both = try run("y ~ x", "--format", "json").json()
    let greater = try run("y ~ x", "--alternative", "greater", "--format", "json").json()
    let less = try run("y ~ x", "--alternative", "less", "--format", "json").json()
    let p = try #require(both.column("estimates", "p_value").last)
    #expect(try #require(greater.column("estimates", "p_value").last) == p / 2)
    #expect(abs(try #require(less.column("estimates", "p_value").last) - (1 - p / 2)) < 1e-15)
    let narrow = try run("y ~ x", "--level", "0.5", "--format", "json").json()
    let low = try #require(both.column("estimates", "conf_low").last)
    #expect(try #require(narrow.column("estimates", "conf_low").last) > low)
  }

  @Test func anOffsetIsNotACoefficient() throws {
    let plain = try run("y ~ x", "--format", "json").json()
    let moved = try run("y ~ x", "--offset", "x", "--format", "json", "--observations").json()
    let slope = try #require(plain.column("estimates", "estimate").last)
    #expect(abs(try #require(moved.column("estimates", "estimate").last) - (slope - 1)) < 1e-14)
    #expect(moved.column("observations", "value") == [3, 5, 8, 9, 7, 12])
  }

  @Test func rowsAreTakenInTimeOrder() throws {
    let folder = try Folder()
    let lines = Self.table.split(separator: "\n").map(String.init)
    try folder.write("up.csv", Self.table)
    try folder.write(
      "down.csv", ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n")
    for options in [
      ["--method", "ar1-reml"], ["--method", "gls-ar1"],
      ["--covariance", "newey-west", "--lags", "1"],
    ] {
      let up = try Command.run(
        ["fit", "up.csv", "y ~ year", "--format", "json"] + options, in: folder.url
      ).json()
      let down = try Command.run(
        ["fit", "down.csv", "y ~ year", "--format", "json"] + options, in: folder.url
      ).json()
      #expect(
        up.column("estimates", "std_error") == down.column("estimates", "std_error"))
      #expect(!up.column("estimates", "std_error").isEmpty)
    }
  }

  @Test func filesOfEveryKind() throws {
    let folder = try Folder()
    let csv = try run("y ~ g", "--format", "json").json().column("estimates", "estimate")
    #expect(csv.count == 2)
    let records = Self.table.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return "{\"y\": \(cells[1]), \"g\": \"\(cells[3])\"}"
    }
    try folder.write("a.json", "[" + records.joined(separator: ",") + "]")
    try folder.write("a.tsv", Self.table.replacing(",", with: "\t"))
    for name in ["a.json", "a.tsv"] {
      let result = try Command.run(["fit", name, "y ~ g", "--format", "json"], in: folder.url)
      #expect(try result.json().column("estimates", "estimate") == csv, "\(result.err)")
    }
    let piped = try Command.run(["fit", "-", "y ~ g", "--format", "json"], input: Self.table)
    #expect(try piped.json().column("estimates", "estimate") == csv)
    try folder.write("a.csv", Self.table)
    let over = try Command.run(["fit", "a.csv", "y ~ g", "-o", "a.csv"], in: folder.url)
    #expect(over.exit == 73)
  }
}

@Suite("fit: files in pieces")
struct FitPiecesTests {
  private static let formula = "y ~ x + I(x^2) + log(x)"

  /// A file of more than one piece, with rows that have no value; the digits of a fixed sequence.
  private func write(_ folder: Folder, last: String = "") throws {
    var text = "note,y,x,g,w,k\n"
    var state: UInt64 = 20_111_218
    for row in 0..<120_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let noise = Double(state >> 11) * 0x1p-53
      let x = 1 + Double(row % 977) / 64
      let y = 3 - x / 2 + x * x / 30 + noise
      let note = "row number \(row) of a table wide enough for several pieces of a file"
      let rest = "\(x),\(["b", "c", "a"][row % 7 % 3]),\(0.5 + noise),\(Int(5 * noise + x / 4))"
      text += row % 1_000 == 17 ? "\(note),NA,\(rest)\n" : "\(note),\(y),\(rest)\n"
    }
    try folder.write("a.csv", text + last)
  }

  private static let estimates = [
    "estimate", "std_error", "statistic", "df", "p_value", "conf_low", "conf_high",
  ]

  @Test(arguments: [
    [formula], [formula, "--weights", "w"], ["y ~ 0 + g + x"], ["y ~ g * x", "--offset", "w"],
    ["y ~ x", "--covariance", "cluster:g"],
  ])
  func numbersAreThoseOfTheWholeToTheBit(_ request: [String]) throws {
    let folder = try Folder()
    try write(folder)
    let arguments = ["fit", "a.csv"] + request + ["--format", "json"]
    let whole = try Command.run(arguments + ["--no-chunked"], in: folder.url).json()
    let run = try Command.run(arguments + ["--chunked"], in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    let pieces = try run.json()
    for key in Self.estimates {
      #expect(pieces.column("estimates", key) == whole.column("estimates", key), "\(key)")
      #expect(!pieces.column("estimates", key).isEmpty)
    }
    for key in [
      "n", "r_squared", "adj_r_squared", "sigma", "f_statistic", "log_likelihood", "aic", "bic",
      "condition", "rank", "n_missing", "df_residual",
    ] {
      #expect(pieces.column("overview", key) == whole.column("overview", key), "\(key)")
      #expect(!pieces.column("overview", key).isEmpty, "\(key)")
    }
    #expect(pieces.column("overview", "n_missing") == [120])
    #expect(run.out.contains("there is no table of observations"))
  }

  @Test(arguments: [
    ["y ~ x + g", "--covariance", "hc3"], ["y ~ x", "--covariance", "newey-west"],
    ["k ~ x + g", "--family", "quasi-poisson"],
  ])
  func numbersAreThoseOfTheWholeButForRounding(_ request: [String]) throws {
    let folder = try Folder()
    try write(folder)
    let arguments = ["fit", "a.csv"] + request + ["--format", "json"]
    let whole = try Command.run(arguments + ["--no-chunked"], in: folder.url).json()
    let run = try Command.run(
      arguments + ["--chunked", "--progress", "always"], in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
    let pieces = try run.json()
    for key in ["estimate", "std_error"] {
      let wanted = whole.column("estimates", key)
      #expect(!wanted.isEmpty)
      #expect(agreement(pieces.column("estimates", key), wanted) >= 12.5, "\(key)")
    }
    #expect(run.err.contains("fit: pass 1, "))
    #expect(run.err.contains("fit: pass 2, "))
  }

  @Test func threadsDoNotChangeABit() throws {
    let folder = try Folder()
    try write(folder)
    let arguments = ["fit", "a.csv", "y ~ x + g", "--covariance", "hc3", "--format", "json"]
    let all = try Command.run(arguments, in: folder.url)
    #expect(all.exit == 0, "\(all.err)")
    for count in ["1", "2", "3"] {
      #expect(try Command.run(arguments + ["--threads", count], in: folder.url).out == all.out)
    }
    let none = try Command.run(arguments + ["--threads", "0"], in: folder.url)
    #expect(none.exit == 64 && none.err.contains("--threads 0 is not from 1 to 4096"))
    expectPresentable(none)
  }

  @Test(arguments: [
    ("last,about 3,4,a,1,2\n", ["y ~ x"], "6: error: 'about 3' is not a number"),
    ("last,3,4,a,-1,2\n", ["y ~ x", "--weights", "w"], "12: error: the weight -1 is not positive"),
    ("last,3,4,a,1,2.5\n", ["k ~ x", "--family", "poisson"], "14: error: 2.5 is not a count"),
    (
      "last,3,4,d,1,2\n", ["y ~ x + g", "--covariance", "hc3"],
      "6: error: this row alone determines a coefficient"
    ),
  ])
  func aBadCellHasTheLineOfTheFile(_ last: String, _ request: [String], _ words: String) throws {
    let folder = try Folder()
    try write(folder, last: last)
    let run = try Command.run(["fit", "a.csv"] + request + ["--chunked"], in: folder.url)
    #expect(run.exit == 65)
    expectPresentable(run)
    #expect(run.err.hasPrefix("a.csv:120002:\(words)"), "\(run.err)")
  }

  @Test func rowsOutOfOrderAreToldWithTheirLine() throws {
    let folder = try Folder()
    try folder.write("a.csv", "year,y,x\n2001,1,2\n2002,2,3\n2004,4,4\n2003,3,7\n2005,3,8\n")
    let run = try Command.run(
      ["fit", "a.csv", "y ~ x", "--covariance", "newey-west", "--lags", "1", "--chunked"],
      in: folder.url)
    #expect(run.exit == 65)
    expectPresentable(run)
    #expect(run.err.hasPrefix("a.csv:5:1: error: in pieces, rows must come in the order"))
    #expect(run.err.contains("sort the file by time"))
  }

  @Test(arguments: [
    (["y ~ poly(x, 2)"], "raw = TRUE"), (["y ~ x", "--method", "huber"], "least squares"),
    (["y ~ x", "--method", "quantile:0.5"], "least squares"),
    (["y ~ x", "--solver", "svd"], "--solver"),
    (["y ~ x", "--family", "negative-binomial"], "quasi-poisson"),
    (["y ~ x", "--df", "bell-mccaffrey"], "hc3"),
  ])
  func whatNeedsTheWholeIsRefused(_ arguments: [String], _ instead: String) throws {
    let folder = try Folder()
    try folder.write("a.csv", "y,x,g\n1,2,a\n2,3,b\n4,4,a\n3,7,b\n")
    let run = try Command.run(["fit", "a.csv"] + arguments + ["--chunked"], in: folder.url)
    #expect(run.exit == 64, "\(run.err)")
    expectPresentable(run)
    #expect(run.err.contains("in pieces, ") && run.err.contains("--no-chunked"), "\(run.err)")
    #expect(run.err.contains(instead), "\(run.err)")
    let whole = try Command.run(
      ["fit", "a.csv"] + arguments + ["--no-chunked"], in: folder.url)
    #expect(!whole.err.contains("in pieces"))
  }

  @Test func faultsOfTheDataAreTold() throws {
    let folder = try Folder()
    try folder.write("a.csv", "y,x,z\n1,2,4\n2,3,6\n4,4,8\n3,7,14\n")
    let dependent = try Command.run(["fit", "a.csv", "y ~ x + z", "--chunked"], in: folder.url)
    #expect(dependent.exit == 65)
    #expect(dependent.err.contains("z can be had from the others"), "\(dependent.err)")
    let few = try Command.run(
      ["fit", "a.csv", "y ~ x + I(x^2) + I(x^3)", "--chunked"], in: folder.url)
    #expect(few.exit == 65)
    #expect(few.err.contains("4 observations cannot estimate 4 terms"), "\(few.err)")
    let exact = try Command.run(
      ["fit", "a.csv", "z ~ x", "--chunked", "--format", "json"], in: folder.url)
    #expect(exact.exit == 0)
    #expect(exact.out.contains("\"exact-fit\""))
    #expect(
      try Command.run(["fit", "no.csv", "z ~ x", "--chunked"], in: folder.url).exit == 66)
    #expect(
      try Command.run(["fit", "-", "z ~ x", "--chunked"], input: "z,x\n1,2\n").exit == 64)
  }
}
