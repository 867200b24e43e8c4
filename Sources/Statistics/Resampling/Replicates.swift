package import Distributions
import LinearAlgebra

/// Independent random replicates of a computation, on as many threads as there are or as `Threads`
/// of LinearAlgebra allows.
///
/// Replicate i draws from random stream i of the seed and from nothing else, so results are equal
/// to the bit whatever the number of threads, and any replicate can be run again alone.
///
/// - Cost: count × body, spread over the threads.
/// - References: Salmon, Moraes, Dror & Shaw 2011, doi:10.1145/2063384.2063405.
package struct Replicates: Hashable, Sendable {
  /// The seed.
  package var seed: UInt64
  /// The number of pieces the work is cut into; nil for a few a processor.
  package var pieces: Int?

  /// Replicates of a seed.
  package init(seed: UInt64, pieces: Int? = nil) {
    self.seed = seed
    self.pieces = pieces
  }

  /// The results of `count` replicates, in order.
  package func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (inout Philox) -> Result
  ) -> [Result] {
    guard count > 0 else { return [] }
    let seed = Seed(seed)
    let pieces = max(1, min(count, pieces ?? 64))
    let results = concurrently(pieces) { piece in
      let range = (count * piece / pieces)..<(count * (piece + 1) / pieces)
      return range.map { replicate in
        var generator = Philox(seed: seed, stream: UInt64(replicate))
        return body(&generator)
      }
    }
    return results.flatMap { $0 }
  }
}
