import Statistics
import TestSupport
import Testing

@Suite struct AveragedRhoTests {
  @Test func agreesWithDenseMatrices() throws {
    for example in try SerialCase.all() {
      let result = try AveragedRho().contrast(
        "level", in: example.sample, on: example.design, level: example.level)
      #expect(agreement(try #require(result.estimate).value, example.averaged.estimate) > 12)
      #expect(agreement(try #require(result.pValue), example.averaged.pValue) > 12)
      let interval = try #require(result.interval)
      #expect(agreement(interval.low, example.averaged.low) > 12)
      #expect(agreement(interval.high, example.averaged.high) > 12)
      #expect(result.degreesOfFreedom == [Double(example.values.count - 3)])
    }
  }

  /// The published vector for small samples, to the digits it is printed with.
  @Test func theSyntheticVectorIsMet() throws {
    let cases = try SerialCase.all()
    let printed = [
      [-34.928303800, 0.833896614, -390.207144312, 318.039465574],
      [-0.219119314, 0.655884642, -1.271722910, 0.818039222],
    ]
    for (example, expected) in zip(cases, printed) {
      let result = try AveragedRho().contrast("level", in: example.sample, on: example.design)
      #expect(abs(try #require(result.estimate).value - expected[0]) < 1e-9)
      #expect(abs(try #require(result.pValue) - expected[1]) < 1e-9)
      #expect(abs(try #require(result.interval).low - expected[2]) < 1e-9)
      #expect(abs(try #require(result.interval).high - expected[3]) < 1e-9)
    }
  }

  @Test(arguments: [1e-200, 1e-9, 1e9, 1e200])
  func unitsChangeNothingButTheUnits(unit: Double) throws {
    let example = try #require(try SerialCase.all().first)
    let own = try AveragedRho().contrast("level", in: example.sample, on: example.design)
    let other = try AveragedRho().contrast(
      "level", in: Sample(times: example.times, values: example.values.map { $0 * unit }),
      on: example.design)
    #expect(agreement(try #require(other.pValue), try #require(own.pValue)) > 11)
    let low = try #require(own.interval).low * unit
    #expect(agreement(try #require(other.interval).low, low) > 11)
    let spread = try #require(own.standardError) * unit
    #expect(agreement(try #require(other.standardError), spread) > 11)
  }

  @Test func farTailsDoNotCancel() throws {
    let times = (2001...2030).map(Double.init)
    let values = times.enumerated().map { place, time in
      (place % 3 == 0 ? 0.01 : -0.01) * Double(place % 5) + (time >= 2020 ? 1000 : 0)
    }
    let result = try AveragedRho().contrast(
      "level", in: Sample(times: times, values: values),
      on: Design.trend(times).adding("level", times.stepping(at: 2020)))
    let p = try #require(result.pValue)
    #expect(p > 0)
    #expect(p < 1e-60)
  }
}
