import Comparison
import Tables
import TimeSeries

extension ReportSection {
  /// Whether it is the same thing on both sides.
  static let comparability = ReportSection("Is it the same thing on both sides?") { report in
    Paragraph(
      """
      A comparison across a change of definition, collection or place is refused. A year for which \
      nothing was published is missing, not zero.
      """)
    report.comparabilityTable
  }
}

extension AftermathReport {
  /// One row for each series and event: years on both sides and the breaks between them.
  var comparabilityTable: Table {
    struct Row {
      let subject: Subject
      let window: EventWindow
      let crossed: [Break]
    }
    let rows = subjects.flatMap { subject in
      subject.comparison.eventVerdicts.filter(\.hasValues).map { verdict in
        let window = verdict.leading.window
        return Row(
          subject: subject, window: window,
          crossed: Break.crossed(
            by: window.before + window.after, among: subject.comparison.resolved.breaks))
      }
    }
    return Table(
      "Years on both sides, and the breaks that divide them", rows,
      [
        .text(.title) { $0.subject.title },
        .text(.event) { $0.window.anchor.label },
        .integer(.firstCount) { $0.window.before.count },
        .integer(.secondCount) { $0.window.after.count },
        .text(.remark) { row in
          if !row.crossed.isEmpty {
            return row.crossed.map { "\($0.date), \($0.kind.rawValue): \($0.description)" }
              .joined(separator: "; ")
          }
          if row.window.before.isEmpty { return "nothing before: no comparison" }
          if row.window.after.isEmpty { return "nothing complete after yet" }
          return "one definition throughout"
        },
      ])
  }
}
