import Statistics
public import Tables
public import TimeSeries

/// A method that was asked of a series, and what came of it.
public struct AskedMethod<Answer: Sendable>: Sendable {
  /// The method's name.
  public let method: String
  /// The answer, or why there is none.
  public let answer: Result<Answer, Refusal>
  /// What to use where it is refused.
  public let instead: String
  /// What a forced row is marked with.
  public let remark: String?

  /// The refusal, or nil.
  public var refusal: Refusal? {
    if case .failure(let refusal) = answer { return refusal }
    return nil
  }

  /// The answer, or nil.
  public var value: Answer? { try? answer.get() }
}

/// A series that was asked several methods, each with its answer or the reason why it has none.
public protocol AskedSeries: Sendable {
  /// What a method answers.
  associatedtype Answer: Sendable
  /// The series' id or file.
  var name: String { get }
  /// The series.
  var resolved: ResolvedSeries<AnyMeasure> { get }
  /// What was left out, assumed and must be known.
  var notes: [Note] { get }
  /// The numbers the methods saw; nil where there are none.
  var sample: AlignedSample? { get }
  /// One for each method, in the order asked for.
  var outcomes: [AskedMethod<Answer>] { get }
}

extension AskedSeries {
  /// The refusals, where every method was refused; empty otherwise.
  public var refusalsOfAll: [Refusal] {
    let refusals = outcomes.compactMap(\.refusal)
    return refusals.count == outcomes.count ? refusals : []
  }

  /// The tables of several series one below the other; the title of one says its span.
  ///
  /// - Parameter before: a word before the first period.
  static func joined(
    _ title: String, _ all: [Self], _ grouping: Grouping, before: String = "",
    _ tables: (Self) -> [Table]
  ) -> Table {
    let own = all.count == 1 ? all.first.map { "\(title): \($0.name)\($0.span(before))" } : nil
    return grouping.stacked(own ?? title, all.map { ($0.name, Table.stacked("", tables($0))) })
  }

  private func span(_ before: String) -> String {
    guard let sample, let first = sample.observations.first?.period,
      let last = sample.observations.last?.period
    else { return "" }
    return ", \(before)\(first) to \(last) (n = \(sample.sample.count))"
  }

  /// The row of a method that was refused: its reason, what to use instead, and that as the reason
  /// of the cells an answer would fill.
  func refusedRow(
    _ outcome: AskedMethod<Answer>, _ columns: [Column], absent: Set<Column>
  ) -> Table {
    let reason = outcome.refusal?.description
    let advice = reason.map { "\($0); use instead \(outcome.instead)" }
    let cells = columns.map { column -> Cell in
      switch column {
      case .method: .text(outcome.method)
      case .count: .integer(sample?.sample.count ?? 0)
      case .refusal: Cell(reason)
      case .instead: .text(outcome.instead)
      default: .absent(because: absent.contains(column) ? advice : nil)
      }
    }
    return Table("", columns: columns, rows: [cells])
  }
}
