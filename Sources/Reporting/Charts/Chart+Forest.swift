extension Chart {
  /// Estimates with their intervals, one below the other, beside their numbers. An estimate that
  /// was refused keeps its row and shows the reason.
  public struct Forest: Hashable, Sendable, Codable {
    /// The axis of the estimates; logarithmic for ratios.
    public var axis: Axis
    /// The value that stands for no difference: 1 for ratios, 0 for differences.
    public var reference: Double?
    /// What lies to the left and to the right of the reference: "fewer", "more".
    public var directions: Directions?
    /// The rows, top to bottom.
    public var rows: [Row]

    /// Rows on an axis.
    public init(
      axis: Axis, reference: Double?, directions: Directions? = nil, rows: [Row]
    ) {
      self.axis = axis
      self.reference = reference
      self.directions = directions
      self.rows = rows
    }

    /// The words for the two sides of the reference.
    public struct Directions: Hashable, Sendable, Codable {
      /// What lies to the left.
      public var left: String
      /// What lies to the right.
      public var right: String

      /// Words for the two sides.
      public init(left: String, right: String) {
        self.left = left
        self.right = right
      }
    }

    /// One row.
    public enum Row: Hashable, Sendable, Codable {
      /// A heading over the rows below it.
      case heading(String)
      /// An estimate.
      case estimate(Estimate)
      /// An estimate that was refused.
      case refused(String, because: String)
    }

    /// An estimate with nested intervals.
    public struct Estimate: Hashable, Sendable, Codable {
      /// What is estimated.
      public var label: String
      /// The estimate.
      public var value: Double
      /// Intervals, the widest of which is written beside the row.
      public var intervals: [Interval]
      /// Whether it stands out.
      public var isHeadline: Bool

      /// An estimate with its intervals.
      public init(
        _ label: String, _ value: Double, _ intervals: [Interval], isHeadline: Bool = false
      ) {
        self.label = label
        self.value = value
        self.intervals = intervals
        self.isHeadline = isHeadline
      }
    }

    /// An interval; an end that does not exist is nil and drawn as an arrow.
    public struct Interval: Hashable, Sendable, Codable {
      /// The level, between 0 and 1.
      public var level: Double
      /// The lower end.
      public var low: Double?
      /// The upper end.
      public var high: Double?

      /// An interval at a level.
      public init(level: Double, low: Double?, high: Double?) {
        self.level = level
        self.low = low
        self.high = high
      }
    }
  }

  /// Where new values fall among the old, one row for each series on its own scale.
  public struct Ranks: Hashable, Sendable, Codable {
    /// How the scales run.
    public var scale: ScaleKind
    /// The rows, top to bottom.
    public var rows: [Row]

    /// Rows, each on its own scale.
    public init(scale: ScaleKind = .linear, rows: [Row]) {
      self.scale = scale
      self.rows = rows
    }

    /// One series: its past values and a new one.
    public struct Row: Hashable, Sendable, Codable {
      /// What is measured, with its unit.
      public var label: String
      /// The past values.
      public var past: [Double]
      /// The new value; nil where there is none yet.
      public var new: Double?
      /// The range of the new value.
      public var range: ClosedRange<Double>?
      /// The name of the new value: its year.
      public var newLabel: String
      /// What the rank says: "3rd highest of 15"; or why there is none.
      public var finding: String

      /// A series with its past values and a new one.
      public init(
        _ label: String, past: [Double], new: Double?, range: ClosedRange<Double>? = nil,
        newLabel: String, finding: String
      ) {
        self.label = label
        self.past = past
        self.new = new
        self.range = range
        self.newLabel = newLabel
        self.finding = finding
      }
    }
  }
}
