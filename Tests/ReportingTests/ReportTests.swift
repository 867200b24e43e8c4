import Testing

@testable import Reporting

@Suite("Reports")
struct ReportTests {
  @Test("as one page")
  func html() throws {
    let text = Samples.report.formatted(HTMLReport())
    try expectSnapshot(text, "report.html")
    #expect(!text.contains("<script"))
    #expect(!text.contains("javascript:"))
    #expect(!text.contains("src="))
    #expect(!text.contains("@import") && !text.contains("url("))
    #expect(!text.contains("NaN"))
  }

  @Test("ids are unique, and every link inside leads somewhere")
  func anchors() {
    let text = Samples.report.formatted(HTMLReport())
    let ids = text.matches(of: /\ id="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let links = text.matches(of: /(?:href="#|aria-labelledby=")([^"]*)"/).flatMap {
      $0.1.split(separator: " ").map(String.init)
    }
    #expect(!links.isEmpty)
    #expect(links.allSatisfy(Set(ids).contains))
  }

  @Test("elements are closed in order")
  func wellFormed() throws {
    var open: [Substring] = []
    let text = Samples.report.formatted(HTMLReport())
    let void: Set<Substring> = ["meta", "!DOCTYPE"]
    for tag in text.matches(of: /<(\/?)([!A-Za-z0-9]+)[^>]*?(\/?)>/) {
      if tag.1.isEmpty {
        if tag.3.isEmpty && !void.contains(tag.2) { open.append(tag.2) }
      } else {
        #expect(open.popLast() == tag.2)
      }
    }
    #expect(open.isEmpty)
  }

  @Test("as Markdown and for the console")
  func others() throws {
    try expectSnapshot(Samples.report.formatted(MarkdownReport()), "report.md")
    try expectSnapshot(Samples.report.formatted(ConsoleReport()), "report.txt")
    #expect(ReportFormats.all.map(\.name) == ["console", "markdown", "html"])
    #expect(ReportFormats.named("html") != nil)
  }

  @Test("figures are found, inside boxes too")
  func figures() {
    let report = Report("t") {
      Figure(SampleCharts.ranks, id: "a")
      Details("more") { Callout(.note, "n") { Figure(SampleCharts.forest, id: "b") } }
    }
    #expect(report.figures.map(\.id) == ["a", "b"])
  }

  @Test(
    "only addresses that run nothing are linked",
    arguments: [
      ("https://example.org/a?b=c&d", true), ("plan.json", true), ("#id", true), ("../a:b", true),
      ("mailto:a@example.org", true), ("javascript:alert(1)", false), ("JavaScript:x", false),
      ("data:text/html,x", false), (" javascript:x", false), ("", false), ("java\nscript:x", false),
      ("vbscript:x", false),
    ])
  func addresses(address: String, isSafe: Bool) {
    #expect(Prose.Run.isSafe(address) == isSafe)
  }

  @Test("names of anchors")
  func anchorNames() {
    var names = AnchorNames()
    #expect(names.next(for: "What may be said?") == "what-may-be-said")
    #expect(names.next(for: "What may be said!") == "what-may-be-said-2")
    #expect(names.next(for: "中文") == "section")
  }

  @Test("content is built under conditions and in loops")
  func builder() {
    let isShown = false
    let report = Report("t") {
      if isShown { Heading("a") }
      if isShown { "b" } else { "c" }
      for number in 1...2 { Paragraph("number \(number)") }
      Listing([])
    }
    let words = report.blocks.map { block in
      if case .paragraph(let prose) = block { prose.plain } else { "" }
    }
    #expect(words == ["c", "number 1", "number 2"])
  }
}
