import Distributions
import LinearAlgebra
public import Tables

/// The covariance of coefficients under errors correlated over rows, by a weighting kernel over the
/// autocovariances of the scores.
///
/// Scores xᵢeᵢ have autocovariances Γₗ; the middle of the sandwich is Γ₀ + Σ k(l/B)(Γₗ + Γₗᵀ). With
/// prewhitening a first-order vector autoregression is taken off the scores before, and put back
/// after.
///
/// - Assumes: rows equally spaced; correlation that dies out well within the sample.
/// - Edge cases: in series of thirty such errors are far too small. Scores whose autoregression has
///   a unit root throw ``StatisticsError/varianceNotPositive``.
/// - Cost: O(n² p²) for the quadratic spectral kernel, O(n B p²) for the others.
/// - References: Newey & West 1987, doi:10.2307/1913610; Andrews 1991, doi:10.2307/2938229; Andrews &
///   Monahan 1992, doi:10.2307/2951574 (prewhitening).
/// - Checked against: R sandwich 3.0 `kernHAC` (`Golden/regression-methods.json`).
public struct KernelCovariance: Hashable, Sendable {
  /// How the weight falls with the lag over the bandwidth.
  public enum Kernel: String, Hashable, Sendable, Codable, CaseIterable {
    /// 1 − x: that of Newey and West.
    case bartlett
    /// Of Parzen: smooth at its end.
    case parzen
    /// The quadratic spectral, which has no end.
    case quadraticSpectral = "quadratic-spectral"

    /// The weight at a lag over the bandwidth.
    public func weight(_ x: Double) -> Double {
      let x = abs(x)
      switch self {
      case .bartlett: return max(0, 1 - x)
      case .parzen:
        if x >= 1 { return 0 }
        return x < 0.5 ? 1 - 6 * x * x + 6 * x * x * x : 2 * (1 - x) * (1 - x) * (1 - x)
      case .quadraticSpectral:
        let y = 6 * Double.pi * x / 5
        // 3(sin y / y − cos y)/y² near zero, by its series.
        if y < 0.01 { return 1 - y * y / 10 }
        return 3 / (y * y) * (Elementary.sin(y) / y - Elementary.cos(y))
      }
    }
  }

  /// The kernel.
  public var kernel: Kernel
  /// The bandwidth B, positive: one more than the lags for Bartlett.
  public var bandwidth: Double
  /// Whether the covariance is multiplied by n/(n − p).
  public var isAdjusted: Bool
  /// Whether the scores are prewhitened.
  public var isPrewhitened: Bool

  /// A covariance by a kernel.
  public init(
    _ kernel: Kernel, bandwidth: Double, adjusted: Bool = true, prewhitened: Bool = false
  ) {
    self.kernel = kernel
    self.bandwidth = bandwidth
    isAdjusted = adjusted
    isPrewhitened = prewhitened
  }

  /// The name printed in tables.
  public var name: String {
    "\(kernel.rawValue)(\(bandwidth)\(isAdjusted ? ", adjusted" : "")"
      + "\(isPrewhitened ? ", prewhitened" : ""))"
  }

  /// What it assumes, and what it is called elsewhere.
  public var note: Note {
    Note(
      .method, "covariance-kernel",
      "Errors by the \(kernel.rawValue) kernel, bandwidth \(bandwidth), "
        + (isPrewhitened ? "scores prewhitened by a VAR(1)" : "no prewhitening") + ", "
        + (isAdjusted ? "times n/(n − p)" : "no small-sample factor")
        + ", rows taken as equally spaced, t with n − p degrees of freedom: R sandwich kernHAC. "
        + "Far too small in short series.")
  }
}

extension LinearFit {
  /// The coefficients with errors by a kernel; t with n − p degrees of freedom.
  ///
  /// - Throws: ``StatisticsError/invalidOption(name:found:needed:)`` for the bandwidth or level,
  ///   ``StatisticsError/varianceNotPositive`` where a variance comes out negative or the scores
  ///   cannot be prewhitened, ``StatisticsError/overflow``.
  public func coefficients(
    _ covariance: KernelCovariance, level: Double = 0.95
  ) throws(StatisticsError) -> [Coefficient] {
    try checkLevel(level)
    let middle = try kernelMiddle(covariance)
    let factor = solution.inverseFactor
    let matrix = factor.times(middle).times(factor.transposed)
    let scaled = ScaledCovariance(matrix: matrix, exponents: solution.columnExponents)
    guard matrix.diagonal.allSatisfy({ $0 >= 0 }) else { throw .varianceNotPositive }
    return terms.indices.map { place in
      Coefficient(
        term: terms[place], estimate: solution.coefficients[place],
        standardError: scaled.standardError(place),
        degreesOfFreedom: Double(degreesOfFreedom), level: level, absence: "the fit is exact")
    }
  }

  private func kernelMiddle(_ covariance: KernelCovariance) throws(StatisticsError) -> Matrix {
    guard covariance.bandwidth > 0, covariance.bandwidth.isFinite else {
      throw .invalidOption(
        name: "bandwidth", found: "\(covariance.bandwidth)", needed: "positive")
    }
    var scores = solution.orthonormal
    for column in 0..<scores.columns {
      for row in 0..<scores.rows { scores[row, column] *= solution.transformedResiduals[row] }
    }
    var colouring: Matrix?
    if covariance.isPrewhitened {
      let whitened = try Self.prewhitened(scores)
      scores = whitened.scores
      colouring = whitened.colouring
    }
    var result = scores.gram
    for lag in stride(from: 1, to: scores.rows, by: 1) {
      let weight = covariance.kernel.weight(Double(lag) / covariance.bandwidth)
      if weight == 0 {
        if covariance.kernel == .quadraticSpectral { continue }
        break
      }
      let product = scores.rows(lag..<scores.rows)
        .transposedTimes(scores.rows(0..<scores.rows - lag))
      for row in 0..<result.rows {
        for column in 0..<result.columns {
          result[row, column] += weight * (product[row, column] + product[column, row])
        }
      }
    }
    if let colouring { result = colouring.times(result).times(colouring.transposed) }
    return covariance.isAdjusted
      ? result.scaled(by: Double(count) / Double(degreesOfFreedom)) : result
  }

  /// What a first-order autoregression leaves of the scores, and (I − A)⁻¹.
  private static func prewhitened(
    _ scores: Matrix
  ) throws(StatisticsError) -> (scores: Matrix, colouring: Matrix) {
    let order = scores.columns
    let early = scores.rows(0..<scores.rows - 1)
    let late = scores.rows(1..<scores.rows)
    do throws(LinearAlgebraError) {
      let factor = try PivotedQR(early)
      guard factor.dependentColumns.isEmpty else { throw .dependentColumns([]) }
      // late ≈ early Aᵀ, column after column.
      var slopes = Matrix(rows: order, columns: order)
      for column in 0..<order {
        let own = try factor.solve(late.column(column))
        for row in 0..<order { slopes[column, row] = own[row] }
      }
      let fitted = early.times(slopes.transposed)
      var rest = late
      for column in 0..<order {
        for row in 0..<rest.rows { rest[row, column] -= fitted[row, column] }
      }
      var gap = Matrix.identity(order)
      for row in 0..<order {
        for column in 0..<order { gap[row, column] -= slopes[row, column] }
      }
      let inverse = try PivotedQR(gap)
      guard inverse.dependentColumns.isEmpty else { throw .dependentColumns([]) }
      var columns: [[Double]] = []
      for place in 0..<order {
        columns.append(try inverse.solve(Matrix.identity(order).column(place)))
      }
      return (rest, Matrix(columns: columns))
    } catch {
      throw .varianceNotPositive
    }
  }
}
