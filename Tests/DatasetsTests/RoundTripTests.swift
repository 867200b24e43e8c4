import Datasets
import DelimitedText
import Reporting
import Tables
import TestSupport
import Testing
import TimeSeries

/// A series written as a table of text reads back as itself.
@Suite struct RoundTripTests {
  private func randomReading(_ random: inout SplitMix64) -> Reading {
    func number() -> Double {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: Double(Int.random(in: 0...200_000, using: &random))
      case 1: Double(Int.random(in: 0...999, using: &random)) / 1000
      case 2: Double.random(in: 0...1, using: &random) * random.pick([1e-9, 1, 1e12, 1e300])
      default: 0
      }
    }
    let (first, second) = (number(), number())
    let range = min(first, second)...max(first, second)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return .exactly(first)
    case 1: return .approximately(first)
    case 2: return .within(range)
    case 3: return .within(range, best: random.pick([range.lowerBound, range.upperBound]))
    case 4: return .atLeast(first)
    default: return .atMost(first)
    }
  }

  /// Whole years, months, days, and parts of years, one after the other with gaps.
  private func randomPeriods(_ random: inout SplitMix64) throws -> [Period] {
    var periods: [Period] = []
    let base = random.pick([2003, 2003, 1, -50, 12_000])
    for year in base..<base + Int.random(in: 1...12, using: &random) {
      let start = Day.first(of: year)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: continue
      case 1:
        for month in 1...12 where Bool.random(using: &random) {
          periods.append(try #require(Period.month(year, month)))
        }
      case 2: periods.append(.day(start.advanced(by: Int.random(in: 0...364, using: &random))))
      case 3:
        let first = start.advanced(by: Int.random(in: 0...300, using: &random))
        periods.append(
          try #require(
            Period(from: first, to: first.advanced(by: Int.random(in: 1...64, using: &random)))))
      default: periods.append(.year(year))
      }
    }
    return periods.isEmpty ? [.year(base)] : periods
  }

  private func randomSeries(_ random: inout SplitMix64) throws -> Series<AnyMeasure> {
    let accrual = random.pick(Accrual.allCases)
    let unit = random.pick(["attacks", "million USD (2015)", "thousand persons", "Fälle, gezählt"])
    let texts = [
      "", "claimed", "v26.1", "ديالى", "Ninive \"Est\"", "a,b;c", "多地", "-x", "=1+1", "'quoted",
      "naïve 🇮🇶", "two\nlines",
    ]
    let sources = [nil, "ucdp", "Jane Doe, 2014", "вестник", "@handle", "x y"]
    return try Series(
      AnyMeasure(name: "value", unit: #require(Unit(unit)), accrual: accrual),
      randomPeriods(&random).map { period in
        Observation(
          period: period, reading: randomReading(&random),
          exposure: accrual == .stock
            ? 1 : random.pick([period.years, 0.5, 1.0 / 3]),
          status: random.pick([.final, .provisional, .derived]),
          concept: random.pick(texts.filter { !$0.contains("\n") }),
          hedge: random.pick(["", "about", "nearly"]),
          sources: random.pick(sources).map { [$0] } ?? [])
      })
  }

  /// What a file carries of an observation: all but the ids of claims and how it was derived.
  private struct Carried: Equatable {
    let period: Period
    let reading: Reading
    let exposure: Double
    let status: Claim.Status
    let concept: String
    let hedge: String
    let sources: [String]

    init(_ observation: Observation) {
      period = observation.period
      reading = observation.reading
      exposure = observation.exposure
      status = observation.status
      concept = observation.concept
      hedge = observation.hedge
      sources = observation.sources
    }
  }

  @Test(arguments: Hedges.allCases, [Dialect.standard, .excel, .excelEU])
  func aSeriesReadsBackAsItself(hedges: Hedges, dialect: Dialect) throws {
    var random = SplitMix64(seed: 61)
    for _ in 0..<120 {
      let series = try randomSeries(&random)
      let table = series.table("Any", id: random.pick(["attacks.x", "ديالى.多"]), hedges: hedges)
      var text = ""
      CSVFormat(dialect).write(table, to: &text)
      let file = try RecordFile(
        bytes: Array(text.utf8), name: "any.csv", options: ReadingOptions(dialect: dialect))
      let read = try SeriesFile(file, accrual: series.measure.accrual)
      #expect(read.archive.measure.unit == series.measure.unit)
      let back = try read.archive.series()
      #expect(
        back.observations.map(Carried.init) == series.observations.map(Carried.init), "\(text)")
    }
  }

  @Test func tabsToo() throws {
    var random = SplitMix64(seed: 62)
    for _ in 0..<60 {
      let series = try randomSeries(&random)
      var text = ""
      TSVFormat().write(series.table("Any"), to: &text)
      let file = try RecordFile(bytes: Array(text.utf8), name: "any.tsv")
      let back = try SeriesFile(file, accrual: series.measure.accrual).archive.series()
      #expect(back.observations.map(Carried.init) == series.observations.map(Carried.init))
    }
  }

  /// The bundled series, whole years and parts, with everything a reader of the file would use.
  @Test func everyBundledSeriesReadsBack() throws {
    let package = try DataPackage.bundled()
    for info in package.series {
      let series = try package.archive(info.id).series()
      guard series.count > 0 else { continue }
      var text = ""
      CSVFormat().write(series.table(info.title, id: info.id), to: &text)
      let back = try seriesFile(text, accrual: info.measure.accrual).archive.series()
      #expect(
        back.observations.map(Carried.init) == series.observations.map(Carried.init), "\(info.id)")
      if series.observations.contains(where: { $0.period.shape == .year }) {
        #expect(
          back.observations.map(\.coverage) == series.observations.map(\.coverage), "\(info.id)")
      }
    }
  }
}
