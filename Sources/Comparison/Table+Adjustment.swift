public import Statistics
public import Tables

extension Table {
  /// The table with p-values adjusted for how many were asked together, beside the raw ones.
  ///
  /// Rows alike in the columns of `family` are one family: the same test of many series. Rows
  /// without a p-value are in none. A note says how many families there are and how large.
  ///
  /// - Parameter family: columns whose values tell families apart; those the table does not have are
  ///   passed over.
  /// - Cost: O(n log n) for n rows; for Hommel's method O(n²).
  public func adjusted(by adjustment: PValueAdjustment, family: [Column]) -> Table {
    guard let place = columns.firstIndex(of: .pValue) else { return self }
    let marks = family.compactMap { columns.firstIndex(of: $0) }
    // The worst autocorrelation of a series is found, not asked: it makes no family of its own.
    let variant = columns.firstIndex(of: .variant)
    let found = columns.firstIndex(of: .rho)
    func mark(_ cells: [Cell]) -> [Cell] {
      let isWorst = variant.map { cells[$0] == .text("worst") } ?? false
      return marks.map { isWorst && $0 == found ? .absent(because: nil) : cells[$0] }
    }
    var families: [[Cell]: [Int]] = [:]
    for (row, cells) in rows.enumerated() where cells[place].double != nil {
      families[mark(cells), default: []].append(row)
    }
    var cells = [Cell](repeating: .absent(because: nil), count: rows.count)
    for members in families.values {
      let raw = members.compactMap { rows[$0][place].double }
      guard let adjusted = try? adjustment.adjusted(raw) else { continue }
      for (row, value) in zip(members, adjusted) { cells[row] = .number(value) }
    }
    let sizes = families.values.map(\.count)
    guard let least = sizes.min(), let most = sizes.max() else { return self }
    var table = inserting(.adjustedPValue, cells, after: .pValue)
    let size = least == most ? "\(most)" : "\(least) to \(most)"
    table.notes.append(
      Note(
        .method, "p-adjusted",
        "p_adjusted is by \(adjustment.rawValue), over \(sizes.count) "
          + (sizes.count == 1 ? "family" : "families") + " of \(size) p-values: rows alike in "
          + marks.map { columns[$0].key }.joined(separator: ", ") + "."))
    return table
  }
}
