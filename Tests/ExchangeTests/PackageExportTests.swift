import Datasets
import DelimitedText
import Exchange
import Foundation
import Reporting
import Tables
import Testing
import TimeSeries

@Suite("Exported packages")
struct PackageExportTests {
  private static let ids = [
    "deaths.organized-violence.iraq.ucdp", "deaths.civilian.iraq.ibc", "troops.us.iraq",
    "fighters.is.iraq-syria", "revenue.is.iraq-syria", "attacks.is.iraq.claimed",
  ]

  @Test("what is exported is read back as the same observations", arguments: [0, 1, 2])
  func roundTrip(dialectIndex: Int) throws {
    let dialect = [Dialect.standard, .excel, .excelEU][dialectIndex]
    let package = try DataPackage.bundled()
    let exported = try items(Self.ids, of: package)
    try withTemporaryFolder { place in
      let export = PackageExport(exported, from: package, dialect: dialect)
      try export.folder().write(plainManifest, to: place + "/out")
      var count = 0
      for item in exported {
        let read = try SeriesFile.read(
          path: place + "/out/data/\(item.id).csv", accrual: item.info.measure.accrual,
          options: ReadingOptions(delimiter: dialect.delimiter, decimalMark: dialect.decimalMark))
        let again = try read.archive.resolved().series
        #expect(again.measure.unit == item.info.measure.unit)
        let first = item.resolved.series.observations
        #expect(again.observations.count == first.count, "\(item.id)")
        for (old, new) in zip(first, again.observations) {
          expectSame(old, new)
          count += 1
        }
      }
      #expect(count > 60)
    }
  }

  private func expectSame(_ old: Observation, _ new: Observation) {
    #expect(old.period == new.period)
    #expect(old.exposure == new.exposure)
    #expect(old.status == new.status)
    #expect(old.concept == new.concept)
    #expect(old.hedge == new.hedge)
    #expect(old.reading == new.reading)
    #expect(new.sources == (old.sources.isEmpty ? [] : [old.sources.joined(separator: " ")]))
  }

  @Test("descriptor, codebook and files say the same")
  func descriptor() throws {
    let package = try DataPackage.bundled()
    let export = PackageExport(try items(Self.ids, of: package), from: package)
    let folder = try export.folder()
    var files: [String: [UInt8]] = [:]
    for file in folder.files { files[file.path] = file.bytes }
    let described = try #require(files["datapackage.json"])
    let json = try #require(
      try parsed(String(decoding: described, as: UTF8.self)) as? [String: Any])
    let resources = try #require(json["resources"] as? [[String: Any]])
    let paths = resources.compactMap { $0["path"] as? String }
    #expect(
      Set(paths) == Set(files.keys).subtracting(["README.md", "datapackage.json"]))
    #expect(
      Set(paths).isSuperset(of: [
        "claims.csv", "sources.csv", "events.csv", "breaks.csv", "codebook.csv", "series.csv",
      ]))
    let codebook = try RecordFile(
      bytes: try #require(files["codebook.csv"]), name: "codebook.csv")
    var explained: Set<String> = []
    for row in codebook.records.indices {
      let file = codebook.text(record: row, column: 0) ?? ""
      explained.insert(file + " " + (codebook.text(record: row, column: 1) ?? ""))
      #expect(codebook.text(record: row, column: 3)?.hasSuffix(".") == true)
    }
    for resource in resources {
      let path = try #require(resource["path"] as? String)
      let bytes = try #require(files[path])
      #expect(resource["bytes"] as? Int == bytes.count)
      #expect(resource["hash"] as? String == "sha256:" + Checksum.sha256(bytes))
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      let header = try RecordFile(bytes: bytes, name: path).columnNames
      #expect(fields.compactMap { $0["name"] as? String } == header)
      for name in header where path != "codebook.csv" {
        let file = path.hasPrefix("data/") ? "data/*.csv" : path
        #expect(explained.contains(file + " " + name), "\(file) \(name)")
      }
    }
  }

  @Test("claims carry their sources, and what came later than the day asked for is left out")
  func claims() throws {
    let package = try DataPackage.bundled()
    let id = "deaths.organized-violence.iraq.ucdp"
    let archive = try package.archive(id)
    let day = try #require(Day("2025-12-31"))
    let item = PackageExport.Item(
      id: id, info: try package.info(id), archive: archive,
      resolved: try archive.resolved(asOf: day))
    let folder = try PackageExport([item], from: package).folder()
    func table(_ path: String) throws -> RecordFile {
      let file = try #require(folder.files.first { $0.path == path })
      return try RecordFile(bytes: file.bytes, name: path)
    }
    let claims = try table("claims.csv")
    let published = try claims.column(named: "published")
    #expect(claims.records.count < archive.claims.count && !claims.records.isEmpty)
    for row in claims.records.indices {
      let text = try #require(claims.text(record: row, column: published))
      #expect(text < "2026")
    }
    let sources = try table("sources.csv")
    let keys = sources.records.indices.compactMap { sources.text(record: $0, column: 0) }
    let source = try claims.column(named: "source")
    for row in claims.records.indices {
      #expect(keys.contains(claims.text(record: row, column: source) ?? ""))
    }
  }

  @Test("a series whose id cannot name a file is refused")
  func names() throws {
    let package = try DataPackage.bundled()
    let item = try #require(try items(["troops.us.iraq"], of: package).first)
    let bad = PackageExport.Item(
      id: "../../x", info: item.info, archive: item.archive, resolved: item.resolved)
    #expect(throws: OutputError.self) { try PackageExport([bad], from: package).folder() }
    #expect(throws: OutputError.self) { try PackageExport([item, item], from: nil).folder() }
  }

  @Test("the page says what there is and how to read it", arguments: Dialect.allCases)
  func readme(dialect: Dialect) throws {
    let package = try DataPackage.bundled()
    let export = PackageExport(
      try items(Self.ids, of: package), from: package, dialect: dialect)
    let file = try #require(try export.folder().files.first { $0.path == "README.md" })
    let text = String(decoding: file.bytes, as: UTF8.self)
    for part in Self.ids + ["import delimited", "readr::read_", "How to cite", "Licences"] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(text.contains("read_csv2") == (dialect.decimalMark == .comma))
    // No folder of data/ beside the first series is meant: the line works as it stands.
    #expect(text.contains("\"data/\(Self.ids[0]).csv\""))
  }
}
