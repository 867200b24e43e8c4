public import Tables

/// The difference of two means in units of their pooled standard deviation: Cohen's d, and Hedges'
/// g, which is d freed of its bias in small samples.
///
/// - Assumes: for ``hedgesG`` to be unbiased, normal values of equal variance.
/// - Units: standard deviations.
/// - Edge cases: samples that do not vary throw; g needs four values in all.
/// - Cost: O(n).
/// - References: Cohen 1988; Hedges 1981, doi:10.3102/10769986006002107 (the exact factor).
/// - Checked against: 40-digit arithmetic (reference cases).
public struct StandardizedDifference: Hashable, Sendable {
  /// Cohen's d: the difference of the means over the pooled standard deviation.
  public let cohenD: Double
  /// Hedges' g with the exact factor, Γ(ν/2) / (√(ν/2) Γ((ν−1)/2)); nil for ν = n₁ + n₂ − 2 below 2.
  public let hedgesG: Double?
  /// Hedges' g with the customary factor 1 − 3/(4ν − 1).
  public let approximateHedgesG: Double
  /// The number of values in both samples.
  public let count: Int

  /// The standardized difference of the first mean from the second.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)``;
  ///   ``StatisticsError/noVariation``; ``StatisticsError/notFinite(index:)``.
  public init(_ first: [Double], _ second: [Double]) throws(StatisticsError) {
    let contrast = try MeanContrast(first, second, .pooled)
    let freedom = contrast.degreesOfFreedom
    let t = contrast.difference / contrast.standardError
    cohenD = t * (1 / Double(first.count) + 1 / Double(second.count)).squareRoot()
    approximateHedgesG = cohenD * (1 - 3 / (4 * freedom - 1))
    hedgesG = freedom < 2 ? nil : cohenD * Self.exactFactor(Int(freedom))
    count = first.count + second.count
  }

  /// Γ(ν/2) / (√(ν/2) Γ((ν − 1)/2)), by its recursion in steps of two from ν = 2 or 3, which loses
  /// no digits, and by the asymptotic series beyond.
  static func exactFactor(_ freedom: Int) -> Double {
    let nu = Double(freedom)
    if freedom > 200 {
      let x = 1 / (4 * nu)
      return 1 - x * (3 + x * (3.5 + x * (4.5 - x * (7.375 + x * 60.375))))
    }
    // Γ(ν/2)/Γ((ν−1)/2) at ν = 2 is 1/√π, at 3 it is √π/2; a step of two multiplies by ν/(ν−1).
    var ratio = freedom % 2 == 0 ? 1 / Double.pi.squareRoot() : Double.pi.squareRoot() / 2
    var at = freedom % 2 == 0 ? 2.0 : 3.0
    while at < nu {
      ratio *= at / (at - 1)
      at += 2
    }
    return ratio / (nu / 2).squareRoot()
  }
}

extension StandardizedDifference: Tabular {
  /// Two rows: Cohen's d and Hedges' g.
  public var estimates: Table {
    let rows: [(term: String, value: Double?)] = [("cohen_d", cohenD), ("hedges_g", hedgesG)]
    let count = count
    return Table(
      "Standardized difference", rows,
      [
        .text(.method) { _ in Self.card.name },
        .text(.term) { $0.term },
        .number(.estimate) { $0.value },
        .text(.basis) { _ in Basis.descriptive.name },
        .integer(.count) { _ in count },
      ])
  }

  /// One row: the method and n.
  public var overview: Table {
    Table(
      "Standardized difference", [self],
      [.text(.method) { _ in Self.card.name }, .integer(.count) { $0.count }])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "standardized-difference", title: "Standardized mean difference",
    summary: "How many standard deviations apart two means are.",
    assumptions: ["normal values of equal variance, for Hedges' factor"],
    leastCount: 4, advisedCount: 6, instead: "mean-difference, in the unit of the values",
    references: [
      "Hedges 1981, Journal of Educational Statistics 6: 107–128, doi:10.3102/10769986006002107"
    ])
}
