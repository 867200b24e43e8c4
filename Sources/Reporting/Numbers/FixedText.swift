/// Numbers as plain ASCII with at most some decimals, for coordinates and attributes.
enum FixedText {
  /// The number rounded to at most so many decimals, without trailing zeros and never `-0`.
  ///
  /// - Precondition: the number is finite; a coordinate that is not is a fault of the layout.
  static func text(_ value: Double, decimals: Int = 2) -> String {
    guard let digits = DecimalDigits(value)?.rounded(decimals: decimals) else {
      preconditionFailure("a coordinate is not finite")
    }
    let (integer, fraction) = digits.spelled(decimals: digits.decimals)
    let sign = digits.isNegative && !digits.isZero ? "-" : ""
    return fraction.isEmpty ? sign + integer : "\(sign)\(integer).\(fraction)"
  }
}
