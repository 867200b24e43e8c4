/// A sum carried to about twice the precision of a double: what each addition rounds away is kept
/// and added at the end (Ogita, Rump & Oishi 2005, algorithm 4.4, doi:10.1137/030601818).
struct CompensatedSum: Sendable {
  /// The sum so far, rounded.
  private(set) var high = 0.0
  /// What rounding took away so far.
  private(set) var low = 0.0

  /// The sum, correctly rounded in all but contrived cases.
  var value: Double { high + low }

  /// Adds a number.
  mutating func add(_ term: Double) {
    let sum = high + term
    let part = sum - high
    low += (high - (sum - part)) + (term - part)
    high = sum
  }

  /// Adds a product, with what its own rounding takes away.
  mutating func addProduct(_ first: Double, _ second: Double) {
    let product = first * second
    add(product)
    low += (-product).addingProduct(first, second)
  }

  /// The sum divided by a number, as two parts whose sum is the quotient to twice the precision.
  func divided(by divisor: Double) -> (high: Double, low: Double) {
    let quotient = value / divisor
    let remainder = high.addingProduct(-quotient, divisor) + low
    return (quotient, remainder / divisor)
  }
}
