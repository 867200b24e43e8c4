import Comparison
import Statistics
import Tables
import TestSupport
import Testing
import TimeSeries

@Suite("Trends of many series")
struct SeriesTrendPanelTests {
  /// Series of several lengths and spans, with ties, constants, gaps, huge values and breaks.
  private func members() throws -> [SeriesTrend.Member] {
    var generator = SplitMix64(seed: 11)
    var members: [SeriesTrend.Member] = []
    func add(_ observations: [Observation], breaks: [Break] = []) throws {
      let series = try Series(attacks, observations)
      members.append(
        SeriesTrend.Member(
          ResolvedSeries(
            series: series, breaks: breaks, notes: [], resolution: .latest,
            asOf: series.span?.last.last ?? Day(number: 0)), name: "s\(members.count)"))
    }
    for count in [3, 9, 25, 40] {
      for kind in 0..<14 {
        let values = (0..<count).map { (index: Int) -> Double in
          let noise = Double.random(in: 0...10, using: &generator)
          return switch kind % 5 {
          case 0: (50 + Double(index) + noise).rounded()
          case 1: 7
          case 2: 1e9 + noise * 1e-3
          case 3: 1e-200 * (1 + noise)
          default: 20 + noise
          }
        }
        try add(years(1990, values))
      }
    }
    try add(years(1990, (0..<25).filter { $0 != 7 }.map(Double.init)))
    let squares = years(1990, (0..<25).map { Double($0 * $0 % 17) })
    try add(squares.filter { $0.period != .year(1997) })
    try add([])
    let found = Break(date: .first(of: 2000), kind: .collection, description: "new collector")
    try add(years(1990, (0..<25).map { Double($0 * 7 % 11) }), breaks: [found])
    return members
  }

  private func expectEqual(
    _ methods: [TrendMethod]?, _ settings: @escaping (Int) -> TrendSettings
  ) throws {
    let members = try members()
    let all = SeriesTrend.trends(of: members, methods: methods, settings: settings)
    #expect(all.map(\.name) == members.map(\.name))
    let alone = members.map {
      SeriesTrend($0.resolved, name: $0.name, methods: methods, settings: settings)
    }
    for (many, one) in zip(all, alone) {
      #expect(many.estimates == one.estimates, "\(one.name)")
      #expect(many.overview == one.overview, "\(one.name)")
      #expect(many.observations == one.observations, "\(one.name)")
      #expect(many.notes == one.notes, "\(one.name)")
    }
    #expect(SeriesTrend.estimates(of: all) == SeriesTrend.estimates(of: alone))
    #expect(SeriesTrend.overview(of: all) == SeriesTrend.overview(of: alone))
  }

  @Test("The standard methods give the tables they give of one series")
  func standard() throws {
    try expectEqual(nil) { _ in TrendSettings() }
  }

  @Test("So do others, whatever the choices")
  func choices() throws {
    let methods: [TrendMethod] = [.theilSen, .mannKendall, .leastSquares, .siegel, .coxStuart]
    for alternative in Alternative.allCases {
      try expectEqual(methods) { count in
        TrendSettings(
          level: 0.9, alternative: alternative,
          covariance: .neweyWest(lags: CovarianceChoice.customaryLags(count: count)),
          isForced: true)
      }
    }
    try expectEqual([.mannKendall]) { _ in
      TrendSettings(replicates: WorstAutocorrelation(replicates: 20))
    }
  }

  @Test("Progress counts to the end")
  func progress() throws {
    let members = try members()
    var seen: [Int] = []
    _ = SeriesTrend.trends(of: members, methods: [.theilSen], progress: { seen.append($0) })
    #expect(seen == seen.sorted())
    #expect(seen.last == members.count)
  }
}
