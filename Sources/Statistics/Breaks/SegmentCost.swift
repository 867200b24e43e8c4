import LinearAlgebra

/// What a segment of a series costs: the misfit of one model to all of its values.
public enum SegmentCost: String, Hashable, Sendable, Codable, CaseIterable {
  /// The sum of squares about the mean.
  case mean
  /// −2 log likelihood of a normal law with the segment's own mean and variance.
  case variance
  /// −2 log likelihood of a Poisson law with the segment's own rate, less what no segment changes.
  case poisson
  /// The sum of squares about the segment's own line in the row number.
  case linear

  /// The fewest values that leave the model something to misfit.
  public var leastRows: Int {
    switch self {
    case .mean, .poisson: 1
    case .variance: 2
    case .linear: 3
    }
  }
}

/// Running sums from which the cost of any run of values is had at once.
struct SegmentCosts: Sendable {
  let cost: SegmentCost
  /// The number of values.
  let count: Int
  /// What a sum of squares is multiplied by to have the square of the unit of the values.
  private let unit: Double
  private let sums: [DoubleDouble]
  private let squares: [DoubleDouble]
  private let moments: [DoubleDouble]
  /// The least variance of a segment, of the scaled values: a spread that vanishes has no likelihood.
  private let leastVariance: Double
  /// Sums of squares below this share of the number of values are rounding.
  private let noise: Double

  /// - Throws: ``StatisticsError/notFinite(index:)``, ``StatisticsError/notACount(index:)``,
  ///   ``StatisticsError/overflow``.
  init(_ values: [Double], _ cost: SegmentCost) throws(StatisticsError) {
    try Validation.requireFinite(values)
    if cost == .poisson {
      for (index, value) in values.enumerated() where value < 0 || value != value.rounded() {
        throw .notACount(index: index)
      }
    }
    self.cost = cost
    count = values.count
    var offset = 0.0
    var size = 1.0
    if cost != .poisson {
      // Centring and scaling change no sum of squares about a mean or a line.
      let scale = PowerOfTwoScale(values)
      let scaled = scale(values)
      offset = scaled.isEmpty ? 0 : CentredValues(scaled).mean
      let largest = scaled.reduce(0) { max($0, abs($1 - offset)) }
      size = largest > 0 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
      offset *= scale.inverse
      size *= scale.inverse
    }
    unit = size
    var sum = DoubleDouble.zero
    var square = DoubleDouble.zero
    var moment = DoubleDouble.zero
    var (sums, squares, moments) = ([sum], [square], [moment])
    for (index, value) in values.enumerated() {
      let scaled = DoubleDouble.sum(value, -offset)
      let term = DoubleDouble(high: scaled.high / size, low: scaled.low / size)
      sum = sum + term
      sums.append(sum)
      if cost != .poisson {
        square = square + term * term
        squares.append(square)
      }
      if cost == .linear {
        moment = moment + term * Double(index)
        moments.append(moment)
      }
    }
    guard sum.high.isFinite else { throw .overflow }
    self.sums = sums
    self.squares = squares
    self.moments = moments
    noise = 0x1p-94 * max(1, Double(values.count))
    leastVariance = 0x1p-80
  }

  /// The cost of the values from a place up to, not including, another.
  func callAsFunction(_ start: Int, _ end: Int) -> Double {
    let scaled = scaled(start, end)
    switch cost {
    case .mean, .linear: return scaled * unit * unit
    case .variance:
      let constant = Elementary.log(2 * Double.pi) + 2 * Elementary.log(unit) + 1
      return scaled + Double(end - start) * constant
    case .poisson: return scaled
    }
  }

  /// What a cost in the unit of the values is in that of ``scaled(_:_:)``.
  func scaled(penalty: Double) -> Double {
    cost == .mean || cost == .linear ? penalty / unit / unit : penalty
  }

  /// The cost in the unit of the scaled values, less what adds up over values whatever the segments.
  func scaled(_ start: Int, _ end: Int) -> Double {
    guard end > start else { return 0 }
    let count = Double(end - start)
    switch cost {
    case .mean: return squared(aboutMean(start, end), count)
    case .linear: return squared(aboutLine(start, end), count)
    case .variance:
      let variance = max(aboutMean(start, end).high / count, leastVariance)
      return count * Elementary.log(variance)
    case .poisson:
      let total = (sums[end] - sums[start]).high
      return total > 0 ? 2 * (total - total * Elementary.log(total / count)) : 0
    }
  }

  /// The running sums, rounded, and the running sums of squares.
  var rounded: (sums: [Double], squares: [Double]) { (sums.map(\.high), squares.map(\.high)) }

  private func squared(_ sum: DoubleDouble, _ count: Double) -> Double {
    sum.high > noise * count ? sum.high : 0
  }

  private func aboutMean(_ start: Int, _ end: Int) -> DoubleDouble {
    let sum = sums[end] - sums[start]
    return squares[end] - squares[start] - sum * sum / DoubleDouble(Double(end - start))
  }

  private func aboutLine(_ start: Int, _ end: Int) -> DoubleDouble {
    let count = Double(end - start)
    guard count > 2 else { return .zero }
    let sum = sums[end] - sums[start]
    let middle = (Double(start) + Double(end - 1)) / 2
    let product = moments[end] - moments[start] - sum * middle
    let spread = count * (count * count - 1) / 12
    return aboutMean(start, end) - product * product / DoubleDouble(spread)
  }
}
