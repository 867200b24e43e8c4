/// A way to adjust p-values for how many there are. `allCases` is the catalogue, ``named(_:)`` finds
/// a method by the names in use.
///
/// - Assumes: `holm` and `bonferroni` nothing; `hochberg` and `hommel` independence or positive
///   dependence; `benjaminiHochberg` the same, for the rate of false discoveries;
///   `benjaminiYekutieli` nothing, for that rate.
/// - Edge cases: no p-values give none. Adjusted values are at most 1 and keep the order given.
/// - Cost: O(n log n); `hommel` O(n²).
/// - References: Holm 1979; Hochberg 1988, doi:10.1093/biomet/75.4.800; Hommel 1988,
///   doi:10.1093/biomet/75.2.383; Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x;
///   Benjamini & Yekutieli 2001, doi:10.1214/aos/1013699998.
/// - Checked against: R 4.2 `p.adjust` with ties, zeros, ones and single values,
///   `Golden/p-adjust.json`; exact rationals (reference cases).
public enum PValueAdjustment: String, Hashable, Sendable, Codable, CaseIterable {
  /// n p.
  case bonferroni
  /// Step down from the smallest; controls the chance of any false rejection.
  case holm
  /// Step up from the largest.
  case hochberg
  /// By the closure of Simes' test.
  case hommel
  /// The false discovery rate of Benjamini and Hochberg.
  case benjaminiHochberg = "bh"
  /// The false discovery rate under any dependence, of Benjamini and Yekutieli.
  case benjaminiYekutieli = "by"

  /// The method of a name, in any letter case: its `rawValue`, the whole name
  /// (`benjamini-hochberg`), or R's `fdr`; nil where there is none.
  public static func named(_ name: String) -> PValueAdjustment? {
    let name = name.lowercased()
    return switch name {
    case "fdr", "benjamini-hochberg": .benjaminiHochberg
    case "benjamini-yekutieli": .benjaminiYekutieli
    default: PValueAdjustment(rawValue: name)
    }
  }

  /// The name in prose.
  public var title: String {
    switch self {
    case .bonferroni: "Bonferroni"
    case .holm: "Holm"
    case .hochberg: "Hochberg"
    case .hommel: "Hommel"
    case .benjaminiHochberg: "Benjamini–Hochberg"
    case .benjaminiYekutieli: "Benjamini–Yekutieli"
    }
  }

  /// What an adjusted p-value at or below a level then keeps at that level, and when.
  public var summary: String {
    switch self {
    case .bonferroni, .holm:
      "keeps the chance of any false rejection, whatever the dependence"
    case .hochberg, .hommel:
      "keeps the chance of any false rejection under independence or positive dependence"
    case .benjaminiHochberg:
      "keeps the expected share of false rejections under independence or positive dependence"
    case .benjaminiYekutieli:
      "keeps the expected share of false rejections, whatever the dependence"
    }
  }

  /// The adjusted p-values, in the order given, of a family some of whose members have none: these
  /// stay nil and do not count.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a value outside 0 to 1.
  public func adjusted(present pValues: [Double?]) throws(StatisticsError) -> [Double?] {
    let places = pValues.indices.filter { pValues[$0] != nil }
    let adjusted = try adjusted(pValues.compactMap { $0 })
    var result = pValues
    for (place, value) in zip(places, adjusted) { result[place] = value }
    return result
  }

  /// The adjusted p-values, in the order given.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a value outside 0 to 1.
  public func adjusted(_ pValues: [Double]) throws(StatisticsError) -> [Double] {
    for value in pValues where !(value >= 0 && value <= 1) {
      throw .invalidOption(name: "p-value", found: "\(value)", needed: "from 0 to 1")
    }
    let count = pValues.count
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    let ascending = order.map { pValues[$0] }
    let n = Double(count)
    let adjusted: [Double]
    switch self {
    case .bonferroni: adjusted = ascending.map { min(1, n * $0) }
    case .holm: adjusted = Self.stepDown(ascending) { n - Double($0) }
    case .hochberg: adjusted = Self.stepUp(ascending) { n - Double($0) }
    case .hommel: adjusted = Self.hommel(ascending)
    case .benjaminiHochberg: adjusted = Self.stepUp(ascending) { n / Double($0 + 1) }
    case .benjaminiYekutieli:
      let harmonic = (0..<count).reduce(0.0) { $0 + 1 / Double(count - $1) }
      adjusted = Self.stepUp(ascending) { harmonic * n / Double($0 + 1) }
    }
    var result = pValues
    for (place, index) in order.enumerated() { result[index] = adjusted[place] }
    return result
  }

  /// The largest of the products so far, from the smallest p-value on.
  private static func stepDown(_ ascending: [Double], _ factor: (Int) -> Double) -> [Double] {
    var largest = 0.0
    return ascending.indices.map { place in
      largest = max(largest, factor(place) * ascending[place])
      return min(1, largest)
    }
  }

  /// The smallest of the products so far, from the largest p-value down.
  private static func stepUp(_ ascending: [Double], _ factor: (Int) -> Double) -> [Double] {
    var smallest = 1.0
    var result = ascending
    for place in ascending.indices.reversed() {
      smallest = min(smallest, factor(place) * ascending[place])
      result[place] = smallest
    }
    return result
  }

  /// For each p-value the largest of Simes' over all sets that hold it; only the sets of the
  /// largest other p-values matter, one for each size.
  private static func hommel(_ ascending: [Double]) -> [Double] {
    let count = ascending.count
    var result = ascending
    // Simes' p of the `size` largest, then of one value with the `size − 1` largest others.
    for size in stride(from: count, through: 2, by: -1) {
      let start = count - size
      var upper = Double.infinity
      for rank in 2...size {
        upper = min(upper, Double(size) * ascending[start + rank - 1] / Double(rank))
      }
      for place in ascending.indices {
        let own = place < start ? Double(size) * ascending[place] : .infinity
        let bound = place < start ? min(own, upper) : min(upper, Double(size) * ascending[start])
        result[place] = max(result[place], bound)
      }
    }
    return result.map { min(1, $0) }
  }
}
