import Aftermath

/// Searches for breaks in one series.
enum BreakTask: String, CaseIterable {
  case pelt = "pelt-mean-10000"
  case peltLong = "pelt-mean-100000"
  case optimal = "optimal-6-breaks-10000"
  case baiPerron = "bai-perron-1000"
  case supF = "sup-f-1000"
  case segmented = "segmented-1000"

  /// The series, by the name of its file.
  var file: String {
    switch self {
    case .pelt, .optimal: "cp_10000"
    case .peltLong: "cp_100000"
    case .baiPerron, .supF: "cp_1000"
    case .segmented: "bend_1000"
    }
  }

  /// The task, ready to be timed: the last rows before the breaks, or what is estimated.
  func work(on values: [Double]) -> () throws -> [Double] {
    switch self {
    case .pelt, .peltLong:
      {
        try Segmentation(.mean)
          .partition(values, penalty: 3 * Self.naturalLogarithm(values.count)).breaks
          .map(Double.init)
      }
    case .optimal: { try Segmentation(.mean).partition(values, changes: 6).breaks.map(Double.init) }
    case .baiPerron:
      {
        let fit = try BaiPerron().fit(values, on: .intercept(count: values.count))
        return fit.partitions.map(\.residualSumOfSquares)
      }
    case .supF:
      {
        let found = try StructuralChange(replicates: 0)
          .test(values, on: .intercept(count: values.count))
        return [found.supremum, Double(found.place)]
      }
    case .segmented:
      {
        let sample = try Sample(
          times: values.indices.map { Double($0 + 1) }, values: values)
        return [try SegmentedLine(replicates: 0).fit(sample).point]
      }
    }
  }

  /// The logarithm of the lengths there are, which needs no library.
  private static func naturalLogarithm(_ count: Int) -> Double {
    2.302585092994045684 * Double(String(count).count - 1)
  }
}
