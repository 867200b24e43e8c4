import Distributions
import LinearAlgebra

/// How an interval is read from a bootstrap distribution.
///
/// Ends are order statistics at (m + 1) α, between two of them in proportion on the normal scale, as
/// Davison and Hinkley and R's `boot` have it.
///
/// - References: Davison & Hinkley 1997, Bootstrap Methods and their Application, ch. 5; Efron 1987,
///   doi:10.1080/01621459.1987.10478410, for BCa.
/// - Checked against: R `boot` 1.3 `boot.ci` on given resamples, `Golden/bootstrap.json`.
public enum BootstrapInterval: String, Hashable, Sendable, Codable, CaseIterable {
  /// t₀ − bias ± z · standard error.
  case normal
  /// Quantiles mirrored about the statistic, 2 t₀ − t*.
  case basic
  /// Quantiles as they are.
  case percentile
  /// Quantiles moved for bias and acceleration; second-order right for independent values.
  case bca
  /// Quantiles of (t* − t₀)/s*, for statistics with an error of their own.
  case studentized

  /// The name in prose.
  public var title: String {
    switch self {
    case .normal: "normal, less the bias"
    case .basic: "basic"
    case .percentile: "percentile"
    case .bca: "bias-corrected and accelerated (BCa)"
    case .studentized: "studentized"
    }
  }
}

extension BootstrapDistribution {
  /// An interval for what the statistic estimates.
  ///
  /// - Edge cases: where the level asks for order statistics beyond the first or the last, these stand
  ///   for them; 39 replicates are the least for 95 %.
  /// - Cost: O(m): order statistics are selected.
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a level outside 0 to 1, a BCa
  ///   interval without acceleration or with all replicates on one side of the statistic, a
  ///   studentized one without errors; ``StatisticsError/tooFewObservations(needed:have:)`` for a
  ///   normal interval of one replicate.
  public func interval(
    _ rule: BootstrapInterval = .percentile, level: Double = 0.95
  ) throws(StatisticsError) -> ConfidenceInterval {
    try Validation.requireLevel(level)
    let tail = (1 - level) / 2
    let ends: (Double, Double)
    switch rule {
    case .normal:
      guard let standardError else {
        throw .tooFewObservations(needed: 2, have: replicates.count)
      }
      let reach = Normal.standard.upperQuantile(tail) * standardError
      ends = (observed - bias - reach, observed - bias + reach)
    case .basic:
      let quantiles = OrderStatistics(replicates).pair(tail, 1 - tail)
      ends = (2 * observed - quantiles.1, 2 * observed - quantiles.0)
    case .percentile: ends = OrderStatistics(replicates).pair(tail, 1 - tail)
    case .bca:
      let probabilities = try acceleratedProbabilities(tail)
      ends = OrderStatistics(replicates).pair(probabilities.0, probabilities.1)
    case .studentized:
      guard let errors else {
        throw .invalidOption(
          name: "interval", found: rule.rawValue, needed: "one that asks for no errors of resamples"
        )
      }
      let deviates = zip(replicates, errors.replicates).map { ($0 - observed) / $1 }
      let quantiles = OrderStatistics(deviates).pair(tail, 1 - tail)
      ends = (
        observed - errors.observed * quantiles.1, observed - errors.observed * quantiles.0
      )
    }
    return ConfidenceInterval(low: ends.0, high: ends.1, level: level)
  }

  /// The probabilities of a BCa interval: Φ(z₀ + (z₀ + z)/(1 − a (z₀ + z))).
  private func acceleratedProbabilities(
    _ tail: Double
  ) throws(StatisticsError) -> (Double, Double) {
    guard let acceleration else {
      throw .invalidOption(
        name: "interval", found: "bca",
        needed: "percentile or basic, or a distribution made with isAccelerated")
    }
    let below = Double(replicates.count { $0 < observed }) / Double(replicates.count)
    guard below > 0, below < 1 else {
      throw .invalidOption(
        name: "interval", found: "bca", needed: "replicates on both sides of the statistic")
    }
    let shift = Normal.standard.quantile(below)
    func probability(_ z: Double) -> Double {
      let moved = shift + z
      return Normal.standard.cumulative(at: shift + moved / (1 - acceleration * moved))
    }
    let z = Normal.standard.upperQuantile(tail)
    return (probability(-z), probability(z))
  }
}

/// Order statistics at (m + 1) α.
struct OrderStatistics {
  private var values: [Double]

  init(_ values: [Double]) { self.values = values }

  /// Those of two probabilities.
  func pair(_ low: Double, _ high: Double) -> (Double, Double) {
    var copy = self
    return (copy.quantile(low), copy.quantile(high))
  }

  private mutating func quantile(_ probability: Double) -> Double {
    let count = values.count
    let rank = Double(count + 1) * probability
    let whole = Int(rank.rounded(.down))
    if whole <= 0 { return selectRank(&values, 0) }
    if whole >= count { return selectRank(&values, count - 1) }
    let low = selectRank(&values, whole - 1)
    if rank == Double(whole) { return low }
    // Selection leaves all larger values behind the rank.
    let high = values[whole...].reduce(.infinity, min)
    let from = Normal.standard.quantile(Double(whole) / Double(count + 1))
    let to = Normal.standard.quantile(Double(whole + 1) / Double(count + 1))
    return low + (Normal.standard.quantile(probability) - from) / (to - from) * (high - low)
  }
}
