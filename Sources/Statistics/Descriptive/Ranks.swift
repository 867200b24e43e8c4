/// The ranks of values from 1, ties sharing the mean of the ranks they cover (midranks), and the
/// sizes of the groups of ties.
///
/// - Edge cases: 0 and −0 tie. No values have no ranks.
/// - Cost: O(n log n).
/// - References: Kendall 1945, doi:10.1093/biomet/33.3.239.
/// - Checked against: R 4.2 `rank`.
public struct Ranks: Hashable, Sendable {
  /// The midrank of each value, in the order given.
  public let midranks: [Double]
  /// The sizes of the groups of equal values that hold more than one, from the smallest value up.
  public let tieGroups: [Int]
  /// For each value, the group of equal values it belongs to, counted from 0 upwards.
  let groups: [Int]
  /// The sizes of all groups of equal values, singles included, from the smallest value up.
  let groupSizes: [Int]

  /// The ranks of finite values.
  ///
  /// - Throws: ``StatisticsError/notFinite(index:)``.
  public init(_ values: [Double]) throws(StatisticsError) {
    try Validation.requireFinite(values)
    self.init(finite: values)
  }

  init(finite values: [Double]) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var midranks = [Double](repeating: 0, count: values.count)
    var groups = [Int](repeating: 0, count: values.count)
    var sizes: [Int] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end {
        midranks[order[place]] = Double(start + 1 + end) / 2
        groups[order[place]] = sizes.count
      }
      sizes.append(end - start)
      start = end
    }
    self.midranks = midranks
    self.groups = groups
    self.groupSizes = sizes
    self.tieGroups = sizes.filter { $0 > 1 }
  }

  /// Whether any two values are equal.
  public var hasTies: Bool { !tieGroups.isEmpty }

  /// Σ (t³ − t) over the groups of ties: the correction of rank variances.
  var cubicTieSum: Double {
    tieGroups.reduce(0) { $0 + Double($1) * (Double($1) * Double($1) - 1) }
  }
}
