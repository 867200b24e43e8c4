import Tables

/// Chooses, period by period, what stands in a series: the working part of a ``Resolution``.
struct Chooser {
  let resolution: Resolution
  let hedges: Hedges
  let accrual: Accrual
  let calendar: ArchiveCalendar

  /// What was chosen.
  struct Choice {
    var observations: [Observation] = []
    var notes: [Note] = []
    var passedOver = 0
    /// Periods in which claims of different definitions were pooled.
    var mixed: [Period] = []
  }

  /// The observations made of candidates: those of one period compete. By calendar years, shorter
  /// periods give way to longer ones they overlap; as stated, none gives way.
  func choose(_ candidates: [Candidate]) -> Choice {
    var choice = Choice()
    let byPeriod = Dictionary(grouping: candidates, by: \.period)
    // Longest first, so that a whole year wins over its parts.
    let periods = byPeriod.keys.sorted {
      ($1.dayCount, $0.start) < ($0.dayCount, $1.start)
    }
    let byYears = calendar == .yearly || periods.contains { $0.shape == .year }
    var taken = TakenDays(for: calendar == .yearly ? periods : [])
    for period in periods {
      guard let rivals = byPeriod[period] else { continue }
      if calendar == .yearly, !taken.take(period) {
        choice.passedOver += rivals.count
        continue
      }
      settle(ranked(rivals), byYears: byYears, in: &choice)
    }
    choice.observations.sort { $0.period < $1.period }
    choice.notes.sort { $0.text < $1.text }
    noteMixtures(in: &choice)
    return choice
  }

  /// Settles one period; `rivals` come best first.
  private func settle(_ rivals: [Candidate], byYears: Bool, in choice: inout Choice) {
    guard let first = rivals.first else { return }
    let lead = first.observation(accrual: accrual, byYears: byYears)
    guard let (voices, reading) = pooled(rivals) else {
      choice.observations.append(lead)
      choice.passedOver += rivals.count - 1
      noteRivals(first, rivals, in: &choice)
      return
    }
    choice.observations.append(
      Observation(
        period: lead.period, reading: reading, stated: lead.stated, coverage: lead.coverage,
        exposure: lead.exposure,
        status: voices.contains { $0.claim.status == .provisional } ? .provisional : .derived,
        concept: lead.concept, claims: voices.map(\.claim.id),
        sources: voices.compactMap(\.claim.source).withoutRepeats(),
        derivation: "\(resolution.name) of \(voices.count) claims"))
    choice.passedOver += rivals.count - voices.count
    if Set(voices.map(\.claim.family)).count > 1 { choice.mixed.append(lead.period) }
  }

  /// The reading a median or an envelope makes of the rivals, and those who had a say in it; nil
  /// where the policy takes one claim, or only one has something to say.
  private func pooled(_ rivals: [Candidate]) -> (voices: [Candidate], reading: Reading)? {
    switch resolution {
    case .latest, .preferring: return nil
    case .envelope:
      let voices = self.voices(rivals)
      let bounds = voices.map { hedges.bounds(of: $0.reading, hedge: $0.claim.hedge) }
      guard voices.count > 1, let reading = Reading.hull(bounds) else { return nil }
      return (voices, reading)
    case .median:
      var voices: [Candidate] = []
      var values: [Double] = []
      for voice in self.voices(rivals) {
        let bounds = hedges.bounds(of: voice.reading, hedge: voice.claim.hedge)
        guard let value = voice.reading.value(.best, bounds: bounds) else { continue }
        voices.append(voice)
        values.append(value)
      }
      guard voices.count > 1 else { return nil }
      values.sort()
      let upper = values[values.count / 2]
      let lower = values[(values.count - 1) / 2]
      // All exact and at one: nothing is approximate about it.
      let isAgreed =
        values.first == values.last && voices.allSatisfy { $0.reading.kind == .exact }
      // Halves apart only where the sum would overflow: halving the smallest doubles is inexact.
      let middle = (lower + upper).isFinite ? (lower + upper) / 2 : lower / 2 + upper / 2
      return (voices, isAgreed ? .exactly(middle) : .approximately(middle))
    }
  }

  /// Those of the rivals that speak for themselves: restatements are not disagreement, and, among
  /// stocks, neither is a change during the year.
  ///
  /// A later release of the series' own count replaces an earlier one, whoever printed it. Every
  /// other source has one voice for each definition: its best by the order of the rivals. A claim
  /// that repeats another one heard is no voice of its own. Of stocks, only claims dated within a
  /// month of the first are heard.
  private func voices(_ rivals: [Candidate]) -> [Candidate] {
    guard let first = rivals.first else { return [] }
    let near =
      accrual == .flow
      ? rivals
      : rivals.filter {
        abs($0.claim.period.middle.number - first.claim.period.middle.number) <= 31
      }
    let hasReleases = near.contains { Claim.isRelease($0.claim.concept) }
    let heard = Set(near.map(\.claim.id))
    var seen: Set<[String]> = []
    return near.filter { rival in
      if let original = rival.claim.repeats, heard.contains(original) { return false }
      let family = rival.claim.family
      let isRestated = family.isEmpty && hasReleases
      return seen.insert([family, isRestated ? "" : rival.claim.source ?? ""]).inserted
    }
  }

  /// Candidates for one period, best first.
  private func ranked(_ rivals: [Candidate]) -> [Candidate] {
    guard rivals.count > 1 else { return rivals }
    let keyed = rivals.map { (key: key($0), candidate: $0) }
    return keyed.sorted { first, second in
      if first.key != second.key { return first.key.lexicographicallyPrecedes(second.key) }
      let (one, other) = (first.candidate.claim, second.candidate.claim)
      return (one.source ?? "", one.id) < (other.source ?? "", other.id)
    }.map(\.candidate)
  }

  /// Smaller goes first: preference, own definition, then the rule of the accrual. A total that
  /// was stated goes before one made of a rate.
  private func key(_ candidate: Candidate) -> [Int] {
    let claim = candidate.claim
    var preference = 0
    if case .preferring(let names) = resolution {
      preference =
        names.firstIndex { $0 == claim.source || $0 == claim.concept } ?? names.count
    }
    let own = claim.family.isEmpty ? 0 : 1
    // A claim without a date of publication comes after every one that has it.
    let age = claim.published.map { -$0.period.last.number } ?? .max
    return switch accrual {
    case .stock: [preference, own, candidate.distance, claim.quality.rank, age]
    case .flow:
      [preference, own, candidate.derivation == nil ? 0 : 1, age, claim.quality.rank]
    }
  }
}
