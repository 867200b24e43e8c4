import Aftermath

/// The series a verb was given, in their order: one, several, or those of a panel.
struct CommandInputs: RandomAccessCollection {
  /// How one file was divided into series.
  struct Panel {
    /// The column it was divided by.
    let column: String
    /// What was noticed of the whole file.
    let notes: [Note]
  }

  private let all: [CommandInput]
  /// How the file was divided, or nil where each input is a series by itself.
  let panel: Panel?

  init(_ all: [CommandInput], panel: Panel? = nil) {
    self.all = all
    self.panel = panel
  }

  var startIndex: Int { all.startIndex }
  var endIndex: Int { all.endIndex }
  subscript(index: Int) -> CommandInput { all[index] }

  /// Those that fulfil a condition, divided as these are.
  func filter(_ isIncluded: (CommandInput) throws -> Bool) rethrows -> CommandInputs {
    CommandInputs(try all.filter(isIncluded), panel: panel)
  }

  /// What tells their results apart.
  var grouping: Grouping { panel.map { .key(named: $0.column) } ?? .series }

  /// The files that were read, each once.
  var files: [String] {
    var seen: Set<String> = []
    return all.filter(\.isFile).map(\.name).filter { seen.insert($0).inserted }
  }

  /// What a document says of them: one entry for each series, or one for a panel.
  var descriptions: [ResultDocument.Input] {
    guard let panel, let first = all.first else { return all.map(\.description) }
    let spans = all.compactMap(\.resolved.series.span)
    let units = Set(all.map(\.resolved.series.measure.unit.symbol))
    let unit = units.count == 1 ? units.first : nil
    return [
      ResultDocument.Input(
        file: first.name, unit: unit == "" ? nil : unit,
        accrual: first.resolved.series.measure.accrual.rawValue,
        count: all.reduce(0) { $0 + $1.resolved.series.count },
        from: spans.map(\.first).min()?.description, to: spans.map(\.last).max()?.description,
        details: [
          .init("by", .string(panel.column)), .init("keys", .integer(all.count)),
          .init("resolve", .string(first.resolved.resolution.name)),
          .init("as_of", .string(first.resolved.asOf.description)),
        ])
    ]
  }

  /// The notes of the inputs, each once; where not all say the same, with the names of those that
  /// do, and how many more there are.
  ///
  /// - Parameter notes: those of each input, in the same order.
  func notes(_ notes: [[Note]]) -> [Note] {
    let own = panel?.notes ?? []
    guard all.count > 1 else { return own + notes.flatMap { $0 } }
    var order: [Note] = []
    var names: [Note: [String]] = [:]
    for (input, notes) in zip(all, notes) {
      var seen: Set<Note> = []
      for note in notes where seen.insert(note).inserted {
        if names[note] == nil { order.append(note) }
        names[note, default: []].append(input.label)
      }
    }
    let counts = Dictionary(order.map { ($0.code, 1) }, uniquingKeysWith: +)
    var told: Set<String> = []
    return own
      + order.compactMap { note in
        let who = names[note] ?? []
        guard who.count < all.count else { return note }
        let text = "\(CommandInputs.list(who)): \(note.text)"
        guard let count = counts[note.code], count > CommandInputs.mostOfACode else {
          return Note(note.kind, note.code, text)
        }
        guard told.insert(note.code).inserted else { return nil }
        return Note(
          note.kind, note.code,
          "\(text) \(count - 1) more notes like this one stand beside other keys; run a key alone "
            + "to read its own.")
      }
  }

  /// More notes of a code than this are told by the first of them and their number.
  private static let mostOfACode = 20

  /// Some names of many, and the number of the rest.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(names.count > 5 ? 3 : 5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 3) more" : shown
  }
}
