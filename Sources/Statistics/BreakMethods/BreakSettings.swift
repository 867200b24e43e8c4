/// What is the same between breaks, in methods by regression.
public enum BreakModel: String, Hashable, Sendable, Codable, CaseIterable {
  /// A level.
  case mean
  /// A straight line in time.
  case trend

  /// The columns of the model.
  func design(_ sample: Sample) -> Design {
    switch self {
    case .mean: .intercept(count: sample.count)
    case .trend: .trend(sample.times)
    }
  }
}

/// The choices a break method may need.
public struct BreakSettings: Sendable {
  /// The confidence level.
  public var level: Double
  /// What is the same between breaks.
  public var model: BreakModel
  /// What a segment costs, in methods by cost.
  public var cost: SegmentCost
  /// What a change must save, in the unit of the cost; nil for a penalty by Schwarz's criterion.
  public var penalty: Double?
  /// The number of breaks; nil for as many as the criterion finds.
  public var breaks: Int?
  /// The most breaks looked for.
  public var mostBreaks: Int
  /// The least share of rows in a segment of a regression.
  public var trim: Double
  /// The share of rows in a moving window.
  public var window: Double
  /// The number of simulated series; 0 for none.
  public var replicates: Int
  /// The seed.
  public var seed: UInt64
  /// Whether to compute what would mislead.
  public var isForced: Bool

  /// Choices; what is not said is the standard.
  public init(
    level: Double = 0.95, model: BreakModel = .mean, cost: SegmentCost = .mean,
    penalty: Double? = nil, breaks: Int? = nil, mostBreaks: Int = 5, trim: Double = 0.15,
    window: Double = 0.15, replicates: Int = 1_999, seed: UInt64 = 20_111_218,
    isForced: Bool = false
  ) {
    self.level = level
    self.model = model
    self.cost = cost
    self.penalty = penalty
    self.breaks = breaks
    self.mostBreaks = mostBreaks
    self.trim = trim
    self.window = window
    self.replicates = replicates
    self.seed = seed
    self.isForced = isForced
  }

  /// The fewest rows of a segment, whatever the share.
  public static let leastRows = 3
}
