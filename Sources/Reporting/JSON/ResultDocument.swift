public import Tables

/// All a verb has to say: what it was given, its tables, and remarks on the whole.
///
/// A verb that estimates lays out up to three tables; one that does not (`list`, `show`, `check`)
/// has `rows`. In JSON a document follows the schema `aftermath.result/1`.
public struct ResultDocument: Hashable, Sendable {
  /// The verb: `trend`.
  public var verb: String
  /// What was given, one for each series or file.
  public var inputs: [Input]
  /// One row for each term, test or comparison.
  public var estimates: Table?
  /// One row for each model.
  public var overview: Table?
  /// One row for each observation.
  public var observations: Table?
  /// The rows of a verb that estimates nothing.
  public var rows: Table?
  /// Remarks on the whole, beside those of the tables.
  public var notes: [Note]
  /// The same rows laid out for people, where the tables for programs are too wide to read; formats
  /// that carry data take no notice of them.
  public var reading: [Table] = []

  /// The result of a verb that estimates.
  public init(
    verb: String, inputs: [Input], estimates: Table, overview: Table? = nil,
    observations: Table? = nil, notes: [Note] = []
  ) {
    self.verb = verb
    self.inputs = inputs
    self.estimates = estimates
    self.overview = overview
    self.observations = observations
    self.notes = notes
  }

  /// The result of a verb that lists, shows or checks.
  public init(verb: String, inputs: [Input] = [], rows: Table, notes: [Note] = []) {
    self.verb = verb
    self.inputs = inputs
    self.rows = rows
    self.notes = notes
  }

  /// The three tables of a result.
  ///
  /// Observations are among them only where they are asked for.
  public init(
    verb: String, inputs: [Input], _ result: some Tabular, observations: Bool = false,
    notes: [Note] = []
  ) {
    self.init(
      verb: verb, inputs: inputs, estimates: result.estimates, overview: result.overview,
      observations: observations ? result.observations : nil, notes: notes)
  }

  /// The one table of a format that carries one: the rows, or the estimates.
  public var mainTable: Table? { rows ?? estimates ?? overview ?? observations }

  /// The tables that are there, with their names in JSON, in the order of the schema.
  public var namedTables: [(name: String, table: Table)] {
    let all = [
      ("estimates", estimates), ("overview", overview), ("observations", observations),
      ("rows", rows),
    ]
    return all.compactMap { name, table in table.map { (name, $0) } }
  }

  /// The tables in the order they are read, the remarks on the whole below the last.
  ///
  /// A note that stands under one table is not repeated under another.
  var tablesForReading: [Table] {
    var tables =
      reading.isEmpty
      ? namedTables.map(\.table) : reading + [observations].compactMap { $0 }
    var seen: Set<Note> = []
    for index in tables.indices {
      tables[index].notes = tables[index].notes.filter { seen.insert($0).inserted }
    }
    if let last = tables.indices.last {
      tables[last].notes += notes.filter { seen.insert($0).inserted }
    }
    return tables
  }
}

extension ResultDocument {
  /// What a verb was given: a series of the package, or a file.
  public struct Input: Hashable, Sendable {
    /// The id of the series.
    public var series: String?
    /// The path of the file, as it was given.
    public var file: String?
    /// The unit of the values.
    public var unit: String?
    /// `flow` or `stock`.
    public var accrual: String?
    /// Number of observations.
    public var count: Int?
    /// The first period.
    public var from: String?
    /// The last period.
    public var to: String?
    /// What else there is to say, after these.
    public var details: [JSONValue.Member]

    /// A series or a file, and what is known of it.
    public init(
      series: String? = nil, file: String? = nil, unit: String? = nil, accrual: String? = nil,
      count: Int? = nil, from: String? = nil, to: String? = nil,
      details: [JSONValue.Member] = []
    ) {
      self.series = series
      self.file = file
      self.unit = unit
      self.accrual = accrual
      self.count = count
      self.from = from
      self.to = to
      self.details = details
    }
  }
}

extension ResultDocument {
  /// The document as JSON, of the schema `aftermath.result/1`.
  ///
  /// One input is `input`, several are the array `inputs`. A quantity that does not exist is null,
  /// and its reason is among the notes together with where it is missing.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("schema", "aftermath.result/1"), .init("verb", .string(verb)),
    ]
    if inputs.count == 1 {
      members.append(.init("input", inputs[0].json))
    } else if !inputs.isEmpty {
      members.append(.init("inputs", .array(inputs.map(\.json))))
    }
    var absences = AbsenceNotes()
    var remarks: [Note] = []
    var seen: Set<Note> = []
    for (name, table) in namedTables {
      members.append(.init(name, JSONValue(rowsOf: table)))
      absences.add(table, named: name)
      for note in table.notes where seen.insert(note).inserted { remarks.append(note) }
    }
    for note in notes where seen.insert(note).inserted { remarks.append(note) }
    members.append(.init("notes", .array(remarks.map { JSONValue($0) } + absences.values)))
    members.append(.init("columns", JSONValue(meaningsOf: namedTables.map(\.table))))
    return .object(members)
  }
}

extension ResultDocument.Input {
  /// The input as JSON: what is known of it.
  var json: JSONValue {
    let known: [(String, JSONValue?)] = [
      ("series", series.map(JSONValue.string)), ("file", file.map(JSONValue.string)),
      ("unit", unit.map(JSONValue.string)), ("accrual", accrual.map(JSONValue.string)),
      ("n", count.map(JSONValue.integer)), ("from", from.map(JSONValue.string)),
      ("to", to.map(JSONValue.string)),
    ]
    guard case .object(let members) = JSONValue.object(omittingNil: known) else { return .null }
    return .object(members + details)
  }
}
