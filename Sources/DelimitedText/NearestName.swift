/// The name someone probably meant.
public enum NearestName {
  /// The candidate that differs least from `name`, where one differs little enough to suggest.
  ///
  /// The distance counts letters put in, left out, changed, or exchanged with their neighbour
  /// (optimal string alignment); names that differ in case alone are at none. A third of the
  /// letters may differ. Of several equally near, the first.
  ///
  /// - Cost: O(length²) a candidate; names beyond 64 characters are not compared.
  public static func of(
    _ name: some StringProtocol, among candidates: some Sequence<String>
  ) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(65))
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().unicodeScalars.prefix(65))
      guard !letters.isEmpty, letters.count <= 64 else { continue }
      let allowed = max(1, max(wanted.count, letters.count) / 3)
      guard abs(wanted.count - letters.count) <= allowed else { continue }
      let distance = alignment(wanted, letters)
      if distance <= allowed, distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  private static func alignment(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var above = Array(0...second.count)
    for row in 1...first.count {
      var current = [row]
      current.reserveCapacity(second.count + 1)
      for column in 1...second.count {
        let change = first[row - 1] == second[column - 1] ? 0 : 1
        var least = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + change)
        if row > 1, column > 1, first[row - 1] == second[column - 2],
          first[row - 2] == second[column - 1]
        {
          least = min(least, before[column - 2] + 1)
        }
        current.append(least)
      }
      before = above
      above = current
    }
    return above[second.count]
  }
}
