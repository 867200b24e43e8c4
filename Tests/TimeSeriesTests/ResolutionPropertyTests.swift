import Tables
import TestSupport
import Testing

@testable import TimeSeries

/// What holds of every archive, whatever was claimed.
@Suite struct ResolutionPropertyTests {
  private static let packagedOn = Day(validYear: 2026, month: 11, day: 23)
  private static let resolutions: [Resolution] = [
    .latest, .median, .envelope, .preferring(["s1", "monitor"]),
  ]

  /// Periods of every shape, many of them the same, overlapping or across a new year.
  private func randomPeriod(_ random: inout SplitMix64) throws -> Period {
    let year = Int.random(in: 2009...2015, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0, 1: return .year(year)
    case 2: return try #require(Period.quarter(year, Int.random(in: 1...4, using: &random)))
    case 3: return try #require(Period.month(year, Int.random(in: 1...12, using: &random)))
    case 4: return .day(Day.first(of: year).advanced(by: Int.random(in: 0...364, using: &random)))
    default:
      let start = Day.first(of: year).advanced(by: Int.random(in: 0...364, using: &random))
      return try #require(
        Period(from: start, to: start.advanced(by: Int.random(in: 1...300, using: &random))))
    }
  }

  private func randomClaims(_ accrual: Accrual, _ random: inout SplitMix64) throws -> [Claim] {
    try (0..<Int.random(in: 0...40, using: &random)).map { index in
      let period = try randomPeriod(&random)
      let published: Vintage? =
        switch Int.random(in: 0..<4, using: &random) {
        case 0: nil
        case 1: Vintage("\(period.last.year)")
        case 2: Vintage("\(period.last.year + 1)-0\(Int.random(in: 1...9, using: &random))")
        default: Vintage(period.last.advanced(by: 40).description)
        }
      return Claim(
        id: "c\(index)", period: period, reading: randomReading(&random),
        basis: accrual == .stock ? .point : random.pick([.year, .month, .week, .day, .period]),
        concept: random.pick(["", "", "revised", "v25.1", "monitor", "claimed"]),
        source: random.pick(["s1", "s2", "s3"]), published: published,
        status: random.pick([.final, .final, .provisional, .planned, .derived]),
        quality: random.pick(Claim.Quality.allCases),
        hedge: random.pick(["", "about", "nearly"]))
    }
  }

  private func archive(_ accrual: Accrual, _ claims: [Claim]) -> Archive<AnyMeasure> {
    Archive(
      measure: AnyMeasure(name: "x", unit: .attacks, accrual: accrual), claims: claims,
      packagedOn: Self.packagedOn)
  }

  @Test(arguments: Accrual.allCases, Hedges.allCases)
  func everyResolutionIsAValidSeries(accrual: Accrual, hedges: Hedges) throws {
    var random = SplitMix64(seed: 41)
    var count = 0
    for _ in 0..<400 {
      let claims = try randomClaims(accrual, &random)
      let byID = Dictionary(uniqueKeysWithValues: claims.map { ($0.id, $0) })
      for resolution in Self.resolutions {
        let series = try archive(accrual, claims).series(resolution, hedges: hedges)
        count += series.count
        for (first, second) in zip(series.observations, series.observations.dropFirst()) {
          #expect(first.period < second.period && !first.period.overlaps(second.period))
        }
        for observation in series.observations {
          let bounds = hedges.bounds(of: observation.reading, hedge: observation.hedge)
          #expect((bounds.low ?? -.infinity) <= (bounds.high ?? .infinity))
          #expect(observation.reading.isFinite)
          #expect(observation.exposure > 0 && observation.coverage > 0 && observation.coverage <= 1)
          #expect(observation.period.calendarYear != nil)
          #expect(accrual == .flow || observation.period.shape == .year)
          #expect(!observation.claims.isEmpty)
          for id in observation.claims {
            let claim = try #require(byID[id])
            #expect(claim.status != .planned)
            #expect(accrual == .stock || claim.period == observation.period)
          }
        }
      }
    }
    #expect(count > 4000)
  }

  /// An observation holds what each of the claims it rests on allows, or one of them alone.
  @Test func theEnvelopeHoldsEveryVoice() throws {
    var random = SplitMix64(seed: 42)
    for _ in 0..<400 {
      let claims = try randomClaims(.stock, &random)
      let byID = Dictionary(uniqueKeysWithValues: claims.map { ($0.id, $0) })
      for observation in try archive(.stock, claims).series(.envelope).observations
      where observation.claims.count > 1 {
        let hull = Hedges.default.plainBounds(of: observation.reading, hedge: "")
        for claim in observation.claims.compactMap({ byID[$0] }) {
          let one = Hedges.default.bounds(of: claim.reading, hedge: claim.hedge)
          #expect((hull.low ?? -.infinity) <= (one.low ?? -.infinity))
          #expect((one.high ?? .infinity) <= (hull.high ?? .infinity))
        }
      }
    }
  }

  /// Later days know more: no claim is used before it was out, no year of a stock is lost again,
  /// and from the day of the package on nothing changes.
  @Test(arguments: [Resolution.latest, .preferring(["s2"])])
  func asOfIsMonotone(resolution: Resolution) throws {
    var random = SplitMix64(seed: 43)
    for _ in 0..<200 {
      let claims = try randomClaims(.stock, &random)
      let byID = Dictionary(uniqueKeysWithValues: claims.map { ($0.id, $0) })
      let archive = archive(.stock, claims)
      var years: Set<Period> = []
      for day in (2009...2018).map({ Day.first(of: $0) }) + [Self.packagedOn] {
        let series = try archive.series(resolution, asOf: day)
        for id in series.observations.flatMap(\.claims) where day < Self.packagedOn {
          let published = try #require(byID[id]?.published)
          #expect(published.period.last <= day)
        }
        let now = Set(series.observations.map(\.period))
        #expect(years.isSubset(of: now))
        years = now
      }
      #expect(
        try archive.series(resolution, asOf: Self.packagedOn.advanced(by: 400))
          == archive.series(resolution))
    }
  }

  /// The order of the claims in their file does not matter.
  @Test func theOrderOfClaimsDoesNotMatter() throws {
    var random = SplitMix64(seed: 44)
    for _ in 0..<150 {
      let accrual = random.pick(Accrual.allCases)
      let claims = try randomClaims(accrual, &random)
      for resolution in Self.resolutions {
        let one = try archive(accrual, claims).resolved(resolution)
        let other = try archive(accrual, claims.shuffled(using: &random)).resolved(resolution)
        #expect(one.series == other.series)
        #expect(one.notes == other.notes)
        #expect(one.breaks == other.breaks)
      }
    }
  }

  /// Every claim is in the series or counted among those left out.
  @Test(arguments: Accrual.allCases) func noClaimVanishes(accrual: Accrual) throws {
    var random = SplitMix64(seed: 45)
    for _ in 0..<200 {
      let claims = try randomClaims(accrual, &random)
      for resolution in Self.resolutions {
        let resolved = try archive(accrual, claims).resolved(resolution)
        let used = resolved.series.observations.reduce(0) { $0 + $1.claims.count }
        let note = resolved.notes.first { $0.code == "claims-left-out" }?.text ?? ""
        let counts = note.split(separator: ":").last.map(String.init) ?? ""
        let left = counts.split(separator: ";").compactMap { part in
          Int(part.drop { !$0.isNumber }.prefix { $0.isNumber })
        }.reduce(0, +)
        #expect(used + left == claims.count, "\(note)")
      }
    }
  }
}
