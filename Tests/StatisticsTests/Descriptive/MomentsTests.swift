import Foundation
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Moments and lag-one autocorrelation on the NIST univariate sets")
struct MomentsTests {
  /// A data set, and the digits exact arithmetic on its doubles reaches: mean, deviation, r₁.
  struct Certified: CustomTestStringConvertible, Sendable {
    let name: String
    let mean: Double
    let deviation: Double
    let lagOne: Double
    var testDescription: String { name }
  }

  static let sets = [
    Certified(name: "Lew", mean: 15, deviation: 15.38, lagOne: 14.8),
    Certified(name: "Lottery", mean: 15.18, deviation: 15.4, lagOne: 14.9),
    Certified(name: "Mavro", mean: 15, deviation: 13.12, lagOne: 13.7),
    Certified(name: "Michelso", mean: 15, deviation: 13.84, lagOne: 13.4),
    Certified(name: "NumAcc1", mean: 15, deviation: 15, lagOne: 15),
    Certified(name: "NumAcc2", mean: 15, deviation: 15.55, lagOne: 14.9),
    Certified(name: "NumAcc3", mean: 15, deviation: 9.45, lagOne: 11.9),
    Certified(name: "NumAcc4", mean: 15, deviation: 8.25, lagOne: 10.6),
    Certified(name: "PiDigits", mean: 15, deviation: 15.2, lagOne: 14.8),
  ]

  @Test(arguments: sets)
  func certifiedDigits(_ set: Certified) throws {
    let file = try UnivariateFile(set.name)
    let moments = try Moments(file.values)
    #expect(agreement(moments.mean, file.mean) >= set.mean)
    let deviation = try #require(moments.standardDeviation)
    #expect(agreement(deviation, file.deviation) >= set.deviation)
    let correlation = try Autocorrelation(file.values, lags: 1)
    #expect(agreement(correlation.correlations[0], file.lagOne) >= set.lagOne)
  }

  @Test("Extreme magnitudes: nothing vanishes or overflows", arguments: [0x1p-1063, 1e-200, 1e300])
  func extremeMagnitudes(_ unit: Double) throws {
    let moments = try Moments([1, 2, 3, 4, 5].map { $0 * unit })
    #expect(agreement(moments.mean, 3 * unit) > 3)
    let expected = 2.5.squareRoot() * unit
    #expect(agreement(try #require(moments.standardDeviation), expected) > (unit < 1e-300 ? 3 : 14))
  }

  @Test("A single value has a mean and no deviation; none is refused")
  func edges() throws {
    let one = try Moments([7])
    #expect(one.mean == 7)
    #expect(one.standardDeviation == nil)
    #expect(try Moments([3, 3, 3]).standardDeviation == 0)
    #expect(throws: StatisticsError.tooFewObservations(needed: 1, have: 0)) { try Moments([]) }
    #expect(throws: StatisticsError.notFinite(index: 1)) { try Moments([1, .nan]) }
    #expect(one.estimates.rows.count == 1)
  }

  @Test("A mean of the largest doubles does not overflow")
  func largestMean() throws {
    let largest = Double.greatestFiniteMagnitude
    #expect(try Moments([largest, largest, largest]).mean == largest)
  }
}

/// A univariate file as NIST published it.
struct UnivariateFile {
  let values: [Double]
  let mean: Double
  let deviation: Double
  let lagOne: Double

  init(_ name: String) throws {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "dat", subdirectory: "NIST"))
    let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
    func certified(_ label: String) throws -> Double {
      let line = try #require(lines.first { $0.contains(label) })
      // The number after the colon; a remark such as (exact) may follow.
      let words = try #require(line.split(separator: ":").last).split(separator: " ")
      return try #require(words.compactMap { Double($0) }.first)
    }
    mean = try certified("Sample Mean")
    deviation = try certified("Sample Standard Deviation")
    lagOne = try certified("(lag 1)")
    let rule = try #require(lines.lastIndex { $0.hasPrefix("-----") })
    values = lines[(rule + 1)...].compactMap {
      Double($0.trimmingCharacters(in: .whitespaces))
    }
    let line = try #require(lines.first { $0.contains("Number of Observations:") })
    let count = try #require(line.split(separator: " ").last.flatMap { Int($0) })
    try #require(values.count == count)
  }
}
