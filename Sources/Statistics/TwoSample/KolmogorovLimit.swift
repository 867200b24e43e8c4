/// The limit law of Kolmogorov's statistic: the largest magnitude of a Brownian bridge.
enum KolmogorovLimit {
  /// The probability of at least x, by the series that converges there.
  static func survival(_ x: Double) -> Double {
    guard x > 0 else { return 1 }
    if x < 1 { return 1 - cumulativeSeries(x) }
    var sum = 0.0
    var sign = 1.0
    for index in 1...20 {
      let term = Elementary.exp(-2 * Double(index * index) * x * x)
      sum += sign * term
      sign = -sign
      if term < 1e-18 * abs(sum) { break }
    }
    return min(1, max(0, 2 * sum))
  }

  /// √(2π)/x Σ exp(−(2k−1)² π²/(8x²)), quick for small x.
  private static func cumulativeSeries(_ x: Double) -> Double {
    let rate = Double.pi * Double.pi / (8 * x * x)
    var sum = 0.0
    for index in 1...20 {
      let odd = Double(2 * index - 1)
      let term = Elementary.exp(-odd * odd * rate)
      sum += term
      if term <= 1e-18 * sum { break }
    }
    return min(1, (2 * Double.pi).squareRoot() / x * sum)
  }
}
