import Aftermath

/// Sizes tenfold apart show how the cost grows: PELT and sup-F with the number of values, Bai–Perron
/// with its square, a given number of changes with its square less what blocks pass over.
func breakBenchmarks() {
  for count in [100, 1_000, 10_000, 100_000] {
    let values = Inputs.shifts(count)
    measure("PELT (mean), 6 shifts, n = \(count)", repeated: count < 1_000 ? .kilo : .one) {
      try Segmentation(.mean).partition(values, penalty: 30)
    }
  }
  for count in [100, 1_000, 10_000] {
    let values = Inputs.shifts(count)
    let mean = Design.intercept(count: count)
    measure("Optimal partition, 6 changes, n = \(count)") {
      try Segmentation(.mean).partition(values, changes: 6)
    }
    measure("Bai-Perron, level, n = \(count)") { try BaiPerron().fit(values, on: mean) }
    measure("sup-F, level, no replicates, n = \(count)") {
      try StructuralChange(replicates: 0).test(values, on: mean)
    }
    measure("Pettitt, n = \(count)", repeated: count < 1_000 ? .kilo : .one) {
      try Pettitt().test(values)
    }
    guard let sample = try? Sample(times: values.indices.map(Double.init), values: values) else {
      continue
    }
    measure("Segmented line, no replicates, n = \(count)") {
      try SegmentedLine(replicates: 0).fit(sample)
    }
  }
  let line = Design.trend((0..<1_000).map(Double.init))
  let values = Inputs.shifts(1_000)
  measure("Bai-Perron, line, n = 1000") { try BaiPerron().fit(values, on: line) }
  measure("sup-F, level, 1,999 replicates, n = 100") {
    try StructuralChange().test(Inputs.shifts(100), on: .intercept(count: 100))
  }
}

extension Inputs {
  /// Seven levels in noise.
  static func shifts(_ count: Int) -> [Double] {
    let levels = [0, 2, -1, 1, 3, 0, 1.5]
    let noise = normal(count, stream: UInt64(5_000 + count))
    return noise.enumerated().map { levels[$0 * levels.count / count] + $1 }
  }
}
