@testable import Datasets
import DelimitedText
import Foundation
import Tables
import Testing
import TimeSeries

/// Every fault has its line.
@Suite struct DatasetCheckTests {
  /// A small package that is sound; each test spoils a file of it.
  private static let sound: [String: String] = [
    "datapackage.json": """
    {"name": "p", "title": "P", "version": "1", "aftermath:asOf": "2020-06-30",
     "resources": [{"name": "claims", "path": "claims.csv"}]}
    """,
    "series.csv": """
    id,title,measure,accrual,unit,scope,role
    a.x,A,attacks,flow,attacks,iraq,core
    t.x,T,troops,stock,persons,iraq,context

    """,
    "claims.csv": """
    claim_id,series,period_start,period_end,kind,value,low,high,unit,per_period,concept,scope,source,published,status,quality,hedge,note,repeats
    a1,a.x,2018-01-01,2018-12-31,exact,5,,,attacks,year,,iraq,s,2019-03,final,medium,,,
    a2,a.x,2019-01-01,2019-12-31,interval,,3,9,attacks,year,,iraq,s,2020-03-01,final,medium,,,a1
    t1,t.x,2018-06-01,2018-06-01,at_least,50,50,,persons,point,,iraq,s,2018-06-02,final,high,over,,

    """,
    "sources.csv": """
    source,author,title,publisher,published,url,licence,licence_note,quote
    s,A,T,P,2019,https://x.org,cited-fact,,

    """,
    "events.csv": """
    id,date_start,date_end,precision,title,kind,status,source,role,baselines
    e,2018-05-01,2018-05-02,day,E,withdrawal,happened,s,headline,2010..2017

    """,
    "breaks.csv": """
    series,date,kind,description,source
    a.x,2019-01-01,definition,D,s

    """,
  ]

  private func check(_ changes: [(file: String, old: String, new: String)], limit: Int = 100)
    throws -> [DatasetCheck.Fault]
  {
    var faults: [DatasetCheck.Fault] = []
    try withTemporaryFolder { folder in
      for (name, text) in Self.sound {
        var text = text
        for change in changes where change.file == name {
          #expect(text.contains(change.old), "\(change)")
          text = text.replacing(change.old, with: change.new)
        }
        try write(text, to: folder + "/" + name)
      }
      faults = try DatasetCheck.check(folder, limit: limit).faults.map { fault in
        #expect(fault.file.hasPrefix(folder))
        return DatasetCheck.Fault(
          file: String(fault.file.dropFirst(folder.count + 1)), line: fault.line,
          column: fault.column, message: fault.message, hint: fault.hint)
      }
    }
    return faults
  }

  @Test func aSoundPackageHasNone() throws {
    #expect(try check([]).isEmpty)
  }

  struct Spoiled: CustomTestStringConvertible, Sendable {
    let file: String
    let old: String
    let new: String
    let line: Int
    let cell: String
    let message: String
    var testDescription: String { "\(file): \(new)" }
  }

  @Test(arguments: [
    Spoiled(
      file: "claims.csv", old: "exact,5", new: "exakt,5", line: 2, cell: "kind",
      message: "'exakt' is not a kind"),
    Spoiled(
      file: "claims.csv", old: "exact,5", new: "exact,five", line: 2, cell: "value",
      message: "'five' is not a number"),
    Spoiled(
      file: "claims.csv", old: "2018-01-01", new: "2018-13-01", line: 2, cell: "period_start",
      message: "'2018-13-01' is not a date"),
    Spoiled(
      file: "claims.csv", old: "2018-12-31", new: "2017-12-31", line: 2, cell: "period_end",
      message: "2017-12-31 comes before 2018-01-01"),
    Spoiled(
      file: "claims.csv", old: "a2,", new: "a1,", line: 3, cell: "claim_id",
      message: "'a1' is here twice"),
    Spoiled(
      file: "claims.csv", old: "a2,", new: ",", line: 3, cell: "claim_id",
      message: "a claim needs an id"),
    Spoiled(
      file: "claims.csv", old: "a2,a.x", new: "a2,a.y", line: 3, cell: "series",
      message: "there is no series 'a.y'"),
    Spoiled(
      file: "claims.csv", old: "iraq,s,2019-03", new: "iraq,z,2019-03", line: 2, cell: "source",
      message: "there is no source 'z'"),
    Spoiled(
      file: "claims.csv", old: "3,9,attacks", new: "9,3,attacks", line: 3, cell: "low",
      message: "low 9 is above high 3"),
    Spoiled(
      file: "claims.csv", old: "50,50,,persons", new: "50,50,,deaths", line: 4, cell: "unit",
      message: "'deaths' cannot be turned into the series' persons"),
    Spoiled(
      file: "claims.csv", old: "2019-03,final", new: "2019-03,finished", line: 2, cell: "status",
      message: "'finished' is not a status"),
    Spoiled(
      file: "claims.csv", old: "2019-03,", new: "spring,", line: 2, cell: "published",
      message: "'spring' is not a date of publication"),
    Spoiled(
      file: "claims.csv", old: "2019-03,", new: "2021-03,", line: 2, cell: "published",
      message: "a1: published 2021-03, after the package's own date 2020-06-30"),
    Spoiled(
      file: "claims.csv", old: "2019-03,", new: "2017-03,", line: 2, cell: "published",
      message: "a1: published 2017-03, before its period 2018 begins"),
    Spoiled(
      file: "claims.csv", old: "persons,point", new: "persons,month", line: 4, cell: "per_period",
      message: "t1: a stock is stated at a point, not per month"),
    Spoiled(
      file: "claims.csv", old: "5,,,attacks,year", new: "5,,,attacks,point", line: 2,
      cell: "per_period",
      message: "a1: a flow is a total or a rate"),
    Spoiled(
      file: "claims.csv", old: "exact,5", new: "exact,-5", line: 2, cell: "value",
      message: "a1: the value is negative"),
    Spoiled(
      file: "claims.csv", old: "3,9,attacks", new: "-3,9,attacks", line: 3, cell: "low",
      message: "a2: the lower bound is negative"),
    Spoiled(
      file: "claims.csv", old: "point,,iraq", new: "point,,syria", line: 4, cell: "scope",
      message: "t1: the scope 'syria' is not the series' 'iraq'"),
    Spoiled(
      file: "claims.csv", old: ",,,a1", new: ",,,a9", line: 3, cell: "repeats",
      message: "a2: there is no claim 'a9' to repeat"),
    Spoiled(
      file: "series.csv", old: "A,attacks,flow", new: "A,attacks,flux", line: 2, cell: "accrual",
      message: "'flux' is not an accrual"),
    Spoiled(
      file: "series.csv", old: "stock,persons", new: "stock,persons (2015)", line: 3, cell: "unit",
      message: "'persons (2015)' is not a unit"),
    Spoiled(
      file: "series.csv", old: "t.x,T", new: "b.x,B,attacks,flow,attacks,iraq,core\nt.x,T", line: 3,
      cell: "id", message: "'b.x' has no claim"),
    Spoiled(
      file: "sources.csv", old: "s,A", new: "u,B,T,P,2019,https://x.org,cited-fact,,\ns,A", line: 2,
      cell: "source", message: "the source 'u' is not used"),
    Spoiled(
      file: "events.csv", old: "happened,s", new: "happened,z", line: 2, cell: "source",
      message: "there is no source 'z'"),
    Spoiled(
      file: "events.csv", old: "2018-05-02", new: "2018-04-02", line: 2, cell: "date_end",
      message: "2018-04-02 comes before 2018-05-01"),
    Spoiled(
      file: "breaks.csv", old: "definition,D", new: "whim,D", line: 2, cell: "kind",
      message: "'whim' is not a kind"),
    Spoiled(
      file: "breaks.csv", old: "D,s", new: "D,z", line: 2, cell: "source",
      message: "there is no source 'z'"),
    Spoiled(
      file: "breaks.csv", old: "a.x,2019", new: "q.x,2019", line: 2, cell: "series",
      message: "there is no series 'q.x'"),
  ])
  func everyFaultHasItsPlace(_ spoiled: Spoiled) throws {
    let faults = try check([(spoiled.file, spoiled.old, spoiled.new)])
    let first = try #require(faults.first { $0.file == spoiled.file })
    #expect(first.line == spoiled.line)
    let text = try #require(Self.sound[spoiled.file]).replacing(spoiled.old, with: spoiled.new)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let place = try #require(lines[0].firstIndex(of: Substring(spoiled.cell)))
    let before = lines[spoiled.line - 1][..<place].reduce(0) { $0 + $1.count + 1 }
    #expect(first.column == before + 1, "\(first)")
    #expect(first.message.hasPrefix(spoiled.message), "\(first.message)")
    // What follows from one fault is not a second one.
    #expect(faults.count == 1, "\(faults)")
  }

  @Test func allFaultsAreListed() throws {
    let changes = [
      ("series.csv", "A,attacks,flow", "A,attacks,flux"),
      ("claims.csv", "3,9,attacks", "9,3,attacks"),
      ("claims.csv", "over,,", "over,,zz"), ("events.csv", "2018-05-02", "2018-04-02"),
      ("breaks.csv", "definition,D", "whim,D"),
    ]
    let faults = try check(changes)
    #expect(faults.map(\.file).filter { $0 == "series.csv" }.count == 1)
    #expect(faults.contains { $0.message.hasPrefix("2018-04-02 comes before") })
    #expect(faults.contains { $0.message.hasPrefix("t1: there is no claim 'zz' to repeat") })
    #expect(faults.allSatisfy { $0.line != nil && $0.column != nil })
    let cut = try check(changes, limit: 2)
    #expect(cut == Array(faults.prefix(2)))
  }

  @Test func theDescriptorIsChecked() throws {
    let missing = try check([
      ("datapackage.json", "claims.csv\"}", "claims.csv\"}, {\"name\": \"x\", \"path\": \"x.csv\"}")
    ])
    #expect(missing.map(\.message) == ["the file of the resource 'x' is not there"])
    let outside = try check([
      ("datapackage.json", "claims.csv\"}", "claims.csv\"}, {\"name\": \"x\", \"path\": \"../x\"}")
    ])
    #expect(outside.map(\.message) == ["the path of the resource 'x' leaves the package"])
    let size = try check([("datapackage.json", "claims.csv\"", "claims.csv\", \"bytes\": 3")])
    #expect(size.first?.message.hasPrefix("the descriptor says 3 bytes, the file has") == true)
    #expect(throws: DatasetError.self) {
      try check([("datapackage.json", "2020-06-30", "last June")])
    }
    #expect(throws: DatasetError.self) { try check([("datapackage.json", "{\"name", "{name")]) }
  }

  @Test func aMissingColumnIsNamed() throws {
    let faults = try check([("claims.csv", "period_end", "periodend")])
    #expect(faults.count == 1)
    #expect(faults.first?.line == 1)
    #expect(faults.first?.hint?.contains("did you mean 'periodend'?") == true)
  }

  @Test func aFileIsCheckedRowByRow() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/mine.csv"
      try write("year,value,kind\n2013,1,\n2014,x,\n2015,2,sort of\n2015,3,\n20,16\n", to: path)
      let ragged = try DatasetCheck.check(path)
      #expect(ragged.faults.map(\.line) == [3, 4, 5, 6])
      try write("year,value,kind\n2013,1,\n2014,x,\n2015,2,sort of\n2015,3,\n", to: path)
      let check = try DatasetCheck.check(path)
      #expect(check.faults.map(\.line) == [3, 4, 5])
      #expect(check.faults.map(\.column) == [6, 8, 1])
      #expect(!check.isCut)
      let cut = try DatasetCheck.check(path, limit: 2)
      #expect(cut.faults.map(\.line) == [3, 4])
      #expect(cut.isCut)
      #expect(cut.table.rows.count == 2)
      try write("year,value\n2013,1\n2014,2\n", to: path)
      let sound = try DatasetCheck.check(path)
      #expect(sound.faults.isEmpty)
      #expect(sound.found.map(\.code) == ["rows"])
    }
  }

  @Test func nothingThereIsAnError() {
    #expect(throws: DatasetError.self) { try DatasetCheck.check("/nowhere/at/all.csv") }
    #expect(throws: DatasetError.self) { try DataPackage.load(folder: "/nowhere/at/all") }
  }

  /// The first fault stops a reader, with the same place.
  @Test func loadingStopsAtTheFirstFault() throws {
    try withTemporaryFolder { folder in
      for (name, text) in Self.sound {
        try write(text.replacing("exact,5", with: "exact,five"), to: folder + "/" + name)
      }
      do {
        _ = try DataPackage.load(folder: folder)
        Issue.record("loaded")
      } catch DatasetError.file(let error) {
        #expect(
          error.position
            == Position(line: 2, column: "a1,a.x,2018-01-01,2018-12-31,exact,".count + 1))
      }
    }
  }
}
