public import Tables

/// How much more counts vary from year to year than independent events would: Pearson's χ² about
/// the common rate, over its degrees of freedom.
///
/// About 1 for independent events at a constant rate, above where events come in clusters or the
/// rate moves.
///
/// - Units: none.
/// - Edge cases: counts that are all zero have none and throw.
/// - Cost: O(n).
/// - References: McCullagh & Nelder 1989, Generalized Linear Models, §4.5.
/// - Checked against: R 4.2 `glm(family = quasipoisson)`, `Golden/rates.json`.
public struct Dispersion: Hashable, Sendable, Codable {
  /// Pearson's χ² over its degrees of freedom, φ.
  public let value: Double
  /// The degrees of freedom, n − 1.
  public let degreesOfFreedom: Double
  /// The common rate.
  public let rate: Double

  /// The dispersion of two or more counts with their exposures.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 2;
  ///   ``StatisticsError/notACount(index:)``; ``StatisticsError/noVariation`` where all are zero.
  public init(_ sample: Sample) throws(StatisticsError) {
    try Validation.require(2, of: sample.values)
    let total = try EventCount(sample)
    guard total.count > 0 else { throw .noVariation }
    let rate = total.rate
    var sum = CompensatedSum()
    for (value, exposure) in zip(sample.values, sample.exposures) {
      let expected = rate * exposure
      sum.add((value - expected) * (value - expected) / expected)
    }
    degreesOfFreedom = Double(sample.count - 1)
    value = sum.value / degreesOfFreedom
    self.rate = rate
  }

  /// A dispersion had elsewhere, as from a fit with covariates.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` unless φ is finite and not
  ///   negative and the degrees of freedom are positive.
  public init(
    value: Double, degreesOfFreedom: Double, rate: Double
  ) throws(StatisticsError) {
    guard value.isFinite, value >= 0 else {
      throw .invalidOption(name: "dispersion", found: "\(value)", needed: "from 0")
    }
    guard degreesOfFreedom > 0 else {
      throw .invalidOption(
        name: "degrees of freedom", found: "\(degreesOfFreedom)", needed: "above 0")
    }
    self.value = value
    self.degreesOfFreedom = degreesOfFreedom
    self.rate = rate
  }

  /// What a reader must know of it.
  public var note: Note {
    Note(
      .caveat, "dispersion",
      "Counts vary \(value) times as much as independent events would "
        + "(Pearson, \(degreesOfFreedom) degrees of freedom).")
  }
}

extension Dispersion: Tabular {
  /// One row: φ, its degrees of freedom, the common rate.
  public var estimates: Table {
    Table(
      "Dispersion", [self],
      [
        .text(.method) { _ in "dispersion" },
        .number(.dispersion) { $0.value },
        .number(.degreesOfFreedom) { $0.degreesOfFreedom },
        .number(.mean) { $0.rate },
      ], notes: [note])
  }

  /// The same row as ``estimates``.
  public var overview: Table { estimates }
}
