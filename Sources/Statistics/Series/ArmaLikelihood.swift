/// The exact Gaussian likelihood of autoregressive moving averages, eight at a time, by the filter of
/// Kalman in Harvey's form, in which what is known of a value after it was seen is the value itself.
struct ArmaLikelihood {
  /// Eight models.
  struct Coefficients {
    var autoregression: [SIMD8<Double>]
    /// With plus signs.
    var movingAverage: [SIMD8<Double>]
  }

  private let values: [Double]
  private let isPresent: [Bool]
  private let count: Int
  /// Whether a mean is estimated with each model, unless it is given.
  private let hasMean: Bool

  init(_ values: [Double?], hasMean: Bool) {
    self.values = values.map { $0 ?? 0 }
    isPresent = values.map { $0 != nil }
    count = isPresent.count { $0 }
    self.hasMean = hasMean
  }

  /// The log likelihoods, variances of shocks and means at their best; −∞ where a model is not
  /// stationary.
  func logLikelihoods(
    _ model: Coefficients, mean given: SIMD8<Double>? = nil
  ) -> SIMD8<Double> {
    let order = max(model.autoregression.count, model.movingAverage.count + 1)
    let none = SIMD8<Double>.zero
    let recursion =
      model.autoregression + Array(repeating: none, count: order - model.autoregression.count)
    let shocks =
      [SIMD8(repeating: 1.0)] + model.movingAverage
      + Array(repeating: none, count: order - 1 - model.movingAverage.count)
    if order <= 2, count == values.count, !(hasMean && given == nil) {
      return shortLikelihoods(recursion, shocks, offset: given ?? none)
    }
    var covariance =
      order <= 2 ? Self.shortStationary(recursion, shocks) : Self.stationary(recursion, shocks)
    var sums = Sums()
    // The value, then a series of ones where a mean is estimated, go through side by side.
    let isProfiled = hasMean && given == nil
    var states = [SIMD8<Double>](repeating: none, count: 2 * order)
    var top = [SIMD8<Double>](repeating: none, count: order)
    let offset = given ?? none
    states.withUnsafeMutableBufferPointer { states in
      covariance.withUnsafeMutableBufferPointer { covariance in
        top.withUnsafeMutableBufferPointer { top in
          recursion.withUnsafeBufferPointer { recursion in
            shocks.withUnsafeBufferPointer { shocks in
              for row in values.indices {
                let filter = RowFilter(
                  order: order, states: states, covariance: covariance, top: top,
                  recursion: recursion, shocks: shocks)
                if isPresent[row] {
                  let value = SIMD8(repeating: values[row]) - offset
                  filter.see(value, &sums, isProfiled: isProfiled)
                } else {
                  filter.pass()
                }
              }
            }
          }
        }
      }
    }
    return sums.heights(count: count, isProfiled: isProfiled)
  }

  /// The same for complete values and states of at most two elements, in which after the first row the
  /// covariance is one number.
  private func shortLikelihoods(
    _ recursion: [SIMD8<Double>], _ shocks: [SIMD8<Double>], offset: SIMD8<Double>
  ) -> SIMD8<Double> {
    let none = SIMD8<Double>.zero
    let isTwo = recursion.count == 2
    let covariance = Self.shortStationary(recursion, shocks)
    let (first, second) = (recursion[0], isTwo ? recursion[1] : none)
    let shock = isTwo ? shocks[1] : none
    let squaredShock = shock * shock
    var total = covariance[0]
    var (cross, rest) = isTwo ? (covariance[1], covariance[3]) : (none, none)
    var (state, next) = (none, none)
    var sums = Sums()
    for value in values {
      let shifted = SIMD8(repeating: value) - offset
      let inverse: SIMD8<Double> = 1 / total
      let surprise: SIMD8<Double> = shifted - state
      let weighted: SIMD8<Double> = surprise * inverse
      sums.squares += surprise * weighted
      sums.product *= total
      sums.folded += 1
      if sums.folded & 15 == 0 || sums.folded == 1 { sums.fold() }
      state = first * shifted + next + cross * weighted
      next = second * shifted
      total = rest + 1 - cross * cross * inverse
      cross = shock
      rest = squaredShock
    }
    return sums.heights(count: count, isProfiled: false)
  }

  /// The stationary covariance of a state of one or two elements; not finite where there is none.
  private static func shortStationary(
    _ recursion: [SIMD8<Double>], _ shocks: [SIMD8<Double>]
  ) -> [SIMD8<Double>] {
    let first = recursion[0]
    guard recursion.count == 2 else {
      let room: SIMD8<Double> = (1 - first) * (1 + first)
      return [(1 / room).replacing(with: .nan, where: room .<= 0)]
    }
    let (second, shock) = (recursion[1], shocks[1])
    let slack: SIMD8<Double> = 1 - second
    let near: SIMD8<Double> = slack - first
    let far: SIMD8<Double> = slack + first
    let room: SIMD8<Double> = (1 + second) * near * far
    let isOutside = (near .<= 0) .| (far .<= 0) .| (second .<= -1)
    let top: SIMD8<Double> = (1 + shock * shock) * slack + 2 * first * shock
    let variance = (top / room).replacing(with: .nan, where: isOutside)
    let cross: SIMD8<Double> = (first * second * variance + shock) / slack
    let rest: SIMD8<Double> = second * second * variance + shock * shock
    return [variance, cross, cross, rest]
  }

  /// Sums over rows.
  private struct Sums {
    var squares = SIMD8<Double>.zero
    var products = SIMD8<Double>.zero
    var ones = SIMD8<Double>.zero
    var product = SIMD8(repeating: 1.0)
    var logs = SIMD8<Double>.zero
    var folded = 0

    mutating func fold() {
      for lane in 0..<8 { logs[lane] += Elementary.log(product[lane]) }
      product = SIMD8(repeating: 1)
    }

    func heights(count: Int, isProfiled: Bool) -> SIMD8<Double> {
      var sums = self
      sums.fold()
      let size = Double(count)
      var rest = squares
      if isProfiled { rest -= products * products / ones }
      var result = SIMD8(repeating: -Double.infinity)
      for lane in 0..<8 {
        let variance = rest[lane] / size
        guard variance > 0, variance.isFinite, sums.logs[lane].isFinite else { continue }
        result[lane] =
          -size / 2 * (Elementary.log(2 * Double.pi) + 1 + Elementary.log(variance))
          - sums.logs[lane] / 2
      }
      return result
    }
  }

  /// The step of the filter from one row to the next. Of the covariance the upper half is kept.
  private struct RowFilter {
    let order: Int
    let states: UnsafeMutableBufferPointer<SIMD8<Double>>
    let covariance: UnsafeMutableBufferPointer<SIMD8<Double>>
    let top: UnsafeMutableBufferPointer<SIMD8<Double>>
    let recursion: UnsafeBufferPointer<SIMD8<Double>>
    let shocks: UnsafeBufferPointer<SIMD8<Double>>

    /// A row with a value.
    @inline(__always)
    func see(_ value: SIMD8<Double>, _ sums: inout Sums, isProfiled: Bool) {
      let total = covariance[0]
      let inverse = 1 / total
      let surprise = value - states[0]
      sums.squares += surprise * surprise * inverse
      sums.product *= total
      sums.folded += 1
      if sums.folded & 15 == 0 || sums.folded == 1 { sums.fold() }
      for place in 1..<max(1, order) { top[place] = covariance[place] * inverse }
      for place in 0..<order {
        var next: SIMD8<Double> = recursion[place] * value
        if place + 1 < order { next += states[place + 1] + top[place + 1] * surprise }
        states[place] = next
      }
      if isProfiled {
        let one: SIMD8<Double> = 1 - states[order]
        let weighted: SIMD8<Double> = one * inverse
        sums.products += weighted * surprise
        sums.ones += weighted * one
        for place in 0..<order {
          states[order + place] = recursion[place]
          guard place + 1 < order else { continue }
          states[order + place] += states[order + place + 1] + top[place + 1] * one
        }
      }
      // Row 0 is overwritten first: what is still needed of it is in the gains.
      for row in 0..<order {
        for column in row..<order {
          var next: SIMD8<Double> = shocks[row] * shocks[column]
          if column + 1 < order {
            let taken: SIMD8<Double> = top[row + 1] * top[column + 1] * total
            next += covariance[(row + 1) * order + column + 1]
            next -= taken
          }
          covariance[row * order + column] = next
        }
      }
    }

    /// A row without a value.
    func pass() {
      for block in [0, order] {
        let first = states[block]
        for place in 0..<order {
          var next: SIMD8<Double> = recursion[place] * first
          if place + 1 < order { next += states[block + place + 1] }
          states[block + place] = next
        }
      }
      for place in 0..<order { top[place] = covariance[place] }
      for row in 0..<order {
        for column in row..<order {
          let both: SIMD8<Double> = recursion[row] * recursion[column]
          var next: SIMD8<Double> = shocks[row] * shocks[column]
          next += both * top[0]
          if column + 1 < order {
            next += recursion[row] * top[column + 1]
            next += covariance[(row + 1) * order + column + 1]
          }
          if row + 1 < order { next += recursion[column] * top[row + 1] }
          covariance[row * order + column] = next
        }
      }
    }
  }

  /// Σ Tᵏ R Rᵀ Tᵏᵀ over all k, each step doubling the number of terms; not finite where it grows
  /// without end.
  private static func stationary(
    _ recursion: [SIMD8<Double>], _ shocks: [SIMD8<Double>]
  ) -> [SIMD8<Double>] {
    let order = recursion.count
    let none = SIMD8<Double>.zero
    var sum = [SIMD8<Double>](repeating: none, count: order * order)
    var power = sum
    for row in 0..<order {
      for column in 0..<order { sum[row * order + column] = shocks[row] * shocks[column] }
      power[row * order] = recursion[row]
      if row + 1 < order { power[row * order + row + 1] = SIMD8(repeating: 1) }
    }
    func product(
      _ first: [SIMD8<Double>], _ second: [SIMD8<Double>], transposed: Bool
    ) -> [SIMD8<Double>] {
      var result = [SIMD8<Double>](repeating: none, count: order * order)
      for row in 0..<order {
        for column in 0..<order {
          var total = none
          for middle in 0..<order {
            total +=
              first[row * order + middle]
              * second[transposed ? column * order + middle : middle * order + column]
          }
          result[row * order + column] = total
        }
      }
      return result
    }
    // Forty doublings are 10¹² terms: a root that needs more is one for all that doubles can tell.
    var isSettled = SIMDMask<SIMD8<Int64>>(repeating: false)
    for _ in 0..<40 {
      let term = product(product(power, sum, transposed: false), power, transposed: true)
      isSettled = SIMDMask(repeating: true)
      for place in sum.indices {
        sum[place] += term[place]
        let size = term[place].replacing(with: -term[place], where: term[place] .< 0)
        isSettled = isSettled .& (size .<= 1e-18 * sum[0])
      }
      if all(isSettled) { return sum }
      power = product(power, power, transposed: false)
    }
    sum[0] = sum[0].replacing(with: .nan, where: .!isSettled)
    return sum
  }
}
