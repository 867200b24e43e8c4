/// Bai's interval for the place of a break between two segments.
public struct BreakInterval: Hashable, Sendable {
  /// The first row, from 1, that may be the last of the first segment; it may lie before the rows.
  public let low: Int
  /// The last row, from 1, that may be the last of the first segment; it may lie beyond the rows.
  public let high: Int
  /// The level.
  public let level: Double

  /// The interval by the limit law of the place; nil where a segment fits exactly, where the
  /// coefficients agree, or where the law is too lopsided to hold zero between its ends.
  init?(at place: Int, before: SegmentMoments, after: SegmentMoments, level: Double) {
    let shift = zip(after.coefficients, before.coefficients).map { $0 - $1 }
    let first = before.form(shift)
    let second = after.form(shift)
    guard first > 0, second > 0, before.variance > 0, after.variance > 0 else { return nil }
    let law = BreakPlaceLaw(ratio: second / first, variances: after.variance / before.variance)
    let tail = (1 - level) / 2
    let middle = law.cumulative(0)
    guard middle > tail, middle < 1 - tail else { return nil }
    let unit = before.variance / first
    guard let upper = law.quantile(1 - tail), let lower = law.quantile(tail) else { return nil }
    let early = (upper * unit).rounded(.up)
    let late = (lower * unit).rounded(.down)
    guard abs(early) < 1e15, abs(late) < 1e15 else { return nil }
    low = place - Int(early)
    high = place - Int(late)
    self.level = level
  }
}

/// Coefficients, mean products of the columns, and error variance of a segment.
struct SegmentMoments {
  let coefficients: [Double]
  let variance: Double
  private let products: [Double]

  init(_ regression: SegmentRegression, _ run: Range<Int>) {
    let size = Double(run.count)
    coefficients = regression.coefficients(run)
    variance = (regression.sumsOfSquares(run).last ?? 0) / size
    let terms = regression.terms
    var products = [Double](repeating: 0, count: terms * terms)
    for row in run {
      for first in 0..<terms {
        for second in 0..<terms {
          products[first * terms + second] +=
            regression.value(row, first) * regression.value(row, second) / size
        }
      }
    }
    self.products = products
  }

  /// The quadratic form of the mean products.
  func form(_ shift: [Double]) -> Double {
    let terms = shift.count
    var total = 0.0
    for first in 0..<terms {
      for second in 0..<terms {
        total += shift[first] * products[first * terms + second] * shift[second]
      }
    }
    return total
  }
}

/// The law of the place where a two-sided Wiener process with drift away from zero is largest, the
/// sides differing in drift and variance.
struct BreakPlaceLaw {
  private let xi: Double
  private let phi: Double

  /// The law for the ratio of the quadratic forms and of the error variances after and before.
  init(ratio: Double, variances: Double) {
    xi = ratio
    phi = ratio * variances
  }

  /// The probability of a place at most x.
  func cumulative(_ x: Double) -> Double {
    let value = x > 0 ? 1 - upper(x) : lower(-x)
    return min(1, max(0, value))
  }

  /// The place up to which a probability lies; nil where it is beyond 2⁶⁰.
  func quantile(_ p: Double) -> Double? {
    let isUpper = cumulative(0) < p
    var far = 1.0
    while isUpper ? cumulative(far) < p : cumulative(-far) > p {
      far *= 2
      guard far < 0x1p60 else { return nil }
    }
    var low = isUpper ? 0 : -far
    var high = isUpper ? far : 0
    // Each step halves the bracket until it holds no double between its ends.
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high, high - low > 1e-14 * (abs(low) + abs(high)) else {
        return middle
      }
      if cumulative(middle) < p { low = middle } else { high = middle }
    }
  }

  /// The probability of a place at most −x, x ≥ 0.
  private func lower(_ x: Double) -> Double {
    let ratio = xi / phi
    let root = x.squareRoot()
    let half = phi + 2 * xi
    let c = phi * half / ((phi + xi) * xi)
    let d = half * half / ((phi + xi) * xi)
    return -root * Self.density(root / 2)
      - c * Self.product(0.5 * ratio * (1 + ratio) * x, (0.5 + ratio) * root)
      + (d - 2 + x / 2) * Self.tail(root / 2)
  }

  /// The probability of a place beyond x, x ≥ 0.
  private func upper(_ x: Double) -> Double {
    let root = x.squareRoot()
    let half = xi + 2 * phi
    let c = xi * half / ((phi + xi) * phi)
    let d = half * half / ((phi + xi) * phi)
    let slope = xi / phi.squareRoot()
    return -slope * root * Self.density(slope * root / 2)
      - c * Self.product((phi + xi) / 2 * x, half / (2 * phi.squareRoot()) * root)
      + (d - 2 + slope * slope * x / 2) * Self.tail(slope * root / 2)
  }

  private static func density(_ z: Double) -> Double {
    Elementary.exp(NormalTails.logDensity(z))
  }

  private static func tail(_ z: Double) -> Double { Elementary.exp(NormalTails.logUpper(z)) }

  /// exp(a) Φ(−b), whose factors may be beyond the doubles though the product is not.
  private static func product(_ a: Double, _ b: Double) -> Double {
    Elementary.exp(a + NormalTails.logUpper(b))
  }
}
