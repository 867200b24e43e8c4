import LinearAlgebra

/// What becomes of each element, in their order, made on as many threads as there are.
///
/// - Parameters:
///   - progress: called now and then, on the calling thread, with the number of elements done.
///   - body: depends on its element alone, so that results are the same whatever the number of
///     threads.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], progress: ((Int) -> Void)? = nil,
  _ body: @Sendable (Element) -> Result
) -> [Result] {
  var results: [Result] = []
  results.reserveCapacity(elements.count)
  // With somebody waiting to be told, the work is done in a few dozen waves.
  let wave = progress == nil ? elements.count : max(64, elements.count / 32)
  while results.count < elements.count {
    let part = results.count..<min(elements.count, results.count + wave)
    let pieces = min(part.count, 32)
    let made = concurrently(pieces) { piece in
      let from = part.lowerBound + part.count * piece / pieces
      let to = part.lowerBound + part.count * (piece + 1) / pieces
      return elements[from..<to].map(body)
    }
    for some in made { results += some }
    progress?(results.count)
  }
  return results
}
