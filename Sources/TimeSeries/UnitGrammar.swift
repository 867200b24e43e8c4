/// Reading units from text: a multiplier, a base, and for money the year of its prices.
///
/// `thousand persons`, `million USD`, `million USD (2015)`, `barrels per day`, `USD per barrel`.
extension Unit: LosslessStringConvertible {
  /// Reads a unit. A base without a known name becomes a unit of its own, equal only to itself.
  /// Nil for an empty text, or a price year on something that is not money.
  public init?(_ text: String) {
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard !words.isEmpty else { return nil }
    let symbol = words.joined(separator: " ")
    var prices: PriceBasis?
    if let final = words.last, final.hasPrefix("("), final.hasSuffix(")") {
      let inner = String(final.dropFirst().dropLast())
      if inner == "nominal" {
        prices = .nominal
      } else if let year = Int(inner) {
        prices = .constant(year: year)
      } else {
        return nil
      }
      words.removeLast()
    }
    var scale = 1.0
    if words.count > 1, let multiplier = Unit.multipliers[words[0].lowercased()] {
      scale = multiplier
      words.removeFirst()
    }
    let base = words.joined(separator: " ")
    guard let dimension = Unit.dimension(of: base, prices: prices) else { return nil }
    self.init(
      symbol: symbol, dimension: dimension, scale: scale * (Unit.baseScales[base] ?? 1))
  }

  /// The unit as it is written.
  public var description: String { symbol }

  private static let multipliers: [String: Double] = [
    "hundred": 1e2, "thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6,
    "billion": 1e9, "billions": 1e9,
  ]

  private static let baseScales: [String: Double] = [
    "percent": 0.01, "%": 0.01, "kilotonnes": 1e3, "kg": 1e-3,
  ]

  private static let currencies: Set<String> = ["USD", "IQD", "EUR", "GBP", "CHF", "JPY"]

  private static func dimension(of base: String, prices: PriceBasis?) -> Dimension? {
    let words = base.split(separator: " ").map(String.init)
    if let currency = words.first, currencies.contains(currency) {
      let prices = prices ?? .nominal
      if words.count == 1 { return .money(currency: currency, prices: prices) }
      if words.count == 3, words[1] == "per" {
        if words[2] == "barrel" { return .price(currency: currency, prices: prices) }
        // A price of a tonne is no price of a barrel: each is a dimension of its own.
        guard case .constant(let year) = prices else { return .other(base) }
        return .other("\(base) (\(year))")
      }
    }
    guard prices == nil else { return nil }
    switch base {
    case "deaths", "killed", "fatalities": return .deaths
    case "persons", "people", "troops", "fighters", "personnel": return .persons
    case "attacks": return .events(of: "attacks")
    case "incidents": return .events(of: "incidents")
    case "events": return .events(of: "events")
    case "tonnes", "kilotonnes", "kg": return .mass
    case "barrels": return .volume
    case "barrels per day": return .volumePerDay
    case "percent", "%", "share": return .share
    case "km2", "square kilometres": return .area
    default: return .other(base)
    }
  }
}
