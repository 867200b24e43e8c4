import LinearAlgebra

/// Fisher scoring: the maximum of a likelihood by least squares on working responses, reweighted
/// until the linear predictor settles. A step that does not lower the deviance, or leaves the
/// domain of the mean, is halved.
struct ReweightedLeastSquares {
  let family: Family
  let link: Link
  let response: [Double]
  let design: Design
  let weights: [Double]
  let offset: [Double]

  /// Where an iteration ended.
  struct Result {
    let coefficients: [Double]
    let deviance: Double
    /// Pearson's χ².
    let pearson: Double
    /// B with (XᵀWX)⁻¹ = B Bᵀ, and the lengths of its rows.
    let unitFactor: Matrix
    let unitErrors: [Double]
    let convergence: Convergence
    /// What there is one of for each row.
    let rows: Deferred<Rows>
  }

  /// What a fit has one of for each row.
  struct Rows: Hashable, Sendable {
    let predictor: [Double]
    let fitted: [Double]
    /// The last weighted regression; its weights are those of the means above to the last change.
    let working: LinearFit
  }

  static let limit = 500

  /// The same data under another family.
  func with(_ family: Family) -> ReweightedLeastSquares {
    ReweightedLeastSquares(
      family: family, link: link, response: response, design: design, weights: weights,
      offset: offset)
  }

  /// The maximum.
  ///
  /// - Parameter start: linear predictors to start from; the observations' own unless given.
  /// - Parameter done: the iterations that led there, if nothing but the last digits is missing.
  /// - Throws: ``StatisticsError/notConverged(iterations:)``, ``StatisticsError/rankDeficient(terms:)``,
  ///   ``StatisticsError/overflow``, ``StatisticsError/invalidOption(name:found:needed:)`` where no
  ///   start lies in the domain of the mean.
  func maximum(
    from start: [Double]? = nil, done: Int = 0
  ) throws(StatisticsError) -> Result {
    if start == nil, let alpha, var scoring = CountScoring(self), scoring.settle(alpha: alpha) {
      if let end = scoring.finish(alpha: alpha) { return result(end) }
      return try maximum(
        from: predictor(at: scoring.coefficients ?? []), done: scoring.iterations)
    }
    var predictor = start ?? startingPredictor
    var deviance = done > 0 ? nil : start.flatMap { self.deviance(at: $0) }
    var lastChange = Double.infinity
    var lastMove: [Double] = []
    var damping = 1.0
    for iteration in (done + 1)...(done + Self.limit) {
      let working = try step(from: predictor)
      // Near the maximum of many rows doubles are enough for the linear predictors.
      let target =
        done > 0
        ? self.predictor(at: working.solution.coefficients)
        : zip(working.fitted, offset).map { $0 + $1 }
      var share = damping
      var next = moved(predictor, target, share)
      var nextDeviance = self.deviance(at: next)
      if let old = deviance {
        while !isBetter(nextDeviance, than: old), share > 1e-12 {
          share /= 2
          next = moved(predictor, target, share)
          nextDeviance = self.deviance(at: next)
        }
      } else if nextDeviance == nil {
        next = try interiorPredictor()
        nextDeviance = self.deviance(at: next)
        share = 0
      }
      guard let reached = nextDeviance else { throw .notConverged(iterations: iteration) }
      let size = next.reduce(1e-300) { max($0, abs($1)) }
      let scale = link == .identity ? size : max(1, size)
      let move = zip(next, predictor).map { $0 - $1 }
      let change = move.reduce(0) { max($0, abs($1)) } / scale
      predictor = next
      deviance = reached
      let settled = change <= 1e-13 && iteration > 1
      let exhausted = change <= 1e-11 && change >= lastChange
      // With a link that is not the family's own, full steps may swing about the maximum for ever:
      // a step back by nearly as much as the last one went forward.
      let isBack = zip(move, lastMove).reduce(0) { $0 + $1.0 * $1.1 } < 0
      if isBack, share == damping, change >= 0.7 * lastChange { damping = max(damping / 2, 0.125) }
      lastMove = share > 0 ? move : []
      lastChange = share > 0 ? change : .infinity
      guard settled || exhausted || (share <= 1e-12 && share > 0) else { continue }
      if share <= 1e-12, change > 1e-9 { throw .notConverged(iterations: iteration) }
      let means = predictor.map(link.mean)
      let factor = try working.unitFactor()
      return Result(
        coefficients: try coefficients(share, working, predictor), deviance: reached,
        pearson: pearson(means), unitFactor: factor,
        unitErrors: (0..<factor.rows).map { euclideanLength(factor.row($0)) },
        convergence: Convergence(
          iterations: iteration, change: change, reason: settled ? .converged : .exhausted),
        rows: Deferred(
          Rows(predictor: predictor, fitted: means.map(\.value), working: working)))
    }
    throw .notConverged(iterations: Self.limit)
  }

  /// The result of the iteration in doubles; what there is one of for each row is made, by a step of
  /// this iteration, when it is asked for.
  func result(_ end: CountMaximum) -> Result {
    Result(
      coefficients: end.coefficients, deviance: max(0, end.sums.deviance),
      pearson: end.sums.pearson, unitFactor: end.factor.inverseFactor,
      unitErrors: end.factor.standardErrors, convergence: end.convergence,
      rows: Deferred {
        let predictor = predictor(at: end.coefficients)
        do {
          return Rows(
            predictor: predictor, fitted: predictor.map { link.mean(at: $0).value },
            working: try step(from: predictor))
        } catch {
          preconditionFailure("columns far from dependent, means in range: \(error)")
        }
      })
  }

  private func pearson(_ means: [Link.Mean]) -> Double {
    let squares = response.indices.map { index -> Double in
      let rest = response[index] - means[index].value
      return weights[index] * rest * rest / family.variance(means[index])
    }
    return compensatedSum(squares.span)
  }

  /// The α of a variance μ + αμ²; nil where it is another.
  private var alpha: Double? {
    switch family {
    case .poisson, .quasiPoisson: 0
    case .negativeBinomial(let theta): 1 / theta
    case .gaussian, .binomial: nil
    }
  }

  /// The linear predictors of coefficients, in doubles.
  func predictor(at coefficients: [Double]) -> [Double] {
    var result = offset
    for (column, coefficient) in zip(design.columns, coefficients) {
      for row in result.indices { result[row] += coefficient * column[row] }
    }
    return result
  }

  private func moved(_ from: [Double], _ to: [Double], _ share: Double) -> [Double] {
    share == 1 ? to : zip(from, to).map { $0 + share * ($1 - $0) }
  }

  /// The coefficients of linear predictors: those of the last regression where its step was taken
  /// whole.
  private func coefficients(
    _ share: Double, _ working: LinearFit, _ predictor: [Double]
  ) throws(StatisticsError) -> [Double] {
    if share == 1 { return working.solution.coefficients }
    let linear = zip(predictor, offset).map { $0 - $1 }
    return try solveRegression(linear, design, .identity).coefficients
  }

  /// The deviance at linear predictors; nil outside the domain of the mean.
  func deviance(at predictor: [Double]) -> Double? {
    let count = response.count
    let pieces = max(1, count / 16_384)
    let parts = concurrently(pieces) { piece -> Double? in
      var terms: [Double] = []
      terms.reserveCapacity(count / pieces + 1)
      for index in (count * piece / pieces)..<(count * (piece + 1) / pieces) {
        let mean = link.mean(at: predictor[index])
        guard family.admits(mean) else { return nil }
        terms.append(weights[index] * family.deviance(response[index], mean))
      }
      return compensatedSum(terms.span)
    }
    let terms = parts.compactMap { $0 }
    guard terms.count == pieces else { return nil }
    let total = compensatedSum(terms.span)
    return total.isFinite ? max(0, total) : nil
  }

  private func isBetter(_ new: Double?, than old: Double) -> Bool {
    guard let new else { return false }
    return new <= old + 1e-9 * (abs(old) + 1e-3)
  }

  private var startingPredictor: [Double] {
    zip(response, weights).map { link.predictor(of: family.startingMean($0, weight: $1)) }
  }

  /// Predictors of a common mean, as near as the columns come to it: for links whose domain the
  /// first step left.
  private func interiorPredictor() throws(StatisticsError) -> [Double] {
    let total = compensatedSum(weights.span)
    let products = zip(response, weights).map { $0 * $1 }
    let mean = compensatedSum(products.span) / total
    let common = link.predictor(of: mean)
    let fit = try solveRegression(offset.map { common - $0 }, design, .identity)
    let predictor = zip(fit.fitted, offset).map { $0 + $1 }
    guard deviance(at: predictor) != nil else {
      throw .invalidOption(
        name: "link", found: link.rawValue,
        needed: "one under which the columns have means inside the domain of \(family.name)")
    }
    return predictor
  }

  /// One weighted regression of working responses.
  private func step(from predictor: [Double]) throws(StatisticsError) -> LinearFit {
    var working: [Double] = []
    var workingWeights: [Double] = []
    for index in response.indices {
      let mean = link.mean(at: predictor[index])
      let variance = family.variance(mean)
      let weight = weights[index] * mean.slope * mean.slope / variance
      let move = (response[index] - mean.value) / mean.slope
      working.append(predictor[index] - offset[index] + move)
      workingWeights.append(max(weight, 0x1p-1000))
      guard working[index].isFinite, weight.isFinite else { throw .overflow }
    }
    let solution = try solveRegression(working, design, .weights(workingWeights))
    return LinearFit(
      response: working, design: design, weights: workingWeights, solution: solution)
  }
}
