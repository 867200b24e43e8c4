/// A claim on its way into a series: the period it could fill and the total it would put there.
struct Candidate {
  let claim: Claim
  /// The period it would fill.
  let period: Period
  /// What it would put there.
  let reading: Reading
  /// How the reading was made of the claim's, where it is not the claim's own.
  let derivation: String?
  /// For a stock, days from the middle of the year to the middle of the stated dates.
  let distance: Int

  /// Why a claim does not enter a series.
  enum Exclusion: String, CaseIterable {
    case planned = "plans, not observations"
    case unknownThen = "not published by the day asked for"
    case severalYears = "stated over several calendar years"
    case notATotal = "a level where totals are counted"
    case tooLarge = "too large to compute with"
    case otherClaim = "passed over for another claim of the same time"
  }

  /// The reason a claim was turned away, as an error for `Result`.
  struct Rejected: Error {
    let reason: Exclusion
    init(_ reason: Exclusion) { self.reason = reason }
  }

  private init(
    _ claim: Claim, period: Period, reading: Reading, derivation: String? = nil, distance: Int = 0
  ) throws(Rejected) {
    guard reading.isFinite else { throw Rejected(.tooLarge) }
    self.claim = claim
    self.period = period
    self.reading = reading
    self.derivation = derivation
    self.distance = distance
  }

  /// The candidate a claim of a flow makes, or why it makes none.
  ///
  /// A rate a year over a whole calendar year is that year's total. Any other rate enters only as
  /// a total over its own stated dates.
  static func flow(
    _ claim: Claim, calendar: ArchiveCalendar, hedges: Hedges
  ) throws(Rejected) -> Candidate {
    if calendar == .yearly, claim.period.calendarYear == nil { throw Rejected(.severalYears) }
    let units: (count: Double, word: String)
    switch claim.basis {
    case .point: throw Rejected(.notATotal)
    case .year where claim.period.shape == .year, .period:
      return try Candidate(claim, period: claim.period, reading: claim.reading)
    case .year: units = (claim.period.years, "a year")
    case .month: units = (claim.period.months, "a month")
    case .week: units = (Double(claim.period.dayCount) / 7, "a week")
    case .day: units = (Double(claim.period.dayCount), "a day")
    }
    return try Candidate(
      claim, period: claim.period,
      reading: claim.reading.totalled(over: units.count, hedges: hedges),
      derivation: "total of a rate \(units.word) over its stated dates")
  }

  /// The candidate a claim of a stock makes. By calendar years it stands for the year its stated
  /// dates have their middle in.
  static func stock(
    _ claim: Claim, calendar: ArchiveCalendar
  ) throws(Rejected) -> Candidate {
    guard calendar == .yearly else {
      return try Candidate(claim, period: claim.period, reading: claim.reading)
    }
    let year = Period.year(claim.period.middle.year)
    return try Candidate(
      claim, period: year, reading: claim.reading,
      distance: abs(claim.period.middle.number - year.middle.number))
  }

  /// The observation this candidate makes.
  ///
  /// - Parameter byYears: whether the series is one by calendar years, in which a shorter period
  ///   is part of a year.
  func observation(accrual: Accrual, byYears: Bool) -> Observation {
    let status: Claim.Status =
      derivation != nil && claim.status == .final ? .derived : claim.status
    return Observation(
      period: period, reading: reading, stated: claim.period,
      coverage: accrual == .flow && byYears ? period.shareOfYear : 1,
      exposure: accrual == .flow ? (claim.exposure ?? period.years) : 1, status: status,
      concept: claim.concept, hedge: claim.hedge, claims: [claim.id],
      sources: claim.source.map { [$0] } ?? [], derivation: derivation)
  }
}

extension Period {
  /// Length in months: whole calendar months counted, other days as 12 mean months a year.
  var months: Double {
    let (firstYear, firstMonth, firstDay) = start.date
    let (endYear, endMonth, endDay) = end.date
    if firstDay == 1, endDay == 1 {
      return Double((endYear - firstYear) * 12 + endMonth - firstMonth)
    }
    return years * 12
  }
}
