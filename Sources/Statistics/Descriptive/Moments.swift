public import Tables

/// Count, sum, mean and standard deviation of a list of values.
///
/// The mean is carried to twice the precision of a double and the squares are taken about it, so
/// that large offsets cost no digits; magnitudes near the ends of the doubles are scaled by a
/// power of two first, so that squares neither overflow nor vanish.
///
/// - Units: those of the values; ``variance`` their square.
/// - Edge cases: one value has a mean and no standard deviation (nil); equal values have 0.
/// - Cost: O(n), two passes.
/// - References: Chan, Golub & LeVeque 1983, doi:10.2307/2683386.
/// - Checked against: the nine univariate sets of the NIST Statistical Reference Datasets.
public struct Moments: Hashable, Sendable {
  /// The number of values.
  public let count: Int
  /// The sum; ±∞ where it is beyond the doubles (the mean is still right).
  public let sum: Double
  /// The arithmetic mean.
  public let mean: Double
  /// What rounding took from the mean.
  let meanRemainder: Double
  /// The standard deviation with divisor n − 1; nil for a single value.
  public let standardDeviation: Double?
  /// The smallest value.
  public let minimum: Double
  /// The largest value.
  public let maximum: Double

  /// The moments of one or more finite values.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for none,
  ///   ``StatisticsError/notFinite(index:)``.
  public init(_ values: [Double]) throws(StatisticsError) {
    try Validation.require(1, of: values)
    try Validation.requireFinite(values)
    let scale = PowerOfTwoScale(values)
    let scaled = scale(values)
    let centred = CentredValues(scaled)
    count = values.count
    sum = centred.total * scale.inverse
    mean = centred.mean * scale.inverse
    meanRemainder = centred.meanRemainder * scale.inverse
    minimum = values.reduce(values[0], min)
    maximum = values.reduce(values[0], max)
    if values.count > 1 {
      let variance = centred.sumOfSquares / Double(values.count - 1)
      standardDeviation = variance.squareRoot() * scale.inverse
    } else {
      standardDeviation = nil
    }
  }

  /// The mean less another, as if both were known to twice the precision of a double: means of
  /// large numbers that are nearly equal keep their difference.
  func meanLess(_ other: Moments) -> Double {
    (mean - other.mean) + (meanRemainder - other.meanRemainder)
  }

  /// The variance with divisor n − 1; nil for a single value. May overflow or vanish where
  /// ``standardDeviation`` does not.
  public var variance: Double? { standardDeviation.map { $0 * $0 } }

  /// The standard error of the mean of independent values.
  public var standardError: Double? { standardDeviation.map { $0 / Double(count).squareRoot() } }
}

/// Values less their mean, the mean being known to twice the precision of a double.
struct CentredValues {
  let mean: Double
  let meanRemainder: Double
  let total: Double
  let deviations: [Double]
  let sumOfSquares: Double

  init(_ values: [Double]) {
    var sum = CompensatedSum()
    for value in values { sum.add(value) }
    let mean = sum.divided(by: Double(values.count))
    let deviations = values.map { ($0 - mean.high) - mean.low }
    var squares = CompensatedSum()
    for deviation in deviations { squares.addProduct(deviation, deviation) }
    self.mean = mean.high
    self.meanRemainder = mean.low
    self.total = sum.value
    self.deviations = deviations
    self.sumOfSquares = squares.value
  }
}

extension Moments: Tabular {
  /// One row: n, mean, standard deviation, smallest, largest, sum.
  public var estimates: Table {
    Table(
      "Moments", [self],
      [
        .integer(.count) { $0.count },
        .number(.mean) { $0.mean },
        .number(.standardDeviation) { $0.standardDeviation },
        .number(.minimum) { $0.minimum },
        .number(.maximum) { $0.maximum },
        .number(.sum) { $0.sum },
      ])
  }

  /// The same row as ``estimates``.
  public var overview: Table { estimates }
}
