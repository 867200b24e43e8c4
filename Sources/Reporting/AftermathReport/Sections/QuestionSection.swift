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
    if let shared = report.sharedYears {
      Paragraph(
        """
        The years \(shared) are after the first event and in a baseline of the second: what is said of \
        the two is not independent.
        """)
    }
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
  /// Years that are looked at after the first event and count as before the second, as text.
  fileprivate var sharedYears: String? {
    let windows = subjects.flatMap(\.comparison.windows)
    guard let first = windows.first(where: { $0.anchor == firstAnchor }) else { return nil }
    let years = Set(
      windows.filter { laterAnchors.contains($0.anchor) }.flatMap { later in
        (later.baseline.first...later.baseline.last).filter { year in
          year >= first.anchor.firstYearAfter && year < first.anchor.firstYearAfter + first.length
        }
      }
    ).sorted()
    guard let start = years.first, let end = years.last else { return nil }
    return start == end ? "\(start)" : "\(start)–\(end)"
  }

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
