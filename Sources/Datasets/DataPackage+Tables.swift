public import Tables
public import TimeSeries

extension DataPackage {
  /// One row for each series: what it is, from when to when, and on how many claims it rests.
  ///
  /// - Throws: ``DatasetError/noSuchSeries(_:nearest:)`` for one that is not of this package.
  public func catalogTable(of chosen: [SeriesInfo]) throws(DatasetError) -> Table {
    var rows: [(info: SeriesInfo, series: Series<AnyMeasure>?, claims: [Claim])] = []
    for info in chosen {
      let archive = try archive(info.id)
      rows.append((info, try? archive.series(), archive.claims))
    }
    let fields: [Field<(info: SeriesInfo, series: Series<AnyMeasure>?, claims: [Claim])>] = [
      .text(.id) { $0.info.id },
      .text(.title) { $0.info.title },
      .text(.unit) { $0.info.measure.unit.symbol },
      .text(.span) { row in
        row.series?.span.map { span in
          let first = span.first.start.year
          let last = span.last.last.year
          return first == last ? "\(first)" : "\(first)–\(last)"
        }
      },
      .integer(.observationCount) { $0.series?.count },
      .integer(.claimCount) { $0.claims.count },
      .integer(.sourceCount) { Set($0.claims.compactMap(\.source)).count },
      .text(.accrual) { $0.info.measure.accrual.rawValue },
      .text(.role) { $0.info.isCore ? "core" : "context" },
    ]
    return Table("Series of \(name)", rows, fields)
  }

  /// One row for each event.
  public var eventsTable: Table { eventsTable(from: nil, through: nil) }

  /// One row for each event that lies in part between two days; either may be left out.
  public func eventsTable(from first: Day?, through last: Day?) -> Table {
    let chosen = events.filter { item in
      (first.map { $0 <= item.event.period.last } ?? true)
        && (last.map { item.event.period.start <= $0 } ?? true)
    }
    return Table(
      "Events of \(name)", chosen,
      [
        .text(.id) { $0.event.id },
        .text(.date) { $0.event.period.start.description },
        .text(.dateEnd) { $0.event.period.last.description },
        .text(.precision) { $0.event.precision },
        .text(.title) { $0.event.title },
        .text(.kind) { $0.event.kind },
        .text(.status) { $0.event.status },
        .text(.source) { $0.event.source },
      ])
  }

  /// One row for each break of a series.
  ///
  /// - Throws: ``DatasetError/noSuchSeries(_:nearest:)``.
  public func breaksTable(_ id: SeriesInfo.ID) throws(DatasetError) -> Table {
    let archive = try archive(id)
    return Table(
      "Breaks of \(id)", archive.breaks,
      [
        .text(.series) { _ in id },
        .text(.date) { $0.date.description },
        .text(.kind) { $0.kind.rawValue },
        .text(.description) { $0.description },
        .text(.source) { $0.source },
      ])
  }
}
