import Comparison
import Tables
import TimeSeries

extension ReportSection {
  /// The series as they are, before any test.
  static let description = ReportSection("The series as they are") { report in
    Paragraph(
      """
      Upright bars are published ranges (what “about” is taken to span is not drawn); a hollow mark is provisional or covers part of a year and is joined \
      to nothing; a line is drawn only between neighbouring years counted in the same way.
      """)
    for figure in report.seriesFigures { Figure(figure.chart, id: figure.id) }
    report.levelsOnBothSides
    if !report.levelTable.rows.isEmpty {
      Paragraph(
        "Every baseline, also of series without a year after: "
          + "\(link: "tables/levels.csv", to: "tables/levels.csv").")
    }
  }
}

extension AftermathReport {
  /// The rows of the level table that have values on both sides.
  fileprivate var levelsOnBothSides: Table {
    let table = levelTable
    let rows = table.rows.indices.filter { row in
      table.cell(row, .firstValue)?.isAbsent == false
        && table.cell(row, .secondValue)?.isAbsent == false
    }
    return Table(
      table.title, columns: table.columns, rows: rows.map { table.rows[$0] }, notes: table.notes)
  }

  /// One row for each series and window: the mean on both sides, and what they are apart.
  var levelTable: Table {
    struct Row {
      let subject: Subject
      let window: EventWindow
      let before: Double?
      let after: Double?
      let ratio: Double?
    }
    let rows = subjects.flatMap { subject in
      subject.comparison.windows.compactMap { window -> Row? in
        let outcomes = subject.comparison.outcomes.filter {
          $0.event == window.anchor.label && $0.baseline == window.baseline
        }
        let levels = outcomes.filter { $0.estimand == "mean-level" }.compactMap(\.value)
        let before = levels.first { $0.secondCount == 0 }?.estimate
        let after = levels.first { $0.firstCount == 0 && $0.secondCount > 0 }?.estimate
        guard before != nil || after != nil else { return nil }
        return Row(
          subject: subject, window: window, before: before, after: after,
          ratio: outcomes.first { $0.estimand == "mean-ratio" }?.value?.estimate)
      }
    }
    return Table(
      "Mean level before and after: a description", rows,
      [
        .text(.title) { $0.subject.title },
        .text(.event) { $0.window.anchor.label },
        .text(.baseline) { $0.window.baseline.description },
        .integer(.firstCount) { $0.window.before.count },
        .number(.firstValue) { $0.before },
        .integer(.secondCount) { $0.window.after.count },
        .number(.secondValue) { $0.after },
        .number(.ratio) { $0.ratio },
        .text(.unit) { row in
          row.subject.unit
            + (row.subject.series.measure.accrual == .flow ? " a year" : "")
        },
      ],
      notes: [
        Note(
          .caveat, "base-years",
          "A ratio to a small or unusual baseline says more of the baseline than of the years after."
        )
      ])
  }
}
