import Statistics
public import Tables
import TimeSeries

extension SeriesBreaks: Tabular {
  /// The columns of every search, whatever the methods.
  private static let columns: [Column] = [
    .method, .term, .segment, .window, .lastBefore, .firstAfter, .estimate, .standardError,
    .statistic, .degreesOfFreedom, .pValue, .intervalLow, .intervalHigh, .earliest, .latest,
    .basis, .count, .refusal, .instead, .remark,
  ]
  /// Those that are there only where a row fills them.
  private static let optional: Set<Column> = [.refusal, .instead, .remark]

  /// Those whose emptiness in the row of a refused method has the refusal as its reason.
  private static let absent: Set<Column> = [
    .estimate, .statistic, .pValue, .intervalLow, .intervalHigh, .lastBefore, .firstAfter,
  ]

  /// One row for each break, then for each test without a place and each coefficient of a segment; one
  /// for each method that found no break or was refused.
  public var estimates: Table { SeriesBreaks.estimates(of: [self]) }

  /// One row for each model compared: number of breaks, their last periods before, criterion.
  public var overview: Table { SeriesBreaks.overview(of: [self]) }

  /// One row for each observation of each fit, with its segment; the bare values where none fits any.
  public var observations: Table? { SeriesBreaks.observations(of: [self]) }

  /// The estimates of several series, one below the other.
  ///
  /// - Parameter grouping: the column in front that tells them apart.
  public static func estimates(
    of searches: [SeriesBreaks], by grouping: Grouping = .series
  ) -> Table {
    joined("Breaks", searches, grouping) { search in
      search.outcomes.map { outcome in
        switch outcome.answer {
        case .success(let answer): search.rows(outcome, answer)
        case .failure: search.refusedRow(outcome, columns, absent: absent)
        }
      }
    }.withoutEmpty(optional)
  }

  /// The overviews of several series.
  public static func overview(
    of searches: [SeriesBreaks], by grouping: Grouping = .series
  ) -> Table {
    joined("Fits", searches, grouping) { search in search.outcomes.compactMap(search.models) }
      .withoutEmpty([.residualSumOfSquares, .bic, .cost, .penalty])
  }

  /// The observations of several series.
  public static func observations(
    of searches: [SeriesBreaks], by grouping: Grouping = .series
  ) -> Table {
    joined("Observations", searches, grouping) { $0.observationTables }
  }

  private func rows(_ outcome: MethodOutcome, _ answer: BreakAnswer) -> Table {
    let hasPlace = answer.rows.contains { $0.term == "break" || $0.term == "crossing" }
    var rows = answer.rows
    // Finding none is an answer, and has a row.
    if !hasPlace { rows.insert(BreakRow("break"), at: 0) }
    let names = [outcome.method, outcome.remark]
    return Table(
      "", rows,
      SeriesBreaks.columns.map { column in
        .cell(column) { row in
          switch column {
          case .method: Cell(names[0])
          case .remark: Cell(names[1])
          default: cell(row, column)
          }
        }
      }, notes: answer.notes)
  }

  private func cell(_ row: BreakRow, _ column: Column) -> Cell {
    let found = dated(row)
    let none = row.place == nil && row.term == "break" ? "no break was found" : nil
    switch column {
    case .term: return .text(row.term)
    case .segment: return Cell(row.segment)
    case .window: return Cell(row.rows.flatMap(span))
    case .lastBefore: return Cell(found?.lastBefore.description, because: none)
    case .firstAfter: return Cell(found?.firstAfter.description, because: none)
    case .estimate:
      return found.map { .number($0.time) } ?? Cell(row.estimate, because: none)
    case .standardError: return Cell(row.standardError)
    case .statistic: return Cell(row.statistic)
    case .degreesOfFreedom: return Cell(row.degreesOfFreedom)
    case .pValue: return Cell(row.pValue)
    case .intervalLow:
      return found == nil ? Cell(row.low) : Cell(found?.low, because: beyond(row, row.placeLow))
    case .intervalHigh:
      return found == nil
        ? Cell(row.high) : Cell(found?.high, because: beyond(row, row.placeHigh))
    case .earliest: return Cell(period(row.point == nil ? row.placeLow : nil))
    case .latest: return Cell(period(row.point == nil ? row.placeHigh : nil))
    case .basis: return .text(row.basis.name)
    case .count: return Cell(sample?.sample.count)
    default: return .absent(because: nil)
    }
  }

  /// Why an interval has no end there, where it has an interval.
  private func beyond(_ row: BreakRow, _ place: Int?) -> String? {
    if row.point != nil { return "the interval reaches the end of what was searched" }
    return place == nil ? nil : "the interval reaches beyond the series"
  }

  private func period(_ place: Int?) -> String? {
    guard let sample, let place, place > 0, place < sample.observations.count else { return nil }
    return sample.observations[place].period.description
  }

  private func span(_ rows: Range<Int>) -> String? {
    guard let sample, let first = rows.first, let last = rows.last,
      sample.observations.indices.contains(last)
    else { return nil }
    let start = sample.observations[first].period.description
    return first == last ? start : "\(start) to \(sample.observations[last].period)"
  }

  private func models(_ outcome: MethodOutcome) -> Table? {
    guard let answer = outcome.value, !answer.models.isEmpty else { return nil }
    let method = outcome.method
    return Table(
      "", answer.models,
      [
        .text(.method) { _ in method },
        .integer(.count) { _ in sample?.sample.count },
        .integer(.breakCount) { $0.places.count },
        .cell(.places) { model in
          .text(
            model.places.compactMap { place in
              sample?.observations[place - 1].period.description
            }.joined(separator: ", "))
        },
        .cell(.isChosen) { .flag($0.isChosen) },
        .number(.residualSumOfSquares) { $0.residualSumOfSquares },
        .cell(.bic) {
          Cell(
            $0.bic, because: $0.residualSumOfSquares == 0 ? "the segments fit exactly" : nil)
        },
        .number(.cost) { $0.cost },
        .number(.penalty) { $0.penalty },
      ])
  }

  private var observationTables: [Table] {
    guard let sample else { return [] }
    let rows = Array(sample.observations.indices)
    let (times, values) = (sample.sample.times, sample.sample.values)
    let start: [Field<Int>] = [
      .text(.period) { sample.observations[$0].period.description },
      .number(.time) { times[$0] },
      .number(.value) { values[$0] },
    ]
    let fits = outcomes.filter { $0.value?.fitted != nil }
    guard !fits.isEmpty else { return [Table("", rows, start)] }
    return fits.compactMap { outcome in
      guard let fitted = outcome.value?.fitted, let places = outcome.value?.places else {
        return nil
      }
      let table = Table(
        "", rows,
        start + [
          .number(.fitted) { fitted[$0] },
          .number(.residual) { values[$0] - fitted[$0] },
          .integer(.segment) { row in 1 + places.count { $0 <= row } },
        ])
      return fits.count > 1 ? table.prefixed(by: .method, .text(outcome.method)) : table
    }
  }
}
