public import Tables

/// A regression on a table that has met its data: the three tables, and which rows were used.
public struct TableFit: Tabular, Hashable, Sendable {
  /// The coefficients in the order of the formula.
  public let estimates: Table
  /// Size, fit and criteria, and the number of rows left out.
  public let overview: Table
  /// Row, value, fitted value and what else there is of each observation.
  public let observations: Table?
  /// The rows of the table used, from 0, in the order in which they were used; none
  /// where they came in pieces.
  public let rows: [Int]
  /// The number of rows left out because a value they need is missing.
  public let missingCount: Int

  /// The number of rows used.
  public internal(set) var count: Int
}

/// The tables of one method, before they are told which rows they are of.
struct RegressionTables {
  var estimates: Table
  var overview: Table
  var observations: Table?
  /// Whether the p-values are of the direction tested already.
  var isDirected = false

  init(_ estimates: Table, _ fit: some Tabular) {
    self.init(estimates, overview: fit.overview, observations: fit.observations)
  }

  init(_ estimates: Table, overview: Table, observations: Table?) {
    self.estimates = estimates
    self.overview = overview
    self.observations = observations
  }

  /// These tables with rows, times, the direction tested and the missing told.
  func fit(_ data: RegressionData, alternative: Alternative) -> TableFit {
    var estimates = estimates
    if alternative != .twoSided, !isDirected {
      estimates = estimates.replacing(.pValue) { row, cell in
        guard let p = cell.double, let place = estimates.columns.firstIndex(of: .statistic),
          let statistic = row[place].double
        else { return cell }
        return Cell(alternative.pValue(twoSided: p, statistic: statistic))
      }
    }
    if alternative != .twoSided {
      estimates.notes.append(
        Note(
          .method, "one-sided",
          "p-values are of the alternative '\(alternative.rawValue)'; intervals are two-sided."))
    }
    estimates.notes = data.notes + estimates.notes
    let missing = data.missingCount
    let overview = Table(
      overview.title, columns: overview.columns + [.missingCount],
      rows: overview.rows.map { $0 + [.integer(missing)] }, notes: overview.notes)
    let observations = observations.map { table in
      var front: [Column] = [.row]
      if data.times != nil { front.append(.time) }
      return Table(
        table.title, columns: front + table.columns,
        rows: zip(data.rows.indices, table.rows).map { place, cells in
          var first: [Cell] = [.integer(data.rows[place] + 1)]
          if let times = data.times { first.append(Cell(times[place])) }
          return first + cells
        }, notes: table.notes)
    }
    return TableFit(
      estimates: estimates, overview: overview, observations: observations, rows: data.rows,
      missingCount: missing, count: data.rows.count)
  }
}

extension Table {
  /// This table with the cells of one column made anew, where it has that column.
  func replacing(_ column: Column, _ cell: (_ row: [Cell], Cell) -> Cell) -> Table {
    guard let place = columns.firstIndex(of: column) else { return self }
    return Table(
      title, columns: columns,
      rows: rows.map { row in
        var result = row
        result[place] = cell(row, row[place])
        return result
      }, notes: notes)
  }

  /// This table, of one row, with columns on the right.
  func adding(_ cells: [(Column, Cell)]) -> Table {
    Table(
      title, columns: columns + cells.map(\.0), rows: rows.map { $0 + cells.map(\.1) },
      notes: notes)
  }
}
