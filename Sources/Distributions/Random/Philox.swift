/// The counter-based generator Philox 4×32-10.
///
/// Every stream of a seed is a sequence of its own, addressed by number: replicate i draws from
/// stream i, in any order and on any thread, and draws the same. Block b of stream s is the cipher
/// of the counter (b, s) under the key `seed`; there are 2⁶⁴ streams of 2⁶⁵ words.
///
/// - Cost: about 5 ns a block of two words.
/// - References: Salmon, Moraes, Dror & Shaw 2011, doi:10.1145/2063384.2063405.
/// - Checked against: the known-answer vectors of Random123.
public struct Philox: RandomNumberGenerator, Hashable, Sendable {
  private let key: SIMD2<UInt32>
  private let stream: UInt64
  private var block: UInt64 = 0
  private var spare: UInt64?

  /// The stream numbered `stream` of a seed, from its beginning.
  public init(seed: Seed, stream: UInt64) {
    self.key = SIMD2(
      UInt32(truncatingIfNeeded: seed.value), UInt32(truncatingIfNeeded: seed.value >> 32))
    self.stream = stream
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    if let word = spare {
      spare = nil
      return word
    }
    let counter = SIMD4(
      UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
      UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
    block &+= 1
    let words = Self.encrypt(counter, key: key)
    spare = UInt64(words[2]) | UInt64(words[3]) << 32
    return UInt64(words[0]) | UInt64(words[1]) << 32
  }

  /// The ten rounds on one counter: Random123's `philox4x32`.
  static func encrypt(_ counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var x = counter
    var k = key
    for _ in 0..<10 {
      let left = UInt64(x[0]) * 0xD251_1F53
      let right = UInt64(x[2]) * 0xCD9E_8D57
      x = SIMD4(
        UInt32(truncatingIfNeeded: right >> 32) ^ x[1] ^ k[0], UInt32(truncatingIfNeeded: right),
        UInt32(truncatingIfNeeded: left >> 32) ^ x[3] ^ k[1], UInt32(truncatingIfNeeded: left))
      // Weyl increments: the golden ratio and √3 − 1.
      k[0] &+= 0x9E37_79B9
      k[1] &+= 0xBB67_AE85
    }
    return x
  }
}
