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
    report.comparabilityOfBoth
    if !report.comparabilityTable.rows.isEmpty {
      Paragraph(
        "Each event, both ends of one that is a window, and every break: "
          + "\(link: "tables/comparability.csv", to: "tables/comparability.csv").")
    }
  }
}

extension AftermathReport {
  /// One row for each series: what divides its years around each of the two events.
  fileprivate var comparabilityOfBoth: Table {
    let first = firstAnchor
    let later = laterAnchors.first
    let shown = subjects.filter { $0.comparison.eventVerdicts.contains(where: \.hasValues) }
    var fields: [Field<Subject>] = [
      .text(.title) { $0.title },
      .text(.firstText) { first.flatMap($0.comparability(around:)) },
    ]
    if let later { fields.append(.text(.secondText) { $0.comparability(around: later) }) }
    return Table("What divides the years around each event", shown, fields)
  }

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
          row.crossed.isEmpty
            ? row.window.dividedBy(row.crossed)
            : row.crossed.map { "\($0.date), \($0.kind.rawValue): \($0.description)" }
              .joined(separator: "; ")
        },
      ])
  }
}

extension AftermathReport.Subject {
  /// What divides the years around an anchor, in a phrase; nil where there are no values.
  fileprivate func comparability(around anchor: Anchor) -> String? {
    comparison.eventVerdicts.first { $0.anchor == anchor && $0.hasValues }.map { verdict in
      let window = verdict.leading.window
      return window.dividedBy(
        Break.crossed(by: window.before + window.after, among: comparison.resolved.breaks))
    }
  }
}

extension EventWindow {
  /// What divides the years of the window, in a phrase.
  fileprivate func dividedBy(_ crossed: [Break]) -> String {
    let years = "\(before.count) before, \(after.count) after"
    if let first = crossed.first {
      let more = crossed.count > 1 ? " and \(crossed.count - 1) more" : ""
      return "\(years): break of \(first.date) (\(first.description))\(more)"
    }
    if before.isEmpty { return "\(years): nothing to compare with" }
    if after.isEmpty { return "\(years): nothing complete yet" }
    return "\(years): one definition throughout"
  }
}
