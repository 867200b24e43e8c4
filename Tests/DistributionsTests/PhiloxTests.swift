import Testing

@testable import Distributions

@Suite struct PhiloxTests {
  @Test func `Random123 known answers`() {
    let zero = Philox.encrypt(SIMD4(repeating: 0), key: SIMD2(repeating: 0))
    #expect(zero == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = Philox.encrypt(SIMD4(repeating: .max), key: SIMD2(repeating: .max))
    #expect(ones == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox.encrypt(
      SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: SIMD2(0xa409_3822, 0x299f_31d0))
    #expect(pi == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func `words of a stream are the cipher of its counter`() {
    let stream: UInt64 = 0x0370_7344_1319_8a2e
    var generator = Philox(seed: Seed(0x299f_31d0_a409_3822), stream: stream)
    for block in 0..<5 as Range<UInt32> {
      let words = Philox.encrypt(
        SIMD4(block, 0, 0x1319_8a2e, 0x0370_7344), key: SIMD2(0xa409_3822, 0x299f_31d0))
      #expect(generator.next() == UInt64(words[0]) | UInt64(words[1]) << 32)
      #expect(generator.next() == UInt64(words[2]) | UInt64(words[3]) << 32)
    }
  }

  @Test func `streams do not depend on each other`() {
    func draw(_ stream: UInt64) -> [UInt64] {
      var generator = Philox(seed: 7, stream: stream)
      return (0..<9).map { _ in generator.next() }
    }
    let forwards = (0..<20).map { draw($0) }
    let backwards = (0..<20).reversed().map { draw($0) }
    #expect(forwards == Array(backwards.reversed()))
    #expect(Set(forwards.joined()).count == 180)
    var first = Philox(seed: 7, stream: 3)
    var second = Philox(seed: 7, stream: 4)
    let interleaved = (0..<9).map { _ in (first.next(), second.next()) }
    #expect(interleaved.map(\.0) == forwards[3])
    #expect(interleaved.map(\.1) == forwards[4])
  }

  @Test func `seeds print and parse`() throws {
    for text in ["0", "20111218", "18446744073709551615"] {
      #expect(try #require(Seed(text)).description == text)
    }
    for text in ["", "-1", "+1", " 1", "1.5", "18446744073709551616", "x"] {
      #expect(Seed(text) == nil, "\(text)")
    }
  }
}
