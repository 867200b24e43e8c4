public import Comparison
public import Reporting
public import TimeSeries

/// What made a folder: program, command, choices, inputs and outputs, enough to make it again.
///
/// No manifest holds the time it was written: no result depends on the clock, and the same command
/// on the same data writes the same manifest.
public struct Manifest: Hashable, Sendable {
  /// The schema of the file.
  public static let schema = "aftermath.manifest/1"
  /// The name of the file in its folder.
  public static let fileName = "manifest.json"

  /// The data package that series were taken from.
  public struct Package: Hashable, Sendable {
    /// Its short name.
    public var name: String
    /// Its version.
    public var version: String
    /// The day to which it speaks.
    public var asOf: Day

    /// A package of a name, version and day.
    public init(name: String, version: String, asOf: Day) {
      self.name = name
      self.version = version
      self.asOf = asOf
    }
  }

  /// The library that did the linear algebra; kernels differ in the last digits of their sums.
  public struct Numerics: Hashable, Sendable, Decodable {
    /// The library, its version and build.
    public var library: String
    /// The kernels in use.
    public var kernels: String

    /// A library and its kernels.
    public init(library: String, kernels: String) {
      self.library = library
      self.kernels = kernels
    }
  }

  /// The version of the program.
  public var version: String
  /// The verb: `report`.
  public var verb: String
  /// What followed the verb, word for word.
  public var arguments: [String]
  /// The choices of a comparison.
  public var plan: ComparisonPlan?
  /// Further choices, by name, in the order they are written.
  public var settings: [JSONValue.Member]
  /// The seed of everything drawn at random.
  public var seed: UInt64?
  /// The day whose knowledge was used.
  public var asOf: Day?
  /// The data package.
  public var package: Package?
  /// The library of linear algebra.
  public var numerics: Numerics?
  /// Operating system and processor.
  public var platform: String
  /// What was read.
  public var inputs: [FileRecord]
  /// What was written; filled in by ``OutputFolder/write(_:to:inputs:)``.
  public internal(set) var outputs: [FileRecord] = []

  /// A manifest; what does not apply is left out.
  public init(
    version: String, verb: String, arguments: [String], plan: ComparisonPlan? = nil,
    settings: [JSONValue.Member] = [], seed: UInt64? = nil, asOf: Day? = nil,
    package: Package? = nil, numerics: Numerics? = nil,
    platform: String = Manifest.currentPlatform, inputs: [FileRecord] = []
  ) {
    self.version = version
    self.verb = verb
    self.arguments = arguments
    self.plan = plan
    self.settings = settings
    self.seed = seed
    self.asOf = asOf
    self.package = package
    self.numerics = numerics
    self.platform = platform
    self.inputs = inputs
  }

  /// The command as it is typed into a shell.
  public var command: String {
    (["aftermath", verb] + arguments).map(Manifest.quoted).joined(separator: " ")
  }

  /// A word in single quotes where a shell would read it as anything but itself.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: ":"),
        UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "%"):
        true
      default: false
      }
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }

  /// Operating system and processor this program was built for: `linux x86_64`.
  public static var currentPlatform: String {
    #if os(Linux)
      let system = "linux"
    #elseif os(macOS)
      let system = "macos"
    #else
      let system = "other"
    #endif
    #if arch(x86_64)
      return system + " x86_64"
    #elseif arch(arm64)
      return system + " arm64"
    #else
      return system
    #endif
  }
}
