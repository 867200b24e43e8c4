import Distributions
import LinearAlgebra

/// The trends of one series of a panel: what was asked for of a line, a score and a slope.
public struct SeriesTrends: Hashable, Sendable {
  /// The least-squares line; nil where it was not asked for.
  public var line: LineTrend?
  /// The test of Mann and Kendall; nil where it was not asked for.
  public var score: ScoreTrend?
  /// The slope of Theil and Sen; nil where it was not asked for.
  public var slope: MedianTrend?
}

/// A least-squares line through a series, with the error of its slope.
public struct LineTrend: Hashable, Sendable {
  /// Why a slope has no error, statistic or interval.
  enum Absence: Hashable, Sendable {
    case noVariation
    case exactFit
    case noVariance
    case beyondDoubles
  }

  /// What is known of the squares about the line and about the mean.
  enum Spread: Hashable, Sendable {
    case sums(residual: DoubleDouble, total: DoubleDouble)
    case known(sigma: Double, rSquared: Double?)
  }

  /// The height at time 0, in the unit of the values.
  public let intercept: Double
  /// The slope, in the unit of the values a year.
  public let slope: Double
  /// Its standard error by the covariance asked for; nil where it is beyond the doubles.
  public let standardError: Double?
  /// Observations less two.
  public let degreesOfFreedom: Double
  /// The interval for the slope; nil where there is no error to make one of.
  public let interval: ConfidenceInterval?
  let spread: Spread
  /// The autocorrelation of the values at lag one; nil for values that do not vary.
  public let autocorrelation: Double?
  let absence: Absence?

  /// The residual standard deviation, divisor n − 2.
  public var sigma: Double {
    switch spread {
    case .sums(let residual, _): (residual / DoubleDouble(degreesOfFreedom)).squareRoot.high
    case .known(let sigma, _): sigma
    }
  }

  /// The share of the squares about the mean that the line explains; nil for values that do not
  /// vary.
  public var rSquared: Double? {
    switch spread {
    case .sums(let residual, let total): ((total - residual) / total).high
    case .known(_, let rSquared): rSquared
    }
  }

  /// Slope over standard error; nil where that is zero or there is none.
  public var statistic: Double? {
    guard absence == nil, let standardError else { return nil }
    return slope / standardError
  }

  /// The two-sided p-value of the slope against zero, by t with n − 2 degrees of freedom; computed
  /// each time it is read.
  public var pValue: Double? {
    statistic.map { twoSidedP($0, StudentT(degreesOfFreedom: degreesOfFreedom)) }
  }

  /// The slope as a coefficient named `time`.
  public var coefficient: Coefficient {
    Coefficient(
      term: "time", estimate: slope, standardError: standardError, statistic: statistic,
      degreesOfFreedom: degreesOfFreedom, pValue: pValue, interval: interval,
      absence: absence?.text)
  }
}

/// The slope of Theil and Sen of a series.
public struct MedianTrend: Hashable, Sendable {
  /// The median of the slopes of all pairs, in the unit of the values a year.
  public let slope: Double
  /// The interval for the slope; its level is the one asked for.
  public let interval: ConfidenceInterval
  /// The level an exact interval has; nil for approximate ones.
  public let achievedLevel: Double?
  /// Which slopes were taken for the ends of the interval.
  public let rule: TheilSen.IntervalRule
  /// The median of the values.
  let middle: Double
  /// The median of the times.
  let centre: Double

  /// The height at time 0 of the line through the medians; nil where it is beyond the doubles.
  public var intercept: Double? {
    let value = middle - slope * centre
    return value.isFinite ? value : nil
  }

  /// How the interval was had.
  public var basis: Basis { rule == .exact ? .exact : .asymptotic }
}
