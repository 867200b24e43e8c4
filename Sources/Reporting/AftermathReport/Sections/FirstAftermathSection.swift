import Comparison
import Tables
import TimeSeries

extension ReportSection {
  /// The years after the first event, as far as the data allow.
  static let firstAftermath = ReportSection("The years after the first event") { report in
    if let anchor = report.firstAnchor {
      if let baseline = report.longestBaseline(of: anchor) {
        report.circumstancesBlock(
          from: .first(of: baseline.first), through: .first(of: baseline.last + 1),
          "What happened in the baseline itself, \(baseline)")
      }
      report.circumstancesBlock(
        from: anchor.lastBefore.advanced(by: 1), yearsAfter: 5,
        "What else happened in these years, to be held against any change")
      for subject in report.subjects {
        let tables = report.effectTables(of: subject, around: anchor)
        if !tables.isEmpty {
          Heading("\(subject.title)", level: 3)
          Paragraph(report.sentences(of: subject, after: anchor))
          Details("The rows behind it") { for table in tables { table } }
        }
      }
    }
  }
}

extension AftermathReport {
  /// The effects of a series around an anchor, where a test or a description has any.
  func effectTables(of subject: Subject, around anchor: Anchor) -> [Table] {
    let verdict = subject.comparison.eventVerdicts.first { $0.anchor == anchor }
    guard let verdict, verdict.level > .nothing else { return [] }
    return subject.comparison.effectTables(around: anchor)
  }

  /// What the data allow to be said of a series after an anchor, baseline by baseline.
  func sentences(of subject: Subject, after anchor: Anchor) -> Prose {
    let verdicts =
      subject.comparison.eventVerdicts.first { $0.anchor == anchor }?.verdicts ?? []
    return verdicts.map { verdict in
      Prose([
        .strong("Baseline \(verdict.window.baseline) (\(verdict.level.rawValue)): "),
        .text(verdict.sentence),
      ])
    }.reduce(Prose()) { $0.runs.isEmpty ? $1 : $0 + " " + $1 }
  }

  /// Events of a package other than those compared, over some years; nothing where there are none.
  func circumstancesBlock(from day: Day, yearsAfter years: Int, _ title: String) -> [Report.Block] {
    circumstancesBlock(from: day, through: .first(of: day.year + years + 1), title)
  }

  /// The longest baseline declared for an anchor.
  func longestBaseline(of anchor: Anchor) -> YearRange? {
    subjects.flatMap(\.comparison.windows).filter { $0.anchor == anchor }.map(\.baseline)
      .max { $0.count < $1.count }
  }

  /// Events of a package other than those compared, from one day up to another.
  func circumstancesBlock(from day: Day, through end: Day, _ title: String) -> [Report.Block] {
    let compared = Set(events.map(\.id))
    let found = circumstances.filter {
      $0.period.end > day && $0.period.start < end && !compared.contains($0.id)
    }
    guard !found.isEmpty else { return [] }
    return [.table(eventsTable(title, found))]
  }

  private func eventsTable(_ title: String, _ events: [Event]) -> Table {
    Table(
      title, events,
      [
        .text(.date) { $0.period.start.description },
        .text(.dateEnd) { $0.period.last.description },
        .text(.title) { $0.title },
        .text(.kind) { $0.kind },
        .text(.status) { $0.status },
      ])
  }
}
