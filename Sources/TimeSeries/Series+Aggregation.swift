public import Tables

extension Series {
  /// This series by calendar years: what is finer is totalled (flows) or averaged (stocks).
  ///
  /// A year all of whose days are covered makes a year. Of a year that is covered in part, a flow
  /// keeps the run of days from its first to its last observation as a partial year, if that run
  /// has no hole; otherwise, and for a stock, its observations are left out and counted.
  /// Observations that cross a new year are left out and counted. Years already whole stay as
  /// they are.
  ///
  /// - Returns: the series, and notes of what was totalled and left out.
  public func byCalendarYear() -> (series: Series, notes: [Note]) {
    guard observations.contains(where: { $0.period.shape != .year }) else { return (self, []) }
    var byYear: [Int: [Observation]] = [:]
    var dropped = 0
    for observation in observations {
      if let year = observation.period.calendarYear {
        byYear[year, default: []].append(observation)
      } else {
        dropped += 1
      }
    }
    var totalled = 0
    var made: [Observation] = []
    for (year, parts) in byYear.sorted(by: { $0.key < $1.key }) {
      if parts.count == 1, let only = parts.first {
        made.append(only)
        continue
      }
      guard let whole = joined(parts, year: year) else {
        dropped += parts.count
        continue
      }
      totalled += parts.count
      made.append(whole)
    }
    var notes: [Note] = []
    if totalled > 0 {
      notes.append(
        Note(
          .method, "by-year",
          "\(totalled) observations finer than a year were "
            + (measure.accrual == .flow ? "totalled" : "averaged") + " by calendar year."))
    }
    if dropped > 0 {
      notes.append(
        Note(
          .exclusion, "by-year-left-out",
          "\(dropped) observations were left out: they cross a new year, or their year has holes."))
    }
    return (Series(ordered: measure, made), notes)
  }

  /// The parts of one year as one observation, or nil where they leave a hole or their readings
  /// cannot be added.
  private func joined(_ parts: [Observation], year: Int) -> Observation? {
    for (first, second) in zip(parts, parts.dropFirst())
    where first.period.end != second.period.start {
      return nil
    }
    guard let first = parts.first, let last = parts.last,
      let run = Period(from: first.period.start, to: last.period.end)
    else { return nil }
    let isWhole = run.shape == .year
    guard isWhole || measure.accrual == .flow else { return nil }
    var sum = first.reading
    for part in parts.dropFirst() {
      guard let next = sum.adding(part.reading) else { return nil }
      sum = next
    }
    let reading = measure.accrual == .flow ? sum : sum.scaled(by: 1 / Double(parts.count))
    let isProvisional = parts.contains { $0.status == .provisional }
    return Observation(
      period: run, reading: reading,
      coverage: isWhole ? 1 : Double(run.dayCount) / Double(Day.length(ofYear: year)),
      exposure: measure.accrual == .flow ? parts.reduce(0) { $0 + $1.exposure } : 1,
      status: isProvisional ? .provisional : .derived, concept: first.concept,
      claims: parts.flatMap(\.claims), sources: unique(parts.flatMap(\.sources)),
      derivation: "\(measure.accrual == .flow ? "total" : "mean") of \(parts.count) observations")
  }

  private func unique(_ sources: [Source.ID]) -> [Source.ID] {
    var seen: Set<Source.ID> = []
    return sources.filter { seen.insert($0).inserted }
  }
}
