/// The policy that makes one series of many claims.
public enum Resolution: Hashable, Sendable, Codable {
  /// The claim published last: the later release replaces the earlier.
  case latest
  /// The median of the claims that have a best value, the latest release of each source.
  case median
  /// The range over the claims, the latest release of each source: disagreement becomes width.
  case envelope
  /// Claims of the named sources or concepts first, in this order; elsewhere the latest.
  case preferring([String])

  /// The policy as options and reports write it.
  public var name: String {
    switch self {
    case .latest: "latest"
    case .median: "median"
    case .envelope: "envelope"
    case .preferring(let sources): "prefer:" + sources.joined(separator: ",")
    }
  }
}

extension Resolution: LosslessStringConvertible {
  /// Reads `latest`, `median`, `envelope` or `prefer:SOURCE,SOURCE`.
  public init?(_ text: String) {
    switch text {
    case "latest": self = .latest
    case "median": self = .median
    case "envelope": self = .envelope
    default:
      guard text.hasPrefix("prefer:") else { return nil }
      let names = text.dropFirst("prefer:".count).split(separator: ",").map(String.init)
      guard !names.isEmpty else { return nil }
      self = .preferring(names)
    }
  }

  /// The policy as it is written.
  public var description: String { name }
}
