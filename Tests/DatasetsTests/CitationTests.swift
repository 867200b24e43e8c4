import Datasets
import Testing
import TimeSeries

@Suite struct CitationTests {
  private func source(
    id: String = "ucdp-cy-261", author: String = "Davies, Pettersson, Öberg",
    title: String = "Organized violence 1989–2025", publisher: String = "UCDP",
    published: String = "2026-06-14", url: String = "https://ucdp.uu.se/downloads"
  ) -> Source {
    Source(
      id: id, author: author, title: title, publisher: publisher, published: published, url: url,
      licence: "cc-by-4.0", licenceNote: "", quote: "")
  }

  @Test func inPlainText() {
    #expect(
      Citation(source()).plain
        == "Davies, Pettersson, Öberg (2026). Organized violence 1989–2025. UCDP, 2026-06-14. "
        + "https://ucdp.uu.se/downloads")
    #expect(
      Citation(source(author: "", published: "", url: "")).plain
        == "UCDP. Organized violence 1989–2025. UCDP.")
    #expect(
      Citation(source(title: "How many?", publisher: "", published: "2026", url: "")).plain
        == "Davies, Pettersson, Öberg (2026). How many? 2026.")
    #expect(
      Citation(source(author: "", title: "One, etc.", publisher: "P", published: "2026", url: ""))
        .plain == "P (2026). One, etc. P, 2026.")
  }

  @Test func asBibTeX() {
    #expect(
      Citation(source()).bibTeX == """
        @misc{ucdp-cy-261,
          author = {{Davies, Pettersson, Öberg}},
          title = {{Organized violence 1989–2025}},
          howpublished = {UCDP},
          year = {2026},
          month = {06},
          url = {https://ucdp.uu.se/downloads}
        }
        """)
  }

  /// Nothing in a title can end a field, begin a command or open a brace that stays open.
  @Test func whatTeXReadsAsItsOwnIsEscaped() {
    let entry = Citation(
      source(
        id: "a b,c{d}", author: "R&D {x", title: "100 % of #1_$ ~^ \\end", publisher: "",
        published: "", url: "https://x.org/{a}?b=1&c=%20#d")
    ).bibTeX
    #expect(
      entry == """
        @misc{a-b-c-d-,
          author = {{R\\&D \\{x}},
          title = {{100 \\% of \\#1\\_\\$ \\textasciitilde{}\\textasciicircum{} \\textbackslash{}end}},
          url = {https://x.org/%7Ba%7D?b=1&c=%20#d}
        }
        """)
  }

  @Test func asFieldsOfCSL() {
    let fields = Citation(source(author: "")).cslFields
    #expect(fields.map(\.key) == ["id", "type", "title", "publisher", "issued", "URL"])
    #expect(fields.first?.value == "ucdp-cy-261")
  }

  /// Every bundled source makes one entry with balanced braces and a key of its own.
  @Test func everyBundledSourceCanBeCited() throws {
    let sources = try DataPackage.bundled().sources
    var keys: Set<String> = []
    for source in sources.values {
      let entry = Citation(source).bibTeX
      let bare = entry.replacing("\\{", with: "").replacing("\\}", with: "")
      #expect(bare.count { $0 == "{" } == bare.count { $0 == "}" }, "\(source.id)")
      keys.insert(String(entry.prefix { $0 != "," }))
      #expect(!Citation(source).plain.contains("..") || source.title.contains(".."), "\(source.id)")
    }
    #expect(keys.count == sources.count)
  }
}
