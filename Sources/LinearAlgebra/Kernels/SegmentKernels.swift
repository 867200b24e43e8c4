import CKernels

/// Regressions on all runs of rows that end at one row, each begun at another, extended together.
///
/// What a rotation leaves of a row's response is its recursive residual, and the squares of these add
/// up to the residual sum of squares. Bits are the same on every processor.
///
/// - Cost: for each row O(runs · terms²); terms² + terms + 2 doubles a run.
package struct GrowingRuns: Sendable {
  private let terms: Int
  private let room: Int
  private var state: [Double]

  /// Runs of rows with so many elements, none begun, at most `runs` of them.
  package init(terms: Int, runs: Int) {
    self.terms = terms
    room = (runs + 7) / 8 * 8
    state = Array(
      repeating: 0, count: (terms * terms + terms + 2) * room + 8 * (terms + 3))
  }

  /// Adds a row to the first `count` runs, those not yet begun among them beginning with it.
  ///
  /// - Parameters:
  ///   - rows: elements of the order of 1, row by row.
  ///   - place: which row.
  /// - Precondition: `count` is at most the number of runs there is room for, and no less than before.
  package mutating func extend(_ count: Int, rows: [Double], at place: Int, response: Double) {
    precondition(count <= room && rows.count >= (place + 1) * terms)
    let (terms, room) = (terms, room)
    state.withUnsafeMutableBufferPointer { state in
      rows.withUnsafeBufferPointer { rows in
        guard let first = state.baseAddress, let row = rows.baseAddress else { return }
        var runs = aftermath_runs()
        runs.terms = terms
        runs.room = room
        runs.upper = first
        runs.turned = first + terms * terms * room
        runs.sums = runs.turned + terms * room
        runs.rests = runs.sums + room
        runs.work = runs.rests + room
        aftermath_extend_runs(&runs, count, row + place * terms, response, GramKernel.best.code)
      }
    }
  }

  /// The residual sums of squares of the first runs.
  package func sums(_ count: Int, into sums: inout [Double]) {
    let first = (terms * terms + terms) * room
    for run in 0..<count { sums[run] = state[first + run] + state[first + room + run] }
  }
}

/// The least of the sums of two lists over a range of places, and its first place; nil where none is
/// below infinity.
///
/// - Precondition: both lists have the places.
package func leastSum(
  _ first: [Double], _ second: [Double], _ range: Range<Int>
) -> (place: Int, sum: Double)? {
  precondition(range.upperBound <= first.count && range.upperBound <= second.count)
  var place = 0
  let sum = first.withUnsafeBufferPointer { first in
    second.withUnsafeBufferPointer { second in
      guard let one = first.baseAddress, let other = second.baseAddress else {
        return Double.infinity
      }
      return aftermath_least_sum(
        one + range.lowerBound, other + range.lowerBound, range.count, &place,
        GramKernel.best.code)
    }
  }
  return sum < .infinity ? (range.lowerBound + place, sum) : nil
}

/// base − (sum − sums)²·inverse for the places of a range, into `totals` at the same places, and the
/// least of them.
///
/// - Parameter shift: what a place is moved by in `inverse`.
/// - Precondition: all lists have the places.
package func meanTotals(
  _ range: Range<Int>, base: [Double], sums: [Double], inverse: [Double], shift: Int,
  sum: Double, into totals: inout [Double]
) -> Double {
  let first = range.lowerBound
  precondition(
    range.upperBound <= min(base.count, sums.count, totals.count) && first + shift >= 0
      && range.upperBound + shift <= inverse.count)
  return totals.withUnsafeMutableBufferPointer { totals in
    base.withUnsafeBufferPointer { base in
      sums.withUnsafeBufferPointer { sums in
        inverse.withUnsafeBufferPointer { inverse in
          guard let base = base.baseAddress, let sums = sums.baseAddress,
            let inverse = inverse.baseAddress, let totals = totals.baseAddress
          else { return .infinity }
          return aftermath_mean_totals(
            base + first, sums + first, inverse + first + shift, sum, range.count, totals + first,
            GramKernel.best.code)
        }
      }
    }
  }
}
