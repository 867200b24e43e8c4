import RealModule

/// Both tails of a distribution at a point, from one of them computed directly.
///
/// The direct tail is factor · ratio · e^exponent, where factor · e^exponent is the density on the
/// logarithmic scale on which the distribution is log-concave.
struct Tails {
  enum Side { case lower, upper }

  /// The side that was computed; the other is its complement.
  var side: Side
  var exponent: DoubleDouble
  var factor: Double
  /// The direct tail over the density: the reciprocal of a hazard.
  var ratio: Double

  /// The density, on the logarithmic scale.
  var density: Double { factor * exponent.exponential }

  private var direct: Double { min(1, factor * ratio * exponent.exponential) }

  var lower: Double { side == .lower ? direct : 1 - direct }
  var upper: Double { side == .upper ? direct : 1 - direct }

  /// The logarithm of a tail; finite where the tail itself underflows.
  func logarithm(of side: Side) -> Double {
    if side == self.side {
      let plain = direct
      return plain > 1e-280 && plain < 1
        ? Double.log(plain) : exponent.high + (Double.log(factor * ratio) + exponent.low)
    }
    return Double.log(onePlus: -direct)
  }

  /// The same point seen from the other end.
  var mirrored: Tails {
    Tails(
      side: side == .lower ? .upper : .lower, exponent: exponent, factor: factor, ratio: ratio)
  }
}
