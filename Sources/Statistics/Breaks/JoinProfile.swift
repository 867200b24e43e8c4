import LinearAlgebra

/// What a join of two lines at a point in time saves of the squares one line leaves, for every point.
///
/// The residuals r of one line are projected on (t − ψ)₊, itself cleared of the line: the saving is
/// N(ψ)²/S(ψ), where between two neighbouring times N is linear and S quadratic in ψ. Its largest value
/// there, and where it crosses a height, have closed forms, so that nothing is iterated.
///
/// - Cost: O(n).
struct JoinProfile: Sendable {
  /// One stretch between neighbouring times, with the coefficients of N and S.
  private struct Stretch {
    let from: Double
    let through: Double
    let a: Double
    let b: Double
    let alpha: Double
    let beta: Double
    let gamma: Double

    func saving(_ psi: Double) -> Double {
      let numerator = a - b * psi
      let spread = alpha - 2 * beta * psi + gamma * psi * psi
      return spread > 0 ? numerator * numerator / spread : 0
    }

    /// Where the saving is largest or smallest within, beside the ends.
    var peak: Double? {
      let divisor = b * beta - a * gamma
      guard divisor != 0 else { return nil }
      let psi = (b * alpha - a * beta) / divisor
      return psi > from && psi < through ? psi : nil
    }

    /// The part of the stretch where the saving is at least a height; it may be in two pieces, whose
    /// outermost ends are given, with whether they are two.
    func part(above height: Double) -> (low: Double, high: Double, isSplit: Bool)? {
      // (a − bψ)² − height (α − 2βψ + γψ²) = second ψ² − 2 first ψ + zeroth
      let second = b * b - height * gamma
      let first = a * b - height * beta
      let zeroth = a * a - height * alpha
      let discriminant = first * first - second * zeroth
      var marks = [from, through]
      if discriminant > 0, second != 0 {
        let root = discriminant.squareRoot()
        let larger = first + (first < 0 ? -root : root)
        for mark in [larger / second, larger != 0 ? zeroth / larger : .nan]
        where mark > from && mark < through { marks.append(mark) }
      }
      marks.sort()
      var pieces: [(Double, Double)] = []
      for (low, high) in zip(marks, marks.dropFirst()) {
        let middle = low + (high - low) / 2
        guard second * middle * middle - 2 * first * middle + zeroth >= 0 else { continue }
        if let last = pieces.last, last.1 == low {
          pieces[pieces.count - 1].1 = high
        } else {
          pieces.append((low, high))
        }
      }
      guard let low = pieces.first?.0, let high = pieces.last?.1 else { return nil }
      return (low, high, pieces.count > 1)
    }
  }

  private let stretches: [Stretch]

  /// The profile over the points from the time of row `least` to that of row n − least + 1, counted
  /// from 1.
  ///
  /// - Parameters:
  ///   - times: ascending, centred about their mean.
  ///   - residuals: of the line through all rows.
  init(times: [Double], residuals: [Double], least: Int) {
    let count = times.count
    let whole = times.reduce(DoubleDouble.zero) { $0 + DoubleDouble.product($1, $1) }.high
    var (size, time, square) = (0.0, DoubleDouble.zero, DoubleDouble.zero)
    var (sum, moment) = (DoubleDouble.zero, DoubleDouble.zero)
    var found: [Stretch] = []
    for row in stride(from: count - 1, through: least - 1, by: -1) {
      if row < count - least {
        // Rows after this stretch, which runs from this row's time to the next one's.
        let (t, tt) = (time.high, square.high)
        let total = Double(count)
        found.append(
          Stretch(
            from: times[row], through: times[row + 1], a: moment.high, b: sum.high,
            alpha: tt - t * t / total - tt * tt / whole,
            beta: t - size * t / total - tt * t / whole,
            gamma: size - size * size / total - t * t / whole))
      }
      size += 1
      time = time + DoubleDouble(times[row])
      square = square + DoubleDouble.product(times[row], times[row])
      sum = sum + DoubleDouble(residuals[row])
      moment = moment + DoubleDouble.product(times[row], residuals[row])
    }
    stretches = found.reversed()
  }

  /// The point of the largest saving, the first of several, and the saving.
  var best: (point: Double, saving: Double)? {
    guard let first = stretches.first else { return nil }
    var best = (point: first.from, saving: first.saving(first.from))
    for stretch in stretches {
      for point in [stretch.peak, stretch.through] {
        guard let point else { continue }
        let saving = stretch.saving(point)
        if saving > best.saving * (1 + 1e-12) { best = (point, saving) }
      }
    }
    return best
  }

  /// The outermost points whose saving is at least a height, and whether others lie between; an end is
  /// nil where the profile ends before it falls below.
  func range(above height: Double) -> (low: Double?, high: Double?, isSplit: Bool) {
    var (low, high): (Double?, Double?)
    var isSplit = false
    for stretch in stretches {
      guard let part = stretch.part(above: height) else { continue }
      if part.isSplit { isSplit = true }
      if let high, part.low > high + 1e-9 * (stretch.through - stretch.from) { isSplit = true }
      if low == nil { low = part.low }
      high = part.high
    }
    if let first = stretches.first, first.saving(first.from) >= height { low = nil }
    if let last = stretches.last, last.saving(last.through) >= height { high = nil }
    return (low, high, isSplit)
  }
}
