import Statistics
public import Tables
import TimeSeries

extension SeriesInterruption: Tabular {
  /// One row for each answer to each change, or one for the refusal of them all.
  public var estimates: Table { SeriesInterruption.estimates(of: [self]) }

  /// One row for each model.
  public var overview: Table { SeriesInterruption.overview(of: [self]) }

  /// One row for each observation used, with the counterfactual and its interval.
  public var observations: Table? { SeriesInterruption.observations(of: [self]) }

  /// The estimates of several analyses, one below the other; the event stands before each, and
  /// before it what tells the series apart.
  public static func estimates(
    of analyses: [SeriesInterruption], by grouping: Grouping = .series
  ) -> Table {
    joined("Changes", analyses, grouping) { analysis in
      switch analysis.fit {
      case .success(let fit):
        let table = fit.estimates
        return analysis.isLog ? table.withRatio : table
      case .failure(let refusal): return analysis.refused(refusal)
      }
    }.withoutEmpty([.refusal, .remark, .rho, .variant, .instead, .time, .floor])
  }

  /// The overviews of several analyses.
  public static func overview(
    of analyses: [SeriesInterruption], by grouping: Grouping = .series
  ) -> Table {
    joined("Models", analyses, grouping) { (try? $0.fit.get())?.overview }
  }

  /// The observations of several analyses; on the logarithmic scale as logarithms.
  public static func observations(
    of analyses: [SeriesInterruption], by grouping: Grouping = .series
  ) -> Table {
    joined("Observations", analyses, grouping) { analysis in
      guard let table = (try? analysis.fit.get())?.observations, let sample = analysis.sample
      else { return nil }
      return Table(
        "", columns: [.period] + table.columns,
        rows: zip(sample.observations, table.rows).map { [.text($0.period.description)] + $1 },
        notes: table.notes)
    }
  }

  private static func joined(
    _ title: String, _ analyses: [SeriesInterruption], _ grouping: Grouping,
    _ table: (SeriesInterruption) -> Table?
  ) -> Table {
    let names = Set(analyses.map(\.name))
    let name = names.count == 1 ? ": \(names.first ?? "")" : ""
    return grouping.stacked(
      title + name,
      analyses.compactMap { analysis in
        table(analysis).map { (analysis.name, $0.prefixed(by: .event, .text(analysis.event))) }
      })
  }

  private func refused(_ refusal: Refusal) -> Table {
    let advice = "\(refusal); use instead \(InterruptedSeries.card.instead)"
    let columns: [Column] = [
      .method, .model, .term, .estimate, .pValue, .intervalLow, .intervalHigh, .count, .refusal,
      .instead,
    ]
    return Table(
      "", columns: columns,
      rows: [
        columns.map { column in
          switch column {
          case .method: .text("gls-ar1")
          case .term: .text("level_change")
          case .count: .integer(sample?.sample.count ?? 0)
          case .refusal: .text(refusal.description)
          case .instead: .text(InterruptedSeries.card.instead)
          case .model: .absent(because: nil)
          default: .absent(because: advice)
          }
        }
      ])
  }
}

extension Table {
  /// This table of logarithms with the ratio that each estimate stands for beside it.
  fileprivate var withRatio: Table {
    guard let place = columns.firstIndex(of: .estimate) else { return self }
    var columns = columns
    columns.insert(.ratio, at: place + 1)
    return Table(
      title, columns: columns,
      rows: rows.map { row in
        var row = row
        row.insert(Cell(row[place].double.map { Alignment.exponential($0) }), at: place + 1)
        return row
      }, notes: notes)
  }
}
