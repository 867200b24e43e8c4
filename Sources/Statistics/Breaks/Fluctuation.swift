import Distributions
import Tables

/// Tests of constant coefficients by how far cumulative or moving sums of residuals stray.
///
/// Recursive CUSUM: the largest |Σ wᵢ/(s √(n−k))| over its boundary 1 + 2t, w being recursive
/// residuals and s their standard deviation about their mean, or with ``Scale/uncentred`` their root
/// mean square, as first proposed. OLS CUSUM: the largest |Σ eᵢ|/(σ √n), e being residuals of the
/// whole. MOSUM: the largest sum of ⌊h n⌋ consecutive e over σ √n.
///
/// - Assumes: independent errors of one variance; for the simulated p-values of MOSUM also normal.
/// The detail `place` is the row where the sum strays most: for the OLS CUSUM the last before a shift
/// of level, for the others the row at which it shows.
///
/// - Exact when: never; the p-values of both CUSUMs are those of limits, MOSUM's is simulated.
/// - Edge cases: values that the terms fit exactly throw.
/// - Cost: O(n k²); for MOSUM as much for each replicate.
/// - References: Brown, Durbin & Evans 1975, doi:10.1111/j.2517-6161.1975.tb01532.x; Ploberger &
///   Krämer 1992, doi:10.2307/2951597; Chu, Hornik & Kuan 1995, doi:10.2307/2337354.
/// - Checked against: exact rationals and R strucchange 1.5 (reference cases; MOSUM by property).
public struct Fluctuation: Hashable, Sendable, Codable {
  /// What is summed.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Recursive residuals from the start.
    case recursive
    /// Residuals of the whole from the start.
    case leastSquares
    /// Residuals of the whole over a moving window.
    case moving
  }

  /// The spread of recursive residuals.
  public enum Scale: String, Hashable, Sendable, Codable, CaseIterable {
    /// About their mean, divisor one less than their number.
    case centred
    /// About zero, divisor their number.
    case uncentred
  }

  /// What is summed.
  public var kind: Kind
  /// The spread of recursive residuals.
  public var scale: Scale
  /// The share of rows in a moving window.
  public var window: Double
  /// The number of simulated series for MOSUM; 0 for no p-value.
  public var replicates: Int
  /// The seed.
  public var seed: UInt64

  /// A test; centred, with a window of 15 % and 1,999 replicates unless asked otherwise.
  public init(
    _ kind: Kind, scale: Scale = .centred, window: Double = 0.15, replicates: Int = 1_999,
    seed: UInt64 = 20_111_218
  ) {
    self.kind = kind
    self.scale = scale
    self.window = window
    self.replicates = replicates
    self.seed = seed
  }

  /// The recursive residuals of a response on a design: for each row that those before can predict,
  /// its error over the root of 1 + its leverage in them, so that all have one variance.
  ///
  /// - Throws: as ``test(_:on:)``.
  public static func recursiveResiduals(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> [Double] {
    let regression = try SegmentRegression(response, on: design)
    return regression.recursiveResiduals(0..<regression.count).compactMap { $0 }
      .map { $0 * regression.unit }
  }

  /// Tests a response on a design, its rows in time order.
  ///
  /// - Throws: ``StatisticsError/varianceNotPositive`` where residuals do not vary;
  ///   ``StatisticsError/invalidOption(name:found:needed:)`` for a window that holds no row or all;
  ///   ``StatisticsError/notMoreObservationsThanTerms(observations:terms:)`` and for lengths and
  ///   values that are not finite.
  public func test(
    _ response: [Double], on design: Design
  ) throws(StatisticsError) -> TestResult {
    let regression = try SegmentRegression(response, on: design)
    let rows = Int((window * Double(regression.count)).rounded(.down))
    if kind == .moving, rows < 1 || rows >= regression.count {
      throw .invalidOption(
        name: "window", found: "\(rows) rows", needed: "from 1 to \(regression.count - 1)")
    }
    guard let whole = regression.sumsOfSquares(0..<regression.count).last, whole > 0,
      let (statistic, place) = largest(regression, rows)
    else { throw .varianceNotPositive }
    var basis = Basis.asymptotic
    var pValue: Double?
    switch kind {
    case .recursive: pValue = Self.recursiveTail(statistic)
    case .leastSquares: pValue = KolmogorovLimit.survival(statistic)
    case .moving:
      let simulation = NullReplicates(replicates: replicates, seed: seed)
      pValue =
        simulation.pValues([statistic], rows: regression.count) { errors in
          self.largest(regression.replacing(response: errors), rows).map { [$0.value] }
        }?[0]
      basis = pValue == nil ? .descriptive : simulation.basis
    }
    return TestResult(
      method: card.name, statistic: Named("S", statistic), pValue: pValue, alternative: .greater,
      basis: basis, count: regression.count, details: [Named("place", Double(place))],
      notes: [NullReplicates.exploratory])
  }

  /// The statistic, and the row, from 1, at which the sum strays most.
  private func largest(
    _ regression: SegmentRegression, _ rows: Int
  ) -> (value: Double, place: Int)? {
    kind == .recursive
      ? largestRecursive(regression) : largestResidual(regression, rows)
  }

  private func largestRecursive(
    _ regression: SegmentRegression
  ) -> (value: Double, place: Int)? {
    let all = regression.recursiveResiduals(0..<regression.count)
    let places = all.indices.filter { all[$0] != nil }
    let residuals = all.compactMap { $0 }
    let size = Double(residuals.count)
    guard residuals.count > 1 else { return nil }
    let mean = scale == .centred ? residuals.reduce(0, +) / size : 0
    let squares = residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let spread = (squares / (scale == .centred ? size - 1 : size)).squareRoot()
    guard spread > 1e-14 else { return nil }
    var sum = 0.0
    var largest = (value: 0.0, place: 1)
    for (index, residual) in residuals.enumerated() {
      sum += residual
      let boundary = 1 + 2 * Double(index + 1) / size
      let value = abs(sum) / (spread * size.squareRoot()) / boundary
      if value > largest.value { largest = (value, places[index] + 1) }
    }
    return largest
  }

  private func largestResidual(
    _ regression: SegmentRegression, _ rows: Int
  ) -> (value: Double, place: Int)? {
    let count = regression.count
    let coefficients = regression.coefficients(0..<count)
    let residuals = (0..<count).map { row in
      coefficients.indices.reduce(regression.response[row]) {
        $0 - coefficients[$1] * regression.value(row, $1)
      }
    }
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    let sigma = (squares / Double(count - regression.terms)).squareRoot()
    guard sigma > 1e-14 else { return nil }
    var sums = [0.0]
    for residual in residuals { sums.append(sums[sums.count - 1] + residual) }
    let ends = kind == .moving ? rows...count : 1...count
    var largest = (value: 0.0, place: 1)
    for end in ends {
      let value = abs(sums[end] - (kind == .moving ? sums[end - rows] : 0))
      if value > largest.value { largest = (value, end) }
    }
    return (largest.value / (sigma * Double(count).squareRoot()), largest.place)
  }

  /// The probability that a Wiener process crosses b (1 + 2t) in 0 … 1, doubled; below b = 0.3, where
  /// the doubling fails, a line to 1 as in common use.
  private static func recursiveTail(_ b: Double) -> Double {
    guard b >= 0.3 else { return 1 - 0.1465 * b }
    let normal = Normal.standard
    let value =
      normal.survival(at: 3 * b)
      + Elementary.exp(-4 * b * b) * (normal.cumulative(at: b) - normal.survival(at: 5 * b))
      - Elementary.exp(-16 * b * b) * normal.survival(at: b)
    return min(1, max(0, 2 * value))
  }

  private var card: MethodCard {
    switch kind {
    case .recursive: Self.recursiveCard
    case .leastSquares: Self.leastSquaresCard
    case .moving: Self.movingCard
    }
  }

  /// The card of the CUSUM of recursive residuals.
  public static let recursiveCard = MethodCard(
    name: "recursive-cusum", title: "CUSUM of recursive residuals",
    summary: "Whether coefficients stayed what the first rows say.",
    assumptions: ["independent errors of one variance"],
    leastCount: 4, advisedCount: 15, instead: "chow at a place known beforehand",
    references: ["Brown, Durbin & Evans 1975, JRSS B 37: 149–192"])

  /// The card of the CUSUM of residuals of the whole.
  public static let leastSquaresCard = MethodCard(
    name: "ols-cusum", title: "CUSUM of least-squares residuals",
    summary: "Whether residuals of one fit drift to one side and back.",
    assumptions: ["independent errors of one variance"],
    leastCount: 4, advisedCount: 15, instead: "chow at a place known beforehand",
    references: ["Ploberger & Krämer 1992, Econometrica 60: 271–285, doi:10.2307/2951597"])

  /// The card of moving sums.
  public static let movingCard = MethodCard(
    name: "mosum", title: "Moving sums of least-squares residuals",
    summary: "Whether residuals of one fit lie to one side for a while.",
    assumptions: ["independent normal errors of one variance"],
    leastCount: 8, advisedCount: 15, instead: "chow at a place known beforehand",
    references: ["Chu, Hornik & Kuan 1995, Biometrika 82: 603–617, doi:10.2307/2337354"])
}
