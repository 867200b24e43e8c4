import LinearAlgebra
import TestSupport
import Testing

@Suite struct SeriesBlockTests {
  static let kernels: [GramKernel] = [.portable, .avx2, .avx512].filter(\.runs)

  /// Eight series of a length: noise, ties, a constant, a level of 10⁸, tiny and huge values.
  private func series(_ count: Int) -> [[Double]] {
    var generator = SplitMix64(seed: UInt64(count))
    func noise() -> Double { Double.random(in: -1...1, using: &generator) }
    var series: [[Double]] = []
    series.append((0..<count).map { _ in noise() })
    series.append((0..<count).map { Double($0) * 0.01 + noise() })
    series.append((0..<count).map { _ in (noise() * 3).rounded() })
    series.append([Double](repeating: 2.5, count: count))
    series.append((0..<count).map { _ in 1e8 + (noise() * 1000).rounded() / 1000 })
    series.append((0..<count).map { _ in noise() * 1e-90 })
    series.append((0..<count).map { _ in noise() * 1e90 })
    series.append((0..<count).map { $0 % 2 == 0 ? noise() : -3 })
    return series
  }

  private func times(_ count: Int) -> [Double] {
    (0..<count).map { 2000.5 + Double($0) + ($0 > count / 2 ? 1.75 : 0) }
  }

  private func block(
    _ series: [[Double]], _ times: [Double], _ kernel: GramKernel
  ) -> SeriesBlock {
    var block = SeriesBlock(SeriesTimes(times), kernel: kernel)
    for (lane, values) in series.enumerated() { block.set(lane, to: values.span) }
    return block
  }

  @Test("Scores, ties and ordered slopes are those of one series at a time", arguments: kernels)
  func orders(kernel: GramKernel) {
    for count in Array(2...40) + [63, 64, 65, 120] {
      let series = series(count)
      let times = times(count)
      var block = block(series, times, kernel)
      let scores = block.scores()
      let ordered = block.orderedValues()
      #expect(block.sortSlopes() == scores)
      let medians = block.sortedMedianSlopes
      #expect(block.medianSlopes() == medians)
      for (lane, values) in series.enumerated() {
        let twin = Twin(times, values)
        #expect(scores[lane] == twin.score)
        #expect(ordered.ties.pairs[lane] == twin.tiedPairs)
        #expect(ordered.ties.terms[lane] == twin.tieTerms)
        #expect(ordered.medians[lane] == Twin.median(values.sorted()))
        let slopes = twin.slopes
        #expect(slopes.indices.allSatisfy { block.slope(rank: $0, lane: lane) == slopes[$0] })
        #expect(medians[lane] == Twin.median(slopes))
      }
    }
  }

  @Test("Levels take the place of values by their ranks", arguments: kernels)
  func levels(kernel: GramKernel) {
    for count in [2, 5, 17, 40] {
      let series = series(count)
      var block = block(series, times(count), kernel)
      let levels = (0..<count).map { Double($0 / 3) }
      block.setLevels(levels)
      for (lane, values) in series.enumerated() {
        for time in 0..<count {
          let rank = values.count { $0 < values[time] }
          #expect(block[time, lane] == levels[rank])
        }
      }
    }
  }

  @Test("Lines have the bits of the same steps on one series", arguments: kernels)
  func lines(kernel: GramKernel) {
    for count in Array(2...30) + [64, 120, 200] {
      let series = series(count)
      let times = SeriesTimes(times(count))
      var block = block(series, times.values, kernel)
      for lags in [nil, 0, 1, 4, count - 1] {
        let lines = block.lines(lags: lags)
        for (lane, values) in series.enumerated() {
          let twin = LineTwin(times, values, lags: lags)
          #expect(lines.largest[lane] == values.map(abs).max())
          #expect(lines.mean[lane] == twin.mean)
          #expect(lines.slope[lane] == twin.slope)
          #expect(lines.intercept[lane] == twin.intercept)
          #expect(lines.residualSquares[lane] == twin.squares)
          #expect(lines.residualSquareRests[lane] == twin.squareRest)
          #expect(lines.totalSquares[lane] == twin.total)
          #expect(lines.totalSquareRests[lane] == twin.totalRest)
          #expect(lines.deviationSquares[lane] == twin.deviations)
          #expect(lines.neighbourProducts[lane] == twin.neighbours)
          #expect(lines.scoreSquares[lane] == twin.scores)
          #expect(lines.longRunSquares[lane] == twin.longRun)
        }
      }
    }
  }

  @Test("A line about 10⁸ keeps its digits")
  func highLevels() {
    // y = 10⁸ + t / 8 + (−1)^t / 1024, all of it exact in doubles: the slope over eight years and
    // the squares are known in rationals.
    let count = 8
    let values = (0..<count).map { (index: Int) -> Double in
      let sign = index % 2 == 0 ? 1.0 : -1.0
      return 1e8 + Double(index) / 8 + sign / 1024
    }
    var block = SeriesBlock(SeriesTimes((0..<count).map { 2010 + Double($0) }))
    block.set(3, to: values.span)
    let line = block.lines()
    // Σ (t − 3.5)(−1)^t = −4 and Σ (t − 3.5)² = 42.
    #expect(line.slope[3] == 0.125 - 4.0 / 42 / 1024)
    let rest = (8 - 16.0 / 42) / 1_048_576
    #expect(agreement(line.residualSquares[3], rest) >= 15)
    #expect(line.slope[2] == 0)
  }

  @Test("Times that cannot carry a line say so")
  func times() {
    #expect(SeriesTimes([2000, 2001, 2002]).isOrdinary)
    #expect(!SeriesTimes([1e12, 1e12 + 1, 1e12 + 2]).isOrdinary)
    #expect(!SeriesTimes([0, 1e-200, 1]).isOrdinary)
    #expect(!SeriesTimes([0, 1e200]).isOrdinary)
    #expect(SeriesTimes([1, 2, 4]).pairCount == 3)
  }
}

/// One series, the obvious way.
private struct Twin {
  let score: Int
  let slopes: [Double]
  let tiedPairs: Int
  let tieTerms: Int

  init(_ times: [Double], _ values: [Double]) {
    var score = 0
    var slopes: [Double] = []
    for later in values.indices {
      for earlier in 0..<later {
        score += values[earlier] < values[later] ? 1 : 0
        score -= values[earlier] > values[later] ? 1 : 0
        slopes.append((values[later] - values[earlier]) / (times[later] - times[earlier]))
      }
    }
    self.score = score
    self.slopes = slopes.sorted()
    let groups = Dictionary(grouping: values) { $0 }.map(\.value.count)
    tiedPairs = groups.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    tieTerms = groups.reduce(0) { $0 + $1 * ($1 - 1) * (2 * $1 + 5) }
  }

  static func median(_ sorted: [Double]) -> Double {
    let middle = sorted.count / 2
    return sorted.count % 2 == 0 ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

/// A sum that keeps what rounding takes.
private struct KeptSum {
  var high = 0.0
  var low = 0.0
  var value: Double { high + low }

  mutating func add(_ term: Double) {
    let exact = DoubleDouble.sum(high, term)
    high = exact.high
    low += exact.low
  }

  mutating func addProduct(_ a: Double, _ b: Double) {
    let exact = DoubleDouble.product(a, b)
    add(exact.high)
    low += exact.low
  }

  mutating func addSquare(_ number: Double, _ rest: Double) {
    addProduct(number, number)
    low += 2 * (number * rest)
  }

  /// What rounding leaves out of the value.
  var rest: Double { low - (value - high) }
}

/// The line of one series by the steps of the kernel.
private struct LineTwin {
  let mean, slope, intercept, squares, squareRest, total, totalRest: Double
  let deviations, neighbours, scores, longRun: Double

  init(_ times: SeriesTimes, _ values: [Double], lags: Int?) {
    let centred = times.values.map { DoubleDouble($0) - times.mean }
    let weights = centred.map { $0 / times.squares }
    var sum = KeptSum()
    var rise = KeptSum()
    for (value, weight) in zip(values, weights) {
      sum.add(value)
      rise.addProduct(weight.high, value)
      rise.low += weight.low * value
    }
    let count = Double(values.count)
    let mean = sum.value / count
    let product = DoubleDouble.product(mean, count)
    let meanRest = (((sum.high - product.high) - product.low) + sum.low) / count
    let slope = rise.value
    let slopeRest = rise.low - (slope - rise.high)
    let drop = DoubleDouble.product(slope, times.mean.high)
    let height = DoubleDouble.sum(mean, -drop.high)
    intercept =
      height.high
      + (height.low
        + (((meanRest - drop.low) - slope * times.mean.low) - slopeRest * times.mean.high))
    var sums = [KeptSum](repeating: KeptSum(), count: 5)
    var before = 0.0
    var products: [Double] = []
    for (index, value) in values.enumerated() {
      let fromMean = DoubleDouble.sum(value, -mean)
      let deviation = fromMean.high - meanRest
      let lowPart = fromMean.low - meanRest
      let own = fromMean.high + lowPart
      sums[4].addSquare(own, lowPart - (own - fromMean.high))
      sums[0].addProduct(deviation, deviation)
      sums[1].addProduct(deviation, before)
      before = deviation
      let part = DoubleDouble.product(slope, centred[index].high)
      let rest = DoubleDouble.sum(fromMean.high, -part.high)
      let small =
        (((rest.low + fromMean.low) - meanRest) - part.low)
        - (slope * centred[index].low + slopeRest * centred[index].high)
      let residual = rest.high + small
      sums[2].addSquare(residual, small - (residual - rest.high))
      products.append(residual * weights[index].high)
      sums[3].addProduct(products[index], products[index])
    }
    var longRun = sums[3].value
    for lag in stride(from: 1, through: lags ?? 0, by: 1) {
      var sum = KeptSum()
      for index in lag..<max(lag, values.count) {
        sum.addProduct(products[index], products[index - lag])
      }
      longRun += (2 * (1 - Double(lag) / Double((lags ?? 0) + 1))) * sum.value
    }
    self.mean = mean
    self.slope = slope
    self.longRun = longRun
    deviations = sums[0].value
    neighbours = sums[1].value
    squares = sums[2].value
    squareRest = sums[2].rest
    total = sums[4].value
    totalRest = sums[4].rest
    scores = sums[3].value
  }
}
