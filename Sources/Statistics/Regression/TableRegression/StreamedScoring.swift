import LinearAlgebra

/// Fisher scoring of rows that come in pieces, one pass over them an iteration.
///
/// In a pass the linear predictors of the coefficients reached are made again row by row; the working
/// responses and weights go to a ``StreamedLeastSquares``, whose solution is the next step, and the
/// deviance and the like are summed on the way. A step after which the deviance has risen is halved.
struct StreamedScoring {
  /// Responses and weights of one least-squares step.
  struct Working {
    let response: [Double]
    let weights: [Double]?
  }

  let family: Family
  private let link: Link
  /// The number of the iteration that is under way, from 1.
  private(set) var iteration = 1
  /// The coefficients at which the rows are read; nil for the start near the responses.
  private var current: [Double]?
  private var before: [Double]?
  private var sums = Sums()
  private var devianceBefore: Double?
  private var lastChange = Double.infinity
  private var share = 1.0
  /// Σ wy, Σ w and Σ w exp(offset), of the first pass.
  private var totals = (
    response: DoubleDouble.zero, weight: DoubleDouble.zero, exposure: DoubleDouble.zero
  )
  private var hasOffset = false
  /// The log likelihood with a mean for each observation; nil where there is none.
  private var most: DoubleDouble? = .zero
  private var logarithms = CountLogarithms()
  private var constant: Double?
  private var hasConstant = false
  private(set) var convergence = Convergence(iterations: 0, change: 0, reason: .converged)

  /// The sums of one pass.
  private struct Sums {
    var deviance = DoubleDouble.zero
    var pearson = DoubleDouble.zero
    var nullDeviance = DoubleDouble.zero
    var nullScore = DoubleDouble.zero
    var nullInformation = DoubleDouble.zero
    var change = 0.0
    var size = 1e-300
    var isInside = true
  }

  /// The iterations after which the likelihood is taken to have no maximum.
  private static let limit = 40

  init(_ family: Family) {
    self.family = family
    link = family.standardLink
    if family == .quasiPoisson { most = nil }
  }

  // MARK: Rows

  /// Adds the next rows of a pass: their working responses and weights.
  ///
  /// - Throws: ``StatisticsError/overflow``.
  mutating func add(_ data: RegressionData) throws(StatisticsError) -> Working {
    let offset = StreamedScoring.offset(data)
    if offset != nil { hasOffset = true }
    if current == nil { addTotals(data, offset) }
    let predictor = predictor(at: current, data, offset)
    let old = current == nil ? nil : self.predictor(at: before, data, offset)
    var working: [Double] = []
    var weights: [Double] = []
    working.reserveCapacity(predictor.count)
    weights.reserveCapacity(predictor.count)
    for row in predictor.indices {
      let (y, weight) = (data.response[row], data.weights?[row] ?? 1)
      let mean = link.mean(at: predictor[row])
      if !family.admits(mean) { sums.isInside = false }
      sums.deviance = sums.deviance + DoubleDouble(weight * family.deviance(y, mean))
      let rest = y - mean.value
      sums.pearson = sums.pearson + DoubleDouble(weight * rest * rest / family.variance(mean))
      sums.size = max(sums.size, abs(predictor[row]))
      if let old { sums.change = max(sums.change, abs(predictor[row] - old[row])) }
      if current != nil {
        let null = link.mean(at: (constant ?? 0) + (offset?[row] ?? 0))
        sums.nullDeviance = sums.nullDeviance + DoubleDouble(weight * family.deviance(y, null))
        sums.nullScore = sums.nullScore + DoubleDouble(weight * (y - null.value))
        sums.nullInformation = sums.nullInformation + DoubleDouble(weight * null.slope)
      }
      let step = StreamedScoring.step(
        y, weight, mean, predictor[row] - (offset?[row] ?? 0), family.variance(mean))
      guard step.response.isFinite, step.weight.isFinite else { throw .overflow }
      working.append(step.response)
      weights.append(step.weight)
    }
    return Working(response: working, weights: weights)
  }

  /// The working responses and weights of rows, once more after the last iteration.
  func working(_ data: RegressionData) -> Working {
    let offset = StreamedScoring.offset(data)
    let predictor = predictor(at: current, data, offset)
    let steps = predictor.indices.map { row in
      let mean = link.mean(at: predictor[row])
      return StreamedScoring.step(
        data.response[row], data.weights?[row] ?? 1, mean,
        predictor[row] - (offset?[row] ?? 0), family.variance(mean))
    }
    return Working(response: steps.map(\.response), weights: steps.map(\.weight))
  }

  private static func step(
    _ y: Double, _ weight: Double, _ mean: Link.Mean, _ linear: Double, _ variance: Double
  ) -> (response: Double, weight: Double) {
    (
      linear + (y - mean.value) / mean.slope,
      max(weight * mean.slope * mean.slope / variance, 0x1p-1000)
    )
  }

  private static func offset(_ data: RegressionData) -> [Double]? {
    guard let exposures = data.exposures else { return data.offset }
    let logarithms = exposures.map { Elementary.log($0) }
    return data.offset.map { zip($0, logarithms).map { $0 + $1 } } ?? logarithms
  }

  /// The linear predictors at coefficients, from exact products; at none those to start from.
  private func predictor(
    at coefficients: [Double]?, _ data: RegressionData, _ offset: [Double]?
  ) -> [Double] {
    guard let coefficients else {
      return data.response.indices.map { row in
        link.predictor(
          of: family.startingMean(data.response[row], weight: data.weights?[row] ?? 1))
      }
    }
    var totals = offset?.map { DoubleDouble($0) } ?? data.response.map { _ in .zero }
    for (place, coefficient) in coefficients.enumerated() {
      let column = data.design.columns[place]
      for row in totals.indices {
        totals[row] = totals[row] + DoubleDouble.product(column[row], coefficient)
      }
    }
    return totals.map(\.high)
  }

  private mutating func addTotals(_ data: RegressionData, _ offset: [Double]?) {
    for (row, y) in data.response.enumerated() {
      let weight = data.weights?[row] ?? 1
      totals.response = totals.response + DoubleDouble(weight * y)
      totals.weight = totals.weight + DoubleDouble(weight)
      if family.isCount, let offset {
        totals.exposure = totals.exposure + DoubleDouble(weight * Elementary.exp(offset[row]))
      }
      if let sum = most {
        most = logarithms.most(y, weight, family).map { sum + DoubleDouble($0) }
      }
    }
  }

  // MARK: The end of a pass

  /// Whether the step that led here raised the deviance: the rows are then read again after half of it.
  mutating func mustStepBack() -> Bool {
    let deviance = sums.isInside ? sums.deviance.high : .infinity
    guard let current, let before, let devianceBefore,
      !(deviance <= devianceBefore + 1e-9 * (abs(devianceBefore) + 1e-3)), share > 1e-12
    else { return false }
    share /= 2
    self.current = zip(before, current).map { $0 + ($1 - $0) / 2 }
    sums = Sums()
    return true
  }

  /// Makes ready to read the rows again at the same coefficients.
  mutating func beginAgain() { sums = Sums() }

  /// Takes the coefficients of a step; whether the iteration has settled, so that they are the last.
  ///
  /// - Parameter hasConstant: whether a column is constant, for the deviance without the others.
  /// - Throws: ``StatisticsError/noVariation`` for counts that are all zero;
  ///   ``StatisticsError/separation(terms:)`` where the iteration does not end.
  mutating func endIteration(
    _ coefficients: [Double], _ terms: [String], hasConstant: Bool
  ) throws(StatisticsError) -> Bool {
    self.hasConstant = hasConstant
    let isFirst = current == nil
    if isFirst {
      guard !family.isCount || totals.response.high > 0 else { throw .noVariation }
      constant = hasConstant ? startingConstant : nil
    }
    let change = isFirst ? .infinity : sums.change / max(1, sums.size)
    let isSettled = change <= 1e-13 && iteration > 2
    let isExhausted = change <= 1e-11 && change >= lastChange
    let nullStep = sums.nullScore.high / sums.nullInformation.high
    let isNullSettled = !hasConstant || !hasOffset || family.isCount || abs(nullStep) <= 1e-12
    if isSettled || isExhausted, isNullSettled {
      convergence = Convergence(
        iterations: iteration - 1, change: change, reason: isSettled ? .converged : .exhausted)
      return true
    }
    guard iteration < StreamedScoring.limit else { throw separation(coefficients, terms) }
    if !isFirst, !isNullSettled { constant = constant.map { $0 + nullStep } }
    if isSettled || isExhausted {
      // The constant alone is not yet there: the coefficients stay.
      sums = Sums()
      iteration += 1
      return false
    }
    devianceBefore = isFirst ? nil : sums.deviance.high
    lastChange = change
    before = current
    current = coefficients
    share = 1
    iteration += 1
    sums = Sums()
    return false
  }

  /// The terms whose coefficients still run where the likelihood has no maximum.
  private func separation(_ coefficients: [Double], _ terms: [String]) -> StatisticsError {
    guard let current else { return .notConverged(iterations: iteration) }
    let moved = terms.indices.filter { place in
      abs(coefficients[place] - current[place]) > 1e-3 * max(1e-3, abs(current[place]))
    }
    return moved.isEmpty
      ? .notConverged(iterations: iteration) : .separation(terms: moved.map { terms[$0] })
  }

  /// A fault of a step in words of the whole: late in an iteration columns become dependent because
  /// the weights of those rows that tell them apart vanish.
  func told(_ error: StatisticsError, _ terms: [String]) -> StatisticsError {
    guard iteration > 8, case .rankDeficient(let dependent) = error else { return error }
    return .separation(terms: dependent)
  }

  private var startingConstant: Double {
    let response = totals.response.high
    if family.isCount, hasOffset { return Elementary.log(response / totals.exposure.high) }
    return link.predictor(of: response / totals.weight.high)
  }

  // MARK: What was found

  /// The coefficients at which the last sums were made.
  var deviance: Double { max(0, sums.deviance.high) }
  var pearsonStatistic: Double { sums.pearson.high }
  var nullDeviance: Double? {
    sums.nullDeviance.high.isFinite ? max(0, sums.nullDeviance.high) : nil
  }
  var logLikelihood: Double? { most.map { $0.high - deviance / 2 } }
}

/// The log likelihood of an observation at a mean of its own; counts come up often, and are kept.
private struct CountLogarithms {
  private var kept: [Double?] = []

  mutating func most(_ y: Double, _ weight: Double, _ family: Family) -> Double? {
    switch family {
    case .poisson:
      guard y > 0 else { return 0 }
      if y < 4096, let index = Optional(Int(y)), index < kept.count, let found = kept[index] {
        return weight * found
      }
      let own = family.logProbability(y, Link.identity.mean(at: y), weight: 1)
      if y < 4096, let own {
        let index = Int(y)
        if index >= kept.count {
          kept += Array(repeating: nil, count: index + 1 - kept.count)
        }
        kept[index] = own
      }
      return own.map { weight * $0 }
    case .binomial:
      if weight == 1, y == 0 || y == 1 { return 0 }
      guard weight == weight.rounded(), y > 0, y < 1 else {
        return weight == weight.rounded() ? 0 : nil
      }
      return family.logProbability(
        y, Link.Mean(value: y, complement: 1 - y, slope: 1), weight: weight)
    case .gaussian, .quasiPoisson, .negativeBinomial: return nil
    }
  }
}
