import Distributions

/// How the values of a resample are drawn from those there are.
///
/// ``catalog`` has one of each; ``named(_:)`` finds one by the name of its card.
public struct BootstrapScheme: Hashable, Sendable, Codable {
  /// The kinds of schemes.
  enum Kind: String, Hashable, Sendable, Codable {
    case independent, movingBlock, circularBlock, stationary
  }

  let kind: Kind
  /// How long blocks are, on average in the stationary scheme; of no use to the independent one.
  public var blockLength: BlockLength

  init(_ kind: Kind, _ blockLength: BlockLength) {
    self.kind = kind
    self.blockLength = blockLength
  }

  /// Every scheme, with the default length of its blocks.
  public static let catalog: [BootstrapScheme] = [
    .independent, .movingBlock(), .circularBlock(), .stationary(),
  ]

  /// The scheme of a name, `moving-block`; nil where there is none.
  public static func named(_ name: String) -> BootstrapScheme? {
    catalog.first { $0.card.name == name }
  }

  /// The card of the scheme.
  public var card: MethodCard {
    switch kind {
    case .independent: Self.independentCard
    case .movingBlock: Self.movingBlockCard
    case .circularBlock: Self.circularBlockCard
    case .stationary: Self.stationaryCard
    }
  }

  /// The scheme with the length of its blocks settled.
  func drawing(_ values: [Double]) throws(StatisticsError) -> ResampleDraw {
    let length =
      kind == .independent
      ? 1 : try blockLength.length(for: values, isStationary: kind == .stationary)
    return ResampleDraw(kind: kind, count: values.count, length: length)
  }
}

/// A scheme for so many values, its blocks of a settled length.
struct ResampleDraw: Hashable, Sendable {
  let kind: BootstrapScheme.Kind
  let count: Int
  let length: Int

  /// The number of blocks of a fixed length that make a resample; the last may be cut.
  var blocks: Int { (count + length - 1) / length }

  /// The number of places where a block of a fixed length may begin.
  var starts: Int {
    switch kind {
    case .movingBlock: count - length + 1
    case .independent, .circularBlock, .stationary: count
    }
  }

  /// The indices of a resample.
  func indices(_ draws: inout IndexDraws, into indices: inout [Int]) {
    switch kind {
    case .independent:
      for place in 0..<count { indices[place] = draws.next(below: count) }
    case .movingBlock, .circularBlock: fillBlocks(&draws, &indices)
    case .stationary: fillStationary(&draws, &indices)
    }
  }

  private func fillBlocks(_ draws: inout IndexDraws, _ indices: inout [Int]) {
    var place = 0
    while place < count {
      let start = draws.next(below: starts)
      for step in 0..<min(length, count - place) {
        let index = start + step
        indices[place] = index < count ? index : index - count
        place += 1
      }
    }
  }

  private func fillStationary(_ draws: inout IndexDraws, _ indices: inout [Int]) {
    // A block goes on with probability 1 − 1/length; a word below the bound begins a new one.
    let bound = UInt64(0x1p32 / Double(length))
    var index = draws.next(below: count)
    indices[0] = index
    for place in 1..<max(1, count) {
      if UInt64(draws.word()) < bound {
        index = draws.next(below: count)
      } else {
        index = index + 1 < count ? index + 1 : 0
      }
      indices[place] = index
    }
  }
}
