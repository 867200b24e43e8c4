import Tables

extension Archive {
  /// The series a policy makes of the claims known on a day, with breaks and notes.
  ///
  /// Yearly flows: a whole year's total, else disjoint parts of the year, the longest first; a
  /// rate enters as the total over its own stated dates, behind a stated total. Yearly stocks: the
  /// claim dated nearest the middle of the year, then the better quality, then the later vintage.
  /// The series' own definition goes before others. Plans never enter.
  ///
  /// A claim is known from the day it was surely out. A file that names no day of publication is
  /// read as if each figure came out when its period was over.
  ///
  /// - Throws: ``SeriesError/overlapping(_:_:)`` where claims as stated overlap in part.
  /// - Cost: O(n log n) in the number of claims.
  public func resolved(
    _ resolution: Resolution = .latest, asOf day: Day? = nil, hedges: Hedges = .default
  ) throws(SeriesError) -> ResolvedSeries<M> {
    let asOf = day ?? packagedOn
    var tally: [Candidate.Exclusion: Int] = [:]
    var candidates: [Candidate] = []
    for claim in claims {
      do throws(Candidate.Rejected) {
        candidates.append(try candidate(of: claim, on: asOf, hedges: hedges))
      } catch {
        tally[error.reason, default: 0] += 1
      }
    }
    let chooser = Chooser(
      resolution: resolution, hedges: hedges, accrual: measure.accrual, calendar: calendar)
    let chosen = chooser.choose(candidates)
    if chosen.passedOver > 0 { tally[.otherClaim] = chosen.passedOver }
    let series = try Series(measure, chosen.observations)
    let found = definitionChanges(in: series)
    let notes = self.notes(tally, series) + chosen.notes
    return ResolvedSeries(
      series: series, breaks: (breaks + found).sorted { $0.date < $1.date }, notes: notes,
      resolution: resolution, asOf: asOf)
  }

  func isKnown(_ claim: Claim, on day: Day) -> Bool {
    guard day < packagedOn else { return true }
    guard let published = claim.published else {
      return calendar == .asStated && claim.period.last <= day
    }
    return published.known(packagedOn: packagedOn) <= day
  }

  private func candidate(
    of claim: Claim, on day: Day, hedges: Hedges
  ) throws(Candidate.Rejected) -> Candidate {
    guard isKnown(claim, on: day) else { throw Candidate.Rejected(.unknownThen) }
    guard claim.status != .planned else { throw Candidate.Rejected(.planned) }
    switch measure.accrual {
    case .flow: return try Candidate.flow(claim, calendar: calendar, hedges: hedges)
    case .stock: return try Candidate.stock(claim, calendar: calendar)
    }
  }

  /// Breaks where two observations that follow one another count by different definitions.
  private func definitionChanges(in series: Series<M>) -> [Break] {
    zip(series.observations, series.observations.dropFirst()).compactMap { earlier, later in
      let first = Claim.family(of: earlier.concept)
      let second = Claim.family(of: later.concept)
      guard first != second else { return nil }
      return Break(
        date: later.period.start, kind: .definition,
        description: "counted as \(named(first)) before and as \(named(second)) from here on")
    }
  }

  private func named(_ family: String) -> String {
    family.isEmpty ? "the series' own definition" : "'\(family)'"
  }

  private func notes(_ tally: [Candidate.Exclusion: Int], _ series: Series<M>) -> [Note] {
    var notes: [Note] = []
    let left = Candidate.Exclusion.allCases.compactMap { reason in
      tally[reason].map { "\($0) \(reason.rawValue)" }
    }
    if !left.isEmpty {
      notes.append(
        Note(
          .exclusion, "claims-left-out",
          "Of \(claims.count) claims these are not in the series: "
            + left.joined(separator: "; ") + "."))
    }
    let parts = series.observations.filter(\.isPartialYear)
    if parts.count == 1, let part = parts.first {
      notes.append(
        Note(
          .caveat, "partial-year",
          "\(part.period) is \(part.period.dayCount) days of a year; it is not annualised and no "
            + "fit uses it."))
    } else if !parts.isEmpty {
      notes.append(
        Note(
          .caveat, "partial-year",
          "\(parts.count) observations are parts of years; they are not annualised and no fit "
            + "uses them: " + Chooser.list(parts.map(\.period)) + "."))
    }
    return notes
  }
}
