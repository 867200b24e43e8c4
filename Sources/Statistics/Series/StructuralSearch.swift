/// The search for the variances of a structural model with the greatest likelihood: within, where all
/// are positive, and on every face where some are zero.
struct StructuralSearch {
  /// A peak of the likelihood.
  struct Peak {
    let variances: StructuralModel.Variances
    let logLikelihood: Double
    /// The length of the last step, in logarithms of ratios; 0 where nothing was free.
    let step: Double
    let isSettled: Bool
    /// How many variances are zero.
    let zeros: Int
  }

  private let likelihood: StructuralLikelihood
  /// Errors, steps of the level, steps of the slope: those the model has, by number.
  private let kinds: [Int]

  init(_ model: StructuralModel) {
    likelihood = StructuralLikelihood(model)
    kinds = Array(0..<(model.hasSlope ? 3 : 2))
  }

  /// Ratios of variances stay within e⁻¹⁸ and e¹⁸: beyond, they are zero for all that can be told.
  private static let bounds = -18.0...18.0

  /// Every peak found, the greatest first; where two are equal, that with more zeros. And the
  /// evaluations made.
  func peaks() -> (peaks: [Peak], evaluations: Int) {
    var found: [Peak] = []
    var evaluations = 0
    for mask in 1..<(1 << kinds.count) {
      let free = kinds.indices.filter { mask & (1 << $0) != 0 }
      found += peaks(free, &evaluations)
    }
    let best = found.reduce(-Double.infinity) { max($0, $1.logLikelihood) }
    found = found.filter {
      $0.logLikelihood > -.infinity && ($0.logLikelihood >= best - 1e-8 || isPeak($0))
    }
    evaluations += found.count * kinds.count
    // A variance that adds less than this is zero: its peak is the slope towards the face.
    found.sort { first, second in
      let isFirstTop = first.logLikelihood >= best - 1e-8
      let isSecondTop = second.logLikelihood >= best - 1e-8
      if isFirstTop, isSecondTop { return first.zeros > second.zeros }
      return first.logLikelihood > second.logLikelihood
    }
    // Those beside the greatest that are as high as it are the same peak found again.
    var distinct: [Peak] = []
    for peak in found
    where !distinct.contains(where: { abs($0.logLikelihood - peak.logLikelihood) < 1e-6 }) {
      distinct.append(peak)
    }
    return (distinct, evaluations)
  }

  /// Whether the likelihood falls on all sides: from a face inwards, too.
  private func isPeak(_ peak: Peak) -> Bool {
    let all = peak.variances
    let total = all.error + all.level + all.slope
    let shares = all.times(1 / total)
    // Nearly on a face is that face's own affair.
    guard peak.isSettled,
      kinds.allSatisfy({ shares[$0] == 0 || shares[$0] > 1e-6 })
    else { return false }
    let inwards = kinds.filter { shares[$0] == 0 }.map { kind in
      var trial = shares
      trial[kind] = 1e-4
      return trial
    }
    return likelihood.logLikelihoods(inwards).allSatisfy { $0 <= peak.logLikelihood }
  }

  /// The peaks with some variances free and the others zero.
  private func peaks(_ free: [Int], _ evaluations: inout Int) -> [Peak] {
    func shares(_ logs: ArraySlice<Double>) -> StructuralModel.Variances {
      var weights = [1.0] + logs.map { Elementary.exp($0) }
      let total = weights.reduce(0, +)
      weights = weights.map { $0 / total }
      var result = StructuralModel.Variances(error: 0, level: 0, slope: 0)
      for (weight, kind) in zip(weights, free) { result[kind] = weight }
      return result
    }
    let dimensions = free.count - 1
    func heights(_ places: [Double]) -> [Double] {
      guard dimensions > 0 else { return likelihood.logLikelihoods([shares([])]) }
      return likelihood.logLikelihoods(
        stride(from: 0, to: places.count, by: dimensions).map {
          shares(places[$0..<$0 + dimensions])
        })
    }
    let zeros = kinds.count - free.count
    func peak(_ place: [Double], _ height: Double, _ step: Double, _ isSettled: Bool) -> Peak {
      let shares = shares(place[...])
      return Peak(
        variances: shares.times(likelihood.scale(shares)), logLikelihood: height, step: step,
        isSettled: isSettled, zeros: zeros)
    }
    guard dimensions > 0 else {
      evaluations += 1
      return [peak([], heights([])[0], 0, true)]
    }
    // A grid, and climbs from those of its places that are above all beside them.
    let marks = dimensions == 1 ? (-16...15).map(Double.init) : (-7...7).map { 2 * Double($0) }
    let size = marks.count
    let places =
      dimensions == 1
      ? marks : marks.flatMap { first in marks.flatMap { [first, $0] } }
    let grid = heights(places)
    evaluations += grid.count
    let search = PeakSearch(dimensions: dimensions, bounds: Self.bounds, heights: heights)
    let tops = grid.indices.filter { index in
      neighbours(of: index, size, dimensions).allSatisfy { grid[$0] <= grid[index] }
    }.sorted { grid[$0] > grid[$1] }.prefix(4)
    var known: [[Double]] = []
    return tops.compactMap { index in
      let start = Array(places[(index * dimensions)..<((index + 1) * dimensions)])
      let found = search.climb(from: start, height: grid[index], known: known)
      evaluations += found.evaluations
      if found.isKnown { return nil }
      known.append(found.place)
      return peak(found.place, found.height, found.step, found.isSettled)
    }
  }

  private func neighbours(of index: Int, _ size: Int, _ dimensions: Int) -> [Int] {
    if dimensions == 1 { return [index - 1, index + 1].filter { (0..<size).contains($0) } }
    let (row, column) = (index / size, index % size)
    return (-1...1).flatMap { down in
      (-1...1).compactMap { across in
        (0..<size).contains(row + down) && (0..<size).contains(column + across)
          && (down, across) != (0, 0) ? (row + down) * size + column + across : nil
      }
    }
  }
}
