/// How an iteration ended: carried by every fit that iterates.
public struct Convergence: Hashable, Sendable, Codable {
  /// Why an iteration stopped.
  public enum Reason: String, Hashable, Sendable, Codable {
    /// The last change was within the tolerance.
    case converged
    /// The estimate ran to the edge of its domain.
    case boundary
    /// No further change was possible in doubles.
    case exhausted
  }

  /// The number of iterations made.
  public let iterations: Int
  /// The last relative change.
  public let change: Double
  /// Why it stopped.
  public let reason: Reason

  /// An account of an iteration.
  public init(iterations: Int, change: Double, reason: Reason) {
    self.iterations = iterations
    self.change = change
    self.reason = reason
  }
}
