import CKernels

/// What a least-squares line leaves of each lane of a ``SeriesBlock``.
///
/// Sums are carried to twice the precision of a double and rounded once, the residuals with them:
/// a level of 10⁸ over a spread of one costs no digits.
package struct SeriesLines: Hashable, Sendable {
  /// The largest magnitude of a value.
  package let largest: SIMD8<Double>
  /// The mean of the values.
  package let mean: SIMD8<Double>
  /// The slope.
  package let slope: SIMD8<Double>
  /// The height of the line at time 0.
  package let intercept: SIMD8<Double>
  /// The sum of squared residuals, and what rounding left out of it.
  package let residualSquares: SIMD8<Double>
  package let residualSquareRests: SIMD8<Double>
  /// The sum of squares about the mean, and what rounding left out of it.
  package let totalSquares: SIMD8<Double>
  package let totalSquareRests: SIMD8<Double>
  /// The sum of squares of the deviations from the mean, each rounded.
  package let deviationSquares: SIMD8<Double>
  /// The sum of products of neighbouring deviations; over ``deviationSquares`` the autocorrelation
  /// at lag one.
  package let neighbourProducts: SIMD8<Double>
  /// The sum of squared scores, a score being a residual times the weight of its value in the slope:
  /// White's variance of the slope.
  package let scoreSquares: SIMD8<Double>
  /// The same with Bartlett's share of products up to the lags asked for: Newey and West's.
  package let longRunSquares: SIMD8<Double>

  init(_ lines: aftermath_batch_lines_result) {
    largest = SeriesLines.lanes(lines.largest)
    mean = SeriesLines.lanes(lines.mean)
    slope = SeriesLines.lanes(lines.slope)
    intercept = SeriesLines.lanes(lines.intercept)
    residualSquares = SeriesLines.lanes(lines.squares)
    residualSquareRests = SeriesLines.lanes(lines.square_rests)
    totalSquares = SeriesLines.lanes(lines.total)
    totalSquareRests = SeriesLines.lanes(lines.total_rests)
    deviationSquares = SeriesLines.lanes(lines.deviations)
    neighbourProducts = SeriesLines.lanes(lines.neighbours)
    scoreSquares = SeriesLines.lanes(lines.scores)
    longRunSquares = SeriesLines.lanes(lines.long_run)
  }

  private typealias Eight = (
    Double, Double, Double, Double, Double, Double, Double, Double
  )

  private static func lanes(_ eight: Eight) -> SIMD8<Double> {
    SIMD8(eight.0, eight.1, eight.2, eight.3, eight.4, eight.5, eight.6, eight.7)
  }
}
