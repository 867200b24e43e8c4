import Comparison
import Tables
import TimeSeries

extension ReportSection {
  /// What is compared with what, and over which years.
  static let question = ReportSection("The question, and the years compared") { report in
    Paragraph(
      """
      The change after an event is the level of the years after it against the years before it. \
      Whether two aftermaths are alike is asked over the elapsed time that both have had, in whole \
      years unless finer data exist; a part of a year is never scaled up to a year.
      """)
    report.designTable
    if !report.notes.isEmpty { Listing(report.notes.map { Prose($0.text) }) }
    Listing([
      """
      \(strong: "Several baselines.") The years before an event are themselves a choice. Every \
      declared baseline is run, and a claim needs all that are long enough.
      """,
      """
      \(strong: "An event that is a window") is run from both of its ends; the years it touches \
      count as neither before nor after.
      """,
      """
      \(strong: "Serial correlation") cannot be estimated from a dozen years. Changes of level are \
      averaged over it, and the worst of a declared range stands beside them.
      """,
    ])
  }
}

extension AftermathReport {
  /// One row for each event and baseline: which years count as what.
  var designTable: Table {
    struct Row {
      let window: EventWindow
      let plan: ComparisonPlan
    }
    var rows: [Row] = []
    for subject in subjects {
      for window in subject.comparison.windows
      where !rows.contains(where: {
        $0.window.anchor == window.anchor && $0.window.baseline == window.baseline
      }) {
        rows.append(Row(window: window, plan: subject.comparison.plan))
      }
    }
    return Table(
      "Which years count as what", rows,
      [
        .text(.event) { $0.window.anchor.label },
        .text(.baseline) { $0.window.baseline.description },
        .text(.transition) { row in
          let first = row.window.anchor.lastYearBefore + 1
          let last = row.window.anchor.firstYearAfter - 1
          return first > last ? nil : first == last ? "\(first)" : "\(first)–\(last)"
        },
        .text(.window) { row in
          let first = row.window.anchor.firstYearAfter
          return "\(first)–\(first + row.window.length - 1)"
        },
        .text(.horizon) { $0.plan.horizon.map { "\($0) years" } ?? "what both have" },
      ])
  }
}
