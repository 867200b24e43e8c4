import Comparison
import Tables
import TimeSeries

extension ReportSection {
  /// What may be said, in the first lines.
  static let verdict = ReportSection("What may be said", isNumbered: false) { report in
    Callout(.verdict, "What may be said") {
      for answer in report.answers {
        Paragraph(answer.lead)
        Listing(answer.items)
      }
      Paragraph(
        "Each series is counted by its own collector and definition. Timing is described, not cause."
      )
    }
    report.levelsAllowed
  }
}

extension AftermathReport {
  /// An answer after one event, or after both ends of one that is a window.
  fileprivate struct Answer {
    let lead: Prose
    var items: [Prose] = []
  }

  fileprivate var answers: [Answer] {
    var answers: [Answer] = []
    if let first = firstAnchor { answers.append(answer(after: [first])) }
    // The two ends of a window mostly share their answer.
    for name in laterAnchors.map(\.eventName).withoutRepeats() {
      let ends = laterAnchors.filter { $0.eventName == name }
      if ends.allSatisfy({ anchor in best(after: anchor) == .nothing }) {
        answers.append(answer(after: ends))
      } else {
        answers += ends.map { answer(after: [$0]) }
      }
    }
    return answers
  }

  private func best(after anchor: Anchor) -> Entitlement {
    verdicts(after: anchor).map(\.verdict.level).max() ?? .nothing
  }

  /// The answer after one anchor, or after several of which none allows a word.
  private func answer(after anchors: [Anchor]) -> Answer {
    guard let anchor = anchors.first else { return Answer(lead: Prose()) }
    let name =
      Prose([
        .strong("After \(anchors.map(\.label).joined(separator: " or ")).")
      ]) + " "
    let found = verdicts(after: anchor)
    let tested = found.filter { $0.verdict.level >= .levelChange }
      .sorted { $0.subject.series.count > $1.subject.series.count }
    let described = found.filter { $0.verdict.level >= .describe }.count - tested.count
    if tested.isEmpty, described == 0 {
      return Answer(lead: name + nothing(found.map(\.verdict)))
    }
    let changed = tested.filter { $0.verdict.leading.direction != nil }
    var text =
      tested.isEmpty
      ? "No series has enough complete years on both sides, counted the same way, for a test of "
        + "change."
      : changed.isEmpty
        ? "\(tested.count) series can be tested; none shows a change of level, and none shows that "
          + "there was none."
        : "\(tested.count) series can be tested; \(changed.count) "
          + "\(changed.count == 1 ? "shows" : "show") a change of level under every model."
    let bent = tested.filter { $0.verdict.leading.showsSlopeChange }.count
    if bent > 0 {
      text +=
        " \(bent) \(bent == 1 ? "shows" : "show") a change of slope, before any adjustment "
        + "for the number of tests."
    }
    if described > 0 {
      text += " \(described) more can be described, without a test."
    }
    return Answer(
      lead: name + Prose(text),
      items: tested.map { item in
        Prose([.strong(item.subject.title + ". "), .text(item.verdict.leading.sentence)])
      })
  }

  private func nothing(_ verdicts: [EventVerdict]) -> Prose {
    let waiting = verdicts.filter { verdict in
      verdict.verdicts.contains { $0.window.beside != nil }
    }.count
    return Prose(
      "No series has a complete, final year yet (as of \(origin.asOf)): nothing can be said of any "
        + "change. "
        + (waiting > 0
          ? "\(waiting) of \(subjects.count) series have a part of a year or single statements; they "
            + "are shown below and used in no test."
          : "Nothing of that time has been published in any series here."))
  }

  /// What each series allows after an anchor, of those that have any value around it.
  func verdicts(after anchor: Anchor) -> [(subject: Subject, verdict: EventVerdict)] {
    subjects.compactMap { subject in
      subject.comparison.eventVerdicts.first { $0.anchor == anchor && $0.hasValues }
        .map { (subject, $0) }
    }
  }

  /// One row for each series: years on both sides of each event, and the level they allow.
  var levelsAllowed: Table {
    struct Row {
      let subject: Subject
      let first: EventVerdict?
      let second: EventVerdict?
    }
    let later = laterAnchors.first
    let rows = subjects.map { subject in
      let verdicts = subject.comparison.eventVerdicts.filter(\.hasValues)
      return Row(
        subject: subject, first: verdicts.first { $0.anchor == firstAnchor },
        second: verdicts.first { $0.anchor == later })
    }
    var fields: [Field<Row>] = [
      .text(.title) { $0.subject.title },
      .text(.firstText) { row in row.first.map(AftermathReport.summary) ?? "no values" },
    ]
    if later != nil {
      fields.append(
        .text(.secondText) { row in row.second.map(AftermathReport.summary) ?? "no values" })
    }
    let which =
      later.map { "First: \(firstAnchor?.label ?? ""). Second: \($0.label)." }
      ?? "First: \(firstAnchor?.label ?? "")."
    return Table(
      "The level each series allows, with its complete years before and after", rows, fields,
      notes: [
        Note(.method, "events", which),
        Note(
          .method, "levels",
          Entitlement.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "; ")
            + "."),
        Note(
          .method, "baselines",
          "Years before are those of the longest declared baseline; a level holds where every "
            + "baseline of eight years or more allows it."),
      ])
  }

  private static func summary(_ verdict: EventVerdict) -> String {
    let window = verdict.leading.window
    let isDivided = verdict.level == .nothing && !window.after.isEmpty && !window.before.isEmpty
    return "\(verdict.level.rawValue): \(window.before.count) before, \(window.after.count) after"
      + (isDivided ? ", not counted the same way" : "")
  }

  /// One row for each series and event: what there is, and the level it allows.
  var verdictTable: Table {
    let rows = subjects.flatMap { subject in
      subject.comparison.eventVerdicts.filter(\.hasValues).map {
        (subject: subject, verdict: $0)
      }
    }
    return Table(
      "What there is, and the level it allows", rows,
      [
        .text(.series) { $0.subject.name },
        .text(.title) { $0.subject.title },
        .text(.event) { $0.verdict.anchor.label },
        .text(.baseline) { $0.verdict.leading.window.baseline.description },
        .integer(.firstCount) { $0.verdict.leading.window.before.count },
        .integer(.secondCount) { $0.verdict.leading.window.after.count },
        .text(.entitlement) { $0.verdict.level.rawValue },
        .text(.sentence) { $0.verdict.leading.sentence },
        .text(.missing) { $0.verdict.leading.missing },
      ])
  }
}
