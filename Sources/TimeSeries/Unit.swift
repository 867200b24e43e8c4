/// A unit: a name, a dimension, and how many base units one of it is. Coded as its text.
public struct Unit: Hashable, Sendable, Codable {
  /// The unit as it is written: `thousand persons`, `million USD (2015)`.
  public let symbol: String
  /// What it measures.
  public let dimension: Dimension
  /// How many base units one is: 1,000 for `thousand persons`.
  public let scale: Double

  init(symbol: String, dimension: Dimension, scale: Double = 1) {
    self.symbol = symbol
    self.dimension = dimension
    self.scale = scale
  }

  /// Attacks.
  public static let attacks = Unit(symbol: "attacks", dimension: .events(of: "attacks"))
  /// Incidents.
  public static let incidents = Unit(symbol: "incidents", dimension: .events(of: "incidents"))
  /// Deaths.
  public static let deaths = Unit(symbol: "deaths", dimension: .deaths)
  /// Persons.
  public static let persons = Unit(symbol: "persons", dimension: .persons)
  /// United States dollars as paid at the time.
  public static let dollars = Unit(
    symbol: "USD", dimension: .money(currency: "USD", prices: .nominal))
  /// A number whose unit was not said.
  public static let unstated = Unit(symbol: "", dimension: .other(""))

  /// Reads the text of a unit; an empty one is the unit that was not said.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let unit = text.isEmpty ? .unstated : Unit(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no unit: \(text)")
    }
    self = unit
  }

  /// Writes the unit as its text.
  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }

  /// The factor that turns numbers in this unit into numbers in another, or nil where they do
  /// not measure the same thing.
  public func factor(to other: Unit) -> Double? {
    guard dimension == other.dimension else { return nil }
    return scale / other.scale
  }

  /// Whether the unit counts separate events, to which a Poisson model may apply.
  public var countsEvents: Bool {
    if case .events = dimension { return true }
    return false
  }
}
