import DelimitedText
public import Tables
import TimeSeries

extension DataPackage {
  /// The file of candidate events, where a package has it: one row for each event.
  static let candidateEventsFile = "ucdp-candidate-iraq-2026h1.csv"

  /// A count of deaths taken apart: by who fought whom, and by month with the fighting of one party
  /// kept apart from the rest. Empty for a package without a file of candidate events.
  ///
  /// - Parameters:
  ///   - party: the party whose fighting is kept apart, as the file names it: `IS`.
  ///   - years: the years the tables are for; events of others are left out.
  /// - Throws: ``DatasetError`` at the first fault of the file.
  public func candidateEventTables(
    apart party: String = "IS", within years: ClosedRange<Int>
  ) throws(DatasetError) -> [Table] {
    let path = folder + "/" + DataPackage.candidateEventsFile
    guard InputPath.exists(path) else { return [] }
    let events = try CandidateEvent.read(path).filter { years.contains($0.period.start.year) }
    guard !events.isEmpty else { return [] }
    return [
      CandidateEvent.byDyad(events), CandidateEvent.byMonth(events, apart: party),
    ]
  }
}

/// One event of a candidate file: days, the two sides, and deaths with their bounds.
private struct CandidateEvent {
  let period: Period
  let dyad: String
  let type: String
  let best: Int
  let low: Int
  let high: Int

  static func read(_ path: String) throws(DatasetError) -> [CandidateEvent] {
    let table = try TableReader(
      path: path,
      required: ["date_start", "date_end", "type_of_violence", "dyad", "best", "low", "high"])
    var events: [CandidateEvent] = []
    for row in 0..<table.count {
      let first = try table.day(row, "date_start")
      guard let period = Period.span(from: first, through: try table.day(row, "date_end")) else {
        throw table.fault(row, "date_end", "the event ends before it begins", hint: nil)
      }
      func count(_ name: String) throws(DatasetError) -> Int {
        guard let value = try table.number(row, name), let count = Int(exactly: value),
          (0...1_000_000_000).contains(count)
        else { throw table.fault(row, name, "a count of deaths is a whole number", hint: nil) }
        return count
      }
      events.append(
        CandidateEvent(
          period: period, dyad: table.text(row, "dyad"),
          type: try type(table, row), best: try count("best"),
          low: try count("low"), high: try count("high")))
    }
    return events
  }

  /// The type of violence in words; the file has UCDP's numbers.
  private static func type(_ table: TableReader, _ row: Int) throws(DatasetError) -> String {
    switch table.text(row, "type_of_violence") {
    case "1": return "state-based"
    case "2": return "non-state"
    case "3": return "one-sided"
    default:
      throw table.fault(
        row, "type_of_violence", "a type of violence is 1, 2 or 3", hint: nil)
    }
  }

  /// Deaths of some events together.
  private struct Total {
    let name: String
    let group: String?
    let events: [CandidateEvent]

    var best: Int { events.reduce(0) { $0 + $1.best } }
    var low: Int { events.reduce(0) { $0 + $1.low } }
    var high: Int { events.reduce(0) { $0 + $1.high } }
  }

  private static func note(_ events: [CandidateEvent]) -> Note {
    let first = events.map(\.period.start).min().map { "\($0)" } ?? ""
    let last = events.map(\.period.last).max().map { "\($0)" } ?? ""
    return Note(
      .caveat, "candidate-events",
      "\(events.count) candidate events from \(first) to \(last), provisional: they will be "
        + "revised, merged or moved. Part of a year, not a year. An event whose sides are not "
        + "assigned may belong to any of them; an event counts in the month it begins. Source: \(DataPackage.candidateEventsFile) of the "
        + "package, from the UCDP candidate events.")
  }

  static func byDyad(_ events: [CandidateEvent]) -> Table {
    let groups = Dictionary(grouping: events) { event in
      [event.dyad.hasPrefix("unassigned") ? "not assigned" : event.dyad, event.type]
    }
    let totals = groups.map { Total(name: $0[0], group: $0[1], events: $1) }
      .sorted { ($1.best, $0.name, $0.group ?? "") < ($0.best, $1.name, $1.group ?? "") }
    return Table(
      "Deaths by who fought whom", totals,
      [
        .text(.item) { $0.name }, .text(.group) { $0.group },
        .integer(.count) { $0.events.count },
        .integer(.value) { $0.best }, .integer(.low) { $0.low }, .integer(.high) { $0.high },
        .text(.unit) { _ in Unit.deaths.symbol },
      ], notes: [note(events)])
  }

  static func byMonth(_ events: [CandidateEvent], apart party: String) -> Table {
    let months = Dictionary(grouping: events) { event -> Period in
      let (year, month, _) = event.period.start.date
      return Period.month(year, month) ?? event.period
    }
    let totals = months.sorted { $0.key < $1.key }.flatMap { month, events -> [Total] in
      let isParty = { (event: CandidateEvent) in
        event.dyad.split(separator: " - ").contains { $0 == party }
      }
      return [
        Total(
          name: "\(month)", group: "fighting with \(party)", events: events.filter(isParty)),
        Total(name: "\(month)", group: "all other", events: events.filter { !isParty($0) }),
      ]
    }
    return Table(
      "Deaths by month, the fighting with \(party) apart from the rest", totals,
      [
        .text(.period) { $0.name }, .text(.group) { $0.group },
        .integer(.count) { $0.events.count },
        .integer(.value) { $0.best }, .integer(.low) { $0.low }, .integer(.high) { $0.high },
        .text(.unit) { _ in Unit.deaths.symbol },
      ], notes: [note(events)])
  }
}
