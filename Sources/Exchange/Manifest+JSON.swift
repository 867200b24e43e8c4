import Comparison
import DelimitedText
public import Reporting
import TimeSeries

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Manifest {
  /// The manifest as JSON, of the schema `aftermath.manifest/1`.
  public var json: JSONValue {
    .object(omittingNil: [
      ("schema", .string(Manifest.schema)),
      ("program", ["name": "aftermath", "version": .string(version)]),
      ("command", .string(command)), ("verb", .string(verb)),
      ("arguments", .array(arguments.map(JSONValue.string))),
      ("plan", plan.map(\.json)),
      ("settings", settings.isEmpty ? nil : .object(settings)),
      // A seed may be beyond what readers of JSON take for a whole number.
      ("seed", seed.map { .string(String($0)) }),
      ("as_of", asOf.map { .string($0.description) }), ("package", package.map(\.json)),
      ("numerics", numerics.map(\.json)), ("platform", .string(platform)),
      ("inputs", .array(inputs.map(\.json))), ("outputs", .array(outputs.map(\.json))),
    ])
  }
}

extension Manifest.Package {
  var json: JSONValue {
    [
      "name": .string(name), "version": .string(version), "as_of": .string(asOf.description),
    ]
  }
}

extension Manifest.Numerics {
  var json: JSONValue { ["library": .string(library), "kernels": .string(kernels)] }
}

/// Why a manifest cannot be used.
public enum ManifestError: Error, Hashable, Sendable {
  /// There is none in the folder, or it cannot be read.
  case unreadable(folder: String)
  /// The file is no manifest of this program, or of a later one.
  case notAManifest(folder: String)
}

extension ManifestError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .unreadable(let folder):
      "\(VisibleText.path(folder)): error: there is no \(Manifest.fileName) that can be read"
    case .notAManifest(let folder):
      "\(VisibleText.path(folder)): error: \(Manifest.fileName) is not of "
        + "the schema \(Manifest.schema)"
    }
  }
}

extension Manifest {
  /// Reads the manifest of a folder. Further settings are not read back: they are for people.
  ///
  /// - Throws: ``ManifestError``.
  public static func read(folder: String) throws(ManifestError) -> Manifest {
    let bytes: [UInt8]
    do { bytes = try InputPath.bytes(folder + "/" + fileName) } catch {
      throw .unreadable(folder: folder)
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let stored = try? decoder.decode(Stored.self, from: Data(bytes)),
      stored.schema == schema
    else { throw .notAManifest(folder: folder) }
    var manifest = Manifest(
      version: stored.program.version, verb: stored.verb, arguments: stored.arguments,
      plan: stored.plan, seed: stored.seed.flatMap { UInt64($0) }, asOf: stored.asOf,
      package: stored.package.map {
        Package(name: $0.name, version: $0.version, asOf: $0.asOf)
      }, numerics: stored.numerics, platform: stored.platform, inputs: stored.inputs)
    manifest.outputs = stored.outputs
    return manifest
  }

  /// The file as it is decoded; keys in snake_case.
  private struct Stored: Decodable {
    let schema: String
    let program: Program
    let verb: String
    let arguments: [String]
    let plan: ComparisonPlan?
    let seed: String?
    let asOf: Day?
    let package: StoredPackage?
    let numerics: Numerics?
    let platform: String
    let inputs: [FileRecord]
    let outputs: [FileRecord]

    struct Program: Decodable { let version: String }

    struct StoredPackage: Decodable {
      let name: String
      let version: String
      let asOf: Day
    }
  }
}
