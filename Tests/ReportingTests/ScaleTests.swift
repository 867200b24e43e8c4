import TestSupport
import Testing

@testable import Reporting

@Suite("Scales and ticks")
struct ScaleTests {
  @Test(
    "linear ticks",
    arguments: [
      (0.0...1.0, 5, [0, 0.2, 0.4, 0.6, 0.8, 1.0]), (0...100, 5, [0, 20, 40, 60, 80, 100]),
      (-2.3...0.9, 4, [-2, -1, 0]), (-0.3...0.3, 6, [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]),
      (0...18_000, 4, [0, 5000, 10_000, 15_000]), (1e-9...3e-9, 2, [1e-9, 2e-9, 3e-9]),
    ])
  func linear(domain: ClosedRange<Double>, count: Int, expected: [Double]) {
    #expect(Ticks.linear(domain, about: count) == expected)
  }

  @Test(
    "logarithmic ticks",
    arguments: [
      (100.0...20_000.0, 8, [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000]),
      (0.1...10, 7, [0.1, 0.2, 0.5, 1, 2, 5, 10]),
      (1.0...1e6, 6, [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]),
      (1.0...1e12, 5, [1, 1000, 1e6, 1e9, 1e12]), (110.0...180, 5, [120, 140, 160, 180]),
    ])
  func logarithmic(domain: ClosedRange<Double>, count: Int, expected: [Double]) {
    #expect(Ticks.logarithmic(domain, about: count) == expected)
  }

  @Test(
    "whole numbers",
    arguments: [
      (2003.2...2010.9, 10, [2004, 2005, 2006, 2007, 2008, 2009, 2010]),
      (-8.6...5.6, 8, [-8, -6, -4, -2, 0, 2, 4]), (1900.0...2026, 5, [1900, 1950, 2000]),
      (0.2...0.8, 5, []),
    ])
  func whole(domain: ClosedRange<Double>, count: Int, expected: [Int]) {
    #expect(Ticks.whole(domain, atMost: count) == expected)
  }

  @Test("ticks lie in any domain, ascend, and are neither none nor many")
  func anyDomain() {
    var state: UInt64 = 20_111_218
    let next = { () -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    for _ in 0..<2000 {
      let size = [1e-200, 1e-6, 1, 1e3, 1e9, 1e200][Int(next() * 6)]
      let low = (next() - 0.5) * size
      let domain = low...(low + (next() + 1e-3) * size)
      let ticks = Ticks.linear(domain, about: 6)
      #expect((2...14).contains(ticks.count), "\(domain)")
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 })
      let slack = (domain.upperBound - domain.lowerBound) * 1e-6
      #expect(
        ticks.allSatisfy { $0 >= domain.lowerBound - slack && $0 <= domain.upperBound + slack })
      let ratios = next() * 1e-3 * size + size * 1e-9
      let logDomain = ratios...(ratios * (1.2 + next() * 1e5))
      let logTicks = Ticks.logarithmic(logDomain, about: 6)
      #expect((2...10).contains(logTicks.count), "\(logDomain)")
      #expect(zip(logTicks, logTicks.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test("scales are monotone, meet their ends, and refuse what has no place")
  func scales() throws {
    let linear = Scale(.linear, 0...10, from: 100, to: 0)
    #expect(linear.position(0) == 100)
    #expect(linear.position(10) == 0)
    #expect(linear.position(2.5) == 75)
    #expect(linear.position(.nan) == nil)
    #expect(linear.clamped(-5) == 100)
    #expect(linear.clamped(.infinity) == 0)
    #expect(linear.clamped(.nan) == 100)
    let logarithmic = Scale(.logarithmic, 1...100, from: 0, to: 200)
    #expect(agreement(try #require(logarithmic.position(10)), 100) > 14)
    #expect(logarithmic.position(0) == nil)
    #expect(logarithmic.clamped(-1) == 0)
  }

  @Test("labels of ticks")
  func labels() {
    let small = TickLabels([0, 500, 1000])
    #expect([0, 500, 1000].map(small.text) == ["0", "500", "1000"])
    let large = TickLabels([100, 1000, 10_000, 1.5e6, -2e9])
    #expect(large.text(100) == "100")
    #expect(large.text(1000) == "1k")
    #expect(large.text(10_000) == "10k")
    #expect(large.text(1.5e6) == "1.5\u{A0}mn")
    #expect(large.text(-2e9) == "−2\u{A0}bn")
    #expect(TickLabels([-0.2]).text(-0.2) == "−0.2")
  }

  @Test("widths of texts")
  func widths() {
    #expect(TextMetrics.width(of: "iii", size: 10) < TextMetrics.width(of: "WWW", size: 10))
    #expect(TextMetrics.width(of: "中", size: 10) == 10)
    #expect(TextMetrics.width(of: "e\u{301}", size: 10) == TextMetrics.width(of: "e", size: 10))
    let lines = TextMetrics.lines("some words and averyveryverylongwordindeed", width: 80, size: 12)
    #expect(lines.allSatisfy { TextMetrics.width(of: $0, size: 12) <= 80 })
  }
}
