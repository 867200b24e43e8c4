/// The rotations by which the rows of a design are taken in, one after the other: with them the residual
/// sums of squares of any response are had without the design.
///
/// - Cost: O(n k) for each response.
struct SegmentRotations: Sendable {
  /// A plane rotation.
  struct Rotation: Sendable {
    let cosine: Double
    let sine: Double
  }

  private let order: [Int]
  private let terms: Int
  private let rotations: [Rotation]

  /// The rotations of rows in order, one for each row and term.
  init(order: [Int], terms: Int, rotations: [Rotation]) {
    self.order = order
    self.terms = terms
    self.rotations = rotations
  }

  /// The residual sums of squares of the first one, two, … rows, in the unit of the response.
  func sumsOfSquares(_ response: [Double]) -> [Double] {
    var turned = [Double](repeating: 0, count: terms)
    var total = 0.0
    var sums = [Double](repeating: 0, count: order.count)
    var next = 0
    for (place, row) in order.enumerated() {
      var left = response[row]
      for pivot in 0..<terms {
        let rotation = rotations[next]
        next += 1
        let old = turned[pivot]
        turned[pivot] = rotation.cosine * old + rotation.sine * left
        left = rotation.cosine * left - rotation.sine * old
      }
      total += left * left
      sums[place] = total
    }
    return sums
  }
}
