import DelimitedText

/// Reads the rows of a file into the claims of as many series as its keys tell apart; of one where
/// the layout names no key.
struct SeriesPanelRows {
  let file: RecordFile
  let layout: SeriesFileLayout
  /// The series in the order of their keys' first rows.
  private(set) var parts: [(key: String, rows: SeriesFileRows)] = []
  private var places: [String: Int] = [:]

  init(file: RecordFile, layout: SeriesFileLayout) {
    self.file = file
    self.layout = layout
  }

  /// The number of values, of all series.
  var count: Int { parts.reduce(0) { $0 + $1.rows.claims.count } }
  /// The number of values that are missing, of all series.
  var missing: Int { parts.reduce(0) { $0 + $1.rows.missing } }

  /// Reads every row, up to the first fault.
  mutating func read() throws(DatasetError) {
    do {
      for row in file.records.indices { try read(row) }
      for part in parts { try part.rows.refuseOverlaps() }
    } catch { throw .file(error) }
  }

  /// Reads every row, going on after a fault; whether there were more faults than the limit.
  mutating func readAll(limit: Int, fault: (DelimitedTextError) -> Void) -> Bool {
    var count = 0
    for row in file.records.indices {
      do { try read(row) } catch {
        count += 1
        if count > limit { return true }
        fault(error)
      }
    }
    guard count == 0 else { return false }
    for part in parts {
      do { try part.rows.refuseOverlaps() } catch {
        count += 1
        if count > limit { return true }
        fault(error)
      }
    }
    return false
  }

  private mutating func read(_ row: Int) throws(DelimitedTextError) {
    let key = try key(row)
    let place: Int
    if let known = places[key] {
      place = known
    } else {
      place = parts.count
      places[key] = place
      parts.append((key, SeriesFileRows(file: file, layout: layout)))
    }
    try parts[place].rows.read(row)
  }

  private func key(_ row: Int) throws(DelimitedTextError) -> String {
    guard let column = layout.key else { return "" }
    return try file.key(record: row, column: column)
  }
}
