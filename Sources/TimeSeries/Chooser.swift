import Tables

/// Chooses, period by period, what stands in a series: the working part of a ``Resolution``.
struct Chooser {
  let resolution: Resolution
  let hedges: Hedges
  let accrual: Accrual
  /// Whether the series has a definition of its own, which then goes before others.
  let ownFirst: Bool

  /// What was chosen.
  struct Choice {
    var observations: [Observation] = []
    var notes: [Note] = []
    var passedOver = 0
  }

  /// The observations made of candidates: those of one period compete, and shorter periods give
  /// way to longer ones they overlap.
  mutating func choose(_ candidates: [Candidate]) -> Choice {
    var choice = Choice()
    var byPeriod: [Period: [Candidate]] = [:]
    for candidate in candidates { byPeriod[candidate.period, default: []].append(candidate) }
    // Longest first, so that a whole year wins over its parts.
    let periods = byPeriod.keys.sorted {
      ($1.dayCount, $0.start) < ($0.dayCount, $1.start)
    }
    // Periods already taken, by year, so that the check for overlaps stays short.
    var taken: [Int: [Period]] = [:]
    for period in periods {
      guard let rivals = byPeriod[period] else { continue }
      let years = Set([period.start.year, period.last.year])
      guard !years.contains(where: { taken[$0, default: []].contains { $0.overlaps(period) } })
      else {
        choice.passedOver += rivals.count
        continue
      }
      for year in years { taken[year, default: []].append(period) }
      settle(rivals.sorted(by: goesBefore), in: &choice)
    }
    choice.observations.sort { $0.period < $1.period }
    choice.notes.sort { $0.text < $1.text }
    return choice
  }

  /// Settles one period; `rivals` come best first.
  private func settle(_ rivals: [Candidate], in choice: inout Choice) {
    guard let first = rivals.first else { return }
    switch resolution {
    case .latest, .preferring:
      choice.observations.append(first.observation(accrual: accrual))
      choice.passedOver += rivals.count - 1
      noteRivals(first, rivals, in: &choice)
    case .median, .envelope:
      let voices = self.voices(rivals)
      guard voices.count > 1, let reading = pooled(voices) else {
        choice.observations.append(first.observation(accrual: accrual))
        choice.passedOver += rivals.count - 1
        return
      }
      let lead = first.observation(accrual: accrual)
      choice.observations.append(
        Observation(
          period: lead.period, reading: reading, stated: lead.stated, coverage: lead.coverage,
          exposure: lead.exposure, status: .derived, concept: lead.concept,
          claims: voices.map(\.claim.id),
          sources: voices.compactMap(\.claim.source),
          derivation: "\(resolution.name) of \(voices.count) claims"))
      choice.passedOver += rivals.count - voices.count
    }
  }

  /// One voice for each definition or, among stocks, for each claim dated within a month of the
  /// first: restatements are not disagreement, and neither is a change during the year.
  private func voices(_ rivals: [Candidate]) -> [Candidate] {
    guard let first = rivals.first else { return [] }
    if accrual == .stock {
      return rivals.filter {
        abs($0.claim.period.middle.number - first.claim.period.middle.number) <= 31
      }
    }
    var seen: Set<String> = []
    return rivals.filter { seen.insert($0.claim.family + "\u{0}" + voice(of: $0)).inserted }
  }

  /// In the series' own definition a later release replaces an earlier one, whoever printed it.
  private func voice(of candidate: Candidate) -> String {
    candidate.claim.family.isEmpty && ownFirst ? "" : candidate.claim.source ?? ""
  }

  private func pooled(_ voices: [Candidate]) -> Reading? {
    let bounds = voices.map { hedges.bounds(of: $0.reading, hedge: $0.claim.hedge) }
    if resolution == .envelope { return Reading.hull(bounds) }
    let values = zip(voices, bounds).compactMap { $0.reading.value(.best, bounds: $1) }.sorted()
    guard !values.isEmpty else { return nil }
    let middle = values.count / 2
    let median =
      values.count.isMultiple(of: 2) ? (values[middle - 1] + values[middle]) / 2 : values[middle]
    return .approximately(median)
  }

  /// Which of two candidates for one period goes first.
  private func goesBefore(_ first: Candidate, _ second: Candidate) -> Bool {
    key(first).lexicographicallyPrecedes(key(second))
      || (key(first) == key(second)
        && (first.claim.source ?? "", first.claim.id) < (second.claim.source ?? "", second.claim.id))
  }

  /// Smaller goes first: preference, own definition, then the rule of the accrual.
  private func key(_ candidate: Candidate) -> [Int] {
    let claim = candidate.claim
    var preference = 0
    if case .preferring(let names) = resolution {
      preference =
        names.firstIndex { $0 == claim.source || $0 == claim.concept } ?? names.count
    }
    let own = ownFirst && !claim.family.isEmpty ? 1 : 0
    let vintage = -(claim.published?.period.last.number ?? .min / 2)
    return switch accrual {
    case .stock: [preference, own, candidate.distance, claim.quality.rank, vintage]
    case .flow: [preference, own, vintage, claim.quality.rank]
    }
  }

  /// Says which other values a whole year's total was chosen over, where they differ.
  private func noteRivals(_ first: Candidate, _ rivals: [Candidate], in choice: inout Choice) {
    guard accrual == .flow else { return }
    let others = rivals.dropFirst().filter { $0.reading != first.reading }
    guard !others.isEmpty else { return }
    let texts = others.map { "\(said($0))" }.joined(separator: ", ")
    choice.notes.append(
      Note(
        .caveat, "other-claims",
        "\(first.period) is \(said(first)); also published: \(texts)."))
  }

  private func said(_ candidate: Candidate) -> String {
    let number =
      switch candidate.reading {
      case .exactly(let value): plain(value)
      case .approximately(let value): "about " + plain(value)
      case .within(let range, let best):
        (best.map { plain($0) + ", " } ?? "") + plain(range.lowerBound) + " to "
          + plain(range.upperBound)
      case .atLeast(let value): "at least " + plain(value)
      case .atMost(let value): "at most " + plain(value)
      }
    return candidate.claim.source.map { "\(number) (\($0))" } ?? number
  }

  private func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
