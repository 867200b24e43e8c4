import Foundation
import Testing

@Suite("--plot")
struct PlotTests {
  private static let csv = """
    year,value,low,high
    2004,210,,
    2005,190,150,260
    2006,180,,
    2007,150,,
    2008,260,,
    2009,,500,700
    2010,420,,
    2011,380,350,420
    2012,140,,
    2013,120,,
    2014,90,,
    2015,60,,

    """
  private static let unicode = ["LC_ALL": "C.UTF-8", "COLUMNS": "80"]

  private func base() throws -> Folder {
    let folder = try Folder()
    try folder.write("a.csv", Self.csv)
    return folder
  }

  static let verbs: [[String]] = [["trend"], ["its", "--event", "2011"]]

  @Test("a picture in a file, the table as without it", arguments: verbs)
  func file(_ verb: [String]) throws {
    let folder = try base()
    let plain = try Command.run(verb + ["a.csv", "--format", "csv", "-q"], in: folder.url)
    let run = try Command.run(
      verb + ["a.csv", "--format", "csv", "-q", "--plot", "p.svg"], in: folder.url)
    #expect(run.exit == 0 && run.err.isEmpty, "\(run.err)")
    #expect(run.out == plain.out)
    let svg = try text("p.svg", in: folder)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    for part in ["role=\"img\"", "<title", "<desc", "a.csv", "Source:", "Upright bars"] {
      #expect(svg.contains(part), "\(part)")
    }
    // Twelve values, each with its mark and a hint in words.
    #expect(svg.matches(of: /<circle [^>]*><title>20/).count == 12)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(Set(names) == ["a.csv", "p.svg"])
  }

  private func text(_ name: String, in folder: Folder) throws -> String {
    try String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
  }

  @Test("a drawing above the table", arguments: verbs)
  func terminal(_ verb: [String]) throws {
    let folder = try base()
    let table = try Command.run(verb + ["a.csv"], in: folder.url, environment: Self.unicode)
    let run = try Command.run(
      verb + ["a.csv", "--plot", "-"], in: folder.url, environment: Self.unicode)
    #expect(run.exit == 0 && run.err.isEmpty, "\(run.err)")
    #expect(run.out.hasSuffix("\n\n" + table.out))
    let drawing = run.out.dropLast(table.out.count)
    #expect(drawing.contains("●") && drawing.contains("└") && !drawing.contains("\u{1B}"))
    for width in [40, 120] {
      let other = try Command.run(
        verb + ["a.csv", "--plot", "-", "-o", "t.csv"], in: folder.url,
        environment: ["LC_ALL": "C.UTF-8", "COLUMNS": "\(width)"])
      let longest = other.out.split(separator: "\n").map(\.count).max() ?? 0
      #expect(longest <= width && longest > width * 3 / 4, "\(longest)")
    }
  }

  @Test("what fits, expects and is refused is in the picture")
  func contents() throws {
    let folder = try base()
    let trend = try Command.run(
      ["trend", "a.csv", "--plot", "-", "--method", "ols,siegel,mann-kendall,hamed-rao"],
      in: folder.url, environment: Self.unicode)
    for part in [
      "ols", "siegel", "95 % interval of ols", "published range",
      "Without a line to draw: mann-kendall",
    ] {
      #expect(trend.out.contains(part), "\(part)")
    }
    let its = try Command.run(
      ["its", "a.csv", "--event", "2011", "--transition", "2009..2009", "--plot", "-"],
      in: folder.url, environment: Self.unicode)
    for part in ["after 2011", "transition", "expected from before", "fitted, ", "of new values"] {
      #expect(its.out.contains(part), "\(part)")
    }
  }

  @Test("breaks with their segments, forecasts with nested intervals, a panel a method")
  func breaksAndForecasts() throws {
    let folder = try base()
    let breaks = try Command.run(
      [
        "breaks", "a.csv", "--method", "optimal,chow:2009", "--breaks", "1", "--force", "--plot",
        "-",
      ],
      in: folder.url, environment: Self.unicode)
    #expect(breaks.exit == 0, "\(breaks.err)")
    for part in ["optimal", "after 20", "fitted"] { #expect(breaks.out.contains(part), "\(part)") }
    let forecast = try Command.run(
      [
        "forecast", "a.csv", "--method", "local-level,trend", "--horizon", "3", "--force", "--plot",
        "-",
      ], in: folder.url, environment: Self.unicode)
    #expect(forecast.exit == 0, "\(forecast.err)")
    for part in ["local-level", "expected", "95 % of new values", "50 % of new values", "2018"] {
      #expect(forecast.out.contains(part), "\(part)")
    }
    for verb in ["breaks", "forecast"] {
      let run = try Command.run(
        [verb, "a.csv", "--force", "--plot", "p.svg", "-q"], in: folder.url)
      #expect(run.exit == 0, "\(run.err)")
      let svg = try text("p.svg", in: folder)
      #expect(svg.hasSuffix("</svg>\n") && svg.contains("a.csv"))
    }
  }

  @Test("ASCII where the locale has nothing else")
  func locale() throws {
    let folder = try base()
    for locale in ["C", "en_US.ISO-8859-1"] {
      let run = try Command.run(
        ["trend", "a.csv", "--plot", "-", "-o", "t.csv"], in: folder.url,
        environment: ["LC_ALL": locale])
      #expect(run.exit == 0)
      #expect(run.out.utf8.allSatisfy { $0 < 0x80 })
      #expect(run.out.contains("*"))
    }
  }

  @Test("the table in a file, the drawing on standard output")
  func both() throws {
    let folder = try base()
    let run = try Command.run(
      ["trend", "a.csv", "--plot", "-", "-o", "t.json"], in: folder.url,
      environment: Self.unicode)
    #expect(run.exit == 0)
    #expect(run.out.contains("●") && !run.out.contains("Method  "))
    #expect(try text("t.json", in: folder).hasPrefix("{"))
  }

  @Test(
    "wrong usage",
    arguments: [
      ["--plot", "p.png"], ["--plot", ""], ["--plot", "p"], ["--plot", "-", "--format", "csv"],
      ["--plot", "-", "--format", "json", "-o", "-"], ["--plot", "p.svg", "-o", "p.svg"],
      ["--plot"],
    ])
  func usage(_ options: [String]) throws {
    let folder = try base()
    let run = try Command.run(["trend", "a.csv"] + options, in: folder.url)
    #expect(run.exit == 64, "\(run.err)")
    expectPresentable(run)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names == ["a.csv"])
  }

  @Test("over no input, whole or not at all")
  func outputs() throws {
    let folder = try base()
    try folder.write("in.svg", Self.csv)
    for name in ["./in.svg", "link.svg"] {
      try? FileManager.default.createSymbolicLink(
        atPath: folder.url.appendingPathComponent("link.svg").path, withDestinationPath: "in.svg")
      let over = try Command.run(
        ["trend", "./in.svg", "--plot", name, "--accrual", "flow"], in: folder.url)
      #expect(over.exit == 73)
      expectPresentable(over)
      #expect(over.err.contains("--plot"))
      #expect(try text("in.svg", in: folder) == Self.csv)
    }
    let table = try Command.run(
      ["trend", "a.csv", "--plot", "p.svg", "-o", "./a.csv"], in: folder.url)
    #expect(table.exit == 73)
    #expect(try text("a.csv", in: folder) == Self.csv)
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/p.svg"))
    let nowhere = try Command.run(["trend", "a.csv", "--plot", "no/p.svg"], in: folder.url)
    #expect(nowhere.exit == 73)
    expectPresentable(nowhere)
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("d.svg"), withIntermediateDirectories: false)
    #expect(try Command.run(["trend", "a.csv", "--plot", "d.svg"], in: folder.url).exit == 73)
  }

  @Test("readers that go away, full devices")
  func descriptors() throws {
    let folder = try base()
    let gone = try Command.shell(
      "{ sleep 1; \"$A\" trend a.csv --plot - -q; echo $? >&2; } | true", in: folder.url)
    #expect(gone.err == "141\n")
    let full = try Command.shell("\"$A\" trend a.csv --plot - > /dev/full", in: folder.url)
    #expect(full.exit == 74)
    #expect(full.err.contains("error: writing failed"))
  }

  @Test("several series in one picture, what it has no room for named")
  func several() throws {
    let folder = try Folder()
    let names = (0..<14).map { "s\($0).csv" }
    for name in names { try folder.write(name, Self.csv) }
    let few = try Command.run(
      ["trend"] + names.prefix(3) + ["--plot", "p.svg"], in: folder.url)
    #expect(few.exit == 0 && few.err.isEmpty)
    let svg = try text("p.svg", in: folder)
    for name in names.prefix(3) { #expect(svg.contains(name)) }
    #expect(svg.contains("Trends of 3 series"))
    let many = try Command.run(["trend"] + names + ["--plot", "p.svg"], in: folder.url)
    #expect(many.exit == 0)
    #expect(many.err == "note: One figure holds 12 panels; not drawn: s12.csv; s13.csv.\n")
    #expect(try text("p.svg", in: folder).contains("s13.csv"))
    let quiet = try Command.run(["trend"] + names + ["--plot", "p.svg", "-q"], in: folder.url)
    #expect(quiet.err.isEmpty)
  }
}
