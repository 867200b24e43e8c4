import Distributions

/// How many choices of a first sample are at least as extreme as the one observed.
struct PermutationTally: Hashable, Sendable {
  var less = 0
  var greater = 0
  var twoSided = 0
  var total = 0
  /// Whether the observed choice is added to random ones.
  var isSampled = false
  /// How many choices reach the least sum, the greatest, and the farthest from the middle.
  var atLeast = 0
  var atGreatest = 0
  var atFarthest = 0

  func probability(_ count: Int) -> Double {
    isSampled ? Double(count + 1) / Double(total + 1) : Double(count) / Double(total)
  }

  func floor(_ alternative: Alternative) -> Double {
    switch alternative {
    case .twoSided: probability(atFarthest)
    case .less: probability(atLeast)
    case .greater: probability(atGreatest)
    }
  }
}

/// The difference of two means as a function of which values form the first sample.
///
/// The difference rises with the sum of the first sample, so sums are compared: whole numbers
/// where the data are decimals, doubles with a tolerance of their rounding otherwise.
struct MeanGap: Sendable {
  private enum Terms: Sendable {
    /// Values as whole numbers, times the count of both samples, less the sum of all: the sum of
    /// a choice of them is then zero where the two means are equal.
    case exact([Int])
    /// Values less their mean, and the rounding that sums of them may carry.
    case rounded([Double], tolerance: Double)
  }

  private let size: Int
  private let terms: Terms

  init(_ first: [Double], _ second: [Double]) {
    let values = first + second
    size = first.count
    if let decimals = DecimalIntegers(values) {
      let total = decimals.values.reduce(0, +)
      terms = .exact(decimals.values.map { $0 * values.count - total })
    } else {
      let scaled = PowerOfTwoScale(values)(values)
      let deviations = CentredValues(scaled).deviations
      let magnitude = scaled.reduce(0) { $0 + abs($1) }
      terms = .rounded(deviations, tolerance: 8 * magnitude * .ulpOfOne)
    }
  }

  /// The difference of the means.
  static func difference(
    _ first: [Double], _ second: [Double]
  ) throws(StatisticsError) -> Double {
    let a = try Moments(first)
    let b = try Moments(second)
    return try Validation.finite(a.meanLess(b))
  }

  /// All choices.
  func enumerated() -> PermutationTally {
    switch terms {
    case .exact(let terms):
      var count = SumCount(observed: terms.prefix(size).reduce(0, +), tolerance: 0, terms, size)
      Self.visit(terms, size, from: 0, sum: 0) { count.add($0) }
      return count.tally
    case .rounded(let terms, let tolerance):
      var count = SumCount(
        observed: terms.prefix(size).reduce(0, +), tolerance: tolerance, terms, size)
      Self.visit(terms, size, from: 0, sum: 0) { count.add($0) }
      return count.tally
    }
  }

  /// Random choices, one of each stream of the seed.
  func sampled(_ replicates: Int, seed: UInt64) -> PermutationTally {
    switch terms {
    case .exact(let terms): Self.sampled(terms, size, 0, replicates, seed)
    case .rounded(let terms, let tolerance):
      Self.sampled(terms, size, tolerance, replicates, seed)
    }
  }

  private static func sampled<Term: SignedNumeric & Comparable & Sendable>(
    _ terms: [Term], _ size: Int, _ tolerance: Term, _ replicates: Int, _ seed: UInt64
  ) -> PermutationTally {
    let sums = Replicates(seed: seed).map(replicates) { generator in
      // The first places of a random order, by Fisher and Yates.
      var order = terms
      var sum = Term.zero
      for place in 0..<size {
        order.swapAt(place, Int.random(in: place..<order.count, using: &generator))
        sum += order[place]
      }
      return sum
    }
    var count = SumCount(
      observed: terms.prefix(size).reduce(.zero, +), tolerance: tolerance, terms, size)
    for sum in sums { count.add(sum) }
    count.tally.isSampled = true
    return count.tally
  }

  /// Calls for the sum of each choice of `size` terms from `start` on.
  private static func visit<Term: SignedNumeric & Comparable>(
    _ terms: [Term], _ size: Int, from start: Int, sum: Term, _ body: (Term) -> Void
  ) {
    if size == 0 {
      body(sum)
      return
    }
    for index in start...(terms.count - size) {
      visit(terms, size - 1, from: index + 1, sum: sum + terms[index], body)
    }
  }
}

/// Counts sums against the observed one.
private struct SumCount<Term: SignedNumeric & Comparable> {
  var tally = PermutationTally()
  private let observed: Term
  private let tolerance: Term
  private let least: Term
  private let greatest: Term
  private let farthest: Term

  init(observed: Term, tolerance: Term, _ terms: [Term], _ size: Int) {
    self.observed = observed
    self.tolerance = tolerance
    let ascending = terms.sorted()
    least = ascending.prefix(size).reduce(.zero, +)
    greatest = ascending.suffix(size).reduce(.zero, +)
    farthest = max(Self.magnitude(least), Self.magnitude(greatest))
  }

  private static func magnitude(_ term: Term) -> Term { term < .zero ? -term : term }

  mutating func add(_ sum: Term) {
    tally.total += 1
    if sum <= observed + tolerance { tally.less += 1 }
    if sum >= observed - tolerance { tally.greater += 1 }
    let distance = Self.magnitude(sum)
    if distance >= Self.magnitude(observed) - tolerance { tally.twoSided += 1 }
    if sum <= least + tolerance { tally.atLeast += 1 }
    if sum >= greatest - tolerance { tally.atGreatest += 1 }
    if distance >= farthest - tolerance { tally.atFarthest += 1 }
  }
}
