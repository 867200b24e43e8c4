public import Tables

/// A line with one bend, and what is known of it.
public struct SegmentedLineFit: Hashable, Sendable {
  /// A slope, or the change of it.
  public struct Slope: Hashable, Sendable {
    /// The slope, per unit of time.
    public let estimate: Double
    /// Its standard error, that of the point taken in; nil where there is none.
    public let standardError: Double?
    /// Its interval.
    public let interval: ConfidenceInterval?
  }

  /// The point in time where the line bends.
  public let point: Double
  /// Its standard error in the linearised model; nil where there is none.
  public let standardError: Double?
  /// The first point the profile likelihood does not reject; nil where that may lie before those
  /// looked at.
  public let low: Double?
  /// The last point the profile likelihood does not reject; nil where that may lie beyond those looked
  /// at.
  public let high: Double?
  /// Whether points between the ends of the interval are rejected.
  public let isSplit: Bool
  /// The slope before, the slope after, and the change.
  public let slopes: [Slope]
  /// F of the bend against one line, with two and n − 4 degrees of freedom were the point known, not
  /// divided by two.
  public let statistic: Double
  /// Its p-value by simulation; nil without replicates.
  public let pValue: Double?
  /// How the p-value was had.
  public let basis: Basis
  /// The residual sum of squares.
  public let residualSumOfSquares: Double
  /// The value of the bent line at each time.
  public let fitted: [Double]
  /// The level of the intervals.
  public let level: Double
  /// The number of rows.
  public let count: Int
}

extension SegmentedLineFit: Tabular {
  /// One row for the point and each slope: estimate, error, interval; statistic and p with the point.
  public var estimates: Table {
    let names = ["slope_before", "slope_after", "slope_change"]
    let point = Row(
      term: "break", estimate: point, error: standardError, statistic: statistic, pValue: pValue,
      low: low, high: high)
    let rows = zip(names, slopes).map { name, slope in
      Row(
        term: name, estimate: slope.estimate, error: slope.standardError, statistic: nil,
        pValue: nil, low: slope.interval?.low, high: slope.interval?.high)
    }
    return Table(
      SegmentedLine.card.title, [point] + rows,
      [
        .text(.method) { _ in SegmentedLine.card.name },
        .text(.term) { $0.term },
        .number(.estimate) { $0.estimate },
        .number(.standardError) { $0.error },
        .number(.statistic) { $0.statistic },
        .number(.pValue) { $0.pValue },
        .number(.intervalLow) { $0.low },
        .number(.intervalHigh) { $0.high },
        .text(.basis) { _ in basis.name },
        .integer(.count) { _ in count },
      ], notes: notes)
  }

  private struct Row {
    let term: String
    let estimate: Double
    let error: Double?
    let statistic: Double?
    let pValue: Double?
    let low: Double?
    let high: Double?
  }

  /// One row: method, n, residual sum of squares.
  public var overview: Table {
    Table(
      SegmentedLine.card.title, [self],
      [
        .text(.method) { _ in SegmentedLine.card.name },
        .integer(.count) { $0.count },
        .number(.residualSumOfSquares) { $0.residualSumOfSquares },
      ], notes: notes)
  }

  /// What must be known of the interval and of the search.
  public var notes: [Note] {
    var notes = [
      NullReplicates.exploratory,
      Note(
        .method, "profile-interval",
        "The interval of a bend holds the times that the profile likelihood does not reject."),
    ]
    if isSplit {
      notes.append(
        Note(
          .caveat, "split-interval",
          "The interval of the bend is in pieces: some times between its ends are rejected."))
    }
    return notes
  }
}
