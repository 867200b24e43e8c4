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
    case otherClaim = "passed over for another claim of the same time"
  }

  /// The candidate a claim of a yearly flow makes, or why it makes none.
  ///
  /// A rate a year over a whole calendar year is that year's total. Any other rate enters only as
  /// a total over its own stated dates.
  static func flow(_ claim: Claim) -> Result<Candidate, Rejected> {
    guard let year = claim.period.calendarYear else { return .failure(Rejected(.severalYears)) }
    let isWhole = claim.period == .year(year)
    let days = Double(claim.period.dayCount)
    let units: (factor: Double, word: String)
    switch claim.basis {
    case .point: return .failure(Rejected(.notATotal))
    case .period: units = (1, "")
    case .year: units = (claim.period.years, "a year")
    case .month: units = (claim.period.months, "a month")
    case .week: units = (days / 7, "a week")
    case .day: units = (days, "a day")
    }
    let isOwn = claim.basis == .period || (claim.basis == .year && isWhole)
    return .success(
      Candidate(
        claim: claim, period: claim.period,
        reading: isOwn ? claim.reading : claim.reading.scaled(by: units.factor),
        derivation: isOwn ? nil : "total of a rate \(units.word) over its stated dates",
        distance: 0))
  }

  /// The candidate a claim of a stock makes: the year its stated dates have their middle in.
  static func stock(_ claim: Claim) -> Candidate {
    let year = claim.period.middle.year
    let middle = Period.year(year).middle
    return Candidate(
      claim: claim, period: .year(year), reading: claim.reading, derivation: nil,
      distance: abs(claim.period.middle.number - middle.number))
  }

  /// The reason a claim was turned away, as an error for `Result`.
  struct Rejected: Error {
    let reason: Exclusion
    init(_ reason: Exclusion) { self.reason = reason }
  }

  /// The observation this candidate makes.
  func observation(accrual: Accrual) -> Observation {
    let isPart = accrual == .flow && period.shape != .year
    return Observation(
      period: period, reading: reading, stated: claim.period,
      coverage: isPart
        ? Double(period.dayCount) / Double(Day.length(ofYear: period.start.year)) : 1,
      exposure: accrual == .flow ? (claim.exposure ?? period.years) : 1,
      status: derivation == nil ? claim.status : .derived, concept: claim.concept,
      hedge: claim.hedge, claims: [claim.id], sources: claim.source.map { [$0] } ?? [],
      derivation: derivation)
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
