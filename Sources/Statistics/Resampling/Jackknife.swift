public import Tables

/// The jackknife: what a statistic gives with values, or blocks of neighbours, left out in turn.
///
/// Every block of the length is left out, overlapping; of length 1 that is every value. The variance
/// is (n − l)²/(l n (n − l + 1)) · Σ (t₍ᵢ₎ − t̄)² for blocks and (n − 1)/n · Σ (t₍ᵢ₎ − t̄)² for values,
/// the bias (n − 1)(t̄ − t) for values.
///
/// - Assumes: a statistic that is smooth in the values (a median is not); independent values, or
///   with blocks a stationary series whose dependence dies out within them.
/// - Edge cases: there is no bias by blocks.
/// - Cost: n times the statistic.
/// - References: Tukey 1958; Künsch 1989, doi:10.1214/aos/1176347265, for blocks; Efron 1987,
///   doi:10.1080/01621459.1987.10478410, for the acceleration.
/// - Checked against: closed forms of the mean; R `boot` `empinf(type = "jack")`,
///   `Golden/bootstrap.json`.
public struct Jackknife: Hashable, Sendable, Codable {
  /// The length of the blocks left out.
  public var blockLength: Int

  /// Values left out one by one, or blocks of a length.
  public init(blockLength: Int = 1) { self.blockLength = blockLength }

  /// What leaving out gives.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2 values;
  ///   ``StatisticsError/notFinite(index:)``;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for a block length that leaves nothing,
  ///   or a statistic that is not finite.
  public func estimate(
    of values: [Double], _ statistic: ([Double]) -> Double
  ) throws(StatisticsError) -> JackknifeEstimate {
    try Validation.require(Self.card.leastCount, of: values)
    try Validation.requireFinite(values)
    let count = values.count
    guard blockLength >= 1, blockLength < count else {
      throw .invalidOption(
        name: "block length", found: "\(blockLength)", needed: "from 1 to \(count - 1)")
    }
    let left = (0...(count - blockLength)).map { start in
      statistic(Array(values[..<start] + values[(start + blockLength)...]))
    }
    let observed = statistic(values)
    guard observed.isFinite, left.allSatisfy(\.isFinite) else {
      throw .invalidOption(
        name: "statistic", found: "not finite with values left out", needed: "finite")
    }
    let centred = CentredValues(left)
    let (n, l) = (Double(count), Double(blockLength))
    let factor =
      blockLength == 1 ? (n - 1) / n : (n - l) * (n - l) / (l * n * (n - l + 1))
    return JackknifeEstimate(
      observed: observed, leftOut: left,
      bias: blockLength == 1 ? (n - 1) * (centred.mean - observed) : nil,
      standardError: (factor * centred.sumOfSquares).squareRoot(),
      acceleration: blockLength == 1 ? Self.acceleration(left) : nil, count: count,
      blockLength: blockLength)
  }

  /// Σ L³ / (6 (Σ L²)^1.5) of L = t̄ − t₍ᵢ₎; nil where the statistic does not vary.
  static func acceleration(_ leftOut: [Double]) -> Double? {
    let deviations = CentredValues(PowerOfTwoScale(leftOut)(leftOut)).deviations
    var squares = 0.0
    var cubes = 0.0
    for deviation in deviations {
      squares += deviation * deviation
      cubes -= deviation * deviation * deviation
    }
    let value = cubes / (6 * squares * squares.squareRoot())
    return squares > 0 && value.isFinite ? value : nil
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "jackknife", title: "Jackknife",
    summary: "How much an estimate hangs on single values, and the error and bias that follow.",
    assumptions: ["a statistic that is smooth in the values", "independent values, or blocks"],
    leastCount: 2, advisedCount: 10, instead: "bootstrap",
    references: [
      "Tukey 1958, Annals of Mathematical Statistics 29: 614",
      "Künsch 1989, Annals of Statistics 17: 1217–1241, doi:10.1214/aos/1176347265",
    ])
}

/// What a statistic gives with values left out.
public struct JackknifeEstimate: Hashable, Sendable {
  /// The statistic of all values.
  public let observed: Double
  /// The statistic without each value or block, by where it begins.
  public let leftOut: [Double]
  /// The estimated bias; nil for blocks.
  public let bias: Double?
  /// The standard error.
  public let standardError: Double
  /// The acceleration of BCa intervals; nil for blocks and where the statistic does not vary.
  public let acceleration: Double?
  /// The number of values.
  public let count: Int
  /// The length of the blocks left out.
  public let blockLength: Int
}

extension JackknifeEstimate: Tabular {
  /// One row: the statistic and its standard error.
  public var estimates: Table {
    Table(
      Jackknife.card.title, [self],
      [
        .text(.method) { _ in Jackknife.card.name },
        .number(.estimate) { $0.observed },
        .number(.standardError) { $0.standardError },
        .text(.basis) { _ in Basis.asymptotic.name },
        .integer(.count) { $0.count },
      ], notes: [Note(.method, "jackknife", "Blocks of \(blockLength) left out in turn.")])
  }

  /// One row: the method and n.
  public var overview: Table {
    Table(
      Jackknife.card.title, [self],
      [.text(.method) { _ in Jackknife.card.name }, .integer(.count) { $0.count }])
  }
}
