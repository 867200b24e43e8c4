import Distributions
import LinearAlgebra
import Tables

/// The wild bootstrap of a linear regression: every residual stays with its observation and is
/// multiplied by a random weight of mean 0 and variance 1.
///
/// - Assumes: a right model and independent errors, whose variances may differ.
/// - Edge cases: with few observations there are few choices of signs, 2ⁿ of Rademacher's.
/// - Cost: n draws a replicate.
/// - References: Wu 1986, doi:10.1214/aos/1176350142; Liu 1988, doi:10.1214/aos/1176351062; Mammen
///   1993, doi:10.1214/aos/1176349025; Davidson & Flachaire 2008, doi:10.1016/j.jeconom.2008.08.003.
/// - Checked against: all 2ⁿ signs of short samples, whose variance is that of the sandwich.
public struct WildBootstrap: Hashable, Sendable, Codable {
  /// The law of the weights.
  public enum Weights: String, Hashable, Sendable, Codable, CaseIterable {
    /// −1 or 1, each with probability ½; best in few observations.
    case rademacher
    /// −(√5 − 1)/2 with probability (√5 + 1)/(2√5), else (√5 + 1)/2: of third moment 1.
    case mammen
  }

  /// The law of the weights.
  public var weights: Weights
  /// What residuals are multiplied by.
  public var scaling: ResidualScaling
  /// The number of replicates.
  public var replicates: Int
  /// The seed.
  public var seed: UInt64
  /// The number of pieces the work is cut into; nil for some a thread.
  package var pieces: Int?

  /// Rademacher's weights on residuals as if left out, 9,999 replicates, seed 20111218 unless given.
  public init(
    _ weights: Weights = .rademacher, replicates: Int = 9_999, seed: UInt64 = 20_111_218,
    scaling: ResidualScaling = .hc3
  ) {
    self.weights = weights
    self.replicates = replicates
    self.seed = seed
    self.scaling = scaling
  }

  /// The distribution of a coefficient.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for a term that is not in the
  ///   design or no replicates; ``StatisticsError/leverageOne(index:)``.
  public func distribution(
    of term: String, in fit: LinearFit
  ) throws(StatisticsError) -> BootstrapDistribution {
    let place = try fit.place(of: term)
    var bootstrap = Bootstrap(.independent, replicates: replicates, seed: seed)
    bootstrap.pieces = pieces
    try bootstrap.requireReplicates()
    let residuals = try scaling.residuals(fit)
    let terms = zip(fit.responseWeights(place).weights, residuals).map { $0 * $1 }
    let estimate = fit.solution.coefficients[place]
    let isMammen = weights == .mammen
    let root = 5.0.squareRoot()
    // A word below the bound is the first of Mammen's weights.
    let bound = UInt32((root + 1) / (2 * root) * 0x1p32)
    let (low, high) = ((1 - root) / 2, (1 + root) / 2)
    let results = bootstrap.concurrentRanges { range in
      range.map { replicate -> Double in
        var draws = IndexDraws(seed: Seed(seed), stream: UInt64(replicate))
        var sum = estimate
        var signs: UInt32 = 0
        for (index, term) in terms.enumerated() {
          if isMammen {
            sum += draws.word() < bound ? low * term : high * term
          } else {
            if index % 32 == 0 { signs = draws.word() }
            sum += signs & 1 == 0 ? term : -term
            signs >>= 1
          }
        }
        return sum
      }
    }
    return try BootstrapDistribution(
      observed: estimate, replicates: results, acceleration: nil, count: fit.count,
      blockLength: nil, card: Self.card, seed: seed,
      notes: [
        Note(
          .method, "wild-bootstrap",
          "Wild bootstrap, weights of \(weights.rawValue), residuals scaled by "
            + "\(scaling.rawValue); \(replicates) resamples, seed \(seed).")
      ])
  }

  /// The card of the method.
  public static let card = MethodCard(
    name: "wild-bootstrap", title: "Wild bootstrap",
    summary: "How a coefficient would vary if errors of unequal variances changed their signs.",
    assumptions: ["a right model", "independent errors, whose variances may differ"],
    leastCount: 5, advisedCount: 15, instead: "declared-rho, or HC3 errors",
    references: [
      "Liu 1988, Annals of Statistics 16: 1696–1708, doi:10.1214/aos/1176351062",
      "Davidson & Flachaire 2008, Journal of Econometrics 146: 162–169, "
        + "doi:10.1016/j.jeconom.2008.08.003",
    ])
}
