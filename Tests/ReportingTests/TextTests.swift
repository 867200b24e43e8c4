import Testing

@testable import Reporting

@Suite("Texts made safe")
struct TextTests {
  @Test(
    "display width",
    arguments: [
      ("abc", 3), ("é", 1), ("e\u{301}", 1), ("中文", 4), ("—¹", 2), ("\u{202F}", 1), ("한글", 4),
      ("👍", 2), ("👩‍👩‍👧", 2), ("ａ", 2), ("\u{200B}", 0), ("Kata'ib", 7), ("عراق", 4), ("", 0),
    ])
  func width(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test("wrapping keeps every word and no line is too wide", arguments: [1, 5, 8, 13, 40, 100])
  func wrapping(width: Int) {
    let text =
      "Deaths from organised violence, deaths.organized-violence.iraq.ucdp, 中文字 and e\u{301}a"
    let lines = TextWrapping.lines(text, width: width)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(2, width) })
    let squeeze = { (text: String) in text.filter { $0 != " " } }
    #expect(squeeze(lines.joined()) == squeeze(text))
  }

  @Test("an over-long word breaks after a dot or dash")
  func separators() {
    #expect(
      TextWrapping.lines("attacks.is.iraq.claimed", width: 12) == ["attacks.is.", "iraq.claimed"])
  }

  @Test("markup is escaped, and what XML cannot hold is replaced")
  func markup() {
    #expect(
      MarkupText.escaped("<a href=\"x\">'&'</a>")
        == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;")
    #expect(MarkupText.escaped("a\u{0}b\u{1B}c\u{FFFE}") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
  }

  @Test("Markdown is escaped")
  func markdown() {
    #expect(
      MarkdownText.escaped("a|b *c* _d_ `e` [f](g) <h> & ~i~")
        == "a\\|b \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) &lt;h> &amp; \\~i\\~")
    #expect(MarkdownText.escaped("- not a list") == "\\- not a list")
    #expect(MarkdownText.escaped("1. not a list") == "1\\. not a list")
    #expect(MarkdownText.escaped("1.5 is a number") == "1.5 is a number")
    #expect(MarkdownText.escaped("two\nlines") == "two lines")
    #expect(MarkdownText.code("a `b` c") == "``a `b` c``")
    #expect(MarkdownText.code("`") == "`` ` ``")
    #expect(MarkdownText.destination("a b<c>|d") == "<a%20b%3Cc%3E%7Cd>")
  }

  @Test("LaTeX is escaped")
  func latex() {
    #expect(
      LaTeXText.escaped("5 % of $1_000 {#} ~^\\&")
        == "5 \\% of \\$1\\_000 \\{\\#\\} \\textasciitilde{}\\textasciicircum{}\\textbackslash{}\\&"
    )
    #expect(LaTeXText.escaped("R² − 1 ≥ ρ") == "R$^{2}$ $-$ 1 $\\geq$ $\\rho$")
    #expect(LaTeXText.escaped("[x]") == "{[}x]")
    #expect(LaTeXText.escaped("*") == "{*}")
  }

  @Test("nothing in a text steers a terminal")
  func singleLine() {
    #expect(PlainText.singleLine("a\tb\r\nc\u{2028}d") == "a b  c d")
    #expect(
      PlainText.singleLine("\u{1B}[2J\u{7}\u{9B}x\u{202E}y")
        == "\u{FFFD}[2J\u{FFFD}\u{FFFD}x\u{FFFD}y")
  }
}
