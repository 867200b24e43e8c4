/// A whole number times a small power of ten, rounded once, by integer arithmetic alone.
///
/// Since 10ᵏ = 5ᵏ 2ᵏ and 5²⁷ is below 2⁶⁴, one product or one quotient of 128 bits is exact, with a
/// remainder that tells on which side of a midpoint the value lies. No table of rounded powers and
/// no proof of their errors is needed.
enum ScaledWhole {
  /// The powers of five that 64 bits hold.
  private static let powers: [UInt64] = [
    1, 5, 25, 125, 625, 3_125, 15_625, 78_125, 390_625, 1_953_125, 9_765_625, 48_828_125,
    244_140_625, 1_220_703_125, 6_103_515_625, 30_517_578_125, 152_587_890_625, 762_939_453_125,
    3_814_697_265_625, 19_073_486_328_125, 95_367_431_640_625, 476_837_158_203_125,
    2_384_185_791_015_625, 11_920_928_955_078_125, 59_604_644_775_390_625,
    298_023_223_876_953_125, 1_490_116_119_384_765_625, 7_450_580_596_923_828_125,
  ]

  /// The double nearest to whole × 10^power, ties to even; `nil` for powers beyond ±27.
  ///
  /// - Parameter whole: not zero.
  static func double(_ whole: UInt64, timesTenTo power: Int) -> Double? {
    guard power >= -27, power <= 27 else { return nil }
    return power < 0 ? quotient(whole, power: -power) : product(whole, power: power)
  }

  private static func quotient(_ whole: UInt64, power: Int) -> Double {
    let five = powers[power]
    let dividend = whole << UInt64(whole.leadingZeroBitCount)
    let divisor = five << UInt64(five.leadingZeroBitCount)
    // Halving a dividend that is not below the divisor keeps the quotient within 64 bits, of which
    // the first is then always set.
    let halves = dividend >= divisor
    let (result, remainder) = divisor.dividingFullWidth(
      halves ? (dividend >> 1, dividend << 63) : (dividend, 0))
    let exponent =
      five.leadingZeroBitCount - whole.leadingZeroBitCount - power - (halves ? 63 : 64)
    return rounded(result, isInexact: remainder != 0, exponent: exponent)
  }

  private static func product(_ whole: UInt64, power: Int) -> Double {
    let (high, low) = whole.multipliedFullWidth(by: powers[power])
    if high == 0 { return rounded(low, exponent: power) }
    let shift = UInt64(high.leadingZeroBitCount)
    let top = shift == 0 ? high : high << shift | low >> (64 - shift)
    return rounded(top, isInexact: low << shift != 0, exponent: power + 64 - Int(shift))
  }

  private static func rounded(_ whole: UInt64, exponent: Int) -> Double {
    let shift = whole.leadingZeroBitCount
    return rounded(whole << UInt64(shift), isInexact: false, exponent: exponent - shift)
  }

  /// Rounds 64 bits, the first of them set, and what may follow them, to 53.
  private static func rounded(_ bits: UInt64, isInexact: Bool, exponent: Int) -> Double {
    var significand = bits >> 11
    let rest = bits & 0x7FF
    if rest > 0x400 || (rest == 0x400 && (isInexact || significand & 1 == 1)) { significand += 1 }
    return Double(sign: .plus, exponent: exponent + 11, significand: Double(significand))
  }
}
