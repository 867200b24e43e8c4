import RealModule

extension RandomNumberGenerator {
  /// A number uniform in (0, 1): (m + ½)/2⁵² for m uniform in 0..<2⁵², never 0 or 1.
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A standard normal number, the quantile of one ``Swift/RandomNumberGenerator/uniform()``.
  ///
  /// One word makes one number, so streams stay in step; magnitudes reach 8.2.
  ///
  /// - References: Wichura 1988, doi:10.2307/2347330.
  public mutating func standardNormal() -> Double { normalDeviate(uniform()) }

  /// A Poisson count of expectation `mean`.
  ///
  /// By inversion below 10, by transformed rejection with squeeze (PTRS) above; both exact up to
  /// the rounding of the probabilities.
  ///
  /// - Assumes: `mean` in [0, 2⁵³).
  /// - Cost: about 1.2 trials a count above 10, of two words each.
  /// - References: Hörmann 1993, doi:10.1016/0167-6687(93)90997-4.
  public mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean < 0x1p53, "poisson: mean must lie in [0, 2^53), not \(mean)")
    return mean < 10 ? poissonByInversion(mean) : poissonByRejection(mean)
  }

  private mutating func poissonByInversion(_ mean: Double) -> Int {
    var left = uniform()
    var term = Double.exp(-mean)
    var k = 0
    // Beyond 200 the terms of a mean below 10 are less than 1e-170.
    while left > term && k < 200 {
      left -= term
      k += 1
      term *= mean / Double(k)
    }
    return k
  }

  private mutating func poissonByRejection(_ mean: Double) -> Int {
    let distribution = Poisson(mean: mean)
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let margin = 0.5 - abs(u)
      let k = ((2 * a / margin + b) * u + mean + 0.43).rounded(.down)
      if margin >= 0.07 && v <= squeeze { return Int(k) }
      if k < 0 || (margin < 0.013 && v > margin) { continue }
      let hat = v * inverseAlpha / (a / (margin * margin) + b)
      if Double.log(hat) <= distribution.logProbability(of: Int(k)) { return Int(k) }
    }
  }
}
