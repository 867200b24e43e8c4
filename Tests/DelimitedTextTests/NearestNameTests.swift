import DelimitedText
import Testing

@Suite("Suggestions and visible text")
struct NearestNameTests {
  @Test func nearest() {
    let names = ["year", "value", "low", "high"]
    #expect(NearestName.of("valeu", among: names) == "value")
    #expect(NearestName.of("VALUE", among: names) == "value")
    #expect(NearestName.of("yaer", among: names) == "year")
    #expect(NearestName.of("hgih", among: names) == "high")
    #expect(NearestName.of("exposure", among: names) == nil)
    #expect(NearestName.of("", among: names) == nil)
    #expect(NearestName.of("lo", among: names) == "low")
    #expect(NearestName.of("x", among: [""]) == nil)
  }

  @Test func hiddenCharactersShow() {
    #expect(VisibleText.quoted("a\u{7}b") == #"'a\u{7}b'"#)
    #expect(VisibleText.quoted("\u{202E}x\u{200B}") == #"'\u{202E}x\u{200B}'"#)
    #expect(VisibleText.quoted("1\u{A0}234") == #"'1\u{A0}234'"#)
    #expect(VisibleText.quoted("Al-Qa'im – é") == "'Al-Qa'im – é'")
    #expect(VisibleText.quoted(String(repeating: "9", count: 1000)).count < 64)
    #expect(VisibleText.quoted(String(repeating: "\u{1F600}", count: 99)).utf8.count < 130)
  }

  @Test func unknownColumnsListThoseThere() throws {
    let names = (0..<500).map { "a long column name \($0)" }
    let file = try table(
      names.joined(separator: ",") + "\n" + names.map { _ in "1" }.joined(separator: ","))
    do throws(DelimitedTextError) {
      _ = try file.column(named: "value")
      Issue.record("found")
    } catch {
      expectPresentable(error)
      #expect(error.hint?.contains("more") == true)
    }
  }

  @Test func numbersForNamesAreASign() throws {
    do throws(DelimitedTextError) {
      _ = try table("2001,3.1\n2002,2.8\n").column(named: "value")
      Issue.record("found")
    } catch {
      #expect(error.hint?.contains("first line") == true)
    }
  }
}
