import Dispatch

/// The results of pieces of work, in their order, made on as many threads as there are: the one
/// place of the toolkit where threads are.
///
/// A piece must depend on its number alone, so that results are the same whatever the number of
/// threads. One piece is done by the caller, without any thread.
package func concurrently<Result: Sendable>(
  _ pieces: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  guard pieces > 1 else { return (0..<max(0, pieces)).map(body) }
  var slots = [Result?](repeating: nil, count: pieces)
  slots.withUnsafeMutableBufferPointer { buffer in
    // Each piece writes its own slot and no other; concurrentPerform returns after all.
    nonisolated(unsafe) let slots = buffer
    DispatchQueue.concurrentPerform(iterations: pieces) { slots[$0] = body($0) }
  }
  return slots.compactMap { $0 }
}
