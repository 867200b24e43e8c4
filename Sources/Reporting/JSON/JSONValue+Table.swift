import Tables

extension JSONValue {
  /// A cell: absences are null.
  init(_ cell: Cell) {
    switch cell {
    case .number(let value): self = value.isFinite ? .number(value) : .null
    case .integer(let value): self = .integer(value)
    case .text(let value): self = .string(value)
    case .flag(let value): self = .bool(value)
    case .absent: self = .null
    }
  }

  /// The rows of a table, each an object under the keys of its columns.
  init(rowsOf table: Table) {
    let keys = table.columns.map(\.key)
    self = .array(
      table.rows.map { row in
        .object(zip(keys, row).map { Member($0, JSONValue($1)) })
      })
  }

  /// What the columns of some tables mean, by key, in order of appearance.
  init(meaningsOf tables: [Table]) {
    var seen: Set<String> = []
    var members: [Member] = []
    for column in tables.flatMap(\.columns) where seen.insert(column.key).inserted {
      members.append(
        Member(
          column.key, ["heading": .string(column.heading), "meaning": .string(column.meaning)]))
    }
    self = .object(members)
  }

  /// A note.
  init(_ note: Note) {
    self = [
      "kind": .string(note.kind.rawValue), "code": .string(note.code), "text": .string(note.text),
    ]
  }
}

/// The reasons for the nulls of some tables, gathered as notes: equal reasons once, with the
/// places they stand for, since a null itself cannot say why it is one.
struct AbsenceNotes {
  private var reasons: [String] = []
  private var places: [String: [String]] = [:]

  /// Adds the absences of a table that stands under a name: `estimates[3].p_value`.
  mutating func add(_ table: Table, named name: String) {
    for (index, row) in table.rows.enumerated() {
      for (column, cell) in zip(table.columns, row) {
        guard let reason = Self.reason(cell) else { continue }
        if places[reason] == nil { reasons.append(reason) }
        places[reason, default: []].append("\(name)[\(index)].\(column.key)")
      }
    }
  }

  /// The notes as JSON.
  var values: [JSONValue] {
    reasons.map { reason in
      [
        "kind": .string(Note.Kind.refusal.rawValue), "code": "absent", "text": .string(reason),
        "at": .array(places[reason, default: []].map(JSONValue.string)),
      ]
    }
  }

  private static func reason(_ cell: Cell) -> String? {
    switch cell {
    case .absent(let reason): reason
    case .number(let value): value.isFinite ? nil : "not finite"
    case .integer, .text, .flag: nil
    }
  }
}
