/// One pass of a structural model with given variances through its values and back: forecasts of
/// each row from those before it, the states given the rows so far and given all, and what comes
/// after.
struct StructuralPass: Hashable, Sendable {
  /// The value of each row from those before it; nil until they tell it.
  private(set) var predictions: [StateEstimate?] = []
  /// The level given the rows up to its own; nil until they tell it.
  private(set) var filtered: [StateEstimate?] = []
  /// The level given all rows.
  private(set) var levels: [StateEstimate] = []
  /// The slope given all rows; empty without one.
  private(set) var slopes: [StateEstimate] = []
  /// The log likelihood.
  private(set) var logLikelihood = 0.0
  /// The sizes of the interventions.
  private(set) var effects: [StateEstimate] = []

  private let model: StructuralModel
  private let variances: StructuralModel.Variances
  private var state: State
  private var unknowns: DiffuseUnknowns.Solution

  /// The states of every column, and their covariance apart from the unknowns.
  private struct State: Hashable, Sendable {
    var levels: [Double]
    var slopes: [Double]
    var level: Double
    var covariance = 0.0
    var slope: Double

    mutating func move(_ variances: StructuralModel.Variances) {
      for column in levels.indices { levels[column] += slopes[column] }
      level += 2 * covariance + slope + variances.level
      covariance += slope
      slope += variances.slope
    }
  }

  /// - Throws: ``StatisticsError/rankDeficient(terms:)`` where the values do not tell an unknown,
  ///   ``StatisticsError/overflow``.
  init(
    _ model: StructuralModel, _ variances: StructuralModel.Variances
  ) throws(StatisticsError) {
    self.model = model
    self.variances = variances
    let width = model.unknowns + 1
    let start = variances.error + variances.level + variances.slope
    state = State(
      levels: Array(repeating: 0, count: width), slopes: Array(repeating: 0, count: width),
      level: start, slope: model.hasSlope ? start : 0)
    var sums = DiffuseUnknowns(count: width - 1)
    unknowns = sums.solution()
    var steps: [Step] = []
    steps.reserveCapacity(model.values.count)
    for (row, value) in model.values.enumerated() {
      let columns = model.columns(at: row)
      predictions.append(observed(row, columns))
      var step = Step(state)
      if let value {
        let total = state.level + variances.error
        var surprises = columns + [value]
        for column in 0..<width { surprises[column] -= state.levels[column] }
        step.take(surprises, total, state)
        sums.add(surprises[...], variance: total)
        unknowns = sums.solution()
        logLikelihood -= Elementary.log(total) / 2
        for column in 0..<width {
          state.levels[column] += step.gain * surprises[column]
          state.slopes[column] += step.slopeGain * surprises[column]
        }
        state.slope -= step.slopeGain * state.covariance
        let kept = variances.error / total
        state.level *= kept
        state.covariance *= kept
      }
      filtered.append(
        estimate(
          columnsOfLevel(row), state.levels, state.level, unknowns, centre: model.centre(at: row)))
      steps.append(step)
      state.move(variances)
    }
    guard let missing = unknowns.isDetermined.firstIndex(of: false) else {
      let free = Double(model.count - width + 1)
      logLikelihood -=
        (free * Elementary.log(2 * Double.pi) + unknowns.logDeterminant + unknowns.rest) / 2
      smooth(steps)
      let states = model.hasSlope ? 2 : 1
      effects = model.interventions.indices.map { index in
        let place = states + index
        return StateEstimate(
          mean: unknowns.values[place],
          variance: unknowns.covariance[place * (width - 1) + place])
      }
      guard logLikelihood.isFinite, levels.allSatisfy({ $0.mean.isFinite && $0.variance.isFinite })
      else { throw .overflow }
      return
    }
    throw .rankDeficient(terms: [model.term(missing)])
  }

  /// What is kept of a row on the way forth for the way back.
  private struct Step {
    let state: State
    var surprises: [Double] = []
    var total = 0.0
    var gain = 0.0
    var slopeGain = 0.0

    init(_ state: State) { self.state = state }

    mutating func take(_ surprises: [Double], _ total: Double, _ state: State) {
      self.surprises = surprises
      self.total = total
      gain = state.level / total
      slopeGain = state.covariance / total
    }
  }

  private func columnsOfLevel(_ row: Int) -> [Double] {
    var result = [Double](repeating: 0, count: model.unknowns)
    result[0] = 1
    if model.hasSlope { result[1] = Double(row) - model.middle }
    return result
  }

  private var columnsOfSlope: [Double] {
    var result = [Double](repeating: 0, count: model.unknowns)
    if model.hasSlope { result[1] = 1 }
    return result
  }

  /// What the filter's state of the values becomes with the unknowns in it: the part of each column
  /// that its own state does not have is weighted by its unknown.
  private func estimate(
    _ columns: [Double], _ states: [Double], _ variance: Double,
    _ unknowns: DiffuseUnknowns.Solution, centre: Double
  ) -> StateEstimate? {
    let weights = zip(columns, states).map { $0 - $1 }
    guard let more = unknowns.variance(of: weights) else { return nil }
    let mean =
      states[columns.count] + zip(weights, unknowns.values).reduce(0) { $0 + $1.0 * $1.1 }
    return StateEstimate(mean: mean + centre, variance: max(0, variance) + more)
  }

  /// The value of a row with these columns, from the state before it.
  private func observed(_ row: Int, _ columns: [Double]) -> StateEstimate? {
    estimate(
      columns, state.levels, state.level + variances.error, unknowns,
      centre: model.centre(at: row))
  }

  /// The way back.
  private mutating func smooth(_ steps: [Step]) {
    let width = model.unknowns + 1
    var pulls = [Double](repeating: 0, count: 2 * width)
    var (first, mixed, second) = (0.0, 0.0, 0.0)
    for (row, step) in steps.enumerated().reversed() {
      for column in 0..<width { pulls[width + column] += pulls[column] }
      second += 2 * mixed + first
      mixed += first
      if step.total > 0 {
        let kept = 1 - step.gain
        for column in 0..<width {
          pulls[column] =
            step.surprises[column] / step.total + kept * pulls[column]
            - step.slopeGain * pulls[width + column]
        }
        let cross = kept * mixed - step.slopeGain * second
        first =
          1 / step.total + kept * (kept * first - step.slopeGain * mixed) - step.slopeGain * cross
        mixed = cross
      }
      let state = step.state
      func moved(_ own: Double, _ other: Double, _ states: [Double]) -> [Double] {
        (0..<width).map { states[$0] + own * pulls[$0] + other * pulls[width + $0] }
      }
      func left(_ variance: Double, _ own: Double, _ other: Double) -> Double {
        // In this order nothing overflows that the variance itself does not.
        variance - own * first * own - 2 * own * mixed * other - other * second * other
      }
      if let found = estimate(
        columnsOfLevel(row), moved(state.level, state.covariance, state.levels),
        left(state.level, state.level, state.covariance), unknowns,
        centre: model.centre(at: row))
      {
        levels.append(found)
      }
      if model.hasSlope,
        let found = estimate(
          columnsOfSlope, moved(state.covariance, state.slope, state.slopes),
          left(state.slope, state.covariance, state.slope), unknowns, centre: model.centreSlope)
      {
        slopes.append(found)
      }
    }
    levels.reverse()
    slopes.reverse()
  }

  /// Forecasts of the values after the last row.
  func forecasts(_ steps: Int) -> [StateEstimate] {
    var pass = self
    return (0..<steps).compactMap { step in
      let row = model.values.count + step
      let found = pass.observed(row, model.columns(at: row))
      pass.state.move(variances)
      return found
    }
  }
}
