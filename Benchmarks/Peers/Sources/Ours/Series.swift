import Aftermath

/// Models of one series: parameters, then the standard errors of as many forecasts.
enum SeriesTask: String, CaseIterable {
  case localLevel = "local-level-100"
  case localTrend = "local-trend-100"
  case arima = "arima-1-1-1-100"

  /// The values, by the name of their file.
  var file: String { "ucm_100" }

  /// The task on its values, ready to be timed.
  func work(on values: [Double]) -> () throws -> [Double] {
    let values = values.map { Optional($0) }
    func errors(_ forecasts: [StateEstimate]) -> [Double] {
      forecasts.map { $0.variance.squareRoot() }
    }
    switch self {
    case .localLevel:
      return {
        let fit = try LocalLevel().fit(values)
        return [fit.errorVariance, fit.levelVariance] + errors(fit.forecasts(2))
      }
    case .localTrend:
      return {
        let fit = try LocalTrend().fit(values)
        return [fit.errorVariance, fit.levelVariance, fit.slopeVariance] + errors(fit.forecasts(3))
      }
    case .arima:
      return {
        let fit = try Arima(1, 1, 1).fit(values)
        return fit.coefficients + fit.forecasts(2).map { $0.variance.squareRoot() }
      }
    }
  }
}
