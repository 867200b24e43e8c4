import Comparison
import Tables

extension ReportSection {
  /// Sentences ready to paste, and those that the data do not carry.
  static let sentences = ReportSection("Sentences that may be used") { report in
    Paragraph(
      """
      Each sentence stands at the level its data allow. Beside it is one that is often said and that \
      they do not carry.
      """)
    report.sentencesTable(
      around: [report.firstAnchor, report.laterAnchors.first].compactMap { $0 })
    if !report.sentencesTable.rows.isEmpty {
      Paragraph(
        "For both ends of an event that is a window: "
          + "\(link: "tables/sentences.csv", to: "tables/sentences.csv").")
    }
  }
}

extension AftermathReport {
  /// One row for each series and event: a sentence that may be said, and one that may not.
  var sentencesTable: Table { sentencesTable(around: anchors) }

  /// The sentences of some anchors.
  func sentencesTable(around anchors: [Anchor]) -> Table {
    struct Row {
      let subject: Subject
      let verdict: EventVerdict
    }
    let rows = subjects.flatMap { subject in
      subject.comparison.eventVerdicts.filter { $0.hasValues && anchors.contains($0.anchor) }.map {
        Row(subject: subject, verdict: $0)
      }
    }
    return Table(
      "May be said, and may not", rows,
      [
        .text(.title) { $0.subject.title },
        .text(.event) { $0.verdict.anchor.label },
        .text(.entitlement) { $0.verdict.level.rawValue },
        .text(.sentence) { $0.verdict.leading.sentence },
        .text(.forbidden) { $0.verdict.leading.forbidden },
      ])
  }
}
