/// Columns and response of a regression, moved and scaled so that arithmetic on them is safe.
///
/// Every column becomes xⱼ = 2^eⱼ (cⱼ + zⱼ) with |xⱼ| / 2^eⱼ ≤ 1, the differences zⱼ held exactly in
/// two doubles. Centres are the means where a column is constant (the intercept absorbs them) and
/// zero where none is: calendar years then condition the problem no worse than their distances
/// from the mean do. Powers of two change no digit and let 10^±200 be squared. A column that was
/// computed, a power say, may come with what rounding it to doubles left out.
struct CentredDesign: Hashable, Sendable {
  /// The place of the first constant column, if there is one.
  let intercept: Int?
  /// The powers of two by which the columns were divided.
  let exponents: [Int]
  /// What was then taken off them.
  let centres: [Double]
  /// The columns after scaling, before centring.
  let scaled: [[Double]]
  /// The columns after both.
  let columns: [[DoubleDouble]]

  init(_ columns: [[Double]], remainders: [Int: [Double]] = [:]) {
    let exponents = columns.map(CentredDesign.exponent)
    let scaled = zip(columns, exponents).map { column, exponent in
      column.map { $0.scaled(byPowerOfTwo: -exponent) }
    }
    let intercept = scaled.firstIndex { column in
      guard let first = column.first, first != 0 else { return false }
      return column.allSatisfy { $0 == first }
    }
    let centres = scaled.indices.map { place in
      intercept == nil || intercept == place ? 0 : CentredDesign.centre(scaled[place])
    }
    self.intercept = intercept
    self.exponents = exponents
    self.centres = centres
    self.scaled = scaled
    self.columns = scaled.indices.map { place in
      let moved = scaled[place].map { DoubleDouble.sum($0, -centres[place]) }
      guard let remainder = remainders[place] else { return moved }
      return zip(moved, remainder).map {
        $0 + DoubleDouble($1.scaled(byPowerOfTwo: -exponents[place]))
      }
    }
  }

  /// A row of the design, scaled and centred.
  func row(_ values: [DoubleDouble]) -> [DoubleDouble] {
    values.indices.map {
      values[$0].scaled(byPowerOfTwo: -exponents[$0]) - DoubleDouble(centres[$0])
    }
  }

  /// The power of two just above the largest absolute value; 0 for a column of zeros.
  static func exponent(_ column: [Double]) -> Int {
    let largest = column.reduce(0) { max($0, abs($1)) }
    return largest > 0 ? Int(largest.exponent) + 1 : 0
  }

  /// The mean, or the one value of a constant column to the bit.
  static func centre(_ column: [Double]) -> Double {
    guard let first = column.first else { return 0 }
    if column.allSatisfy({ $0 == first }) { return first }
    return compensatedSum(column.span) / Double(column.count)
  }
}
