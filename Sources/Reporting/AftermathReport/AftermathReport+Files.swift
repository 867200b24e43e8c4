import Comparison
public import Tables
import TimeSeries

extension AftermathReport {
  /// The tables of the report by the names of their files, in full precision.
  public var tables: [(name: String, table: Table)] {
    let comparisons = subjects.map(\.comparison)
    let all: [(String, Table)] = [
      ("estimates", .stacked("Years before and after", comparisons.map(\.estimates))),
      ("overview", .stacked("What the data allow", comparisons.map(\.overview))),
      ("observations", .stacked("Observations", comparisons.compactMap(\.observations))),
      ("verdicts", verdictTable), ("sentences", sentencesTable), ("design", designTable),
      ("series", seriesTable), ("sources", sourcesTable), ("comparability", comparabilityTable),
      ("levels", levelTable), ("changes", changeTable), ("hindsight", hindsightTable),
      ("refusals", refusals), ("expectation", expectationTable),
      ("statements", latestBegin.map(statementsTable(since:)) ?? Table("", columns: [], rows: [])),
    ]
    let named = extracts.enumerated().map { ("extract-\($0 + 1)", $1) }
    return (all + named).filter { !$0.1.columns.isEmpty && !$0.1.rows.isEmpty }
      .map { (name: $0.0, table: $0.1) }
  }

  /// The values used, as finely as they are known: a table for each series by its id.
  public var data: [(id: String, table: Table)] {
    subjects.map { subject in
      (
        subject.name,
        subject.comparison.finest.table(
          subject.title, id: subject.name, hedges: subject.comparison.plan.reading.hedges)
      )
    }
  }

  /// The report for programs: the words and every table with the meaning of its columns.
  public var json: JSONValue {
    let tables = self.tables
    let plan = subjects.first?.comparison.plan ?? .standard
    return [
      "schema": "aftermath.report/1",
      "title": .string(title),
      "source": .string(origin.title), "version": .string(origin.version),
      "as_of": .string(origin.asOf.description), "program": .string(origin.program),
      "command": .string(origin.command),
      "plan": plan.json,
      "events": .array(
        events.map { event in
          [
            "id": .string(event.id), "from": .string(event.period.start.description),
            "to": .string(event.period.last.description), "title": .string(event.title),
          ]
        }),
      "series": .array(
        subjects.map { subject in
          [
            "id": .string(subject.name), "title": .string(subject.title),
            "unit": .string(subject.unit),
            "notes": .array(subject.comparison.resolved.notes.map { JSONValue($0) }),
          ]
        }),
      "tables": .object(tables.map { .init($0.name, JSONValue(rowsOf: $0.table)) }),
      "columns": JSONValue(meaningsOf: tables.map(\.table)),
    ]
  }
}
