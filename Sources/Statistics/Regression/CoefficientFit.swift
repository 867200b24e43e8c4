public import Tables

/// A regression whose coefficients are laid out one row a term, with errors that are its own.
///
/// A type says what its rows are; how a level is checked and the table made is the same for all.
public protocol CoefficientFit: Tabular {
  /// The name in the column of methods.
  var methodName: String { get }
  /// What the p-values rest on.
  var basis: Basis { get }
  /// The number of observations.
  var count: Int { get }
  /// What a reader must know of this fit.
  var notes: [Note] { get }
  /// The coefficients in the order of the terms at a level between 0 and 1, which is not checked:
  /// ``coefficients(level:)`` does.
  func coefficients(checkedLevel level: Double) -> [Coefficient]
}

extension CoefficientFit {
  /// Asymptotic, unless a fit says otherwise.
  public var basis: Basis { .asymptotic }

  /// The coefficients in the order of the terms, with intervals at a level.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a level.
  public func coefficients(level: Double = 0.95) throws(StatisticsError) -> [Coefficient] {
    try checkLevel(level)
    return coefficients(checkedLevel: level)
  }

  /// The coefficients, one row a term.
  public var estimates: Table { table(coefficients(checkedLevel: 0.95)) }

  /// The coefficients at a level.
  ///
  /// - Throws: as ``coefficients(level:)``.
  public func table(level: Double) throws(StatisticsError) -> Table {
    table(try coefficients(level: level))
  }

  private func table(_ coefficients: [Coefficient]) -> Table {
    Table(
      "Coefficients", coefficients,
      Coefficient.fields(method: methodName, basis: basis, count: count), notes: notes)
  }

  /// Value, fitted value and residual of each observation.
  func table(response: [Double], fitted: [Double], residuals: [Double]) -> Table {
    Table(
      "Observations", Array(0..<response.count),
      [
        .number(.value) { response[$0] },
        .number(.fitted) { fitted[$0] },
        .number(.residual) { residuals[$0] },
      ], notes: notes)
  }
}

extension Convergence {
  /// The columns that say how an iteration ended.
  static func fields<Fit>(
    _ convergence: @escaping @Sendable (Fit) -> Convergence
  ) -> [Field<Fit>] {
    [
      .integer(.iterations) { convergence($0).iterations },
      .number(.lastChange) { convergence($0).change },
      .text(.stopped) { convergence($0).reason.rawValue },
    ]
  }
}
