/// What the data allow to be said; each level includes those below it.
public enum Entitlement: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// Nothing but the baseline, the plan, and what could be seen later.
  case nothing = "E0"
  /// Describe: at least one complete year after, counted the same way.
  case describe = "E1"
  /// Unusual or not, against what the years before lead one to expect: eight years before.
  case unusual = "E2"
  /// A change of level with its interval: three years after, eight before.
  case levelChange = "E3"
  /// A change of slope: five years after, eight before.
  case slopeChange = "E4"
  /// Causal wording: a comparison series and a design declared by the user.
  case causal = "E5"

  /// The level that so many complete, final years before and after an event allow, counted the
  /// same way on both sides. E5 is never reached by counting.
  public init(before: Int, after: Int, comparable: Bool = true) {
    switch (after, before) {
    case _ where !comparable || after < 1: self = .nothing
    case (_, ..<8): self = .describe
    case (1...2, _): self = .unusual
    case (3...4, _): self = .levelChange
    default: self = .slopeChange
    }
  }

  /// What the level allows, in a phrase.
  public var meaning: String {
    switch self {
    case .nothing: "nothing about the years after"
    case .describe: "a description, without a test"
    case .unusual: "whether the years after are unusual"
    case .levelChange: "a change of level, with its interval"
    case .slopeChange: "a change of slope, with its interval"
    case .causal: "causal wording"
    }
  }

  /// What the next level needs, given what there is.
  public func missing(before: Int, after: Int) -> String? {
    switch self {
    case .nothing: "one complete year after, counted as the years before are"
    case .describe: "eight years before (has \(before))"
    case .unusual: "three complete years after (has \(after))"
    case .levelChange: "five complete years after (has \(after))"
    case .slopeChange: "a named comparison series and a declared design"
    case .causal: nil
    }
  }

  /// Lower levels come first.
  public static func < (first: Entitlement, second: Entitlement) -> Bool {
    first.rawValue < second.rawValue
  }
}
