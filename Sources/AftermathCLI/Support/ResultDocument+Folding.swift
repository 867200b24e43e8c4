import Aftermath

/// The tables of a document.
enum TableName: Hashable {
  case estimates, overview, observations, rows
}

extension ResultDocument {
  /// The document as the console has room for it: without some columns, and without those that
  /// are empty throughout. What is left out is named.
  func folded(_ folding: [TableName: [Column]]) -> ResultDocument {
    var document = self
    var left: [String] = []
    func fold(_ table: Table?, _ name: TableName) -> Table? {
      guard let table else { return nil }
      let (folded, out) = table.folded(folding[name] ?? [])
      left += out.filter { !left.contains($0) }
      return folded
    }
    document.estimates = fold(estimates, .estimates)
    document.overview = fold(overview.flatMap { $0.rows.isEmpty ? nil : $0 }, .overview)
    document.observations = fold(observations, .observations)
    document.rows = fold(rows, .rows)
    if !left.isEmpty {
      document.notes.append(
        Note(
          .exclusion, "more-columns",
          "the columns " + left.joined(separator: ", ") + "; --format csv or json has them."))
    }
    return document
  }
}

extension Table {
  /// The table without some columns and without those that are empty throughout, and the keys of
  /// the first that were not empty.
  fileprivate func folded(_ columns: [Column]) -> (table: Table, left: [String]) {
    let isFilled = self.columns.indices.map { place in
      rows.contains { row in
        if case .absent(because: nil) = row[place] { return false }
        return true
      }
    }
    let kept = self.columns.indices.filter { place in
      (isFilled[place] || rows.isEmpty) && !columns.contains(self.columns[place])
    }
    let left = self.columns.indices.filter { isFilled[$0] && columns.contains(self.columns[$0]) }
    return (
      Table(
        title, columns: kept.map { self.columns[$0] },
        rows: rows.map { row in kept.map { row[$0] } }, notes: notes),
      left.map { self.columns[$0].key }
    )
  }
}
