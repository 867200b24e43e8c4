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
        autocorrelation from 0 to .95, with a prior that rises in it); the worst p is that over the \
        declared autocorrelations. Published ranges are not in these intervals.
        """)
      for figure in report.changeFigures { Figure(figure.chart, id: figure.id) }
      report.changeTable
      Paragraph(
        """
        \(report.changeTable.rows.count) changes are shown together. With so many, some will lie \
        outside by chance: the adjusted p is Holm's over them all, valid whatever their dependence.
        """)
    }
  }
}

extension AftermathReport {
  /// One row for each change of level or slope there is; p adjusted by Holm over all of them.
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
    // A row without p is no member of the family.
    let tested = rows.indices.filter { rows[$0].effect.pValue != nil }
    let holm =
      (try? PValueAdjustment.holm.adjusted(tested.compactMap { rows[$0].effect.pValue })) ?? []
    var adjusted = [Double?](repeating: nil, count: rows.count)
    for (place, value) in zip(tested, holm) { adjusted[place] = value }
    return Table(
      "Changes of level and slope", Array(zip(rows, adjusted)),
      [
        .text(.title) { $0.0.title },
        .text(.event) { $0.0.outcome.event },
        .text(.baseline) { $0.0.outcome.baseline?.description },
        .text(.term) { $0.0.effect.term },
        .text(.scale) { $0.0.effect.scale },
        .number(.estimate) { $0.0.effect.estimate },
        .number(.intervalLow) { $0.0.effect.interval?.low },
        .number(.intervalHigh) { $0.0.effect.interval?.high },
        .number(.pValue) { $0.0.effect.pValue },
        .number(.adjustedPValue) { $0.1 },
        .number(.worstPValue) { $0.0.effect.worstPValue },
        .text(.entitlement) { $0.0.outcome.entitlement.rawValue },
        .text(.remark) { $0.0.effect.remark },
      ])
  }
}
