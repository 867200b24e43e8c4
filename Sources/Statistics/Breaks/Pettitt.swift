import Tables

/// The test of Pettitt for one shift of level at an unknown place, by ranks.
///
/// K is the largest |Uₜ|, Uₜ = 2 Σ_{i≤t} Rᵢ − t (n + 1), R being midranks; the place is the t of the
/// largest, the last row before the shift. p is approximately 2 exp(−6K²/(n³ + n²)).
///
/// - Assumes: exchangeable values under no shift.
/// - Edge cases: equal values give K = 0 and p = 1, and no place.
/// - Cost: O(n log n).
/// - References: Pettitt 1979, doi:10.2307/2346729.
/// - Checked against: K by comparing all pairs.
public struct Pettitt: Hashable, Sendable, Codable {
  /// The test; it has no options.
  public init() {}

  /// Tests values in order.
  ///
  /// - Throws: ``StatisticsError/tooFewObservations(needed:have:)`` below 4,
  ///   ``StatisticsError/notFinite(index:)``.
  public func test(_ values: [Double]) throws(StatisticsError) -> TestResult {
    try Validation.require(Self.card.leastCount, of: values)
    let ranks = try Ranks(values).midranks
    let size = Double(values.count)
    var sum = 0.0
    var largest = 0.0
    var signed = 0.0
    var place: Int?
    for (index, rank) in ranks.dropLast().enumerated() {
      sum += rank
      let value = 2 * sum - Double(index + 1) * (size + 1)
      if abs(value) > largest {
        largest = abs(value)
        signed = value
        place = index + 1
      }
    }
    var details = [Named("U", signed)]
    if let place { details.append(Named("place", Double(place))) }
    return TestResult(
      method: Self.card.name, statistic: Named("K", largest),
      pValue: min(
        1, 2 * Elementary.exp(-6 * largest * largest / (size * size * size + size * size))),
      estimate: place.map { Named("place", Double($0)) }, basis: .asymptotic,
      count: values.count, details: details, notes: [NullReplicates.exploratory])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "pettitt", title: "Pettitt's test of a shift",
    summary: "Whether the level shifted once at a place not known beforehand, by ranks.",
    assumptions: ["exchangeable values under no shift", "at most one shift"],
    leastCount: 4, advisedCount: 15, instead: "mann-whitney at a place known beforehand",
    references: ["Pettitt 1979, Applied Statistics 28: 126–135, doi:10.2307/2346729"])
}
