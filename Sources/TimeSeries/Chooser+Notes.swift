import Tables

extension Chooser {
  /// Most of anything that a note lists.
  static let listed = 8

  /// Says which other values a total was chosen over, where they differ.
  func noteRivals(_ first: Candidate, _ rivals: [Candidate], in choice: inout Choice) {
    // Of a stock, claims dated weeks apart may both be right; within a month they disagree.
    let others = rivals.dropFirst().filter { rival in
      rival.reading != first.reading
        && (accrual == .flow
          || abs(rival.claim.period.middle.number - first.claim.period.middle.number) <= 31)
    }
    guard !others.isEmpty else { return }
    let texts = others.prefix(Chooser.listed).map(said).joined(separator: ", ")
    let more = others.count > Chooser.listed ? " and \(others.count - Chooser.listed) more" : ""
    choice.notes.append(
      Note(
        .caveat, "other-claims",
        "\(first.period) is \(said(first)); also published: \(texts)\(more)."))
  }

  /// Says where a median or an envelope goes over different definitions.
  func noteMixtures(in choice: inout Choice) {
    guard !choice.mixed.isEmpty else { return }
    choice.notes.append(
      Note(
        .caveat, "definitions-pooled",
        "The \(resolution.name) goes over claims that count by different definitions in "
          + Chooser.list(choice.mixed.sorted()) + "."))
  }

  /// Periods in words, the first few of many.
  static func list(_ periods: [Period]) -> String {
    let texts = periods.prefix(listed).map(\.description).joined(separator: ", ")
    return periods.count > listed ? texts + " and \(periods.count - listed) more" : texts
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

extension Array where Element: Hashable {
  /// The elements in their order, each once.
  package func withoutRepeats() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
