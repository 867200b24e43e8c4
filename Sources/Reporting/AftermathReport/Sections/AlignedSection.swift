import Comparison
import Statistics
import Tables
import TimeSeries

extension ReportSection {
  /// The two aftermaths over the same elapsed time.
  static let aligned = ReportSection("The two aftermaths over the same elapsed time") { report in
    if !report.laterAnchors.isEmpty {
      Paragraph(
        """
        One analogue is one case: variation between withdrawals cannot be estimated from it, and the \
        intervals below are of year-to-year noise only.
        """)
      for figure in report.alignedFigures { Figure(figure.chart, id: figure.id) }
      for subject in report.subjects {
        let tables = subject.comparison.betweenTables
        if !tables.isEmpty {
          Heading("\(subject.title)", level: 3)
          for table in tables { table }
        }
      }
      if report.subjects.allSatisfy({ $0.comparison.betweenTables.isEmpty }) {
        Paragraph(
          """
          No series has elapsed time that both aftermaths have had, counted the same way, so there is \
          no contrast to show. The reasons are in \(link: "tables/refusals.csv", to: "tables/refusals.csv").
          """)
      }
      if !report.hindsightTable.rows.isEmpty {
        Paragraph(
          """
          How long was it, after the first event, until its own aftermath could be seen? Each row is \
          what the figures, as they are known today, would have shown with that many complete years; \
          the figures of the day were often others.
          """)
        report.hindsightTable
      }
    }
  }
}

extension AftermathReport {
  /// One row for each year after the first event: where it lay, and what it would have allowed.
  var hindsightTable: Table {
    struct Row {
      let title: String
      let years: Int
      let elapsed: Int?
      let effect: Effect
      let before: Int
    }
    var rows: [Row] = []
    if let anchor = firstAnchor {
      for subject in subjects {
        guard
          let verdict = subject.comparison.eventVerdicts.first(where: { $0.anchor == anchor }),
          verdict.level > .describe
        else { continue }
        let effects = subject.comparison.outcomes.filter {
          $0.estimand == "prediction-interval" && $0.event == anchor.label
            && $0.baseline == verdict.leading.window.baseline
        }.compactMap(\.value).filter { $0.period != nil }
        for (index, effect) in effects.enumerated() {
          rows.append(
            Row(
              title: subject.title, years: index + 1,
              elapsed: effect.period.map { $0.start.year - anchor.firstYearAfter + 1 },
              effect: effect,
              before: verdict.leading.window.before.count))
        }
      }
    }
    return Table(
      "After the first event, as it came to be seen", rows,
      [
        .text(.title) { $0.title },
        .integer(.elapsed) { $0.elapsed },
        .integer(.secondCount) { $0.years },
        .text(.period) { $0.effect.period?.description },
        .number(.value) { $0.effect.estimate },
        .number(.intervalLow) { $0.effect.interval?.low },
        .number(.intervalHigh) { $0.effect.interval?.high },
        .text(.remark) { row in
          guard let value = row.effect.estimate, let interval = row.effect.interval else {
            return nil
          }
          return value < interval.low ? "below" : value > interval.high ? "above" : "inside"
        },
        .text(.entitlement) { row in
          Entitlement(before: row.before, after: row.years).rawValue
        },
      ],
      notes: [
        Note(
          .method, "hindsight",
          "The interval is that of one year expected from the baseline, without trend; the level is "
            + "what so many complete years allow.")
      ])
  }
}
