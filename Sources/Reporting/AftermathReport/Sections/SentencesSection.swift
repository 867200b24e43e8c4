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
    report.sentencesTable
  }
}

extension AftermathReport {
  /// One row for each series and event: a sentence that may be said, and one that may not.
  var sentencesTable: Table {
    struct Row {
      let subject: Subject
      let verdict: EventVerdict
    }
    let rows = subjects.flatMap { subject in
      subject.comparison.eventVerdicts.filter(\.hasValues).map {
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
