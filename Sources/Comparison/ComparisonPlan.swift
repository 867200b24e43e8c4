public import TimeSeries

/// Every choice of a comparison as one value: printed in each report, and enough to repeat it.
///
/// Estimands go by name; a name unknown when a plan is read back is refused.
public struct ComparisonPlan: Hashable, Sendable, Codable {
  /// The names of the estimands, in the order of their rows; empty for all.
  public var estimands: [String]
  /// The confidence level.
  public var level: Double
  /// Which number of a range, under which hedges.
  public var reading: ReadingRule
  /// The scale of level changes; nil for the measure's own (logarithms, but for troops).
  public var scale: Scale?
  /// How many years after each event are looked at.
  public var window: Int
  /// The most years two aftermaths are compared over; nil for as many as both have.
  public var horizon: Int?
  /// The autocorrelations declared possible.
  public var declaredRho: [Double]
  /// How p-values are adjusted for their number.
  public var adjustment: Adjustment
  /// Whether to compute what would mislead; such rows are marked.
  public var isForced: Bool

  /// How p-values are adjusted for their number.
  public enum Adjustment: String, Hashable, Sendable, Codable, CaseIterable {
    /// Not at all.
    case none
    /// Holm's method: valid whatever the dependence between rows.
    case holm
    /// Benjamini and Hochberg's method.
    case bh
  }

  /// A plan; what is not said has the package's defaults.
  public init(
    estimands: [String] = [], level: Double = 0.95, reading: ReadingRule = ReadingRule(),
    scale: Scale? = nil, window: Int = 5, horizon: Int? = nil,
    declaredRho: [Double] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], adjustment: Adjustment = .none,
    isForced: Bool = false
  ) {
    self.estimands = estimands
    self.level = level
    self.reading = reading
    self.scale = scale
    self.window = window
    self.horizon = horizon
    self.declaredRho = declaredRho
    self.adjustment = adjustment
    self.isForced = isForced
  }

  /// The defaults.
  public static let standard = ComparisonPlan()

  /// The scale on which a change of level is measured: the plan's, else logarithms for counts,
  /// money and strength, and the values themselves for troops, which are set by decree.
  public func scale(for measure: some Measure) -> Scale {
    scale ?? (measure.name == TroopLevel().name ? .raw : .log)
  }
}
