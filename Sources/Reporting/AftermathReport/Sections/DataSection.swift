import Comparison
public import Tables
import TimeSeries

extension ReportSection {
  /// The series, what they count, and what was done to the published statements.
  static let data = ReportSection("The data, and what was done to them") { report in
    Paragraph(
      """
      A published figure is a sentence: a range, a floor, a round number. Each was kept as it was \
      said, with its source; where one number is needed the published best estimate stands, else the \
      middle of the range. Every statement used is in \(link: "provenance.csv", to: "provenance.csv").
      """)
    report.seriesTable.without([.series, .accrual, .partialCount, .rangeCount])
    Details("What each series counts, and what to be careful of") {
      report.definitionTable
    }
    Details("What was passed over, converted or assumed, series by series") {
      for subject in report.subjects {
        let notes = subject.comparison.resolved.notes
        if !notes.isEmpty {
          Paragraph(Prose([.strong(subject.title)]))
          Listing(notes.map { Prose($0.text) })
        }
      }
    }
    if !report.sources.isEmpty {
      Details("The \(report.usedSources.count) sources of the values used") { report.sourcesTable }
    }
  }
}

extension AftermathReport {
  /// One row for each series: what there is of it.
  var seriesTable: Table {
    Table(
      "The series", subjects,
      [
        .text(.series) { $0.name },
        .text(.title) { $0.title },
        .text(.unit) { $0.unit },
        .text(.accrual) { $0.series.measure.accrual.rawValue },
        .text(.span) { subject in
          subject.series.span.map { span in
            let (first, last) = (span.first.start.year, span.last.last.year)
            return first == last ? "\(first)" : "\(first)–\(last)"
          }
        },
        .integer(.observationCount) { $0.series.count },
        .integer(.partialCount) { $0.series.observations.filter(\.isPartialYear).count },
        .integer(.rangeCount) { subject in
          subject.series.observations.filter {
            [.interval, .atLeast, .atMost].contains($0.reading.kind)
          }.count
        },
        .integer(.claimCount) { $0.archive.claims.count },
        .integer(.sourceCount) { Set($0.archive.claims.compactMap(\.source)).count },
      ])
  }

  fileprivate var definitionTable: Table {
    Table(
      "What each series counts", subjects,
      [
        .text(.title) { $0.title },
        .text(.actor) { $0.comparison.info.actor },
        .text(.scope) { $0.comparison.info.scope },
        .text(.description) { $0.comparison.info.summary },
        .text(.cautions) { $0.comparison.info.cautions },
      ]
    ).withoutBlankColumns
  }

  /// The sources of the values used, in the order of their keys.
  var usedSources: [Source] {
    let keys = Set(subjects.flatMap { $0.series.observations.flatMap(\.sources) })
    return keys.sorted().compactMap { sources[$0] }
  }

  /// One row for each source of the values used.
  var sourcesTable: Table {
    Table(
      "Sources", usedSources,
      [
        .text(.source) { $0.id }, .text(.author) { $0.author }, .text(.title) { $0.title },
        .text(.publisher) { $0.publisher }, .text(.published) { $0.published },
        .text(.licence) { $0.licence }, .text(.url) { $0.url },
      ])
  }

  /// One row for each value used and each statement behind it: where every number came from.
  public var provenance: Table {
    struct Row {
      let subject: Subject
      let observation: Observation
      let claim: Claim?
      let source: Source?
    }
    let rows = subjects.flatMap { subject -> [Row] in
      var claims: [Claim.ID: Claim] = [:]
      for claim in subject.archive.claims { claims[claim.id] = claim }
      return subject.series.observations.flatMap { observation -> [Row] in
        let behind = observation.claims.compactMap { claims[$0] }
        guard !behind.isEmpty else {
          return [Row(subject: subject, observation: observation, claim: nil, source: nil)]
        }
        return behind.map { claim in
          Row(
            subject: subject, observation: observation, claim: claim,
            source: claim.source.flatMap { sources[$0] })
        }
      }
    }
    return Table(
      "Where every value came from", rows,
      [
        .text(.series) { $0.subject.name },
        .text(.period) { $0.observation.period.description },
        .text(.usedAs) { $0.observation.derivation ?? "as stated" },
        .text(.claim) { $0.claim?.id },
        .text(.stated) { $0.claim?.period.description },
        .text(.kind) { $0.claim?.reading.kind.rawValue },
        .number(.value) { $0.claim?.reading.stated },
        .number(.low) { $0.claim?.reading.statedBounds.low },
        .number(.high) { $0.claim?.reading.statedBounds.high },
        .text(.unit) { $0.subject.unit },
        .text(.hedge) { row in row.claim.flatMap { $0.hedge.isEmpty ? nil : $0.hedge } },
        .text(.concept) { row in row.claim.flatMap { $0.concept.isEmpty ? nil : $0.concept } },
        .text(.status) { $0.claim?.status.rawValue },
        .text(.quality) { $0.claim?.quality.rawValue },
        .text(.published) { $0.claim?.published?.description },
        .text(.source) { $0.source?.id ?? $0.claim?.source },
        .text(.author) { $0.source?.author },
        .text(.title) { $0.source?.title },
        .text(.publisher) { $0.source?.publisher },
        .text(.url) { $0.source?.url },
        .text(.licence) { $0.source?.licence },
        .text(.quote) { $0.source?.quote },
        .text(.note) { row in row.claim.flatMap { $0.note.isEmpty ? nil : $0.note } },
      ])
  }
}

extension Table {
  /// This table without some columns: what a page has no room for and a file has.
  func without(_ left: Set<Column>) -> Table {
    let kept = columns.indices.filter { !left.contains(columns[$0]) }
    return Table(
      title, columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } },
      notes: notes)
  }

  /// This table without columns in which no cell says anything.
  fileprivate var withoutBlankColumns: Table {
    let kept = columns.indices.filter { place in
      rows.contains { $0[place] != .text("") && !$0[place].isAbsent }
    }
    return Table(
      title, columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } },
      notes: notes)
  }
}
