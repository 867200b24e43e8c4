/// What rounding may have done to the rows of a regression, and whether that explains its residuals.
struct RoundingErrors {
  /// By rows, the size of all that the response and the fitted value are put together of.
  let sizes: [Double]
  /// What makes the rows equal and uncorrelated.
  let transform: RowTransform

  /// Whether every residual could come from rounding.
  ///
  /// A row's own errors are a bit of its size. Those of the others move the coefficients, and so its
  /// fitted value, by no more than the length of its coordinates times that of all errors: a row of
  /// zeros, which has none of its own, is missed by that little.
  ///
  /// - Parameter coordinates: those of a row, not transformed, in the orthonormal basis of the
  ///   transformed rows, the transform's power of two left out.
  func explain(_ residuals: [Double], coordinates: (Int) -> [Double]) -> Bool {
    var length: Double?
    for (row, residual) in residuals.enumerated() {
      let own = sizes[row] * Double.ulpOfOne
      if abs(residual) <= own { continue }
      let all = length ?? transform.magnitude(sizes)
      length = all
      let others = euclideanLength(coordinates(row)) * all * Double.ulpOfOne
      // Not a number is no rounding.
      guard abs(residual) <= own + others else { return false }
    }
    return true
  }
}
