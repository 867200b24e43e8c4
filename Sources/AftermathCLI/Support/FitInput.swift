import Aftermath

/// A file as `fit` reads it: the columns a regression asks for, as numbers or texts.
struct FitInput {
  let file: RecordFile
  let table: FormulaTable
  /// The column of time, where there is one.
  let time: Int?
  let notes: [Note]

  private static let timeNames = ["period", "date", "month", "quarter", "year"]

  /// The columns of texts, by name.
  let texts: Set<String>

  /// Reads what a regression asks for.
  ///
  /// - Parameters:
  ///   - time: the column of time, as it was named; nil to look for a usual one.
  ///   - isPiece: whether it is a piece of a file, which has no table of observations.
  ///   - known: the columns of texts of the file, found in its first piece; nil to find them.
  init(
    _ file: RecordFile, _ regression: TableRegression, time: String?, isPiece: Bool = false,
    texts known: Set<String>? = nil
  ) throws {
    self.file = file
    var texts: Set<String> = []
    var columns: [(name: String, column: FormulaTable.Column)] = []
    func add(_ name: String, asNumbers: Bool) throws {
      guard !columns.contains(where: { $0.name == name }) else { return }
      let place = try file.column(named: name)
      let holdsNumbers = known.map { !$0.contains(name) } ?? FitInput.holdsNumbers(file, place)
      if asNumbers || holdsNumbers {
        columns.append((name, .numbers(try file.numbers(column: place))))
      } else {
        texts.insert(name)
        columns.append((name, .texts(file.texts(column: place))))
      }
    }
    for (_, name) in regression.roles { try add(name, asNumbers: true) }
    for name in regression.optionalColumns where file.column(ifNamed: name) != nil {
      try add(name, asNumbers: true)
    }
    for name in regression.responseColumns { try add(name, asNumbers: true) }
    for name in regression.neededColumns { try add(name, asNumbers: false) }
    self.texts = texts
    // Pieces have no table of observations, which would show the times.
    let (place, times) =
      !isPiece || regression.formula.readsTime || regression.readsOrder
      ? try FitInput.times(file, regression, named: time) : (nil, nil)
    self.time = place
    table = try FormulaTable(columns, times: times)
    notes = file.notes.map(FitInput.note)
  }

  /// What was noticed in a file, as a note of the result.
  static func note(_ note: RecordNote) -> Note {
    Note(.exclusion, "file", "In the file \(note).")
  }

  /// Whether a column is of numbers: most of its first hundred values are. A bad cell among numbers
  /// is then a fault, not the level of a factor.
  private static func holdsNumbers(_ file: RecordFile, _ column: Int) -> Bool {
    var (seen, numbers) = (0, 0)
    for record in file.records.indices where !file.isMissing(record: record, column: column) {
      seen += 1
      numbers += (try? file.number(record: record, column: column)) == nil ? 0 : 1
      if seen == 100 { break }
    }
    return seen == 0 || 2 * numbers > seen
  }

  /// The times of the rows in decimal years, and their column: the one named, else a usual one. One
  /// that nothing asks for and that is not of times is passed over.
  private static func times(
    _ file: RecordFile, _ regression: TableRegression, named name: String?
  ) throws -> (column: Int?, times: [Double?]?) {
    let column: Int
    if let name {
      column = try file.column(named: name)
    } else {
      guard let found = timeNames.compactMap({ file.column(ifNamed: $0) }).first else {
        return (nil, nil)
      }
      column = found
    }
    var times: [Double?] = []
    times.reserveCapacity(file.records.count)
    let isAsked = name != nil || regression.readsOrder || regression.formula.readsTime
    for record in file.records.indices {
      guard let text = file.text(record: record, column: column) else {
        times.append(nil)
        continue
      }
      if let period = Period(text) {
        times.append(period.time)
      } else if case .success(let number) = NumberText.double(text), number.isFinite {
        times.append(number)
      } else if isAsked {
        throw file.error(
          record: record, column: column, "\(VisibleText.quoted(text)) is not a time",
          hint: "write a year, 2014-06, 2014-Q2, 2014-06-18, or decimal years")
      } else {
        return (nil, nil)
      }
    }
    return (column, times)
  }
}
