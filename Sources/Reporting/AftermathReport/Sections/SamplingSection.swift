import Comparison
import Statistics
import Tables

extension ReportSection {
  /// Changes of level with their intervals, and how they hang on what cannot be known.
  static let sampling = ReportSection("How sure is a change of level?") { report in
    if !report.changeTable.rows.isEmpty {
      Paragraph(
        """
        The interval and p are averaged over serial correlation (a Bayesian average over an \
        autocorrelation from 0 to .95, with a prior that rises in it); the remark has the worst of \
        the declared autocorrelations. Published ranges are not in these intervals.
        """)
      for figure in report.changeFigures { Figure(figure.chart, id: figure.id) }
      report.changeTable
      Paragraph(
        """
        \(report.changeTable.rows.count) changes of level are shown together. With so many, some \
        will lie outside by chance; \(code: "--adjust holm") adjusts for it.
        """)
    }
  }
}

extension AftermathReport {
  /// One row for each change of level there is.
  var changeTable: Table {
    struct Row {
      let title: String
      let outcome: Outcome
      let effect: Effect
    }
    let rows = subjects.flatMap { subject in
      subject.comparison.outcomes.filter { $0.estimand == "change-at-event" }.compactMap {
        outcome in
        outcome.value.map { Row(title: subject.title, outcome: outcome, effect: $0) }
      }
    }
    return Table(
      "Changes of level", rows,
      [
        .text(.title) { $0.title },
        .text(.event) { $0.outcome.event },
        .text(.baseline) { $0.outcome.baseline?.description },
        .text(.term) { $0.effect.term },
        .text(.scale) { $0.effect.scale },
        .number(.estimate) { $0.effect.estimate },
        .number(.intervalLow) { $0.effect.interval?.low },
        .number(.intervalHigh) { $0.effect.interval?.high },
        .number(.pValue) { $0.effect.pValue },
        .text(.entitlement) { $0.outcome.entitlement.rawValue },
        .text(.remark) { $0.effect.remark },
      ])
  }
}
