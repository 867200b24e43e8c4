/// The exact diffuse likelihood of a structural model at shares of its variances, their scale at its
/// best for each, eight sets of shares at a time.
struct StructuralLikelihood {
  private let model: StructuralModel
  private let rows: Int
  /// The columns of the linear unknowns and then the values, row by row.
  private let table: [Double]
  private let isPresent: [Bool]
  private let width: Int

  /// - Precondition: values of harmless magnitude.
  init(_ model: StructuralModel) {
    self.model = model
    rows = model.values.count
    width = model.unknowns + 1
    isPresent = model.values.map { $0 != nil }
    table = model.values.enumerated().flatMap { row, value in
      model.columns(at: row) + [value ?? 0]
    }
  }

  /// The log likelihoods; −∞ where there is none.
  func logLikelihoods(_ shares: [StructuralModel.Variances]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(shares.count + 7)
    for start in stride(from: 0, to: shares.count, by: 8) {
      var (error, level, slope) = (SIMD8(repeating: 1.0), SIMD8<Double>.zero, SIMD8<Double>.zero)
      for lane in 0..<min(8, shares.count - start) {
        error[lane] = shares[start + lane].error
        level[lane] = shares[start + lane].level
        slope[lane] = shares[start + lane].slope
      }
      let eight = eight(error, level, slope).heights
      for lane in 0..<min(8, shares.count - start) { result.append(eight[lane]) }
    }
    return result
  }

  /// The scale that goes with shares.
  func scale(_ shares: StructuralModel.Variances) -> Double {
    eight(
      SIMD8(repeating: shares.error), SIMD8(repeating: shares.level),
      SIMD8(repeating: shares.slope)
    ).scales[0]
  }

  private func eight(
    _ error: SIMD8<Double>, _ step: SIMD8<Double>, _ slopeStep: SIMD8<Double>
  ) -> (heights: SIMD8<Double>, scales: SIMD8<Double>) {
    let width = width
    var states = [SIMD8<Double>](repeating: .zero, count: 3 * width)
    var sums = [SIMD8<Double>](repeating: .zero, count: width * width)
    var product = SIMD8(repeating: 1.0)
    var logs = SIMD8<Double>.zero
    // The start's own variance, which the unknowns take up.
    let start = error + step + slopeStep
    var (levelVariance, covariance) = (start, SIMD8<Double>.zero)
    var slopeVariance = model.hasSlope ? start : .zero
    var folded = 0
    states.withUnsafeMutableBufferPointer { states in
      sums.withUnsafeMutableBufferPointer { sums in
        table.withUnsafeBufferPointer { table in
          for row in 0..<rows {
            if isPresent[row] {
              let total = levelVariance + error
              let inverse = 1 / total
              let gain = levelVariance * inverse
              let slopeGain = covariance * inverse
              for column in 0..<width {
                let surprise = table[row * width + column] - states[column]
                states[2 * width + column] = surprise
                states[column] += gain * surprise
                states[width + column] += slopeGain * surprise
              }
              for column in 0..<width {
                let weighted = states[2 * width + column] * inverse
                for other in 0...column {
                  sums[column * width + other] += weighted * states[2 * width + other]
                }
              }
              product *= total
              folded += 1
              if folded.isMultiple(of: 16) {
                for lane in 0..<8 { logs[lane] += Elementary.log(product[lane]) }
                product = SIMD8(repeating: 1)
              }
              slopeVariance -= slopeGain * covariance
              let kept = error * inverse
              levelVariance *= kept
              covariance *= kept
            }
            for column in 0..<width { states[column] += states[width + column] }
            levelVariance += 2 * covariance + slopeVariance + step
            covariance += slopeVariance
            slopeVariance += slopeStep
          }
        }
      }
    }
    for lane in 0..<8 { logs[lane] += Elementary.log(product[lane]) }
    return heights(&sums, logs)
  }

  /// Eliminates the unknowns from the sums of products: what is left of the values' is their sum of
  /// squares, the product of the pivots the determinant of the unknowns' information.
  private func heights(
    _ sums: inout [SIMD8<Double>], _ logs: SIMD8<Double>
  ) -> (heights: SIMD8<Double>, scales: SIMD8<Double>) {
    let lengths = (0..<width).map { sums[$0 * width + $0] }
    var isDetermined = SIMDMask<SIMD8<Int64>>(repeating: true)
    var logs = logs
    for pivot in 0..<width - 1 {
      let size = sums[pivot * width + pivot]
      // What is left of a column that others give is rounding.
      isDetermined = isDetermined .& (size .> 1e-12 * lengths[pivot])
      for lane in 0..<8 where isDetermined[lane] { logs[lane] += Elementary.log(size[lane]) }
      for row in pivot + 1..<width {
        let factor = sums[row * width + pivot] / size
        for column in pivot + 1...row {
          sums[row * width + column] -= factor * sums[column * width + pivot]
        }
      }
    }
    let free = Double(model.count - width + 1)
    let scales = sums[width * width - 1] / free
    var result = SIMD8(repeating: -Double.infinity)
    for lane in 0..<8 where isDetermined[lane] && scales[lane] > 0 && scales[lane] < .infinity {
      result[lane] =
        -free / 2 * (Elementary.log(2 * Double.pi) + 1 + Elementary.log(scales[lane]))
        - logs[lane] / 2
    }
    return (result, scales)
  }
}
