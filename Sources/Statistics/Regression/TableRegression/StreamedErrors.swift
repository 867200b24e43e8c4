import LinearAlgebra

/// What stands in the middle of a sandwich, from rows that come in pieces: in memory that does not grow
/// with their number.
struct StreamedErrors {
  /// The estimator, for as many rows as there are; without labels for groups.
  let estimator: CovarianceEstimator
  private let count: Int
  private let terms: Int
  private let isExact: Bool
  private var sums: [DoubleDouble]
  /// The scores of the last rows, for Newey and West: column after column.
  private var carried: [[Double]]
  private var groups: [GroupLabel: Int] = [:]
  private var groupSums: [[Double]]

  /// The most groups: their sums are all held at once.
  static let mostGroups = 1 << 20

  init(
    _ choice: CovarianceChoice, count: Int, terms: Int, isExact: Bool
  ) throws(StatisticsError) {
    estimator = choice.estimator(count: count)
    self.count = count
    self.terms = terms
    self.isExact = isExact
    sums = Array(repeating: .zero, count: terms * terms)
    groupSums = Array(repeating: [], count: terms)
    carried = []
    if case .neweyWest(let lags, _) = estimator {
      try LinearFit.checkLags(lags, count: count)
      carried = Array(repeating: Array(repeating: 0, count: lags), count: terms)
    }
  }

  /// Whether groups are counted, exact fit or not.
  var isOfGroups: Bool {
    if case .cluster = estimator { return true }
    return false
  }

  /// Adds the next rows.
  ///
  /// - Throws: ``StatisticsError/leverageOne(index:)`` with the place among them;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for too many groups.
  mutating func add(_ rows: ScoredRows, _ labels: [GroupLabel]?) throws(StatisticsError) {
    switch estimator {
    case .classical: return
    case .neweyWest(let lags, _): addWindows(scores(rows) { _ in 1 }, lags)
    case .cluster: try addGroups(scores(rows) { _ in 1 }, labels ?? [])
    case .hc0, .hc1, .hc2, .hc3, .hc4:
      let rests = rows.leverageComplements
      if let index = rests.firstIndex(where: { $0 <= LinearFit.leverageTolerance }) {
        throw .leverageOne(index: index)
      }
      add(products: Matrix(columns: scores(rows, factor)))
    }
  }

  /// What a residual is multiplied by, given 1 less its leverage.
  private func factor(_ rest: Double) -> Double {
    switch estimator {
    case .hc2: return 1 / rest.squareRoot()
    case .hc3: return 1 / rest
    case .hc4:
      let power = min(4, Double(count) / Double(terms) * (1 - rest))
      return 1 / Elementary.power(rest, power / 2)
    default: return 1
    }
  }

  private func scores(_ rows: ScoredRows, _ factor: (Double) -> Double) -> [[Double]] {
    var multipliers = isExact ? rows.residuals.map { _ in 0 } : rows.residuals
    switch estimator {
    case .hc2, .hc3, .hc4:
      for row in multipliers.indices { multipliers[row] *= factor(rows.leverageComplements[row]) }
    default: break
    }
    return (0..<terms).map { column in
      zip(rows.basis.column(column), multipliers).map { $0 * $1 }
    }
  }

  private mutating func add(products scores: Matrix) {
    let products = scores.gram
    for column in 0..<terms {
      for row in 0..<terms {
        sums[column * terms + row] =
          sums[column * terms + row] + DoubleDouble(products[row, column])
      }
    }
  }

  /// Bartlett's weights are those of the products of sums over windows of `lags` + 1 rows.
  private mutating func addWindows(_ scores: [[Double]], _ lags: Int) {
    var windows: [[Double]] = []
    for (place, own) in scores.enumerated() {
      let column = carried[place] + own
      windows.append(StreamedErrors.windowSums(column, width: lags + 1))
      carried[place] = Array(column.suffix(lags))
    }
    add(products: Matrix(columns: windows))
  }

  /// The sums over windows that end at each element from the `width`th on, by doubling.
  static func windowSums(_ values: [Double], width: Int) -> [Double] {
    let count = values.count - width + 1
    guard count > 0 else { return [] }
    var result = [Double](repeating: 0, count: count)
    // powers[i] is the sum of the elements from i on, `size` of them.
    var powers = values
    var size = 1
    var taken = 0
    while true {
      if width & size != 0 {
        for index in 0..<count { result[index] += powers[index + taken] }
        taken += size
      }
      guard taken < width else { return result }
      for index in 0..<(powers.count - size) { powers[index] += powers[index + size] }
      powers.removeLast(size)
      size *= 2
    }
  }

  private mutating func addGroups(
    _ scores: [[Double]], _ labels: [GroupLabel]
  ) throws(StatisticsError) {
    var places: [Int] = []
    places.reserveCapacity(labels.count)
    for label in labels {
      let place = groups[label] ?? groups.count
      if place == groups.count {
        guard place < StreamedErrors.mostGroups else {
          throw .invalidOption(
            name: "clusters", found: "more than \(StreamedErrors.mostGroups)",
            needed: "no more than that in pieces")
        }
        groups[label] = place
        for column in 0..<terms { groupSums[column].append(0) }
      }
      places.append(place)
    }
    for column in 0..<terms {
      for (row, place) in places.enumerated() { groupSums[column][place] += scores[column][row] }
    }
  }

  /// The middle and the degrees of freedom of t.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` below two groups.
  func found(_ fit: LinearFit) throws(StatisticsError) -> (middle: Matrix, degrees: Double) {
    let degrees = Double(fit.degreesOfFreedom)
    let plain = Matrix(rows: terms, columns: terms, elements: sums.map(\.high))
    switch estimator {
    case .hc1: return (plain.scaled(by: fit.smallSampleFactor), degrees)
    case .neweyWest(let lags, let adjusted):
      var tail = self
      // The last rows are in windows that end beyond them.
      if !isExact, lags > 0 {
        tail.addWindows(Array(repeating: Array(repeating: 0, count: lags), count: terms), lags)
      }
      let middle = Matrix(rows: terms, columns: terms, elements: tail.sums.map(\.high))
      let factor = (adjusted ? fit.smallSampleFactor : 1) / Double(lags + 1)
      return (middle.scaled(by: factor), degrees)
    case .cluster:
      guard groups.count >= 2 else {
        throw .invalidOption(name: "clusters", found: "\(groups.count)", needed: "two at least")
      }
      return (fit.clusteredMiddle(Matrix(columns: groupSums)), Double(groups.count - 1))
    default: return (plain, degrees)
    }
  }
}
