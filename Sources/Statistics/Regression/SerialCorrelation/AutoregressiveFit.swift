import Distributions
import LinearAlgebra
public import Tables

/// A regression with first-order autoregressive errors that has met its data.
public struct AutoregressiveFit: Hashable, Sendable {
  /// The method: `prais-winsten`, `cochrane-orcutt`, `ar1-ml`, `ar1-reml`, `gls-ar1`.
  public let method: String
  /// The response.
  public let response: [Double]
  /// The columns.
  public let design: Design
  /// The autocorrelation of errors one step apart.
  public let rho: Double
  /// Response less fitted, not whitened.
  public let residuals: [Double]
  /// The standard deviation of an error, the stationary one: divisor n for the likelihood, else
  /// observations less coefficients. Nil where the errors are not stationary, or its square is beyond
  /// the range of doubles.
  public let sigma: Double?
  /// The standard deviation of the innovations of a step, with the same divisor.
  public let innovationSigma: Double
  /// The maximised likelihood, restricted for ``AutoregressiveErrors/Criterion/restricted``; nil for
  /// quasi-differences.
  public let logLikelihood: Double?
  /// How the search for ρ ended.
  public let convergence: Convergence
  /// The Durbin–Watson statistic of the whitened residuals.
  public let transformedDurbinWatson: Double
  private let errors: [Double]
  private let values: [Double]
  private let used: Int
  private let hasGaps: Bool

  init(
    method: String, response: [Double], design: Design, rho: Double, spacing: Spacing,
    solution: LeastSquaresSolution, residuals: [Double], isMarginal: Bool, divisor: Int,
    logLikelihood: Double?, convergence: Convergence
  ) {
    self.method = method
    self.response = response
    self.design = design
    self.rho = rho
    self.residuals = residuals
    self.logLikelihood = logLikelihood
    self.convergence = convergence
    hasGaps = spacing.hasGaps
    values = solution.coefficients
    errors = zip(solution.standardErrors, solution.columnExponents).map {
      $0.scaled(byPowerOfTwo: -$1)
    }
    let whitened = solution.transformedResiduals
    used = whitened.count
    let root = (solution.residualSumOfSquares / Double(divisor)).squareRoot()
      .scaled(byPowerOfTwo: solution.residualExponent)
    let share = (1 - rho) * (1 + rho)
    if isMarginal {
      sigma = root
      innovationSigma = root * max(0, share).squareRoot()
    } else {
      sigma = share > 0 ? root / share.squareRoot() : nil
      innovationSigma = root
    }
    let moves = zip(whitened.dropFirst(), whitened).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
    transformedDurbinWatson = moves / whitened.reduce(0) { $0 + $1 * $1 }
  }

  /// The names of the coefficients.
  public var terms: [String] { design.terms }

  /// The number of observations; with Cochrane and Orcutt one more than enter the last regression.
  public var count: Int { response.count }

  /// The observations of the last regression less the coefficients.
  public var degreesOfFreedom: Int { used - terms.count }

  /// Whether ρ ran to the edge of its domain, where errors are not told from a random walk.
  public var isAtBoundary: Bool { convergence.reason == .boundary }

  /// The fitted values.
  public var fitted: [Double] { zip(response, residuals).map { $0 - $1 } }

  /// The coefficients in the order of the terms, with errors from the whitened residuals, divisor
  /// n − p, ρ taken as known; t with n − p degrees of freedom.
  public func coefficients(checkedLevel level: Double) -> [Coefficient] {
    terms.indices.map { place in
      Coefficient(
        term: terms[place], estimate: values[place], standardError: errors[place],
        degreesOfFreedom: Double(degreesOfFreedom), level: level, absence: "the fit is exact")
    }
  }
}

extension AutoregressiveFit: CoefficientFit {
  /// What a reader must know of this fit.
  public var notes: [Note] {
    var text = "Errors of first order, ρ = \(rho) a step"
    if method != "gls-ar1" {
      text +=
        ": \(convergence.reason.rawValue) after \(convergence.iterations) "
        + (logLikelihood == nil ? "iterations" : "evaluations")
        + " (last change \(convergence.change))"
    }
    text += "; t with n − p degrees of freedom, ρ taken as known."
    var notes = [Note(.method, method, text)]
    if hasGaps {
      notes.append(
        Note(.method, "gaps", "Over a gap of k steps the correlation of errors is ρ to the k."))
    }
    if isAtBoundary {
      notes.append(
        Note(
          .caveat, "rho-boundary",
          "The autocorrelation ran to the edge of its domain: the errors are not told from a "
            + "random walk, and standard errors mean little."))
    }
    return notes
  }

  /// The name of the method.
  public var methodName: String { method }

  /// Exact where the autocorrelation was declared.
  public var basis: Basis { method == "gls-ar1" ? .exact : .asymptotic }

  /// Size, ρ, deviations, likelihood and how the search ended, in one row.
  public var overview: Table {
    Table(
      "Fit", [self],
      [
        .text(.method) { $0.method },
        .integer(.count) { $0.count },
        .number(.rho) { $0.rho },
        .cell(.sigma) { Cell($0.sigma, because: "the errors are not stationary") },
        .number(.durbinWatson) { $0.transformedDurbinWatson },
        .cell(.logLikelihood) { Cell($0.logLikelihood, because: "quasi-differences have none") },
        .integer(.residualDegreesOfFreedom) { $0.degreesOfFreedom },
      ] + Convergence.fields { $0.convergence }, notes: notes)
  }

  /// Value, fitted value and residual of each observation.
  public var observations: Table? {
    table(response: response, fitted: fitted, residuals: residuals)
  }

  /// The cards of the methods.
  public static let cards: [MethodCard] = [
    card(
      "prais-winsten", "Prais–Winsten regression", ["Prais & Winsten 1954, Cowles Commission 383"]),
    card(
      "cochrane-orcutt", "Cochrane–Orcutt regression",
      ["Cochrane & Orcutt 1949, doi:10.1080/01621459.1949.10483290"]),
    card(
      "ar1-ml", "Regression with AR(1) errors, maximum likelihood",
      ["Beach & MacKinnon 1978, doi:10.2307/1913644"]),
    card(
      "ar1-reml", "Regression with AR(1) errors, restricted likelihood",
      ["Cheang & Reinsel 2000, doi:10.1080/01621459.2000.10474260"]),
  ]

  private static func card(_ name: String, _ title: String, _ references: [String]) -> MethodCard {
    MethodCard(
      name: name, title: title,
      summary: "Coefficients where errors follow one another, their autocorrelation estimated.",
      assumptions: [
        "normal errors, each a share of the one before and something new",
        "enough observations to tell the autocorrelation",
      ],
      leastCount: 5, advisedCount: 12,
      instead:
        "gls-ar1, which declares the autocorrelation: estimated, it rejects 6 to 23 % at 5 %",
      references: references)
  }
}
