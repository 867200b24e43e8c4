import Comparison
import Foundation
import Statistics
import Tables
import TestSupport
import Testing
import TimeSeries

@Suite("Forecasts of series")
struct SeriesForecastTests {
  static let values = [
    310.0, 420, 380, 290, 240, 210, 190, 180, 150, 260, 600, 520, 420, 380, 300, 310, 280, 260, 240,
    250, 230, 190,
  ]

  private func resolved(
    _ observations: [Observation], breaks: [Break] = []
  ) throws -> ResolvedSeries<AnyMeasure> {
    let series = try Series(attacks, observations)
    return ResolvedSeries(
      series: series, breaks: breaks, notes: [], resolution: .latest,
      asOf: series.span?.last.last ?? Day(number: 0))
  }

  private func forecast(
    _ observations: [Observation], _ methods: [ForecastMethod]? = nil, breaks: [Break] = [],
    _ choices: SeriesForecast.Choices = .init()
  ) throws -> SeriesForecast {
    SeriesForecast(
      try resolved(observations, breaks: breaks), name: "x", methods: methods, choices)
  }

  @Test("One row for each method and year after the last")
  func rows() throws {
    let result = try forecast(years(2004, Self.values), [.localLevel, .trend])
    let table = result.estimates
    #expect(table.rows.count == 6)
    #expect(table.columns.prefix(5) == [.method, .period, .time, .estimate, .standardError])
    #expect((0..<3).map { table.cell($0, .period) } == ["2026", "2027", "2028"].map { .text($0) })
    #expect(table.cell(5, .time) == .number(2028))
    let level = try LocalLevel().fit(Self.values.map { $0 })
    let ahead = level.forecasts(3)[2]
    #expect(table.cell(2, .estimate) == .number(ahead.mean))
    let low = try #require(table.cell(2, .intervalLow)?.double)
    #expect(agreement(low, ahead.mean - 1.959963984540054 * ahead.variance.squareRoot()) >= 12)
    #expect(table.cell(0, .basis) == .text("asymptotic") && table.cell(3, .basis) == .text("exact"))
    #expect(table.cell(3, .degreesOfFreedom) == .number(20))
    #expect(result.overview.rows.count == 2)
    let observations = try #require(result.observations)
    #expect(observations.rows.count == 2 * Self.values.count)
    #expect(observations.cell(0, .fitted)?.double == nil)
    #expect(observations.cell(1, .fitted) == .number(310))
    #expect(observations.cell(1, .residual) == .number(110))
    #expect(result.notes.contains { $0.code == "prediction-interval" && $0.text.contains("95 %") })
  }

  @Test("The level of the interval is the one asked for; a chart may ask for any")
  func levels() throws {
    let result = try forecast(
      years(2004, Self.values), [.trend], .init(horizon: 1, level: 0.5))
    let expectation = try #require(result.outcomes[0].value?.expectations.first)
    let table = result.estimates
    #expect(table.cell(0, .intervalLow)?.double == expectation.interval(level: 0.5)?.low)
    let wide = try #require(expectation.interval(level: 0.95))
    let narrow = try #require(expectation.interval(level: 0.5))
    #expect(wide.low < narrow.low && narrow.high < wide.high)
    #expect(result.notes.contains { $0.text.contains("50 %") })
  }

  @Test("Gaps keep their place; methods that need every year say so")
  func gaps() throws {
    var observations = years(2000, Self.values)
    observations.removeSubrange(5...6)
    let result = try forecast(observations, [.localLevel, .trend, .holt], .init(horizon: 1))
    var values: [Double?] = Self.values.map { $0 }
    (values[5], values[6]) = (nil, nil)
    let level = try LocalLevel().fit(values)
    #expect(result.estimates.cell(0, .estimate) == .number(level.forecast(1).value))
    let line = try LeastSquares().fit(
      observations.compactMap { $0.reading.stated },
      on: .trend(observations.map(\.period.time)))
    let known = try line.prediction(at: .trend([2022]))
    #expect(
      agreement(try #require(result.estimates.cell(1, .estimate)?.double), known.rows[0].value)
        >= 11)
    let refusal = try #require(result.outcomes[2].refusal)
    #expect(refusal.description.contains("2 are missing"))
    #expect(!refusal.isOfData)
    #expect(result.estimates.rows.count == 3)
    #expect(result.notes.contains { $0.code == "missing-periods" })
    #expect(result.observations?.rows.count == 40)
  }

  @Test("Months and quarters go on over the end of a year")
  func months() throws {
    let observations = try (0..<24).map { month in
      Observation(
        period: try #require(Period.month(2024 + (month + 10) / 12, (month + 10) % 12 + 1)),
        reading: .exactly(Double(10 + month % 5)))
    }
    let result = try forecast(observations, [.trend], .init(horizon: 3))
    #expect(
      (0..<3).map { result.estimates.cell($0, .period) }
        == ["2026-11", "2026-12", "2027-01"].map { .text($0) })
    #expect(result.estimates.cell(2, .time) == .number(2027))
    let quarters = try (0..<12).map { place in
      Observation(
        period: try #require(Period.quarter(-1 + place / 4, place % 4 + 1)),
        reading: .exactly(Double(place * place % 7)))
    }
    let next = try forecast(quarters, [.trend], .init(horizon: 1))
    #expect(next.estimates.cell(0, .period)?.text == Period.quarter(2, 1)?.description)
  }

  @Test("Parts of years and provisional years are in no fit; theirs are forecasts of the whole")
  func partial() throws {
    var observations = years(2004, Self.values)
    observations.append(
      Observation(period: .year(2026), reading: .exactly(900), status: .provisional))
    let half = try #require(Period.span(from: day("2027-01-01"), through: day("2027-06-30")))
    observations.append(Observation(period: half, reading: .exactly(500), coverage: 0.496))
    let result = try forecast(observations, [.localLevel])
    let plain = try forecast(years(2004, Self.values), [.localLevel])
    #expect(result.estimates.rows == plain.estimates.rows)
    #expect(result.notes.contains { $0.code == "provisional" })
    #expect(result.notes.contains { $0.code == "partial-year" })
    let start = try #require(result.notes.first { $0.code == "forecast-start" })
    #expect(start.text.contains("2025") && start.text.contains("2027"))
    #expect(start.text.contains("whole year"))
  }

  @Test("On the logarithmic scale the median comes back, and nothing is below zero")
  func logarithms() throws {
    let rule = ReadingRule(scale: .log)
    let result = try forecast(years(2004, Self.values), [.trend], .init(rule: rule))
    let line = try LeastSquares().fit(
      Self.values.map { log($0) }, on: .trend(Self.values.indices.map(Double.init)))
    let known = try line.prediction(at: .trend([22, 23, 24]))
    for row in 0..<3 {
      let estimate = try #require(result.estimates.cell(row, .estimate)?.double)
      #expect(agreement(estimate, exp(known.rows[row].value)) >= 10)
      let low = try #require(result.estimates.cell(row, .intervalLow)?.double)
      #expect(agreement(low, exp(try #require(known.rows[row].interval).low)) >= 10)
      #expect(low > 0)
    }
    #expect(result.notes.contains { $0.code == "log-scale" && $0.text.contains("median") })
    #expect(!result.notes.contains { $0.code == "below-zero" })
    let zero = try forecast(years(2004, [3, 0] + Self.values), [.trend], .init(rule: rule))
    #expect(zero.refusalsOfAll.count == 1)
  }

  @Test("An interval below zero is said, not cut off")
  func belowZero() throws {
    let falling: [Double] = (0..<12).map { (year: Int) -> Double in
      Double(120 - 10 * year + year * 7 % 5)
    }
    let result = try forecast(years(2004, falling), [.trend])
    let low = try #require(result.estimates.cell(2, .intervalLow)?.double)
    #expect(low < 0)
    #expect(result.notes.contains { $0.code == "below-zero" && $0.text.contains("trend") })
    let negative = try forecast(years(2004, falling.map { $0 - 50 }), [.trend])
    #expect(!negative.notes.contains { $0.code == "below-zero" })
  }

  @Test("Too few years are refused with what to use instead; forced, they are marked")
  func short() throws {
    let observations = years(2015, Array(Self.values[..<7]))
    let result = try forecast(observations)
    #expect(result.outcomes.map(\.method) == ["trend"])
    #expect(result.refusalsOfAll.count == 1 && result.refusalsOfAll[0].isOfData)
    #expect(result.estimates.cell(0, .refusal)?.text?.contains("misleads below 8") == true)
    #expect(result.estimates.cell(0, .estimate)?.isAbsent == true)
    let forced = try forecast(observations, [.trend], .init(isForced: true))
    #expect(forced.estimates.rows.count == 3)
    #expect(forced.estimates.cell(0, .remark)?.text?.hasPrefix("forced") == true)
    let two = try forecast(years(2015, [1, 2]), [.trend, .localLevel], .init(isForced: true))
    #expect(two.refusalsOfAll.count == 2)
  }

  @Test("No forecast over a break that separates, unless forced")
  func breaks() throws {
    let item = Break(
      date: try day("2014-01-01"), kind: .definition, description: "other attacks count",
      source: nil)
    let result = try forecast(years(2004, Self.values), [.trend], breaks: [item])
    #expect(result.estimates.cell(0, .instead)?.text?.contains("--from 2014") == true)
    let forced = try forecast(
      years(2004, Self.values), [.trend], breaks: [item], .init(isForced: true))
    #expect(forced.notes.contains { $0.code == "break-crossed" })
    #expect(forced.estimates.cell(0, .remark)?.text?.contains("2014-01-01") == true)
  }

  @Test("Spans have no next one; exact fits no interval; far horizons a caveat")
  func edges() throws {
    let spans = try (0..<10).map { place in
      Observation(
        period: try #require(
          Period.span(from: day("20\(10 + place)-01-01"), through: day("20\(10 + place)-03-15"))),
        reading: .exactly(Double(place)))
    }
    let result = try forecast(spans, [.trend])
    #expect(result.refusalsOfAll.count == 1)
    let line = try forecast(years(2004, (0..<10).map { 2 + 3 * Double($0) }), [.trend])
    #expect(agreement(try #require(line.estimates.cell(0, .estimate)?.double), 32) >= 12)
    #expect(line.estimates.cell(0, .intervalLow)?.isAbsent == true)
    let far = try forecast(years(2004, Self.values), [.trend], .init(horizon: 40))
    #expect(far.estimates.rows.count == 40)
    #expect(far.notes.contains { $0.code == "far-ahead" })
    let last = try forecast(
      years(9_999_980, Array(Self.values[..<19])), [.trend], .init(horizon: 5))
    #expect(last.estimates.rows.count <= 5)
    let constant = try forecast(years(2004, Array(repeating: 4, count: 25)))
    #expect(constant.estimates.rows.count >= 2)
  }
}

extension Cell {
  /// The text of a cell that has one.
  fileprivate var text: String? {
    if case .text(let text) = self { return text }
    return nil
  }
}
