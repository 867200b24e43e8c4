import LinearAlgebra
public import Tables

/// What a statistic gave on the resamples of a bootstrap, beside what it gave on the values.
public struct BootstrapDistribution: Hashable, Sendable {
  /// Errors that a statistic gave of its own.
  struct Errors: Hashable, Sendable {
    let observed: Double
    let replicates: [Double]

    init(observed: Double, replicates: [Double]) throws(StatisticsError) {
      guard observed > 0, observed.isFinite, replicates.allSatisfy({ $0 > 0 && $0.isFinite })
      else { throw .varianceNotPositive }
      self.observed = observed
      self.replicates = replicates
    }
  }

  /// The statistic of the values.
  public let observed: Double
  /// The statistic of each resample, in the order of the replicates.
  public let replicates: [Double]
  /// The acceleration of BCa intervals; nil where it was not asked for.
  public let acceleration: Double?
  /// The number of values.
  public let count: Int
  /// The length of blocks; nil for independent resamples.
  public let blockLength: Int?
  /// The name of the scheme.
  public let method: String
  /// The title of the scheme.
  public let title: String
  /// The seed; nil where the resamples were given.
  public let seed: UInt64?
  /// What a reader must know.
  public let notes: [Note]
  var errors: Errors?

  init(
    observed: Double, replicates: [Double], acceleration: Double?, draw: ResampleDraw,
    bootstrap: Bootstrap
  ) throws(StatisticsError) {
    let card = bootstrap.scheme.card
    let isIndependent = draw.kind == .independent
    let blocks =
      isIndependent
      ? ""
      : ", blocks of \(draw.kind == .stationary ? "mean " : "")length \(draw.length) "
        + "(\(bootstrap.scheme.blockLength.name))"
    try self.init(
      observed: observed, replicates: replicates, acceleration: acceleration, count: draw.count,
      blockLength: isIndependent ? nil : draw.length, card: card, seed: bootstrap.seed,
      notes: [
        Note(
          .method, "bootstrap",
          "\(card.title)\(blocks); \(replicates.count) resamples, seed \(bootstrap.seed).")
      ])
  }

  init(
    observed: Double, replicates: [Double], acceleration: Double?, count: Int, blockLength: Int?,
    card: MethodCard, seed: UInt64?, notes: [Note]
  ) throws(StatisticsError) {
    let failures = replicates.count { !$0.isFinite }
    guard failures == 0, observed.isFinite else {
      throw .invalidOption(
        name: "statistic",
        found: "not finite on \(failures) of \(replicates.count) resamples"
          + (observed.isFinite ? "" : " and on the values"),
        needed: "finite on all")
    }
    self.observed = observed
    self.replicates = replicates
    self.acceleration = acceleration
    self.count = count
    self.blockLength = blockLength
    method = card.name
    title = card.title
    self.seed = seed
    self.notes = notes
  }

  /// The distribution over given resamples, each the indices, from 0, of the values it holds: another
  /// program's, or all there are; with an error of the statistic's own, studentized intervals too,
  /// and accelerated ones where the statistic is to be taken with each value left out.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2 values or for no
  ///   resample; ``StatisticsError/notFinite(index:)``;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for an index out of range or a statistic
  ///   that is not finite.
  public init(
    of values: [Double], resamples: [[Int]], isAccelerated: Bool = false,
    _ statistic: ([Double]) -> Double,
    standardError: (([Double]) -> Double)? = nil
  ) throws(StatisticsError) {
    try Validation.require(2, of: values)
    try Validation.requireFinite(values)
    guard !resamples.isEmpty else { throw .tooFewObservations(needed: 1, have: 0) }
    for index in resamples.joined() where !values.indices.contains(index) {
      throw .invalidOption(
        name: "index", found: "\(index)", needed: "from 0 to \(values.count - 1)")
    }
    let left: [Double]? =
      isAccelerated
      ? values.indices.map { place in
        statistic(values.indices.filter { $0 != place }.map { values[$0] })
      } : nil
    try self.init(
      observed: statistic(values), replicates: resamples.map { statistic($0.map { values[$0] }) },
      acceleration: left.flatMap(Jackknife.acceleration), count: values.count, blockLength: nil,
      card: BootstrapScheme.independentCard, seed: nil,
      notes: [Note(.method, "bootstrap", "\(resamples.count) given resamples.")])
    if let standardError {
      errors = try Errors(
        observed: standardError(values),
        replicates: resamples.map { standardError($0.map { values[$0] }) })
    }
  }

  /// The mean of the replicates less the statistic of the values.
  public var bias: Double { CentredValues(replicates).mean - observed }

  /// The standard deviation of the replicates, divisor m − 1; nil for a single one.
  public var standardError: Double? {
    guard replicates.count > 1 else { return nil }
    return (CentredValues(replicates).sumOfSquares / Double(replicates.count - 1)).squareRoot()
  }

  /// How the numbers were had.
  public var basis: Basis {
    seed.map { .resampled(replicates: replicates.count, seed: $0) } ?? .descriptive
  }
}

extension BootstrapDistribution: Tabular {
  /// One row: the statistic, its standard error, the percentile interval at 95 %.
  public var estimates: Table { estimates(.percentile, level: 0.95) }

  /// One row: the statistic, its standard error and an interval, absent where it cannot be had.
  public func estimates(_ rule: BootstrapInterval, level: Double) -> Table {
    let interval = try? interval(rule, level: level)
    return Table(
      title, [self],
      [
        .text(.method) { $0.method },
        .number(.estimate) { $0.observed },
        .number(.standardError) { $0.standardError },
        .number(.intervalLow) { _ in interval?.low },
        .number(.intervalHigh) { _ in interval?.high },
        .text(.basis) { $0.basis.name },
        .integer(.count) { $0.count },
      ], notes: notes + [Note(.method, "interval", "Interval: \(rule.title) at level \(level).")])
  }

  /// One row: the method and n.
  public var overview: Table {
    Table(
      title, [self], [.text(.method) { $0.method }, .integer(.count) { $0.count }], notes: notes)
  }
}
