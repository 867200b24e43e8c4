import Distributions

/// Logarithms of normal tails, which do not vanish where the tails do.
enum NormalTails {
  private static let halfLogTwoPi = 0.9189385332046727

  /// log P(Z > z).
  static func logUpper(_ z: Double) -> Double {
    if z < 30 {
      let tail = Normal.standard.survival(at: z)
      // Near one the logarithm is that of what is missing.
      return z < -1
        ? Elementary.logOnePlus(-Normal.standard.cumulative(at: z)) : Elementary.log(tail)
    }
    return logDensity(z) - Elementary.log(z) + Elementary.logOnePlus(series(z))
  }

  /// log φ(z).
  static func logDensity(_ z: Double) -> Double { -z * z / 2 - halfLogTwoPi }

  /// log(Φ(b) − Φ(a)) for a < b; either may be infinite.
  static func logBetween(_ a: Double, _ b: Double) -> Double {
    if a == -.infinity { return logUpper(-b) }
    if b == .infinity { return logUpper(a) }
    if a > 0 {
      let far = logUpper(b)
      let near = logUpper(a)
      return near + Elementary.log(-Elementary.expLessOne(far - near))
    }
    if b < 0 { return logBetween(-b, -a) }
    return Elementary.logOnePlus(
      -(Normal.standard.cumulative(at: a) + Normal.standard.survival(at: b)))
  }

  /// −1/z² + 3/z⁴ − 15/z⁶ + …: what Mills' ratio lacks of 1/z.
  private static func series(_ z: Double) -> Double {
    let s = 1 / (z * z)
    return -s * (1 - 3 * s * (1 - 5 * s * (1 - 7 * s * (1 - 9 * s))))
  }
}
