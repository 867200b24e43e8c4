import Datasets
import DelimitedText
import Tables
import Testing
import TimeSeries

@Suite struct SeriesPanelTests {
  private func panel(_ text: String, by key: String = "place") throws -> SeriesPanel {
    try SeriesPanel(
      try RecordFile(bytes: Array(text.utf8), name: "panel.csv"), by: key)
  }

  private func fault(_ text: String, by key: String = "place") -> DelimitedTextError? {
    do {
      _ = try panel(text, by: key)
      return nil
    } catch DatasetError.file(let error) { return error } catch { return nil }
  }

  @Test func eachKeyIsTheSeriesItsOwnFileWouldBe() throws {
    let text = "year,place,n\n2014,b,1\n2014,a,2\n2015,b,3\n2013,a,4\n"
    let panel = try panel(text)
    #expect(panel.members.map(\.key) == ["b", "a"])
    #expect(panel.members.allSatisfy { $0.file.valueColumn == "n" })
    let alone = try seriesFile("year,n\n2014,2\n2013,4\n")
    let member = panel.members[1].file
    #expect(member.archive.claims.map(\.period) == alone.archive.claims.map(\.period))
    #expect(member.archive.claims.map(\.reading) == alone.archive.claims.map(\.reading))
    #expect(member.notes.contains { $0.code == "sorted" })
    #expect(!panel.members[0].file.notes.contains { $0.code == "sorted" })
  }

  @Test func aColumnOfNumbersMayBeTheKey() throws {
    let panel = try panel("year,place,n\n2014,101,1\n2014,102,2\n")
    #expect(panel.members.map(\.key) == ["101", "102"])
    #expect(panel.members[0].file.valueColumn == "n")
  }

  @Test func aKeyWithoutValuesStays() throws {
    let panel = try panel("year,place,n\n2014,a,1\n2014,b,\n2015,b,NA\n")
    #expect(panel.members.map(\.key) == ["a", "b"])
    #expect(panel.members[1].file.archive.claims.isEmpty)
    #expect(panel.members[1].file.missingCount == 2)
    #expect(fault("year,place,value\n2014,a,\n2014,b,\n")?.message == "all 2 values are missing")
  }

  @Test func notAvailableIsAKeyLikeOthersAndAnEmptyOneIsNone() throws {
    #expect(try panel("year,place,n\n2014,NA,1\n").members.map(\.key) == ["NA"])
    let error = try #require(fault("year,place,n\n2014,a,1\n2015,,2\n"))
    #expect(error.message == "the key is missing")
    #expect(error.position == Position(line: 3, column: 6))
  }

  @Test func allMembersKnowTheSameDay() throws {
    let panel = try panel("year,place,n\n2014,a,1\n2020,b,2\n")
    #expect(
      panel.members.allSatisfy { $0.file.archive.packagedOn == Day(year: 2020, month: 12, day: 31) }
    )
  }

  @Test func aPeriodMayStandOncePerKey() throws {
    #expect(fault("year,place,n\n2014,a,1\n2014,b,1\n") == nil)
    let error = try #require(fault("year,place,n\n2014,a,1\n2014,b,1\n2014,a,3\n"))
    #expect(error.message == "2014 is here twice, on lines 2 and 4")
    #expect(error.position?.line == 4)
    #expect(fault("period,place,n\n2014,a,1\n2014-06,b,1\n") == nil)
    #expect(fault("period,place,n\n2014,a,1\n2014-06,a,1\n")?.message.contains("overlap") == true)
  }

  @Test func theColumnMustBeThere() throws {
    #expect(fault("year,place,n\n2014,a,1\n", by: "plaec")?.hint?.contains("'place'") == true)
  }
}
