/// Running words with emphasis, code and links as typed values: there is no way to put markup in.
///
/// A literal is plain text. Interpolation takes labels: `"see \(link: "the plan", to: "plan.json")"`,
/// `"\(strong: "Caution.") Describes timing, not cause."`; an unlabelled value is plain text.
public struct Prose: Hashable, Sendable {
  /// A run of words.
  public enum Run: Hashable, Sendable {
    /// Plain words.
    case text(String)
    /// Words that are stressed.
    case emphasis(String)
    /// Words that stand out.
    case strong(String)
    /// A name in a program, a command, a path.
    case code(String)
    /// Words that lead to an address: `https:`, `http:`, `mailto:`, a relative path, or `#id`.
    /// Any other kind of address is not linked.
    case link(String, to: String)
  }

  /// The runs in order.
  public var runs: [Run]

  /// Words made of runs.
  public init(_ runs: [Run] = []) {
    self.runs = runs
  }

  /// Plain words.
  public init(_ text: String) {
    runs = [.text(text)]
  }

  /// The words alone.
  public var plain: String {
    runs.map(\.words).joined()
  }

  /// The words of two texts in order.
  public static func + (first: Prose, second: Prose) -> Prose {
    Prose(first.runs + second.runs)
  }
}

extension Prose.Run {
  /// The words alone.
  var words: String {
    switch self {
    case .text(let words), .emphasis(let words), .strong(let words), .code(let words),
      .link(let words, _):
      words
    }
  }

  /// Whether an address may be followed: nothing that runs a script passes.
  static func isSafe(_ address: String) -> Bool {
    let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    guard scheme.endIndex < address.endIndex, address[scheme.endIndex] == ":" else {
      return !address.isEmpty && !address.unicodeScalars.contains { $0.value < 0x20 }
    }
    return ["https", "http", "mailto"].contains(scheme.lowercased())
  }
}

extension Prose: ExpressibleByStringInterpolation {
  /// Plain words.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Words with marked stretches among them.
  public init(stringInterpolation: Interpolation) {
    runs = stringInterpolation.runs
  }

  /// The parts of an interpolated text.
  public struct Interpolation: StringInterpolationProtocol {
    var runs: [Run] = []

    /// Room for the parts.
    public init(literalCapacity: Int, interpolationCount: Int) {
      runs.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Plain words.
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { runs.append(.text(literal)) }
    }

    /// A value as plain words.
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      runs.append(.text(value.description))
    }

    /// Words with their own runs.
    public mutating func appendInterpolation(_ prose: Prose) {
      runs += prose.runs
    }

    /// Words that are stressed.
    public mutating func appendInterpolation(emphasis words: String) {
      runs.append(.emphasis(words))
    }

    /// Words that stand out.
    public mutating func appendInterpolation(strong words: String) {
      runs.append(.strong(words))
    }

    /// A name in a program, a command, a path.
    public mutating func appendInterpolation(code words: String) {
      runs.append(.code(words))
    }

    /// Words that lead to an address.
    public mutating func appendInterpolation(link words: String, to address: String) {
      runs.append(.link(words, to: address))
    }
  }
}
