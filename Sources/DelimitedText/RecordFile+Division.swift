extension RecordFile {
  /// What tells the series of a panel apart in a record.
  ///
  /// Not read as a value that may be missing: `NA` is a key like others, of Namibia for one.
  ///
  /// - Throws: ``DelimitedTextError`` where the cell is empty.
  public func key(record: Int, column: Int) throws(DelimitedTextError) -> String {
    let key = records[record][column].text
    guard !key.isEmpty else {
      throw error(
        record: record, column: column, "the key is missing",
        hint: "every row of a panel needs its \(VisibleText.quoted(columnNames[column]))")
    }
    return key
  }

  /// The file as several, one for each key of a column in the order of their first records; fields
  /// keep their places in the one file, for messages.
  ///
  /// - Throws: ``DelimitedTextError`` for a column that is not there, and for a key that is missing.
  /// - Cost: O(cells) in time and memory; the text is shared.
  public func divided(
    by name: String
  ) throws(DelimitedTextError) -> [(key: String, file: RecordFile)] {
    let column = try self.column(named: name)
    var keys: [String] = []
    var cells: [[CellRange]] = []
    var places: [String: Int] = [:]
    for record in records.indices {
      let key = try key(record: record, column: column)
      let place: Int
      if let known = places[key] {
        place = known
      } else {
        place = keys.count
        places[key] = place
        keys.append(key)
        cells.append([])
      }
      cells[place] += records.cells[(record * width)..<((record + 1) * width)]
    }
    return zip(keys, cells).map { key, cells in
      var part = self
      part.records = Records(store: records.store, cells: cells, width: width)
      return (key, part)
    }
  }
}
