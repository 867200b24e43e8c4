import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Interrupted time series")
struct InterruptedSeriesTests {
  private struct Case {
    let sample: Sample
    let interruption: Interruption
  }

  private func cases(_ file: GoldenFile) throws -> [String: Case] {
    var cases: [String: Case] = [:]
    for row in try file.rows("series") {
      let name = try #require(row.object["name"] as? String)
      cases[name] = Case(
        sample: try Sample(times: row.numbers("times"), values: row.numbers("values")),
        interruption: Interruption(
          lastBefore: try row.number("last_before"), firstAfter: try row.number("first_after")))
    }
    return cases
  }

  @Test("agrees with statsmodels at every declared autocorrelation, for every shape")
  func golden() throws {
    let file = try GoldenFile("interruption")
    let cases = try cases(file)
    var checked = 0
    for row in try file.rows("rows") {
      let name = try #require(row.object["series"] as? String)
      let item = try #require(cases[name])
      let shape = try #require(row.object["impact"] as? String)
      let impact = try #require(Impact(shape))
      let hasTrend = try #require(row.object["trend"] as? Bool)
      let term = try #require(row.object["term"] as? String)
      let rho = try row.number("rho")
      let fit = try InterruptedSeries(
        [item.interruption], impact: impact, declaredRho: [0, 0.2, 0.6], isForced: true
      ).fit(item.sample)
      let model = try #require(fit.models.first { $0.hasTrend == hasTrend })
      let change = try #require(model.changes.first { $0.term == term })
      let answer = try #require(change.declared?.rows.first { $0.rho == rho })
      let digits = 9.0
      #expect(agreement(answer.estimate, try row.number("estimate")) >= digits)
      #expect(agreement(answer.standardError ?? 0, try row.number("std_error")) >= digits)
      #expect(agreement(answer.pValue ?? 0, try row.number("p_value")) >= digits)
      #expect(agreement(answer.interval?.low ?? 0, try row.number("low")) >= digits)
      #expect(agreement(answer.interval?.high ?? 0, try row.number("high")) >= digits)
      if rho == 0 {
        #expect(agreement(change.conventional?.estimate ?? 0, answer.estimate) >= 12)
      }
      checked += 1
    }
    #expect(checked == 54)
  }

  @Test("the counterfactual is the line before with the interval of a new observation")
  func counterfactual() throws {
    let file = try GoldenFile("interruption")
    let cases = try cases(file)
    for row in try file.rows("predictions") {
      let name = try #require(row.object["series"] as? String)
      let item = try #require(cases[name])
      let fit = try InterruptedSeries([item.interruption]).fit(item.sample)
      let rows = try #require(fit.counterfactual).rows
      for (place, value) in try row.numbers("value").enumerated() {
        #expect(agreement(rows[place].value, value) >= 9)
      }
      for (place, value) in try row.numbers("low").enumerated() {
        #expect(agreement(rows[place].interval?.low ?? 0, value) >= 9)
      }
    }
  }

  @Test("changes without enough times on both sides are refused, unless forced")
  func refusals() throws {
    let times = (2004...2014).map(Double.init)
    let values = times.enumerated().map { Double(($0.offset * 7) % 5) + $0.element / 100 }
    let sample = try Sample(times: times, values: values)
    let event = Interruption(lastBefore: 2011, firstAfter: 2012)
    let fit = try InterruptedSeries([event]).fit(sample)
    let trend = try #require(fit.models.last)
    #expect(trend.changes.map { $0.refusal == nil } == [true, false])
    #expect(trend.changes[1].refusal == .tooFewObservations(needed: 5, have: 3))
    let forced = try InterruptedSeries([event], isForced: true).fit(sample)
    let change = try #require(forced.models.last?.changes.last)
    #expect(change.refusal == nil)
    #expect(change.remark?.contains("forced") == true)
    let late = Interruption(lastBefore: 2014, firstAfter: 2015)
    #expect(throws: StatisticsError.tooFewObservations(needed: 1, have: 0)) {
      try InterruptedSeries([late]).fit(sample)
    }
  }

  @Test("several events have terms of their own, and a transition is in no fit")
  func severalEvents() throws {
    let times = (1990...2020).map(Double.init)
    let values = times.map { ($0 >= 2000 ? 5.0 : 0) + ($0 >= 2010 ? -3.0 : 0) + sin($0) }
    let sample = try Sample(times: times, values: values)
    let fit = try InterruptedSeries(
      [
        Interruption(name: "first", lastBefore: 1999, firstAfter: 2000),
        Interruption(name: "second", lastBefore: 2009, firstAfter: 2010),
      ], transition: 2005...2006
    ).fit(sample)
    #expect(fit.sample.count == 29)
    #expect(
      fit.models[1].changes.map(\.term) == [
        "level_change first", "slope_change first", "level_change second", "slope_change second",
      ])
    let first = try #require(fit.models[0].changes[0].conventional)
    let second = try #require(fit.models[0].changes[1].conventional)
    #expect(abs(first.estimate - 5) < 1 && abs(second.estimate + 3) < 1)
  }

  @Test("a shift of the values shifts nothing, a scale scales the changes")
  func equivariance() throws {
    let times = (2000...2015).map(Double.init)
    let values = times.map { cos($0 * 1.7) + ($0 >= 2010 ? 1 : 0) }
    let event = Interruption(lastBefore: 2009, firstAfter: 2010)
    let model = InterruptedSeries([event])
    let plain = try model.fit(Sample(times: times, values: values))
    let moved = try model.fit(Sample(times: times, values: values.map { 3 * $0 + 100 }))
    for (first, second) in zip(plain.models.flatMap(\.changes), moved.models.flatMap(\.changes)) {
      let one = try #require(first.averaged?.estimate?.value)
      let other = try #require(second.averaged?.estimate?.value)
      #expect(agreement(other, 3 * one) >= 9)
      #expect(abs((first.averaged?.pValue ?? 0) - (second.averaged?.pValue ?? 1)) < 1e-9)
    }
  }
}
