import RealModule

/// The incomplete beta function I_x(a, ½): twice the upper tail of Student's t with 2a degrees of
/// freedom at t² = 2az, where x = 1/(1 + z).
///
/// It is held as xᵃ · share. For a ≥ 10 and z ≤ 1 the share comes from a uniform expansion: in v with
/// v² = 2a log(1 + z) the density of t is that of the normal times g(v/√2a), g(u)² = u²/(1 − e^{−u²}),
/// whose power series falls fast and is integrated term by term. Smaller a are come to from above,
/// I_x(a, ½) being I_x(a + 1, ½) and a positive term. For z > 1 it is the power series in x, of
/// positive terms too. Nothing cancels anywhere.
///
/// - Assumes: 1e-7 < a < 1e30; z positive and normal.
/// - References: Temme 1996, *Special Functions*, section 11.3, for expansions of this kind;
///   DLMF 8.17.7, 8.17.20.
struct StudentTail {
  /// −log xᵃ.
  let exponent: DoubleDouble
  /// I_x(a, ½)/xᵃ.
  let share: Double
  /// 1/B(a, ½).
  let scale: Double
  private let a: Double
  /// 1 − x.
  private let rest: Double

  /// The parameters it answers for.
  static func serves(_ a: Double) -> Bool { a > 1e-7 && a < 1e30 }

  /// The smallest a whose expansion has all digits.
  private static let least = 10.0

  init(_ a: Double, odds z: DoubleDouble) {
    let logarithm = z.logarithmOfOnePlus
    let x = 1 / (1 + z.high)
    rest = z.high * x
    self.a = a
    exponent = logarithm * a
    let steps = a < Self.least ? (Self.least - a).rounded(.up) : 0
    let expansion = NormalExpansion(a + steps, square: min(logarithm.high, 0.7))
    if z.high > 1 {
      var above = 1.0
      var below = 1.0
      for step in stride(from: 0, to: steps, by: 1) {
        above *= a + step
        below *= a + step + 0.5
      }
      scale = expansion.scale * above / below
      share = scale * Self.powerSeries(a, x)
      return
    }
    var scale = expansion.scale
    var terms = 0.0
    var power = 1.0
    for step in stride(from: steps - 1, through: 0, by: -1) {
      let term = scale / (a + step + 0.5)
      scale = term * (a + step)
      terms = terms * x + term
      power *= x
    }
    self.scale = scale
    let top = scaledComplementaryError(((a + steps) * logarithm.high).squareRoot())
    share = (top + expansion.integral) * power + terms * rest.squareRoot()
  }

  /// I_x(a, ½).
  var value: Double { value(of: share) }

  /// I_x(a, b) for a whole 2b, from b = 1 or ½ up by one: each step is a positive term.
  func value(upTo b: Double) -> Double {
    let isWhole = b == b.rounded()
    var place = isWhole ? 1 : 0.5
    var total = isWhole ? 1 : share
    // y^b/(b B(a, b)).
    var term = isWhole ? a * rest : 2 * scale * rest.squareRoot()
    while place < b {
      total += term
      term *= rest * (a + place) / (place + 1)
      place += 1
    }
    return value(of: total)
  }

  private func value(of share: Double) -> Double {
    guard exponent.high > 600 else { return share * (-exponent).exponential }
    // By halves, so that the power does not vanish before the product does.
    let root = (exponent * -0.5).exponential
    return share * root * root
  }

  /// The same as tails of the beta distribution, for solving.
  var tails: Tails {
    let factor = scale * rest.squareRoot()
    return Tails(side: .lower, exponent: -exponent, factor: factor, ratio: share / factor)
  }

  /// Σ cₙxⁿ/(a + n), cₙ being the coefficients of (1 − x)^−½, for x ≤ ½.
  private static func powerSeries(_ a: Double, _ x: Double) -> Double {
    let square = x * x
    let fourth = square * square
    var powers = SIMD4(1, x, square, square * x)
    var places = SIMD4(0, 1, 2, 3) + a
    var total = SIMD4<Double>.zero
    for coefficients in binomials {
      total += coefficients * powers / places
      powers *= fourth
      places += 4
      if powers[0] < 0x1p-56 { break }
    }
    return total.sum()
  }

  /// (½)ₙ/n! for n from 0 to 59, by fours.
  private static let binomials: [SIMD4<Double>] = {
    var coefficients = [1.0]
    for n in 1..<60 { coefficients.append(coefficients[n - 1] * (Double(n) - 0.5) / Double(n)) }
    return stride(from: 0, to: 60, by: 4).map { SIMD4(coefficients[$0..<($0 + 4)]) }
  }()
}

/// What the power series Σ gₙu²ⁿ of g(u) = u/√(1 − e^{−u²}) brings to a tail of Student's t.
private struct NormalExpansion {
  /// 1/B(a, ½).
  let scale: Double
  /// I_x(a, ½)/xᵃ less the normal tail's share.
  let integral: Double

  /// The sums for `square` = u² = log(1/x).
  ///
  /// With M₂ₙ the moments of the normal tail, M₂ₙ = v²ⁿ⁻¹φ + (2n − 1)M₂ₙ₋₂, Σ gₙM₂ₙ/(2a)ⁿ is b₀M₀ and
  /// a power series with coefficients b, where bₙ = gₙ + (2n + 1)/2a · bₙ₊₁.
  init(_ a: Double, square: Double) {
    let step = 0.5 / a
    // Where u is small and a large, the last terms are below 1e-20 of the sum.
    let count = a > 100 && square < 0.1 ? 10 : Self.series.count
    var coefficient = 0.0
    var sum = 0.0
    var odd = Double(2 * count + 1) * step
    for place in stride(from: count - 1, through: 0, by: -1) {
      coefficient = Self.series[place] + odd * coefficient
      sum = sum * square + coefficient
      odd -= 2 * step
    }
    let root = (a / Double.pi).squareRoot()
    scale = root / (1 + step * coefficient)
    integral = scale * square.squareRoot() * sum / a
  }

  /// gₙ from n = 1: the square root of the series of the Bernoulli numbers, in exact fractions.
  private static let series: [Double] = [
    1 / 4.0, 1 / 96.0, -1 / 384.0, -1 / 10240.0, 19 / 368640.0, 79 / 61_931_520.0,
    -55 / 49_545_216.0, -0x1.51f024b2a6301p-26, 0x1.aaaf4a3e9888dp-26, 0x1.7577891e9503bp-32,
    -0x1.38d0a4501675cp-31, -0x1.bdf163b4569b8p-38, 0x1.d23d3c6a42152p-37, 0x1.18c332244dcc2p-43,
    -0x1.5f9e541b98683p-42, -0x1.6f0f4b7155d64p-49, 0x1.0b933d214f0e7p-47, 0x1.ed58ff4b0cd87p-55,
    -0x1.9a1cc9e313aa9p-53, -0x1.52a70389e328dp-60,
  ]
}

/// e^{s²} erfc(s) for s ≥ 0.
private func scaledComplementaryError(_ s: Double) -> Double {
  if s < 26 { return Double.erfc(s) * DoubleDouble.product(s, s).exponential }
  // DLMF 7.12.1; the first term left out is below 2e-17.
  let h = 0.5 / (s * s)
  let series = 1 - h * (1 - 3 * h * (1 - 5 * h * (1 - 7 * h * (1 - 9 * h * (1 - 11 * h)))))
  return series / (s * Double.pi.squareRoot())
}
