import Distributions
import LinearAlgebra
public import Tables

/// A regression by M-estimation that has met its data.
public struct RobustFit: Hashable, Sendable {
  /// The estimator.
  public let model: RobustRegression
  /// The response.
  public let response: [Double]
  /// The columns.
  public let design: Design
  /// Response less fitted.
  public let residuals: [Double]
  /// The scale of the residuals, their median size over 0.6745.
  public let scale: Double
  /// The weight of each observation in the last iteration, from 0 to 1.
  public let weights: [Double]
  /// How the iteration ended.
  public let convergence: Convergence
  private let values: [Double]
  private let errors: [Double]

  init(
    _ model: RobustRegression, _ response: [Double], _ design: Design, coefficients: [Double],
    residuals: [Double], scale: Double, least: LinearFit, convergence: Convergence
  ) throws(StatisticsError) {
    self.model = model
    self.response = response
    self.design = design
    self.residuals = residuals
    self.scale = scale
    self.convergence = convergence
    let deviates = residuals.map { $0 / scale }
    weights = deviates.map(model.weight)
    values = coefficients
    let n = Double(response.count)
    let p = Double(design.terms.count)
    let slopes = deviates.map(model.slope)
    let mean = slopes.reduce(0, +) / n
    let spread = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    guard mean > 0 else { throw .varianceNotPositive }
    let influence = zip(residuals, weights).map { $0 * $1 }
    let size = euclideanLength(influence) / (n - p).squareRoot()
    let correction = (1 + p * spread / (n * mean * mean)) / mean
    let factor = try least.unitFactor()
    errors = (0..<factor.rows).map { euclideanLength(factor.row($0)) * size * correction }
  }

  /// The names of the coefficients.
  public var terms: [String] { design.terms }

  /// The number of observations.
  public var count: Int { response.count }

  /// Observations less coefficients.
  public var degreesOfFreedom: Int { count - terms.count }

  /// The fitted values.
  public var fitted: [Double] { zip(response, residuals).map { $0 - $1 } }

  /// The coefficients in the order of the terms: Huber's errors with their small-sample factor, t with
  /// n − p degrees of freedom.
  public func coefficients(checkedLevel level: Double) -> [Coefficient] {
    terms.indices.map { place in
      Coefficient(
        term: terms[place], estimate: values[place], standardError: errors[place],
        degreesOfFreedom: Double(degreesOfFreedom), level: level, absence: "the fit is exact")
    }
  }
}

extension RobustFit: CoefficientFit {
  /// What a reader must know of this fit.
  public var notes: [Note] {
    [
      Note(
        .method, model.loss.rawValue,
        "M-estimation, \(model.loss.rawValue) weights with constant \(model.tuning), scale by the "
          + "median absolute residual: \(convergence.reason.rawValue) after "
          + "\(convergence.iterations) iterations (last change \(convergence.change)). Huber's "
          + "errors, t with n − p degrees of freedom: R MASS rlm.")
    ]
  }

  /// The name of the loss.
  public var methodName: String { model.loss.rawValue }

  /// Size, scale and how the iteration ended, in one row.
  public var overview: Table {
    Table(
      "Fit", [self],
      [
        .text(.method) { $0.model.loss.rawValue },
        .integer(.count) { $0.count },
        .number(.sigma) { $0.scale },
        .integer(.residualDegreesOfFreedom) { $0.degreesOfFreedom },
      ] + Convergence.fields { $0.convergence }, notes: notes)
  }

  /// Value, fitted value and residual of each observation.
  public var observations: Table? {
    table(response: response, fitted: fitted, residuals: residuals)
  }

  /// The cards of the two losses.
  public static let cards = [
    MethodCard(
      name: "huber", title: "Huber's M-estimator",
      summary: "A plane that outlying responses pull less.",
      assumptions: ["errors symmetric about zero", "no outlying rows among the columns"],
      leastCount: 5, advisedCount: 15, instead: "theil-sen for a trend",
      references: ["Huber 1964, doi:10.1214/aoms/1177703732"]),
    MethodCard(
      name: "bisquare", title: "Bisquare M-estimator",
      summary: "A plane that far outlying responses do not pull at all.",
      assumptions: ["errors symmetric about zero", "a start near the solution: least squares"],
      leastCount: 5, advisedCount: 15, instead: "huber, which has one solution",
      references: ["Beaton & Tukey 1974, doi:10.2307/1267936"]),
  ]
}
