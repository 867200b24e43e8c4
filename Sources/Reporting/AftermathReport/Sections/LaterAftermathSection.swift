import Comparison
import Statistics
import Tables
import TimeSeries

extension ReportSection {
  /// The years after the later events: what is there, what it is, and what it is not.
  static let laterAftermath = ReportSection("The years after the second event") { report in
    if let begin = report.latestBegin {
      for anchor in report.laterAnchors {
        for subject in report.subjects {
          let tables = report.effectTables(of: subject, around: anchor)
          if !tables.isEmpty {
            Heading("\(subject.title), after \(anchor.label)", level: 3)
            Paragraph(report.sentences(of: subject, after: anchor))
            Details("The rows behind it") { for table in tables { table } }
          }
        }
      }
      report.statementsBlocks(since: begin)
      report.circumstancesBlock(
        from: begin.advanced(by: -730), yearsAfter: 5,
        "What else happened from two years before, to be held against any number")
      for table in report.extracts { table }
      report.expectationBlocks
    }
  }
}

extension AftermathReport {
  /// Everything published about the time since a day, with what it is and is not.
  fileprivate func statementsBlocks(since day: Day) -> [Report.Block] {
    let table = statementsTable(since: day)
    guard !table.rows.isEmpty else {
      return Paragraph("Nothing has been published about the time since \(day) in these series.")
        .blocks
    }
    let overlap = circumstances.filter {
      $0.kind == "co-intervention" && $0.period.start >= day
    }
    return Callout(.caution, "What these numbers are not") {
      Paragraph(
        """
        Parts of a year, provisional counts and single statements are shown as they were said. None is \
        scaled up to a year, and none enters a test. A year of which the event takes a part lies on \
        both of its sides.
        """)
      if !overlap.isEmpty {
        Paragraph(
          Prose(
            "In the same months: "
              + overlap.map { "\($0.title) (\($0.period.start) to \($0.period.last))" }
              .joined(separator: "; ")
              + ". A count of all violence contains whatever that brought; where a series counts the "
              + "fighting of one party apart, it has its own row."))
      }
    }.blocks + [.table(table)]
  }

  /// One row for each statement about the time since a day.
  func statementsTable(since day: Day) -> Table {
    let rows = subjects.flatMap { subject in
      subject.archive.claims.filter { $0.period.last >= day }
        .sorted { ($0.period, $0.id) < ($1.period, $1.id) }
        .map { (subject: subject, claim: $0) }
    }
    return Table(
      "Everything published in these series about the time since \(day)", rows,
      [
        .text(.title) { $0.subject.title },
        .text(.period) { $0.claim.period.description },
        .number(.value) { $0.claim.reading.stated },
        .number(.low) { $0.claim.reading.statedBounds.low },
        .number(.high) { $0.claim.reading.statedBounds.high },
        .text(.unit) { $0.subject.unit },
        .text(.status) { $0.claim.status.rawValue },
        .text(.quality) { $0.claim.quality.rawValue },
        .text(.source) { $0.claim.source },
        .text(.note) { row in row.claim.note.isEmpty ? nil : row.claim.note },
      ])
  }

  /// What a first complete year would be set against.
  fileprivate var expectationBlocks: [Report.Block] {
    let table = expectationTable
    guard !table.rows.isEmpty else { return [] }
    return Paragraph(
      """
      What can be written down before the year is over: the interval in which one more year would \
      lie if it went on as the baseline did. It takes years as independent and without trend, and is \
      wide because the baseline is.
      """
    ).blocks + [.table(table)]
  }

  /// One row for each series and baseline without a complete year after: the year expected.
  var expectationTable: Table {
    struct Row: Hashable {
      let title: String
      let unit: String
      let effect: Effect
      let baseline: String
    }
    var rows: [Row] = []
    for subject in subjects {
      for outcome in subject.comparison.outcomes
      where outcome.estimand == "prediction-interval"
        && laterAnchors.contains(where: { $0.label == outcome.event })
      {
        guard let effect = outcome.value, effect.secondCount == 0 else { continue }
        let row = Row(
          title: subject.title, unit: subject.unit, effect: effect,
          baseline: outcome.baseline.map { "\($0)" } ?? "")
        if !rows.contains(row) { rows.append(row) }
      }
    }
    return Table(
      "One year, if it went on as the baseline did", rows,
      [
        .text(.title) { $0.title },
        .text(.baseline) { $0.baseline },
        .integer(.count) { $0.effect.firstCount },
        .number(.estimate) { $0.effect.estimate },
        .number(.intervalLow) { $0.effect.interval?.low },
        .number(.intervalHigh) { $0.effect.interval?.high },
        .text(.unit) { $0.unit },
      ])
  }
}
