import Statistics
public import Tables
public import TimeSeries

/// What a series looks like: its numbers in summary, and how complete and how certain they are.
///
/// Parts of years are counted and left out of the numbers; provisional years are in them, and
/// counted. Bounds without a value ("at least 50") are counted among the ranges.
public struct SeriesDescription: Sendable {
  /// The series' id or file.
  public let name: String
  /// The series.
  public let resolved: ResolvedSeries<AnyMeasure>
  private let numbers: Result<(description: Description, notes: [Note]), Refusal>

  /// Describes a series.
  ///
  /// - Parameter rule: which number of a range, and on which scale.
  public init(
    _ resolved: ResolvedSeries<AnyMeasure>, name: String, rule: ReadingRule = ReadingRule()
  ) {
    self.name = name
    self.resolved = resolved
    let whole = resolved.series.filter { !$0.isPartialYear }
    do throws(SeriesError) {
      let aligned = try whole.aligned(rule, omittingUndetermined: true)
      do throws(StatisticsError) {
        numbers = .success((try Description(aligned.sample), aligned.notes))
      } catch {
        numbers = .failure(.statistics(error))
      }
    } catch {
      numbers = .failure(.series(error))
    }
  }

  /// Why there are no numbers, or nil.
  public var refusal: Refusal? {
    if case .failure(let refusal) = numbers { return refusal }
    return nil
  }

  /// The share of the days from the first period to the last that have a value.
  var coverage: Double? {
    guard let span = resolved.series.span else { return nil }
    let days = resolved.series.observations.reduce(0) { $0 + $1.period.dayCount }
    return Double(days) / Double(span.last.end.number - span.first.start.number)
  }

  private var breakDates: String? {
    let dates = resolved.breaks.filter { item in
      resolved.series.observations.contains { $0.stated.middle < item.date }
        && resolved.series.observations.contains { $0.stated.middle >= item.date }
    }
    return dates.isEmpty ? nil : dates.map(\.date.description).joined(separator: ", ")
  }
}

extension SeriesDescription: Tabular {
  /// One row: the numbers in summary.
  public var estimates: Table { SeriesDescription.estimates(of: [self]) }

  /// One row: span, gaps, coverage, and what is partial, provisional or a range.
  public var overview: Table { SeriesDescription.overview(of: [self]) }

  /// The rows of several series.
  ///
  /// - Parameter grouping: the column in front that tells them apart.
  public static func estimates(
    of all: [SeriesDescription], by grouping: Grouping = .series
  ) -> Table {
    let unit = all.count == 1 ? all[0].resolved.series.measure.unit.symbol : ""
    return joined(unit.isEmpty ? "Values" : "Values in \(unit)", all, grouping) { item in
      switch item.numbers {
      case .success(let found):
        var table = found.description.estimates
        table.notes += found.notes
        return table
      case .failure(let refusal):
        return Table(
          "", columns: [.count, .mean],
          rows: [[.integer(0), .absent(because: refusal.description)]])
      }
    }
  }

  /// The completeness of several series.
  public static func overview(
    of all: [SeriesDescription], by grouping: Grouping = .series
  ) -> Table {
    joined("Completeness", all, grouping) { item in
      let observations = item.resolved.series.observations
      return Table(
        "", [item],
        [
          .text(.unit) { item in
            let symbol = item.resolved.series.measure.unit.symbol
            return symbol.isEmpty ? nil : symbol
          },
          .text(.accrual) { $0.resolved.series.measure.accrual.rawValue },
          .text(.span) { item in
            item.resolved.series.span.map {
              $0.first == $0.last ? "\($0.first)" : "\($0.first) to \($0.last)"
            }
          },
          .integer(.observationCount) { _ in observations.count },
          .integer(.gapCount) { $0.resolved.series.missingYears(limit: 0).count },
          .number(.coverage) { $0.coverage },
          .integer(.partialCount) { _ in observations.filter(\.isPartialYear).count },
          .integer(.provisionalCount) { _ in
            observations.filter { $0.status == .provisional }.count
          },
          .integer(.rangeCount) { _ in
            observations.filter { [.interval, .atLeast, .atMost].contains($0.reading.kind) }.count
          },
          .text(.breaks) { $0.breakDates },
        ])
    }
  }

  private static func joined(
    _ title: String, _ all: [SeriesDescription], _ grouping: Grouping,
    _ table: (SeriesDescription) -> Table
  ) -> Table {
    grouping.stacked(
      all.count == 1 ? "\(title): \(all[0].name)" : title, all.map { ($0.name, table($0)) })
  }
}
