import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Counts under declared autocorrelation")
struct CorrelatedCountsTests {
  private struct Case {
    let sample: Sample
    let design: Design
    let term: String
  }

  private func cases(_ file: GoldenFile) throws -> [String: Case] {
    var cases: [String: Case] = [:]
    for row in try file.rows("cases") {
      let times = try row.numbers("times")
      let step = try row.number("step")
      var design = Design.trend(times.map { $0 - times[0] })
      if step > 0 { design = design.adding("step", times.stepping(at: step)) }
      let name = try #require(row.object["name"] as? String)
      cases[name] = Case(
        sample: try Sample(
          times: times, values: row.numbers("counts"), exposures: row.numbers("exposures")),
        design: design, term: step > 0 ? "step" : "time")
    }
    return cases
  }

  @Test("solves the estimating equations with dense covariances")
  func golden() throws {
    let file = try GoldenFile("correlated-counts")
    let cases = try cases(file)
    for row in try file.rows("rows") {
      let name = try #require(row.object["case"] as? String)
      let one = try #require(cases[name])
      let rho = try row.number("rho")
      let fit = try CorrelatedCounts().fit(one.sample, on: one.design, rho: rho)
      #expect(agreement(fit.dispersion, try row.number("phi")) >= 10)
      let coefficients = fit.coefficients
      #expect(agreement(coefficients.map(\.estimate), try row.numbers("coef")) >= 10)
      #expect(agreement(coefficients.compactMap(\.standardError), try row.numbers("se")) >= 10)
      #expect(agreement(coefficients.compactMap(\.pValue), try row.numbers("p")) >= 9)
      if rho == 0 {
        let plain = try GeneralizedLinear(.quasiPoisson, exposures: one.sample.exposures)
          .fit(one.sample.values, on: one.design)
        let same = try plain.coefficients()
        #expect(agreement(coefficients.map(\.estimate), same.map(\.estimate)) >= 11)
        #expect(
          agreement(
            coefficients.compactMap(\.standardError), same.compactMap(\.standardError)) >= 11)
      }
    }
  }

  @Test("averages over autocorrelations by the working likelihood")
  func averages() throws {
    let file = try GoldenFile("correlated-counts")
    let cases = try cases(file)
    for row in try file.rows("averages") {
      let name = try #require(row.object["case"] as? String)
      let one = try #require(cases[name])
      let found = try CorrelatedCounts().averaged(one.term, in: one.sample, on: one.design)
      #expect(agreement(try #require(found.estimate?.value), try row.number("estimate")) >= 9)
      #expect(agreement(try #require(found.pValue), try row.number("p")) >= 9)
      #expect(agreement(try #require(found.interval?.low), try row.number("low")) >= 9)
      #expect(agreement(try #require(found.interval?.high), try row.number("high")) >= 9)
    }
  }

  @Test("the worst is the largest p and the union of the intervals")
  func worst() throws {
    for one in try cases(GoldenFile("correlated-counts")).values {
      let model = CorrelatedCounts()
      let declared = try model.declared(
        one.term, in: one.sample, on: one.design, findsBreakdown: false)
      let worst = try #require(declared.worst)
      var low = Double.infinity
      var high = -Double.infinity
      for rho in model.grid {
        let fit = try model.fit(one.sample, on: one.design, rho: rho)
        let own = try #require(fit.coefficients.first { $0.term == one.term })
        low = min(low, try #require(own.interval?.low))
        high = max(high, try #require(own.interval?.high))
        let p = try #require(own.pValue)
        #expect(worst.pValue >= p - 1e-12)
      }
      #expect(agreement(worst.interval.low, low) > 12 && agreement(worst.interval.high, high) > 12)
    }
  }

  /// Numbers drawn one after another.
  private struct Draws {
    var random: SplitMix64

    mutating func uniform() -> Double { (Double(random.next() >> 11) + 0.5) * 0x1p-53 }

    mutating func normal() -> Double {
      let radius = (-2 * log(uniform())).squareRoot()
      return radius * cos(2 * .pi * uniform())
    }

    mutating func poisson(_ mean: Double) -> Double {
      // Inversion, in steps that do not underflow.
      var total = 0.0
      var left = mean
      while left > 0 {
        let edge = exp(-min(left, 50))
        var product = uniform()
        while product > edge {
          product *= uniform()
          total += 1
        }
        left -= 50
      }
      return total
    }

    /// Poisson counts about lognormal intensities that follow one another; no change of level.
    mutating func counts(
      _ count: Int, mean: Double, dispersion: Double, rho: Double
    ) -> [Double] {
      let variance = log(1 + (dispersion - 1) / mean)
      let share = (dispersion - 1) / dispersion
      let own = log(1 + min(rho / share, 0.99) * (exp(variance) - 1)) / variance
      var state = normal()
      var counts: [Double] = []
      for place in 0..<count {
        if place > 0 { state = own * state + (1 - own * own).squareRoot() * normal() }
        counts.append(poisson(mean * exp(variance.squareRoot() * state - variance / 2)))
      }
      return counts
    }
  }

  @Test("keeps its size where years depend on one another, and plain quasi-Poisson does not")
  func size() throws {
    var draws = Draws(random: SplitMix64(seed: 20_111_218))
    let times = (0..<17).map(Double.init)
    let design = Design.intercept(count: 17).adding("step", times.stepping(at: 14))
    let model = CorrelatedCounts(grid: [0, 0.3, 0.6])
    var (plain, worst, used) = (0, 0, 0)
    for _ in 0..<300 {
      let values = draws.counts(17, mean: 50, dispersion: 10, rho: 0.6)
      let sample = try Sample(times: times, values: values)
      guard let fit = try? model.declared("step", in: sample, on: design, findsBreakdown: false)
      else { continue }
      used += 1
      if let p = fit.rows[0].pValue, p < 0.05 { plain += 1 }
      if let p = fit.worst?.pValue, p < 0.05 { worst += 1 }
    }
    #expect(used > 290)
    // Of 300, a size of 4 % is 12 give or take 7, one of 17 % is 51.
    #expect(worst <= 16, "\(worst) of \(used)")
    #expect(plain >= 30, "\(plain) of \(used)")
  }

  @Test("faults are those of quasi-Poisson regression")
  func faults() throws {
    let times = (0..<8).map(Double.init)
    let zeros = try Sample(times: times, values: [3, 4, 2, 5, 3, 0, 0, 0])
    let design = Design.intercept(count: 8).adding("step", times.stepping(at: 5))
    #expect(throws: StatisticsError.separation(terms: ["step"])) {
      try CorrelatedCounts().declared("step", in: zeros, on: design)
    }
    #expect(throws: StatisticsError.self) {
      try CorrelatedCounts(grid: [0.2, 0.1]).declared("step", in: zeros, on: design)
    }
    #expect(throws: StatisticsError.self) {
      try CorrelatedCounts().declared("slope", in: zeros, on: design)
    }
  }
}
