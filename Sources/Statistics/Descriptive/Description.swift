public import Tables

/// What a sample looks like before anything is fitted to it: size, moments, quantiles, and how
/// much neighbours are alike.
///
/// - Units: those of the values.
/// - Edge cases: one value has no standard deviation; fewer than three, or values that do not vary or
///   have no neighbours, have no autocorrelation.
/// - Cost: O(n log n).
/// - Checked against: the NIST univariate sets (moments), R 4.2 `quantile`, and R `acf` with
///   `na.action = na.pass` for times with gaps.
public struct Description: Hashable, Sendable {
  /// Count, mean, standard deviation, ends.
  public let moments: Moments
  /// The 25 % quantile, type 7.
  public let lowerQuartile: Double
  /// The median.
  public let median: Double
  /// The 75 % quantile, type 7.
  public let upperQuartile: Double
  /// The autocorrelation of neighbours in time; nil where there is none.
  public let lagOne: Double?
  /// The number of pairs of neighbours: n − 1 less the gaps.
  public let neighbours: Int

  /// Describes a sample of one value or more.
  ///
  /// Two observations are neighbours where no more than one and a half of the smallest spacing
  /// lies between them. With gaps the sum of products goes over the neighbours alone, divided by
  /// one more than their number, as R's `acf` has it.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` for none.
  public init(_ sample: Sample) throws(StatisticsError) {
    moments = try Moments(sample.values)
    let ordered = try OrderedValues(sample.values)
    lowerQuartile = try ordered.quantile(0.25)
    median = ordered.median
    upperQuartile = try ordered.quantile(0.75)
    let spacings = zip(sample.times, sample.times.dropFirst()).map { $1 - $0 }
    let step = spacings.min() ?? 0
    let pairs = spacings.indices.filter { spacings[$0] < 1.5 * step }
    neighbours = pairs.count
    lagOne = Description.lagOne(sample.values, after: pairs)
  }

  private static func lagOne(_ values: [Double], after pairs: [Int]) -> Double? {
    guard values.count > 2, !pairs.isEmpty, values.contains(where: { $0 != values[0] }) else {
      return nil
    }
    let scale = PowerOfTwoScale(values)
    let centred = CentredValues(scale(values))
    guard centred.sumOfSquares > 0 else { return nil }
    var products = CompensatedSum()
    for index in pairs {
      products.addProduct(centred.deviations[index], centred.deviations[index + 1])
    }
    return (products.value / Double(pairs.count + 1))
      / (centred.sumOfSquares / Double(values.count))
  }

  private var lagOneAbsence: String {
    if moments.count < 3 { return "fewer than three values have no autocorrelation" }
    return moments.minimum == moments.maximum
      ? "the values do not vary" : "no two values are neighbours in time"
  }
}

extension Description: Tabular {
  /// One row: n, mean, standard deviation, smallest, quartiles, largest, lag-one autocorrelation.
  public var estimates: Table {
    let absence = lagOneAbsence
    return Table(
      "Description", [self],
      [
        .integer(.count) { $0.moments.count },
        .number(.mean) { $0.moments.mean },
        .cell(.standardDeviation) {
          Cell($0.moments.standardDeviation, because: "one value has no standard deviation")
        },
        .number(.minimum) { $0.moments.minimum },
        .number(.lowerQuartile) { $0.lowerQuartile },
        .number(.median) { $0.median },
        .number(.upperQuartile) { $0.upperQuartile },
        .number(.maximum) { $0.moments.maximum },
        .cell(.autocorrelation) { Cell($0.lagOne, because: absence) },
      ], notes: lagOneNotes)
  }

  /// The same row as ``estimates``.
  public var overview: Table { estimates }

  private var lagOneNotes: [Note] {
    guard lagOne != nil else { return [] }
    var notes = [
      Note(
        .caveat, "lag-one-bias",
        "Lag-1 r of n values comes out low by about (1 + 4r)/n: about −1/n is to be expected where "
          + "they are independent.")
    ]
    let gaps = moments.count - 1 - neighbours
    if gaps > 0 {
      notes.append(
        Note(
          .method, "lag-one-gaps",
          "Lag-1 r goes over \(neighbours) \(neighbours == 1 ? "pair" : "pairs") of neighbours; "
            + (gaps == 1 ? "one gap has none." : "\(gaps) gaps have none.")))
    }
    return notes
  }
}
