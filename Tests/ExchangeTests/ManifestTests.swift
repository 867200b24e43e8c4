import Comparison
import Datasets
import Exchange
import Foundation
import Reporting
import Testing
import TimeSeries

@Suite("Manifests")
struct ManifestTests {
  /// The examples of FIPS 180-4, and the empty text.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func sums(content: String, sum: String) throws {
    try withTemporaryFolder { place in
      try folder("x", content).write(plainManifest, to: place + "/out")
      let stored = try parsed(try #require(text(place + "/out/manifest.json"))) as? [String: Any]
      let outputs = try #require(stored?["outputs"] as? [[String: Any]])
      #expect(outputs.count == 1)
      #expect(outputs.first?["sha256"] as? String == sum)
      #expect(outputs.first?["bytes"] as? Int == content.utf8.count)
      #expect(outputs.first?["path"] as? String == "x")
    }
  }

  @Test("what is written is read back")
  func roundTrip() throws {
    let plan = ComparisonPlan(
      estimands: ["mean-level"], level: 0.9,
      reading: ReadingRule(point: .low, scale: .log, hedges: .wide), scale: .raw, window: 3,
      horizon: 2, declaredRho: [0, 0.25], adjustment: .holm, isForced: true)
    let manifest = Manifest(
      version: "1.2.3", verb: "report", arguments: ["attacks.*", "-o", "my folder"], plan: plan,
      seed: .max, asOf: Day("2026-11-23"),
      package: Manifest.Package(
        name: "aftermath", version: "1.0.0", asOf: try #require(Day("2026-11-23"))),
      numerics: Manifest.Numerics(library: "OpenBLAS 0.3.21", kernels: "Haswell"),
      inputs: [FileRecord("claims.csv", Array("abc".utf8))])
    try withTemporaryFolder { place in
      try folder("x", "y").write(manifest, to: place + "/out")
      let read = try Manifest.read(folder: place + "/out")
      #expect(read.outputs == [FileRecord("x", Array("y".utf8))])
      #expect(read.plan == plan)
      #expect(
        read.json
          == {
            var expected = manifest.json
            guard case .object(var members) = expected else { return expected }
            members[members.count - 1] = .init("outputs", read.json["outputs"] ?? .null)
            expected = .object(members)
            return expected
          }())
      #expect(throws: ManifestError.unreadable(folder: place)) {
        try Manifest.read(folder: place)
      }
    }
    #expect(manifest.command == "aftermath report 'attacks.*' -o 'my folder'")
    #expect(
      Manifest(version: "0", verb: "v", arguments: ["it's", ""]).command
        == "aftermath v 'it'\\''s' ''")
  }

  @Test("the same input makes the same manifest: nothing is taken from the clock")
  func stable() throws {
    try withTemporaryFolder { place in
      try folder("x", "y").write(plainManifest, to: place + "/1")
      try folder("x", "y").write(plainManifest, to: place + "/2")
      #expect(text(place + "/1/manifest.json") == text(place + "/2/manifest.json"))
    }
  }

  @Test("every file of a data package is listed with the sum its descriptor has")
  func package() throws {
    let package = try DataPackage.bundled()
    let records = try package.fileRecords()
    let descriptor = try #require(text(package.folder + "/datapackage.json"))
    #expect(records.first?.path == "datapackage.json")
    let tables = records.dropFirst()
    #expect(Set(tables.map(\.path)).isSuperset(of: ["claims.csv", "series.csv", "sources.csv"]))
    for record in tables {
      #expect(descriptor.contains(record.sha256), "\(record.path)")
    }
  }
}
