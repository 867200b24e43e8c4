import LinearAlgebra
import TestSupport
import Testing

@Suite("Slopes of pairs, selected by rank")
struct SlopeSelectionTests {
  /// Kinds of series, many of them with ties of values, of slopes, or both.
  enum Kind: CaseIterable {
    case fewLevels, tenths, noise, steps, line, tenthsOfALine, largeOffset, half, gaps, tiny
  }

  private func points(
    _ kind: Kind, _ count: Int, _ generator: inout SplitMix64
  ) -> (times: [Double], values: [Double]) {
    let gaps = [1.0, 1, 2, 5, 0.25, 0.1]
    var time = 2_000.0
    var times: [Double] = []
    for _ in 0..<count {
      time += kind == .gaps ? generator.pick(gaps) : 1
      times.append(time)
    }
    let values = times.indices.map { index -> Double in
      let uniform = Double(generator.next() >> 11) * 0x1p-53
      return switch kind {
      case .fewLevels: (uniform * 4).rounded(.down)
      case .tenths: (uniform * 50).rounded() / 10
      case .noise: uniform + Double(index) * 0.01
      case .steps: Double(index / 7)
      case .line: 3 * times[index] + 1
      case .tenthsOfALine: Double(index) * 0.1
      case .largeOffset: 1e9 + uniform
      case .half: index % 2 == 0 ? 5 : (uniform * 100).rounded() / 100
      case .gaps: (uniform * 20).rounded()
      case .tiny: uniform * 1e-300
      }
    }
    return (times, values)
  }

  @Test("Those of a sorted list of all, to the bit", arguments: Kind.allCases)
  func asSorted(_ kind: Kind) {
    var generator = SplitMix64(seed: UInt64(Kind.allCases.firstIndex(of: kind) ?? 0))
    for count in [2, 3, 5, 40, 92, 120, 333, 500] {
      let (times, values) = points(kind, count, &generator)
      var sorted: [Double] = []
      for later in times.indices {
        for earlier in 0..<later {
          sorted.append((values[later] - values[earlier]) / (times[later] - times[earlier]))
        }
      }
      sorted.sort()
      let selection = SlopeSelection(times: times, values: values)
      #expect(selection.count == sorted.count)
      #expect(selection.isFinite)
      let last = sorted.count
      var ranks = [1, last, (last + 1) / 2, last / 2 + 1, max(1, last / 40), last - last / 40]
      for _ in 0..<4 { ranks.append(1 + Int(generator.next() % UInt64(last))) }
      #expect(selection.slopes(ranks: ranks) == ranks.map { sorted[$0 - 1] })
      // Each alone as well: what is found does not hang on what else is asked.
      #expect(selection.slopes(ranks: [ranks[2]]) == [sorted[ranks[2] - 1]])
    }
  }

  @Test("The pairs about a slope, and how many are below", arguments: Kind.allCases)
  func pairs(_ kind: Kind) {
    var generator = SplitMix64(seed: 77)
    let (times, values) = points(kind, 150, &generator)
    let selection = SlopeSelection(times: times, values: values)
    let middle = selection.slopes(ranks: [selection.count / 2])[0]
    var found: [Double] = []
    let below = selection.visitPairs(around: middle) { earlier, later in
      #expect(earlier < later)
      found.append((values[later] - values[earlier]) / (times[later] - times[earlier]))
    }
    #expect(found.contains(middle))
    #expect(found.sorted()[selection.count / 2 - 1 - below] == middle)
  }

  @Test("Slopes beyond the doubles are seen")
  func overflow() {
    let largest = Double.greatestFiniteMagnitude
    #expect(!SlopeSelection(times: [0, 0.25], values: [0, largest]).isFinite)
    #expect(SlopeSelection(times: [0, 4], values: [0, largest]).isFinite)
    #expect(SlopeSelection(times: [0, 0.25, 1e9], values: [1, 1, largest]).isFinite)
  }

  @Test("Long series: the bounds of the counts hold about what is selected")
  func long() {
    var generator = SplitMix64(seed: 3)
    for kind in [Kind.tenths, .noise, .fewLevels] {
      let (times, values) = points(kind, 4_000, &generator)
      let selection = SlopeSelection(times: times, values: values)
      let rank = selection.count / 3
      let slope = selection.slopes(ranks: [rank])[0]
      // Slopes below and up to the one found, by comparing all pairs.
      var below = 0
      var through = 0
      for later in times.indices {
        for earlier in 0..<later {
          let other = (values[later] - values[earlier]) / (times[later] - times[earlier])
          below += other < slope ? 1 : 0
          through += other <= slope ? 1 : 0
        }
      }
      #expect(below < rank && rank <= through)
    }
  }
}
