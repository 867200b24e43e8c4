/// Memory for sorting points, taken once.
struct SlopeWorkspace {
  let count: Int
  let keys: UnsafeMutablePointer<Double>
  let spare: UnsafeMutablePointer<Double>
  let indices: UnsafeMutablePointer<Int32>
  let spareIndices: UnsafeMutablePointer<Int32>

  init(_ count: Int) {
    self.count = count
    keys = .allocate(capacity: count)
    spare = .allocate(capacity: count)
    indices = .allocate(capacity: count)
    spareIndices = .allocate(capacity: count)
    keys.initialize(repeating: 0, count: count)
    spare.initialize(repeating: 0, count: count)
    indices.initialize(repeating: 0, count: count)
    spareIndices.initialize(repeating: 0, count: count)
  }

  func deallocate() {
    keys.deallocate()
    spare.deallocate()
    indices.deallocate()
    spareIndices.deallocate()
  }

  /// The keys as heights of the points over a line of a slope through the middle.
  func heights(_ times: [Double], _ values: [Double], _ slope: Double) {
    times.withUnsafeBufferPointer { times in
      values.withUnsafeBufferPointer { values in
        for index in 0..<count { keys[index] = values[index] - slope * times[index] }
      }
    }
  }

  /// The indices of the points by their height, from the lowest; beyond all slopes by time.
  func order(by slope: Double, _ times: [Double], _ values: [Double]) {
    for index in 0..<count { indices[index] = Int32(truncatingIfNeeded: index) }
    guard slope.isFinite else { return }
    heights(times, values, slope)
    MergeCount.sort(keys, indices, spare, spareIndices, count)
  }

  /// The keys as heights of the points in the order of the indices.
  func heightsInOrder(_ slope: Double, _ times: [Double], _ values: [Double]) {
    times.withUnsafeBufferPointer { times in
      values.withUnsafeBufferPointer { values in
        if slope.isFinite {
          for place in 0..<count {
            let index = Int(indices[place])
            keys[place] = values[index] - slope * times[index]
          }
        } else {
          for place in 0..<count { keys[place] = -times[Int(indices[place])] }
        }
      }
    }
  }

  /// The least difference of keys that are next to one another.
  func leastGap(_ count: Int) -> Double {
    var least = Double.infinity
    for index in 1..<count { least = min(least, keys[index] - keys[index - 1]) }
    return least
  }

  /// The number of pairs of equal keys, which are in order.
  func tiedPairs(_ count: Int) -> Int {
    var pairs = 0
    var run = 0
    for index in 1..<count {
      run = keys[index] == keys[index - 1] ? run + 1 : 0
      pairs += run
    }
    return pairs
  }
}
