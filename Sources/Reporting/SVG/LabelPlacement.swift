/// Places for labels so that none covers another.
enum LabelPlacement {
  /// Neighbours without room between them.
  private struct Block {
    var members: [Int]
    var height: Double
    /// The sum of where each member would have the top of the block.
    var sumOfTops: Double
    var top = 0.0
  }

  /// Middles for boxes in a column: as near to where they are wanted as they can be without
  /// overlapping, within an interval, in the order of the wanted places.
  ///
  /// Overlapping neighbours are pooled into blocks centred on the mean of what they want, which
  /// makes the sum of squared moves least. Where there is no room for all, they overlap evenly
  /// rather than leave the interval.
  static func spread(
    _ wanted: [(middle: Double, height: Double)], within interval: ClosedRange<Double>
  ) -> [Double] {
    guard !wanted.isEmpty else { return [] }
    let order = wanted.indices.sorted {
      (wanted[$0].middle, $0) < (wanted[$1].middle, $1)
    }
    let total = wanted.reduce(0) { $0 + $1.height }
    let room = interval.upperBound - interval.lowerBound
    let shrink = total > room && total > 0 ? room / total : 1
    var blocks: [Block] = []
    let settle = { (block: inout Block) in
      let latest = max(interval.lowerBound, interval.upperBound - block.height)
      let top = block.sumOfTops / Double(block.members.count)
      block.top = min(max(top, interval.lowerBound), latest)
    }
    for index in order {
      let height = wanted[index].height * shrink
      var block = Block(
        members: [index], height: height, sumOfTops: wanted[index].middle - height / 2)
      settle(&block)
      while let last = blocks.last, last.top + last.height > block.top {
        // Each member wants the block's top where it would itself be in its place.
        let moved = block.sumOfTops - Double(block.members.count) * last.height
        block = Block(
          members: last.members + block.members, height: last.height + block.height,
          sumOfTops: last.sumOfTops + moved)
        settle(&block)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    var middles = [Double](repeating: 0, count: wanted.count)
    for block in blocks {
      var top = block.top
      for member in block.members {
        let height = wanted[member].height * shrink
        middles[member] = top + height / 2
        top += height
      }
    }
    return middles
  }

  /// The candidate that covers least of the obstacles, the first among equals; candidates that
  /// leave the frame count only when all do.
  static func best(of candidates: [Box], avoiding obstacles: [Box], inside frame: Box) -> Int? {
    let inside = candidates.indices.filter { frame.contains(candidates[$0], tolerance: 0.5) }
    let pool = inside.isEmpty ? Array(candidates.indices) : inside
    var best: (index: Int, cost: Double)?
    for index in pool {
      let candidate = candidates[index]
      var cost = 0.0
      for obstacle in obstacles { cost += candidate.overlap(obstacle) }
      if inside.isEmpty {
        cost += 1000 * (candidate.width * candidate.height - candidate.overlap(frame))
      }
      if best.map({ cost < $0.cost }) ?? true { best = (index, cost) }
    }
    return best?.index
  }
}
