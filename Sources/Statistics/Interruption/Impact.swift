/// The shape of the change that an interruption makes, declared before the data are looked at.
///
/// - References: Box & Tiao 1975, doi:10.1080/01621459.1975.10480264; Lopez Bernal, Cummins &
///   Gasparrini 2017, doi:10.1093/ije/dyw098.
public enum Impact: Hashable, Sendable {
  /// The level changes at the first time after, and stays.
  case step
  /// Nothing changes at once; the slope does.
  case ramp
  /// The first time after alone is different.
  case pulse
  /// The level changes so many years after the first time after, and stays.
  case lag(years: Int)

  /// Whether a change of slope may be asked for beside it.
  var allowsSlopeChange: Bool {
    switch self {
    case .step, .lag: true
    case .ramp, .pulse: false
    }
  }
}

extension Impact: LosslessStringConvertible {
  /// Reads `step`, `ramp`, `pulse` or `lag:2`.
  public init?(_ text: String) {
    switch text {
    case "step": self = .step
    case "ramp": self = .ramp
    case "pulse": self = .pulse
    default:
      guard text.hasPrefix("lag:"), let years = Int(text.dropFirst(4)), (1...1000).contains(years)
      else { return nil }
      self = .lag(years: years)
    }
  }

  /// As it is written: `lag:2`.
  public var description: String {
    switch self {
    case .step: "step"
    case .ramp: "ramp"
    case .pulse: "pulse"
    case .lag(let years): "lag:\(years)"
    }
  }
}

/// Where a series is interrupted.
public struct Interruption: Hashable, Sendable {
  /// The name its terms carry where there are several; empty where there is one.
  public let name: String
  /// The last time before, from which a ramp rises.
  public let lastBefore: Double
  /// The first time after, at which a step comes.
  public let firstAfter: Double

  /// An interruption between two times.
  ///
  /// - Precondition: the second is later.
  public init(name: String = "", lastBefore: Double, firstAfter: Double) {
    precondition(lastBefore < firstAfter, "\(firstAfter) does not come after \(lastBefore)")
    self.name = name
    self.lastBefore = lastBefore
    self.firstAfter = firstAfter
  }

  /// A term of this interruption: `level_change`, or `level_change 2014` where it has a name.
  func term(_ kind: String) -> String { name.isEmpty ? kind : "\(kind) \(name)" }
}
