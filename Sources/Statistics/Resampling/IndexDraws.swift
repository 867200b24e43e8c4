import Distributions

/// Whole numbers drawn uniformly from the 32-bit words of a stream.
struct IndexDraws {
  private var generator: Philox
  private var half: UInt32?

  /// The draws of replicate `stream`.
  init(seed: Seed, stream: UInt64) { generator = Philox(seed: seed, stream: stream) }

  /// The next word: of each number of the generator first the low half, then the high one.
  mutating func word() -> UInt32 {
    if let half {
      self.half = nil
      return half
    }
    let next = generator.next()
    half = UInt32(truncatingIfNeeded: next >> 32)
    return UInt32(truncatingIfNeeded: next)
  }

  /// A number from 0 up to, not including, a bound; each equally likely.
  ///
  /// - References: Lemire 2019, doi:10.1145/3230636.
  mutating func next(below bound: Int) -> Int {
    let bound = UInt32(truncatingIfNeeded: bound)
    while true {
      let product = UInt64(word()) * UInt64(bound)
      if UInt32(truncatingIfNeeded: product) >= Self.threshold(bound) {
        return Int(product >> 32)
      }
    }
  }

  /// Low halves of products below this are drawn again.
  static func threshold(_ bound: UInt32) -> UInt32 { (0 &- bound) % bound }

  /// A number uniform in (0, 1).
  mutating func uniform() -> Double { (Double(word()) + 0.5) * 0x1p-32 }
}
