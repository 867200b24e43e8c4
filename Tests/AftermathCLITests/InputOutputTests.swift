import Foundation
import Testing

@Suite("Descriptors, files and exit codes")
struct InputOutputTests {
  private func base() throws -> (folder: Folder, text: String) {
    let text = try String(contentsOf: BadInput.url("base.csv"), encoding: .utf8)
    let folder = try Folder()
    try folder.write("base.csv", text)
    return (folder, text)
  }

  @Test func standardInput() throws {
    let (folder, text) = try base()
    let file = try Command.run(["trend"] + BadInput.options + ["base.csv"], in: folder.url)
    let pipe = try Command.run(["trend"] + BadInput.options + ["-"], input: text)
    #expect(pipe.exit == 0)
    #expect(
      try pipe.json()["estimates"]?.rows.map { $0["estimate"]?.number }
        == file.json()["estimates"]?.rows.map { $0["estimate"]?.number })
  }

  @Test func aFileNamedLikeAnOption() throws {
    let (folder, text) = try base()
    try folder.write("-rf.csv", text)
    let run = try Command.run(["trend", "--", "-rf.csv"], in: folder.url)
    #expect(run.exit == 0, "\(run.err)")
  }

  @Test func missingAndUnreadable() throws {
    let (folder, _) = try base()
    let missing = try Command.run(["trend", "no/such/file.csv"], in: folder.url)
    #expect(missing.exit == 66)
    expectPresentable(missing)
    #expect(missing.err.hasPrefix("no/such/file.csv: error:"))
    let series = try Command.run(["show", "troops.us.irak"])
    #expect(series.exit == 66)
    expectPresentable(series)
    #expect(series.err.contains("troops.us.iraq"))
    let package = try Command.run(["list", "--package", "nowhere"])
    #expect(package.exit == 66)
    expectPresentable(package)
    if geteuid() != 0 {
      let unreadable = try Command.shell(
        "chmod 000 base.csv; \"$A\" trend base.csv", in: folder.url)
      #expect(unreadable.exit == 66)
      expectPresentable(unreadable)
    }
  }

  @Test func outputsThatCannotBe() throws {
    let (folder, text) = try base()
    let over = try Command.run(["trend", "base.csv", "-o", "./base.csv"], in: folder.url)
    #expect(over.exit == 73)
    #expect(over.err.contains("error: the output is also an input"))
    #expect(
      try String(contentsOf: folder.url.appendingPathComponent("base.csv"), encoding: .utf8) == text
    )
    let nowhere = try Command.run(["trend", "base.csv", "-o", "no/such/x.csv"], in: folder.url)
    #expect(nowhere.exit == 73)
    let folderItself = try Command.run(["list", "-o", "."], in: folder.url)
    #expect(folderItself.exit == 73)
    if geteuid() != 0 {
      let readOnly = try Command.shell(
        "mkdir r; chmod 555 r; \"$A\" trend base.csv -o r/x.csv; e=$?; chmod 755 r; exit $e",
        in: folder.url)
      #expect(readOnly.exit == 73)
    }
  }

  @Test func readersThatGoAway() throws {
    let (folder, _) = try base()
    for line in [
      "\"$A\" list --format json | head -1; exit ${PIPESTATUS[0]}",
      "\"$A\" show troops.us.iraq --claims --format csv -q | true; exit ${PIPESTATUS[0]}",
    ] {
      // What fits into the pipe at once may all be written before the reader is gone.
      let run = try Command.shell(line, in: folder.url)
      #expect(run.exit == 141 || run.exit == 0)
      #expect(run.err.isEmpty, "\(run.err)")
    }
    let gone = try Command.shell(
      "{ sleep 1; \"$A\" list --format csv -q; echo $? >&2; } | true", in: folder.url)
    #expect(gone.err == "141\n")
  }

  @Test func fullAndClosedOutputs() throws {
    let (folder, _) = try base()
    for line in [
      "\"$A\" trend base.csv > /dev/full", "\"$A\" trend base.csv >&-", "\"$A\" --help > /dev/full",
    ] {
      let run = try Command.shell(line, in: folder.url)
      #expect(run.exit == 74, "\(line)")
      #expect(run.err.contains("error: writing failed"), "\(run.err)")
    }
  }

  @Test(
    "usage errors",
    arguments: [
      ["trend", "--confidnce", "0.95", "base.csv"], ["trend", "--level", "1.5", "base.csv"],
      ["trend", "--level", "95", "base.csv"], ["trend"], ["nonsense"],
      ["trend", "--method", "nonsense", "base.csv"],
      ["trend", "--method", "ols,", "base.csv"], ["trend", "--method", "", "base.csv"],
      ["trend", "--method", "ols", "--covariance", "newey-west", "--lags", "10", "base.csv"],
      ["trend", "--lags", "2", "base.csv"], ["trend", "--rho", "0.2,0.1", "base.csv"],
      ["trend", "--rho", "1", "base.csv"], ["trend", "--alternative", "up", "base.csv"],
      ["trend", "--replicates", "0", "base.csv"], ["trend", "--seed", "-1", "base.csv"],
      ["trend", "--covariance", "hc9", "base.csv"],
      ["trend", "--covariance", "hc3", "--method", "siegel", "base.csv"],
      ["trend", "--scale", "log", "--method", "log-linear", "base.csv"],
      ["trend", "--format", "xml", "base.csv"], ["trend", "--digits", "0", "base.csv"],
      ["trend", "--table", "rows", "base.csv"], ["trend", "--from", "soon", "base.csv"],
      ["trend", "--from", "2010", "--to", "2001", "base.csv"],
      ["trend", "--unit", "USD (x)", "base.csv"], ["trend", "--resolve", "best", "base.csv"],
      ["show", "troops.us.iraq", "--claims", "--breaks"], ["cite", "base.csv"],
      ["cite", "troops.us.iraq", "--style", "apa"], ["check"],
      ["check", "base.csv", "--max-errors", "0"],
    ])
  func usage(_ arguments: [String]) throws {
    let (folder, _) = try base()
    let run = try Command.run(arguments, in: folder.url)
    #expect(run.exit == 64)
    expectPresentable(run)
  }

  @Test func unknownMethodsAreAnsweredWithTheKnown() throws {
    let (folder, _) = try base()
    let run = try Command.run(["trend", "base.csv", "--method", "kendal"], in: folder.url)
    #expect(run.err.contains("--method kendal"))
    #expect(run.err.contains("theil-sen, mann-kendall, gls-ar1"))
    #expect(run.err.contains("aftermath trend --help"))
    let option = try Command.run(["trend", "--confidnce", "0.9", "base.csv"], in: folder.url)
    #expect(option.err.contains("--confidnce"))
  }

  @Test func localesChangeNothing() throws {
    let (folder, _) = try base()
    let plain = try Command.run(["trend"] + BadInput.options + ["base.csv"], in: folder.url)
    let german = try Command.run(
      ["trend"] + BadInput.options + ["base.csv"], in: folder.url,
      environment: ["LC_ALL": "de_DE.UTF-8"])
    #expect(plain.out == german.out)
    #expect(german.exit == 0)
  }

  @Test func notesAreSilencedOnRequest() throws {
    let (folder, _) = try base()
    let loud = try Command.run(["trend", "base.csv", "--format", "csv"], in: folder.url)
    #expect(loud.err.contains("note: "))
    let quiet = try Command.run(["trend", "base.csv", "--format", "csv", "-q"], in: folder.url)
    #expect(quiet.err.isEmpty)
    #expect(quiet.out == loud.out)
  }

  @Test func endingsPickFormats() throws {
    let (folder, _) = try base()
    for (name, start) in [("a.csv", "method,term"), ("a.json", "{"), ("a.md", "**Trend")] {
      let run = try Command.run(["trend", "base.csv", "-q", "-o", name], in: folder.url)
      #expect(run.exit == 0)
      #expect(run.out.isEmpty)
      let text = try String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
      #expect(text.hasPrefix(start), "\(name): \(text.prefix(40))")
    }
  }
}
