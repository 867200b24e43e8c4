/// What a unit measures. Numbers are converted within a dimension, never across.
public enum Dimension: Hashable, Sendable, Codable {
  /// A count of events of one sort: attacks, incidents.
  case events(of: String)
  /// People killed. Deaths come in clusters, so they are not events.
  case deaths
  /// People: troops, fighters, population.
  case persons
  /// Money of a currency, in the prices of a basis.
  case money(currency: String, prices: PriceBasis)
  /// A price of a barrel, in a currency.
  case price(currency: String, prices: PriceBasis)
  /// Mass.
  case mass
  /// A volume a day.
  case volumePerDay
  /// A volume.
  case volume
  /// A share of a whole.
  case share
  /// An area.
  case area
  /// A unit this library has no name for; equal only to itself.
  case other(String)
}

/// The prices in which money is stated. Nominal money never meets real money.
public enum PriceBasis: Hashable, Sendable, Codable {
  /// As paid at the time.
  case nominal
  /// In the prices of one year.
  case constant(year: Int)
}
