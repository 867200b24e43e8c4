/// A change of declared shape in a series of equally spaced rows, whose size is estimated with the
/// model around it.
///
/// - References: Box & Tiao 1975, doi:10.1080/01621459.1975.10480264; Harvey & Durbin 1986,
///   doi:10.2307/2981553.
public struct Intervention: Hashable, Sendable {
  /// The name of its coefficient.
  public let name: String
  /// The shape; a lag counts rows.
  public let impact: Impact
  /// The first row, from 0, that comes after.
  public let firstAfter: Int

  /// A change from a row on.
  public init(_ impact: Impact, firstAfter: Int, name: String? = nil) {
    self.impact = impact
    self.firstAfter = firstAfter
    self.name = name ?? "\(impact) \(firstAfter + 1)"
  }

  /// The value of its column in a row: 1 from the first row after on for a step, there alone for a
  /// pulse, 1, 2, 3, … from there on for a ramp.
  public func value(at row: Int) -> Double {
    switch impact {
    case .step: row >= firstAfter ? 1 : 0
    case .pulse: row == firstAfter ? 1 : 0
    case .ramp: row >= firstAfter ? Double(row - firstAfter + 1) : 0
    case .lag(let rows): row >= firstAfter + rows ? 1 : 0
    }
  }
}
