public import Tables

extension Series {
  /// This series by calendar years: what is finer is totalled (flows) or averaged (stocks).
  ///
  /// A year all of whose days are covered makes a year. Of a year that is covered in part, a flow
  /// keeps the run of days from its first to its last observation as a partial year, if that run
  /// has no hole, and of a stock the observation dated nearest the middle stands for the year.
  /// What cannot be added is left out and counted: runs with holes, readings without a sum, parts
  /// that count by different definitions, flows across a new year. Years already whole stay as
  /// they are.
  ///
  /// - Parameter hedges: what hedging words do; give the analysis the same rules afterwards.
  /// - Returns: the series, and notes of what was totalled and left out.
  /// - Cost: O(n log n).
  public func byCalendarYear(hedges: Hedges = .default) -> (series: Series, notes: [Note]) {
    guard observations.contains(where: { $0.period.shape != .year }) else { return (self, []) }
    var byYear: [Int: [Observation]] = [:]
    var tally = YearTally()
    for observation in observations {
      let year =
        measure.accrual == .stock
        ? observation.period.middle.year : observation.period.calendarYear
      if let year {
        byYear[year, default: []].append(observation)
      } else {
        tally.dropped += 1
      }
    }
    var made: [Observation] = []
    for (year, parts) in byYear.sorted(by: { $0.key < $1.key }) {
      if parts.count == 1, let only = parts.first, only.period.shape == .year {
        made.append(only)
      } else if let joined = joined(parts, hedges: hedges) {
        tally.joined += parts.count > 1 ? parts.count : 0
        made.append(joined)
      } else if measure.accrual == .stock, let chosen = nearestMiddle(of: year, among: parts) {
        tally.chosen += 1
        tally.dropped += parts.count - 1
        made.append(chosen)
      } else {
        tally.dropped += parts.count
      }
    }
    return (Series(ordered: measure, made), tally.notes(measure.accrual))
  }

  /// The parts of one year as one observation, or nil where they leave a hole, cannot be added or,
  /// of a stock, are not the whole year.
  private func joined(_ parts: [Observation], hedges: Hedges) -> Observation? {
    for (first, second) in zip(parts, parts.dropFirst())
    where first.period.end != second.period.start {
      return nil
    }
    guard let first = parts.first, let last = parts.last,
      let run = Period(from: first.period.start, to: last.period.end),
      run.shape == .year || measure.accrual == .flow,
      Set(parts.map { Claim.family(of: $0.concept) }).count == 1,
      let reading = measure.accrual == .flow
        ? Reading.sum(parts.map { ($0.reading, $0.hedge) }, hedges: hedges)
        : mean(parts, hedges: hedges)
    else { return nil }
    guard parts.count > 1 else { return first.standing(for: run, coverage: run.shareOfYear) }
    let isProvisional = parts.contains { $0.status == .provisional }
    let isPlanned = parts.contains { $0.status == .planned }
    return Observation(
      period: run, reading: reading, coverage: run.shareOfYear,
      exposure: measure.accrual == .flow ? exposure(of: parts, over: run) : 1,
      status: isPlanned ? .planned : isProvisional ? .provisional : .derived,
      concept: first.concept, claims: parts.flatMap(\.claims),
      sources: parts.flatMap(\.sources).withoutRepeats(),
      derivation: "\(measure.accrual == .flow ? "total" : "mean") of \(parts.count) observations")
  }

  /// Years observed in all parts: those of the calendar where no part says otherwise, so that
  /// twelve months are a year to the last bit.
  private func exposure(of parts: [Observation], over run: Period) -> Double {
    parts.allSatisfy { $0.exposure == $0.period.years }
      ? run.years : parts.reduce(0) { $0 + $1.exposure }
  }

  /// The mean over the parts of a year: of parts of one shape plainly, of others by their days.
  private func mean(_ parts: [Observation], hedges: Hedges) -> Reading? {
    if Set(parts.map(\.period.shape)).count == 1, parts.first?.period.shape != .span {
      return Reading.sum(parts.map { ($0.reading, $0.hedge) }, hedges: hedges)?
        .divided(by: parts.count)
    }
    let weighted = parts.map { part in
      (part.reading.totalled(over: Double(part.period.dayCount), hedges: hedges), part.hedge)
    }
    return Reading.sum(weighted, hedges: hedges)?
      .divided(by: parts.reduce(0) { $0 + $1.period.dayCount })
  }

  /// The observation of a stock dated nearest the middle of a year, for that year; the earlier of
  /// two as near.
  private func nearestMiddle(of year: Int, among parts: [Observation]) -> Observation? {
    let year = Period.year(year)
    return parts.min {
      abs($0.stated.middle.number - year.middle.number)
        < abs($1.stated.middle.number - year.middle.number)
    }?.standing(for: year, coverage: 1)
  }
}

/// What became of the observations finer than a year.
private struct YearTally {
  var joined = 0
  var chosen = 0
  var dropped = 0

  func notes(_ accrual: Accrual) -> [Note] {
    var notes: [Note] = []
    if joined > 0 {
      notes.append(
        Note(
          .method, "by-year",
          "\(joined) observations finer than a year were "
            + (accrual == .flow ? "totalled" : "averaged") + " by calendar year."))
    }
    if chosen > 0 {
      notes.append(
        Note(
          .method, "by-year-middle",
          "In \(chosen) years that are covered in part, the observation dated nearest the middle "
            + "stands for the year."))
    }
    if dropped > 0 {
      notes.append(
        Note(
          .exclusion, "by-year-left-out",
          "\(dropped) observations were left out by calendar years: they cross a new year, their "
            + "year has holes, they cannot be added, or another stands for their year."))
    }
    return notes
  }
}

extension Observation {
  /// This observation as what a series has for another period.
  fileprivate func standing(for period: Period, coverage: Double) -> Observation {
    Observation(
      period: period, reading: reading, stated: stated, coverage: coverage, exposure: exposure,
      status: status, concept: concept, hedge: hedge, claims: claims, sources: sources,
      derivation: derivation)
  }
}
