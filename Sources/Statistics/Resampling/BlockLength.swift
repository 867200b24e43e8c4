/// How long the blocks of a block bootstrap are.
///
/// - References: Hall, Horowitz & Jing 1995, doi:10.1093/biomet/82.3.561, for the cube root; Politis &
///   White 2004, doi:10.1081/ETC-120028836, corrected by Patton, Politis & White 2009,
///   doi:10.1080/07474930802459016, for the automatic choice.
public enum BlockLength: Hashable, Sendable, Codable {
  /// So many values.
  case fixed(Int)
  /// ⌈n^⅓⌉, the order that is best for a variance; the default.
  case cubeRoot
  /// From the autocovariances of the values, by Politis and White.
  case automatic

  /// The length for values, between 1 and their number.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a fixed length out of range,
  ///   ``StatisticsError/tooFewObservations(needed:have:)`` below 2 values, or below 8 for the
  ///   automatic choice.
  public func length(
    for values: [Double], isStationary: Bool = false
  ) throws(StatisticsError) -> Int {
    try Validation.require(2, of: values)
    switch self {
    case .fixed(let length):
      guard length >= 1, length <= values.count else {
        throw .invalidOption(
          name: "block length", found: "\(length)", needed: "from 1 to \(values.count)")
      }
      return length
    case .cubeRoot:
      var length = 1
      while length * length * length < values.count { length += 1 }
      return length
    case .automatic:
      let choice = try PolitisWhite(values)
      let length = isStationary ? choice.stationary : choice.circular
      return min(values.count, max(1, Int(length.rounded(.up))))
    }
  }

  /// What the rule is called.
  public var name: String {
    switch self {
    case .fixed: "given"
    case .cubeRoot: "the cube root of n"
    case .automatic: "Politis–White"
    }
  }
}
