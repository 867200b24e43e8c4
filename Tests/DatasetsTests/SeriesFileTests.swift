import Datasets
import DelimitedText
import Tables
import Testing
import TimeSeries

@Suite struct SeriesFileTests {
  private func readings(_ text: String) throws -> [Reading] {
    try seriesFile(text).archive.claims.map(\.reading)
  }

  private func periods(
    _ text: String, columns: SeriesFile.Columns = SeriesFile.Columns()
  ) throws -> [String] {
    try seriesFile(text, columns: columns).archive.claims.map(\.period.description)
  }

  // MARK: Time

  @Test(arguments: [
    ("year\n2014\n2015\n", ["2014", "2015"]),
    ("month\n2014-06\n2014-07\n", ["2014-06", "2014-07"]),
    ("quarter\n2014-Q2\n2014-Q4\n", ["2014-Q2", "2014-Q4"]),
    ("date\n2014-06-18\n2014-06-19\n", ["2014-06-18", "2014-06-19"]),
    (
      "period\n2014\n2015-Q1\n2016-01-01/2016-05-31\n",
      ["2014", "2015-Q1", "2016-01-01/2016-05-31"]
    ),
    ("year\n-44\n12014\n", ["-0044", "+12014"]),
  ])
  func timesAreRead(column: String, expected: [String]) throws {
    let lines = column.split(separator: "\n")
    let text = lines[0] + ",value\n" + lines.dropFirst().map { $0 + ",1\n" }.joined()
    #expect(try periods(String(text)) == expected)
  }

  @Test func theFirstOfTheUsualNamesIsTheTime() throws {
    #expect(try periods("year,date,value\n1999,2014-06-18,1\n") == ["2014-06-18"])
    #expect(try periods("year,period,value\n1999,2014-Q1,1\n") == ["2014-Q1"])
    var columns = SeriesFile.Columns()
    columns.time = "when"
    #expect(try periods("year,when,value\n1999,2014,1\n", columns: columns) == ["2014"])
    columns.time = "wehn"
    let error = fault("year,when,value\n1999,2014,1\n", columns: columns)
    #expect(error?.hint?.contains("did you mean 'when'?") == true)
    #expect(fault("when,value\n2014,1\n")?.message.contains("no column of time") == true)
  }

  @Test func spansHaveTwoColumnsBothIncluded() throws {
    let text = "period_start,period_end,value\n2014-01-01,2014-12-31,5\n2015-01-01,2015-03-31,2\n"
    #expect(try periods(text) == ["2014", "2015-Q1"])
    let error = fault("period_start,period_end,value\n2014-02-01,2014-01-31,5\n")
    #expect(error?.position == Position(line: 2, column: 12))
    #expect(error?.message == "2014-01-31 comes before 2014-02-01")
    let noDate = fault("period_start,period_end,value\n2014-01-01,2014-02-29,5\n")
    #expect(noDate?.position == Position(line: 2, column: 12))
  }

  @Test func timesOfTwoFormsAreRefusedButInPeriods() {
    let error = fault("date,value\n2014-06-18,1\n2014-07,2\n")
    #expect(error?.position == Position(line: 3, column: 1))
    #expect(error?.message == "'2014-07' is a month, the rows before are days")
  }

  @Test func duplicatesAndOverlapsAreRefused() throws {
    let twice = fault("year,value\n2014,1\n2015,2\n2014,3\n")
    #expect(twice?.position == Position(line: 4, column: 1))
    #expect(twice?.message == "2014 is here twice, on lines 2 and 4")
    let overlap = fault("period,value\n2014,1\n2014-Q2,2\n")
    #expect(overlap?.message.contains("2014 (line 2) and 2014-Q2 (line 3) overlap") == true)
    // Of two sources both may stand; of one, not twice.
    let two = "year,value,source\n2014,1,a\n2014,2,b\n"
    #expect(try seriesFile(two).archive.claims.map(\.source) == ["a", "b"])
    #expect(fault("year,value,source\n2014,1,a\n2014,2,a\n")?.position?.line == 3)
  }

  @Test func rowsOutOfOrderAreSortedAndSaid() throws {
    let file = try seriesFile("year,value\n2015,2\n2014,1\n")
    #expect(file.notes.contains { $0.code == "sorted" })
    #expect(
      try file.archive.series().observations.map(\.reading) == [.exactly(1), .exactly(2)])
  }

  // MARK: Values and kinds

  @Test func withoutAKindTheColumnsSay() throws {
    #expect(
      try readings("year,value,low,high\n2014,5,,\n2015,,3,9\n2016,5,3,9\n2017,,3,\n2018,,,9\n")
        == [
          .exactly(5), .within(3...9), .within(3...9, best: 5), .atLeast(3), .atMost(9),
        ])
    // As the data package writes them.
    #expect(
      try readings("year,value,low,high\n2014,5,5,\n2015,9,,9\n") == [.atLeast(5), .atMost(9)])
  }

  @Test func aBestValueWithOneOpenEndIsRefused() {
    let error = fault("year,value,low,high\n2014,5,3,\n")
    #expect(error?.position == Position(line: 2, column: 6))
    #expect(error?.message == "value 5 has the low 3 and no high")
    #expect(
      fault("year,value,low,high\n2014,5,,9\n")?.message == "value 5 has the high 9 and no low")
  }

  @Test func kindsAreThoseOfTheDataPackage() throws {
    #expect(
      try readings(
        "year,value,low,high,kind\n2014,5,,,exact\n2015,5,4,6,approximate\n2016,,3,9,interval\n"
          + "2017,3,,,at_least\n2018,9,,,at_most\n2019,,3,,at_least\n2020,7,,,\n")
        == [
          .exactly(5), .approximately(5), .within(3...9), .atLeast(3), .atMost(9), .atLeast(3),
          .exactly(7),
        ])
  }

  @Test(arguments: [
    ("year,value,kind\n2014,5,about\n", 2, 8, "'about' is not a kind"),
    ("year,value,low,high\n2014,,9,3\n", 2, 7, "low 9 is above high 3"),
    ("year,value,low,high\n2014,1,3,9\n", 2, 6, "value 1 is below low 3"),
    ("year,value,low,high\n2014,10,3,9\n", 2, 6, "value 10 is above high 9"),
    (
      "year,value,low,high,kind\n2014,5,3,,interval\n", 2, 10,
      "the cell is empty, but an interval has a low and a high"
    ),
    (
      "year,value,low,kind\n2014,,5,exact\n", 2, 6,
      "the cell is empty, but an exact figure has a value"
    ),
    ("year,value\n2013,1\n2014,about 20k\n", 3, 6, "'about 20k' is not a number"),
    ("year,value\n2014,1\n,2\n", 3, 1, "the time is missing"),
    ("year,value\n2014,1\n20x5,2\n", 3, 1, "'20x5' is not a period"),
    ("year,value,exposure\n2014,1,0\n", 2, 8, "the exposure 0.0 is not positive"),
    ("year,value,status\n2014,1,maybe\n", 2, 8, "'maybe' is not a status"),
    (
      "year,value,unit\n2014,1,deaths\n2015,2,attacks\n", 3, 8,
      "the unit is 'attacks', the rows before are in 'deaths'"
    ),
    ("year,value,unit\n2014,1,deaths (2015)\n", 2, 8, "'deaths (2015)' is not a unit"),
  ])
  func everyFaultHasItsPlace(text: String, line: Int, column: Int, message: String) {
    let error = fault(text)
    #expect(error?.position == Position(line: line, column: column))
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "none")")
  }

  @Test func missingIsCountedNeverZero() throws {
    let file = try seriesFile("year,value\n2013,1\n2014,NA\n2015,\n2016,4\n")
    #expect(file.missingCount == 2)
    #expect(file.archive.claims.map(\.reading) == [.exactly(1), .exactly(4)])
    let note = file.notes.first { $0.code == "missing-values" }
    #expect(note?.text.hasPrefix("2 of 4 values are missing") == true)
    #expect(fault("year,value\n2014,NA\n")?.message == "all 1 values are missing")
  }

  // MARK: Columns

  @Test func theOnlyOtherNumericColumnIsTheValue() throws {
    let file = try seriesFile("year,attacks,remark\n2014,5,x\n2015,6,y\n")
    #expect(file.valueColumn == "attacks")
    #expect(file.archive.measure.name == "attacks")
    let two = fault("year,attacks,deaths\n2014,5,7\n")
    #expect(two?.message.contains("2 others hold numbers") == true)
    #expect(fault("year,valeu\n2014,5\n")?.hint?.contains("did you mean 'valeu'?") == true)
    var columns = SeriesFile.Columns()
    columns.value = "deaths"
    let chosen = try seriesFile("year,attacks,deaths\n2014,5,7\n", columns: columns)
    #expect(chosen.archive.claims.map(\.reading) == [.exactly(7)])
  }

  @Test func everyColumnMayHaveAnotherName() throws {
    var columns = SeriesFile.Columns()
    columns.low = "min"
    columns.high = "max"
    columns.kind = "sort"
    columns.exposure = "years"
    columns.unit = "in"
    columns.source = "by"
    let file = try seriesFile(
      "year,value,min,max,sort,years,in,by\n2014,5,3,9,interval,0.5,deaths,x\n", columns: columns)
    let claim = try #require(file.archive.claims.first)
    #expect(claim.reading == .within(3...9, best: 5))
    #expect(claim.exposure == 0.5 && claim.source == "x")
    #expect(file.archive.measure.unit == .deaths)
  }

  /// A name that was asked for and is not there is a slip, not a file without bounds.
  @Test(arguments: ["low", "high", "kind", "exposure", "unit", "source"])
  func aRenamedColumnMustBeThere(name: String) {
    var columns = SeriesFile.Columns()
    switch name {
    case "low": columns.low = "lo"
    case "high": columns.high = "hi"
    case "kind": columns.kind = "sort"
    case "exposure": columns.exposure = "years"
    case "unit": columns.unit = "in"
    default: columns.source = "by"
    }
    let error = fault("year,value\n2014,5\n", columns: columns)
    #expect(error?.kind == .unknownColumn)
    #expect(error?.position == Position(line: 1, column: 1))
  }

  @Test func unitAndAccrual() throws {
    let text = "year,value\n2014,5\n"
    #expect(try seriesFile(text).archive.measure.unit == .unstated)
    #expect(try seriesFile(text).archive.measure.accrual == .flow)
    let troops = try seriesFile(text, unit: Unit("thousand persons"))
    #expect(troops.archive.measure.accrual == .stock)
    #expect(troops.notes.contains { $0.code == "accrual-assumed" })
    #expect(try troops.archive.as(.troopLevel).claims.map(\.reading) == [.exactly(5000)])
    let flow = try seriesFile(text, unit: .persons, accrual: .flow)
    #expect(flow.archive.measure.accrual == .flow)
    #expect(!flow.notes.contains { $0.code == "accrual-assumed" })
    let stated = try seriesFile("year,value,unit\n2014,5,barrels per day\n")
    #expect(stated.archive.measure.accrual == .stock)
  }

  @Test func theDayOfAFileIsItsLast() throws {
    #expect(try seriesFile("year,value\n2014,5\n").archive.packagedOn == (try day("2014-12-31")))
  }

  @Test func exposureIsWhatARateDividesBy() throws {
    let file = try seriesFile("year,value,exposure\n2014,5,0.75\n2015,6,\n")
    #expect(try file.archive.series().observations.map(\.exposure) == [0.75, 1])
    let stock = try seriesFile("year,value,exposure\n2014,5,0.75\n", accrual: .stock)
    #expect(try stock.archive.series().observations.map(\.exposure) == [1])
  }

  @Test func partialYearsAreParts() throws {
    let text = "period,value\n2024,10\n2025,11\n2026-01-01/2026-09-30,8\n"
    let series = try seriesFile(text).archive.series()
    #expect(series.observations.map(\.isPartialYear) == [false, false, true])
    #expect(abs(series.observations[2].exposure - 273.0 / 365) < 1e-15)
  }

  @Test func otherFormsReadTheSame() throws {
    let csv = try seriesFile("year,value,low\n2014,5,\n2015,,3\n")
    for (text, name) in [
      ("year\tvalue\tlow\n2014\t5\t\n2015\t\t3\n", "t.tsv"),
      (#"[{"year": 2014, "value": 5}, {"year": 2015, "low": 3}]"#, "t.json"),
      (#"{"year": [2014, 2015], "value": [5, null], "low": [null, 3]}"#, "t.json"),
    ] {
      let other = try seriesFile(text, name: name)
      #expect(other.archive.claims.map(\.reading) == csv.archive.claims.map(\.reading), "\(text)")
      #expect(other.archive.claims.map(\.period) == csv.archive.claims.map(\.period))
    }
  }

  @Test func anEmptyFileIsAnError() {
    #expect(fault("year,value\n") != nil)
    #expect(fault("") != nil)
  }
}
