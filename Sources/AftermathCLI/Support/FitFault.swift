import Aftermath

/// Faults of `fit` told where they stand: in the file, in the formula, or among the options.
struct FitFault {
  private let input: FitInput
  private let regression: TableRegression

  init(_ input: FitInput, _ regression: TableRegression) {
    self.input = input
    self.regression = regression
  }

  /// A formula that does not read, with the place of the fault marked.
  static func usage(_ error: FormulaError, in formula: String) -> CommandFailure {
    CommandFailure(
      code: ExitStatus.usage,
      message: "formula:\(error.column): error: \(line(error))\(marked(error, formula))"
        + (error.hint.map { "\n  \(VisibleText.shortened($0, to: 200))" } ?? ""))
  }

  /// Choices that do not go together.
  static func choice(_ error: TableRegressionError) -> CommandFailure {
    if case .choice(let message, let hint) = error {
      return .usage(message, hint: hint)
    }
    return .usage("\(error)")
  }

  /// Any fault of a fit.
  func failure(_ error: TableRegressionError) -> any Error {
    switch error {
    case .choice: return FitFault.choice(error)
    case .cell(let row, let name, let message, let hint):
      return cell(row, input.file.column(ifNamed: name), message, hint)
    case .time(let row, let message, let hint):
      return cell(row, input.time, message, hint)
    case .formula(let error): return failure(error)
    case .statistics(.invalidOption(let name, let found, let needed))
    where ["lags", "level", "quantile", "rho"].contains(name):
      return CommandFailure.usage("--\(name) is \(found), must be \(needed)")
    case .statistics(let error):
      return failure("\(error)", hint: advice(error))
    }
  }

  private func failure(_ error: FormulaError) -> any Error {
    let formula = regression.formula.text
    if let row = error.row {
      return cell(
        row - 1, column(near: error.column),
        error.message + " (column \(error.column) of the formula)", error.hint)
    }
    guard error.isOfData else { return FitFault.usage(error, in: formula) }
    return failure(
      "in the formula at column \(error.column): \(FitFault.line(error))", hint: error.hint)
  }

  /// The column of the file that the formula names nearest after one of its columns.
  private func column(near place: Int) -> Int? {
    let rest = String(regression.formula.text.dropFirst(place - 1))
    let found = regression.formula.names.compactMap { name in
      rest.firstRange(of: name).map {
        (name, rest.distance(from: rest.startIndex, to: $0.lowerBound))
      }
    }
    let name = found.min { $0.1 < $1.1 }?.0 ?? regression.formula.names.first
    return name.flatMap { input.file.column(ifNamed: $0) }
  }

  private func cell(
    _ row: Int, _ column: Int?, _ message: String, _ hint: String?
  ) -> DelimitedTextError {
    guard let column, input.file.records.indices.contains(row) else {
      return DelimitedTextError(
        file: input.file.name, message: message + " (row \(row + 1))", hint: hint)
    }
    return input.file.error(record: row, column: column, message, hint: hint)
  }

  private func failure(_ message: String, hint: String?) -> DelimitedTextError {
    DelimitedTextError(
      file: input.file.name, message: VisibleText.shortened(message, to: 220), hint: hint)
  }

  private func advice(_ error: StatisticsError) -> String? {
    switch error {
    case .rankDeficient(let terms):
      let names = VisibleText.shortened(terms.joined(separator: ", "), to: 120)
      return "leave \(names) out of the formula"
    case .notMoreObservationsThanTerms:
      return "leave terms out of the formula, or bring more complete rows"
    case .separation: return "leave the term out, or join it with another"
    case .noVariation: return "there is nothing to explain"
    case .varianceNotPositive where regression.method == .interval:
      return "a plane fits within all the ranges, or all are open on one side: use bounds"
    case .varianceNotPositive: return "the columns fit the values exactly, or nearly"
    default: return nil
    }
  }

  private static func line(_ error: FormulaError) -> String {
    VisibleText.shortened(error.message, to: 160)
  }

  /// What stands at the fault.
  private static func marked(_ error: FormulaError, _ formula: String) -> String {
    let rest = formula.dropFirst(error.column - 1)
    guard !rest.isEmpty else { return ", at the end" }
    return ", at \(VisibleText.quoted(VisibleText.shortened(String(rest), to: 24)))"
  }
}
