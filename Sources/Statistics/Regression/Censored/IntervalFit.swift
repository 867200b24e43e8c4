import Distributions
import LinearAlgebra
public import Tables

/// An interval regression that has met its data.
public struct IntervalFit: Hashable, Sendable {
  /// The method: `interval` or `tobit`.
  public internal(set) var method = "interval"
  /// The distribution of the responses about their mean.
  public let distribution: IntervalRegression.Distribution
  /// The responses.
  public let response: CensoredResponse
  /// The columns.
  public let design: Design
  /// The fitted means, of the logarithms for the lognormal; one for each row.
  public let fitted: [Double]
  /// The standard deviation of an error.
  public let sigma: Double
  /// The standard error of log σ; that of σ is σ times this.
  public let logSigmaStandardError: Double
  /// The maximised log likelihood.
  public let logLikelihood: Double
  /// That with a constant alone; nil where it has no maximum.
  public let nullLogLikelihood: Double?
  /// How Newton's method ended.
  public let convergence: Convergence
  private let values: [Double]
  private let errors: [Double]
  private let openCount: Int

  init(
    _ distribution: IntervalRegression.Distribution, response: CensoredResponse, design: Design,
    used: CensoredResponse, known: [Int], start: LinearFit, _ maximum: CensoredMaximum,
    nullLogLikelihood: Double?, logLikelihood: Double
  ) throws(StatisticsError) {
    self.distribution = distribution
    self.response = response
    self.design = design
    self.logLikelihood = logLikelihood
    self.nullLogLikelihood = nullLogLikelihood
    convergence = maximum.convergence
    openCount = response.count - known.count
    let theta = maximum.theta
    let sigma = maximum.unit / theta
    self.sigma = sigma
    let order = design.terms.count

    // Moves from the least-squares fit, in the orthonormal basis and in units of the response.
    let moves = maximum.gamma.map { $0 * sigma }
    let factor = try start.unitFactor()
    values = zip(start.solution.coefficients, factor.times(moves)).map { $0 + $1 }
    guard values.allSatisfy(\.isFinite) else { throw .overflow }
    let estimates = values
    fitted = (0..<design.count).map { compensatedDot(design.row($0).span, estimates.span) }

    // The information in (move/unit, log σ): J of (γ, θ) with γ = θm, θ = 1/σ.
    var jacobian = Matrix(rows: order + 1, columns: order + 1)
    for place in 0..<order {
      jacobian[place, place] = theta
      jacobian[place, order] = -maximum.gamma[place]
    }
    jacobian[order, order] = -theta
    let information = jacobian.transposedTimes(maximum.hessian.times(jacobian)).scaled(by: -1)
    let inverse: Matrix
    do throws(LinearAlgebraError) {
      inverse = try Cholesky(information).inverse()
    } catch {
      throw .varianceNotPositive
    }
    logSigmaStandardError = max(0, inverse[order, order]).squareRoot()
    let unit = maximum.unit
    var errors: [Double] = []
    for place in 0..<order {
      let row = factor.row(place) + [0]
      let moved = inverse.times(row)
      let variance = zip(row, moved).reduce(0) { $0 + $1.0 * $1.1 }
      errors.append(max(0, variance).squareRoot() * unit)
    }
    self.errors = errors
  }

  /// The names of the coefficients.
  public var terms: [String] { design.terms }

  /// The number of observations that say something.
  public var count: Int { response.count - openCount }

  /// Observations less coefficients.
  public var degreesOfFreedom: Int { count - terms.count }

  /// The standard error of σ, by the delta method.
  public var sigmaStandardError: Double { sigma * logSigmaStandardError }

  /// Akaike's criterion, σ counted among the parameters.
  public var aic: Double { -2 * logLikelihood + 2 * Double(terms.count + 1) }

  /// Schwarz's criterion, σ counted among the parameters.
  public var bic: Double {
    -2 * logLikelihood + Double(terms.count + 1) * Elementary.log(Double(count))
  }

  /// The test of all coefficients but the constant, by twice the gain in log likelihood; nil where
  /// there are none or the constant alone has no maximum.
  public var likelihoodRatioTest: TestResult? {
    guard let nullLogLikelihood, terms.count > 1 else { return nil }
    return try? LikelihoodRatio().test(
      (nullLogLikelihood, 2), within: (logLikelihood, terms.count + 1), count: count)
  }

  /// The coefficients in the order of the terms: errors from the observed information of
  /// coefficients and log σ; normal distribution.
  public func coefficients(checkedLevel level: Double) -> [Coefficient] {
    terms.indices.map { place in
      Coefficient(
        term: terms[place], estimate: values[place], standardError: errors[place],
        degreesOfFreedom: nil, level: level, absence: "the information is not positive")
    }
  }
}

extension IntervalFit: CoefficientFit {
  /// What a reader must know of this fit.
  public var notes: [Note] {
    var notes = [
      Note(
        .method, method,
        "\(distribution.rawValue) maximum likelihood of ranges, errors from the observed "
          + "information, normal distribution: \(convergence.reason.rawValue) after "
          + "\(convergence.iterations) iterations (last change \(convergence.change)). R survival "
          + "survreg, Stata \(method == "tobit" ? "tobit" : "intreg")."),
      Note(
        .caveat, "coarsening-at-random",
        "Assumes that how coarsely a value is known does not hang on the value itself."),
    ]
    if distribution == .lognormal {
      notes.append(Note(.method, "log-scale", "Coefficients are of natural logarithms."))
    }
    if openCount > 0 {
      notes.append(
        Note(
          .exclusion, "open-ranges",
          "\(openCount) observations without either end say nothing and were left out."))
    }
    return notes
  }

  /// The name of the method.
  public var methodName: String { method }

  /// Size, σ, likelihood and how the iteration ended, in one row.
  public var overview: Table {
    Table(
      "Fit", [self],
      [
        .text(.method) { $0.method },
        .integer(.count) { $0.count },
        .integer(.censoredCount) { $0.response.censoredCount },
        .number(.sigma) { $0.sigma },
        .number(.logLikelihood) { $0.logLikelihood },
        .number(.aic) { $0.aic },
        .number(.bic) { $0.bic },
        .integer(.residualDegreesOfFreedom) { $0.degreesOfFreedom },
      ] + Convergence.fields { $0.convergence }, notes: notes)
  }

  /// The ends and the fitted mean of each observation.
  public var observations: Table? {
    Table(
      "Observations", Array(0..<response.count),
      [
        .cell(.low) { Cell(response.low[$0], because: "open") },
        .cell(.high) { Cell(response.high[$0], because: "open") },
        .number(.fitted) { fitted[$0] },
      ], notes: notes)
  }

  /// The card of interval regression.
  public static let card = MethodCard(
    name: "interval", title: "Interval regression",
    summary: "A plane through values known only as ranges or bounds, by normal likelihood.",
    assumptions: [
      "normal errors of one variance",
      "how coarsely a value is known does not hang on the value (coarsening at random)",
    ],
    leastCount: 4, advisedCount: 15, instead: "sharp bounds, which assume nothing",
    references: ["Stewart 1983, doi:10.2307/2297773"])

  /// The card of the Tobit model.
  public static let tobitCard = MethodCard(
    name: "tobit", title: "Tobit regression",
    summary: "A plane through values that a limit cut off, by normal likelihood.",
    assumptions: ["normal errors of one variance, also beyond the limit"],
    leastCount: 4, advisedCount: 15, instead: "quantile regression of the median",
    references: ["Tobin 1958, doi:10.2307/1907382"])
}
