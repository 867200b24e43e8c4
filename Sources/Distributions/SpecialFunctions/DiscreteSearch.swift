import RealModule

/// The smallest k with P(X ≤ k) ≥ lower, equivalently P(X > k) ≤ upper; the smaller of the two
/// probabilities decides.
///
/// Newton steps along log tail come near, then a bracket that doubles and halves settles it. A tail
/// within `tieTolerance` of the probability asked for counts as equal to it: the median of a
/// symmetric distribution must not hang on the last bit of a tail.
///
/// - Parameter start: a first guess.
/// - Parameter support: where k may lie.
/// - Parameter tails: both tails at k, with `lower` P(X ≤ k).
/// - Parameter probability: P(X = k).
/// - Cost: as a rule 4–6 evaluations of the tails; at most about 150.
func smallestInteger(
  lower: Double, upper: Double, from start: Double, in support: ClosedRange<Int>,
  tails: (Int) -> (lower: Double, upper: Double), probability: (Int) -> Double
) -> Int {
  let byLower = lower <= upper
  let target = byLower ? lower : upper
  func reached(_ k: Int) -> Bool {
    if k >= support.upperBound { return true }
    if k < support.lowerBound { return false }
    let here = tails(k)
    return reaches(here, lower: lower, upper: upper)
  }
  func clamped(_ x: Double) -> Int {
    if !(x > Double(support.lowerBound)) { return support.lowerBound }
    return x >= Double(support.upperBound) ? support.upperBound : Int(x)
  }
  var k = clamped(start)
  for _ in 0..<8 where k < support.upperBound {
    let here = tails(k)
    let tail = byLower ? here.lower : here.upper
    let mass = probability(k)
    guard tail > 1e-300, mass > 1e-300 else { break }
    let excess = (Double.log(tail) - Double.log(target)) * tail / mass
    let next = clamped((byLower ? Double(k) - excess : Double(k) + excess).rounded())
    if abs(next - k) <= 1 { break }
    k = next
  }
  // Invariant from here on: not reached at `below`, reached at `above`.
  var below: Int
  var above: Int
  var stride = 1
  if reached(k) {
    above = k
    below = above - 1
    while below >= support.lowerBound && reached(below) {
      above = below
      stride *= 2
      below = max(support.lowerBound - 1, above - stride)
    }
  } else {
    below = k
    above = below + 1
    while !reached(above) {
      below = above
      stride *= 2
      above = support.upperBound - below > stride ? below + stride : support.upperBound
    }
  }
  while above - below > 1 {
    let middle = below + (above - below) / 2
    if reached(middle) { above = middle } else { below = middle }
  }
  return above
}

/// The relative difference below which a tail counts as equal to a probability asked for.
private let tieTolerance = 4e-15

/// Whether P(X ≤ k) ≥ lower, or P(X > k) ≤ upper, by the smaller probability.
func reaches(
  _ tails: (lower: Double, upper: Double), lower: Double, upper: Double
) -> Bool {
  lower <= upper
    ? tails.lower >= lower * (1 - tieTolerance) : tails.upper <= upper * (1 + tieTolerance)
}

/// A quantile by the first terms of the Cornish–Fisher expansion.
func cornishFisher(mean: Double, variance: Double, skewness: Double, z: Double) -> Double {
  mean + variance.squareRoot() * (z + skewness * (z * z - 1) / 6)
}

/// The greatest integer the discrete distributions look at; those of greater value have their
/// whole mass below.
let greatestCount = 1 << 62

/// ⌊x⌋ as a count, for x in [0, greatestCount]; `nil` beyond.
func count(atMost x: Double) -> Int? { x < 0x1p62 ? Int(x.rounded(.down)) : nil }
