import Distributions
import Tables

/// p-values of statistics whose distribution, if errors are independent and normal of one variance,
/// depends on the design alone: by simulating such errors on the design at hand.
struct NullReplicates: Sendable {
  let replicates: Int
  let seed: UInt64

  /// The share (b + 1)/(m + 1) of simulated statistics at least as large as the observed, for each of
  /// several; nil where none are simulated. A draw without a statistic counts as large.
  func pValues(
    _ observed: [Double], rows: Int, _ statistics: @Sendable ([Double]) -> [Double]?
  ) -> [Double]? {
    guard replicates > 0 else { return nil }
    let draws = Replicates(seed: seed).map(replicates) { generator -> [Double] in
      let errors = (0..<rows).map { _ in generator.standardNormal() }
      return statistics(errors) ?? []
    }
    return observed.indices.map { index in
      let extreme = draws.count { !$0.indices.contains(index) || $0[index] >= observed[index] }
      return Double(extreme + 1) / Double(replicates + 1)
    }
  }

  var basis: Basis { .resampled(replicates: replicates, seed: seed) }

  static let exploratory = Note(
    .caveat, "exploratory",
    "A search for breaks is exploratory: the place was chosen by looking at the values.")
}
