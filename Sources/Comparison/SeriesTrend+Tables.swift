import Statistics
public import Tables
import TimeSeries

extension SeriesTrend: Tabular {
  /// The columns of every trend, whatever the methods.
  private static let columns: [Column] = [
    .method, .term, .variant, .rho, .estimate, .standardError, .statistic, .degreesOfFreedom,
    .pValue, .intervalLow, .intervalHigh, .basis, .count, .refusal, .instead, .remark,
  ]
  /// Those that are there only where a row fills them.
  private static let optional: Set<Column> = [.variant, .rho, .refusal, .instead, .remark]

  /// Those whose emptiness in the row of a refused method has the refusal as its reason.
  private static let absent: Set<Column> = [
    .estimate, .pValue, .intervalLow, .intervalHigh,
  ]

  /// One row for each estimate or refusal.
  public var estimates: Table { SeriesTrend.estimates(of: [self]) }

  /// One row for each method that answered.
  public var overview: Table { SeriesTrend.overview(of: [self]) }

  /// One row for each observation of each fit; the bare values where no method fits any.
  public var observations: Table? { SeriesTrend.observations(of: [self]) }

  /// The estimates of several series, one below the other.
  ///
  /// - Parameter grouping: the column in front that tells them apart.
  public static func estimates(of trends: [SeriesTrend], by grouping: Grouping = .series) -> Table {
    joined("Trend", trends, grouping) { trend in
      trend.outcomes.map { outcome in
        (outcome.value?.estimates ?? trend.refusedRow(outcome, columns, absent: absent)).arranged(
          columns
        ) { column in
          column == .remark ? Cell(outcome.remark) : nil
        }
      }
    }.withoutEmpty(optional)
  }

  /// The overviews of several series.
  public static func overview(of trends: [SeriesTrend], by grouping: Grouping = .series) -> Table {
    joined("Fits", trends, grouping) { trend in trend.outcomes.compactMap { $0.value?.overview } }
  }

  /// The observations of several series.
  public static func observations(
    of trends: [SeriesTrend], by grouping: Grouping = .series
  ) -> Table {
    joined("Observations", trends, grouping) { $0.observationTables }
  }

  private var observationTables: [Table] {
    guard let sample else { return [] }
    let fits = outcomes.compactMap { outcome in
      outcome.value?.observations.map { (method: outcome.method, table: $0) }
    }
    guard !fits.isEmpty else {
      let rows = zip(sample.observations, zip(sample.sample.times, sample.sample.values))
      return [
        Table(
          "", Array(rows),
          [
            .text(.period) { $0.0.period.description }, .number(.time) { $0.1.0 },
            .number(.value) { $0.1.1 },
          ])
      ]
    }
    let periods = sample.observations.map { Cell.text($0.period.description) }
    return fits.map { fit in
      let table = Table(
        "", columns: [.period] + fit.table.columns,
        rows: zip(periods, fit.table.rows).map { [$0] + $1 }, notes: fit.table.notes)
      return fits.count > 1 ? table.prefixed(by: .method, .text(fit.method)) : table
    }
  }
}

extension Table {
  /// The rows under given columns, in their order; what the table does not have is filled in, or
  /// absent.
  func arranged(_ columns: [Column], filling: (Column) -> Cell?) -> Table {
    let places = columns.map { self.columns.firstIndex(of: $0) }
    return Table(
      title, columns: columns,
      rows: rows.map { row in
        zip(columns, places).map { column, place in
          place.map { row[$0] } ?? filling(column) ?? .absent(because: nil)
        }
      }, notes: notes)
  }

  /// The table without those of some columns that no row fills.
  func withoutEmpty(_ optional: Set<Column>) -> Table {
    let kept = columns.indices.filter { place in
      !optional.contains(columns[place]) || rows.contains { !$0[place].isAbsent }
    }
    return Table(
      title, columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } },
      notes: notes)
  }
}
