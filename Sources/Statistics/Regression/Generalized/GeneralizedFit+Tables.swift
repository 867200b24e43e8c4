public import Tables

extension GeneralizedFit: Tabular {
  /// What a reader must know of this fit.
  public var notes: [Note] {
    var notes = [
      Note(
        .method, "generalized-linear",
        "\(model.family.name) family, \(model.link.rawValue) link, by Fisher scoring: "
          + "\(convergence.reason.rawValue) after \(convergence.iterations) iterations "
          + "(last change \(convergence.change)). "
          + (model.family.estimatesDispersion
            ? "Dispersion by Pearson's χ² over n − p; t with n − p degrees of freedom."
            : "Dispersion one; normal distribution."))
    ]
    if model.family == .poisson, pearsonDispersion > 1.5 {
      notes.append(
        Note(
          .caveat, "overdispersion",
          "The counts vary \(pearsonDispersion) times as much as Poisson counts: errors are too "
            + "small. Use quasi-poisson or negative-binomial."))
    }
    return notes
  }

  /// The coefficients with classical errors, one row a term.
  public var estimates: Table { table(classical(0.95), .classical) }

  /// The coefficients with errors of a kind, one row a term.
  ///
  /// - Throws: as ``coefficients(_:level:)``.
  public func table(
    _ covariance: CovarianceEstimator, level: Double = 0.95
  ) throws(StatisticsError) -> Table {
    table(try coefficients(covariance, level: level), covariance)
  }

  func table(_ coefficients: [Coefficient], _ covariance: CovarianceEstimator) -> Table {
    Table(
      "Coefficients, \(covariance.name) errors", coefficients,
      Coefficient.fields(method: model.family.name, basis: .asymptotic, count: count),
      notes: notes + (covariance.note.map { [$0] } ?? []))
  }

  /// Size, deviances, dispersion, criteria and how the iteration ended, in one row.
  public var overview: Table {
    let none = "the family has no likelihood here"
    return Table(
      "Fit", [self],
      [
        .text(.method) { $0.model.family.name },
        .integer(.count) { $0.count },
        .number(.deviance) { $0.deviance },
        .cell(.nullDeviance) { Cell($0.nullDeviance, because: "no constant could be fitted") },
        .number(.pearsonStatistic) { $0.pearsonStatistic },
        .number(.dispersion) { $0.pearsonDispersion },
        .cell(.logLikelihood) { Cell($0.logLikelihood, because: none) },
        .cell(.aic) { Cell($0.aic, because: none) },
        .cell(.bic) { Cell($0.bic, because: none) },
        .integer(.residualDegreesOfFreedom) { $0.degreesOfFreedom },
        .integer(.iterations) { $0.convergence.iterations },
        .number(.lastChange) { $0.convergence.change },
        .text(.stopped) { $0.convergence.reason.rawValue },
      ], notes: notes)
  }

  /// Value, fitted mean and residual of each observation, in the order of the rows.
  public var observations: Table? {
    let residuals = residuals
    let leverages = working.leverages
    return Table(
      "Observations", Array(0..<count),
      [
        .number(.value) { response[$0] },
        .number(.fitted) { fitted[$0] },
        .number(.residual) { residuals[$0] },
        .number(.leverage) { leverages[$0] },
      ], notes: notes)
  }

  /// The card of a family.
  public static func card(_ family: Family) -> MethodCard {
    switch family {
    case .gaussian: gaussianCard
    case .binomial: binomialCard
    case .poisson: poissonCard
    case .quasiPoisson: quasiPoissonCard
    case .negativeBinomial: NegativeBinomialFit.card
    }
  }

  private static let source = "McCullagh & Nelder 1989, Generalized Linear Models, 2nd ed."

  static let gaussianCard = MethodCard(
    name: "gaussian", title: "Gaussian generalised linear model",
    summary: "A mean that is linear, or log-linear, in the columns, with errors of one variance.",
    assumptions: ["independent errors of one variance"],
    leastCount: 3, advisedCount: 5, instead: "the values themselves, in a table and a plot",
    references: [source])

  static let binomialCard = MethodCard(
    name: "binomial", title: "Binomial regression",
    summary: "How a share, or the odds of an outcome, hang on the columns.",
    assumptions: ["independent trials; log odds linear in the columns"],
    leastCount: 3, advisedCount: 15, instead: "an exact comparison of two shares",
    references: [source, "Albert & Anderson 1984, doi:10.1093/biomet/71.1.1 (separation)"])

  static let poissonCard = MethodCard(
    name: "poisson", title: "Poisson regression",
    summary: "How the rate of counted events hangs on the columns, events being independent.",
    assumptions: [
      "independent events: the variance of a count is its mean", "log rates linear in the columns",
    ],
    leastCount: 3, advisedCount: 5, instead: "quasi-poisson, where counts vary more than that",
    references: [source])

  static let quasiPoissonCard = MethodCard(
    name: "quasi-poisson", title: "Quasi-Poisson regression",
    summary: "How the rate of counted events hangs on the columns, their dispersion estimated.",
    assumptions: [
      "independent years; the variance of a count in proportion to its mean",
      "log rates linear in the columns",
    ],
    leastCount: 4, advisedCount: 5, instead: "rate-ratio for two periods",
    references: [
      source, "Ver Hoef & Boveng 2007, doi:10.1890/07-0043.1 (against negative binomial)",
    ])
}
