import Dispatch

/// The results of pieces of work, in their order, made on as many threads as there are or as
/// ``Threads`` allows: the one place of the toolkit where threads are.
///
/// A piece must depend on its number alone, so that results are the same whatever the number of
/// threads. One piece is done by the caller, without any thread, and so is everything under a cap
/// of one. Under a cap what a piece itself would spread over threads is done on its own.
package func concurrently<Result: Sendable>(
  _ pieces: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  let cap = Threads.cap
  guard pieces > 1, cap != 1 else { return (0..<max(0, pieces)).map(body) }
  var slots = [Result?](repeating: nil, count: pieces)
  slots.withUnsafeMutableBufferPointer { buffer in
    // Each piece writes its own slot and no other; concurrentPerform returns after all.
    nonisolated(unsafe) let slots = buffer
    guard let cap else {
      DispatchQueue.concurrentPerform(iterations: pieces) { slots[$0] = body($0) }
      return
    }
    // As many iterations as threads are allowed; each takes every so many-th piece.
    let lanes = min(cap, pieces)
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      Threads.$cap.withValue(1) {
        for piece in stride(from: lane, to: pieces, by: lanes) { slots[piece] = body(piece) }
      }
    }
  }
  return slots.compactMap { $0 }
}
