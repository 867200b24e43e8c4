import Foundation
import Testing
import TimeSeries

/// Values are coded as the text people write, and text that is none of theirs is refused.
@Suite struct TextCodingTests {
  @Test func unitsAreText() throws {
    let units = [TimeSeries.Unit.attacks, .unstated, try unit("million USD (2015)")]
    let data = try JSONEncoder().encode(units)
    #expect(String(decoding: data, as: UTF8.self) == #"["attacks","","million USD (2015)"]"#)
    #expect(try JSONDecoder().decode([TimeSeries.Unit].self, from: data) == units)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([TimeSeries.Unit].self, from: Data(#"["persons (2015)"]"#.utf8))
    }
  }

  @Test func datesOfPublicationAreText() throws {
    let vintages = try ["2026", "2026-07", "2026-07-14"].map { try #require(Vintage($0)) }
    let data = try JSONEncoder().encode(vintages)
    #expect(String(decoding: data, as: UTF8.self) == #"["2026","2026-07","2026-07-14"]"#)
    #expect(try JSONDecoder().decode([Vintage].self, from: data) == vintages)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Vintage].self, from: Data(#"["2026-Q1"]"#.utf8))
    }
  }
}
