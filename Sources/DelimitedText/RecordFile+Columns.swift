extension RecordFile {
  /// The names of the columns; unnamed ones are empty.
  public var columnNames: [String] { header.map(\.text) }

  /// The index of a column, if it is there.
  public func column(ifNamed name: some StringProtocol) -> Int? {
    header.firstIndex { $0.text == name }
  }

  /// The index of a column, from 0.
  ///
  /// - Throws: ``DelimitedTextError`` on the line of the header, with the columns present and the
  ///   nearest of them.
  public func column(named name: some StringProtocol) throws(DelimitedTextError) -> Int {
    if let column = column(ifNamed: name) { return column }
    let names = columnNames.filter { !$0.isEmpty }
    var hint = "the columns are " + RecordFile.list(names)
    if let nearest = NearestName.of(name, among: names) {
      hint = "did you mean \(VisibleText.quoted(nearest))? " + hint
    } else if names.allSatisfy({ (try? NumberText.double($0).get()) != nil }) {
      hint = "the first line must hold the names of the columns, not numbers"
    }
    throw DelimitedTextError(
      kind: .unknownColumn, file: self.name,
      position: header.first.map { Position(line: $0.position.line, column: 1) },
      message: "there is no column \(VisibleText.quoted(name))", hint: hint)
  }

  /// The names in quotes, as many as fit in a message.
  private static func list(_ names: [String]) -> String {
    var shown: [String] = []
    var length = 0
    for name in names {
      let piece = VisibleText.shortened(name, to: 32)
      guard shown.isEmpty || length + piece.utf8.count <= 80 else {
        return shown.joined(separator: ", ") + " and \(names.count - shown.count) more"
      }
      shown.append(piece)
      length += piece.utf8.count + 2
    }
    return shown.joined(separator: ", ")
  }

  /// Refuses control characters in names, and one name for two columns.
  func checkNames() throws(DelimitedTextError) {
    var seen: [String: Int] = [:]
    for (index, field) in header.enumerated() {
      let name = field.text
      if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        throw DelimitedTextError(
          file: self.name, position: field.position,
          message: "the column name \(VisibleText.quoted(name)) has a control character in it",
          hint: "type the name of the column afresh")
      }
      if !name.isEmpty, let first = seen.updateValue(index + 1, forKey: name) {
        throw DelimitedTextError(
          file: self.name, position: field.position,
          message: "columns \(first) and \(index + 1) are both named \(VisibleText.quoted(name))",
          hint: "give each column a name of its own")
      }
    }
  }
}
