import Comparison
import Tables

extension ReportSection {
  /// What may be said, in the first lines.
  static let verdict = ReportSection("What may be said", isNumbered: false) { report in
    Callout(.verdict, "What may be said") {
      for answer in report.answers { Paragraph(answer) }
    }
    report.verdictTable
  }
}

extension AftermathReport {
  /// The answer after each event, in a sentence or two.
  fileprivate var answers: [Prose] {
    var answers: [Prose] = []
    if let first = firstAnchor { answers.append(answer(after: first)) }
    for anchor in laterAnchors { answers.append(answer(after: anchor)) }
    answers.append(
      "Each series is counted by its own collector and definition. Timing is described, not cause.")
    return answers
  }

  private func answer(after anchor: Anchor) -> Prose {
    let found = verdicts(after: anchor)
    let lead = Prose([.strong("After \(anchor.label).")]) + " "
    let tested = found.filter { $0.verdict.level >= .levelChange }
    let described = found.filter { $0.verdict.level == .describe || $0.verdict.level == .unusual }
    guard !tested.isEmpty || !described.isEmpty else {
      let waiting = found.filter { verdict in
        verdict.verdict.verdicts.contains { $0.window.beside != nil }
      }.count
      return lead
        + Prose(
          "No series has a complete, final year yet (as of \(origin.asOf)), so nothing can be said of "
            + "any change. "
            + (waiting > 0
              ? "\(waiting) of \(subjects.count) have parts of a year or single statements, shown below and used in no test."
              : "Nothing of it has been published in any series here."))
    }
    var text = tested.map { "\($0.subject.title): \($0.verdict.leading.sentence)" }
    if text.isEmpty {
      text.append(
        "No series has enough complete years on both sides, counted the same way, for a test.")
    }
    let count = described.count
    if count > 0 {
      text.append(
        "\(count) more \(count == 1 ? "series is" : "series are") described without a test of change."
      )
    }
    return lead + Prose(text.joined(separator: " "))
  }

  /// What each series allows after an anchor, of those that have any value around it.
  func verdicts(after anchor: Anchor) -> [(subject: Subject, verdict: EventVerdict)] {
    subjects.compactMap { subject in
      subject.comparison.eventVerdicts.first { $0.anchor == anchor && $0.hasValues }
        .map { (subject, $0) }
    }
  }

  /// One row for each series and event: what there is, and the level it allows.
  var verdictTable: Table {
    let rows = anchors.flatMap { anchor in verdicts(after: anchor) }
    return Table(
      "What there is, and the level it allows",
      rows.sorted { first, second in
        order(of: first.subject) < order(of: second.subject)
      },
      [
        .text(.title) { $0.subject.title },
        .text(.event) { $0.verdict.anchor.label },
        .text(.baseline) { $0.verdict.leading.window.baseline.description },
        .integer(.firstCount) { $0.verdict.leading.window.before.count },
        .integer(.secondCount) { $0.verdict.leading.window.after.count },
        .text(.entitlement) { $0.verdict.level.rawValue },
        .text(.missing) { $0.verdict.leading.missing },
      ],
      notes: [
        Note(
          .method, "levels",
          Entitlement.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "; ")
            + "."),
        Note(
          .method, "baselines",
          "The longest declared baseline is shown; a level holds where every baseline of eight years "
            + "or more allows it."),
      ])
  }

  private func order(of subject: Subject) -> Int {
    subjects.firstIndex { $0.name == subject.name } ?? subjects.count
  }
}
