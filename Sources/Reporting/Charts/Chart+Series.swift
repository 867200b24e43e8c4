extension Chart {
  /// Observed values in order of time.
  public struct Series: Hashable, Sendable, Codable {
    /// The name on the figure; empty for none.
    public var label: String
    /// Its colour and shape.
    public var tone: Tone
    /// The values, in order of time.
    public var points: [Point]
    /// How far apart the middles of two values may be that a line joins; 0 joins none.
    public var longestJoin: Double

    /// Values under a name. Yearly values are joined where no year is missing between them.
    public init(_ label: String, tone: Tone = .first, points: [Point], longestJoin: Double = 1.25) {
      self.label = label
      self.tone = tone
      self.points = points
      self.longestJoin = longestJoin
    }
  }

  /// One observed value: what was said, over which time, and how final it is.
  public struct Point: Hashable, Sendable, Codable {
    /// How final a value is.
    public enum Standing: String, Hashable, Sendable, Codable {
      /// Drawn filled.
      case final
      /// May still be revised: hollow.
      case provisional
      /// Covers less than its year: hollow, over its own dates, joined to nothing.
      case partial
    }

    /// Where the time it stands for begins, on the horizontal axis.
    public var start: Double
    /// Where that time ends; equal to the start for a value on a day.
    public var end: Double
    /// The value, where there is one best value.
    public var value: Double?
    /// The lower end of its range; where there is no upper end, a bound from below.
    public var low: Double?
    /// The upper end of its range; where there is no lower end, a bound from above.
    public var high: Double?
    /// How final it is.
    public var standing: Standing

    /// A value, a range or a bound over a time.
    public init(
      from start: Double, to end: Double, value: Double?, low: Double? = nil, high: Double? = nil,
      standing: Standing = .final
    ) {
      self.start = start
      self.end = end
      self.value = value
      self.low = low
      self.high = high
      self.standing = standing
    }

    /// A value over a calendar year.
    public static func year(
      _ year: Int, _ value: Double?, low: Double? = nil, high: Double? = nil,
      standing: Standing = .final
    ) -> Point {
      Point(
        from: Double(year), to: Double(year + 1), value: value, low: low, high: high,
        standing: standing)
    }

    /// A value at a place: a day, or a whole number of years since an event.
    public static func at(
      _ x: Double, _ value: Double?, low: Double? = nil, high: Double? = nil,
      standing: Standing = .final
    ) -> Point {
      Point(from: x, to: x, value: value, low: low, high: high, standing: standing)
    }

    /// The middle of its time.
    public var middle: Double { start + (end - start) / 2 }

    /// Whether only a bound from below is known.
    var isAtLeast: Bool { low != nil && high == nil && value == nil }

    /// Whether only a bound from above is known.
    var isAtMost: Bool { high != nil && low == nil && value == nil }

    /// Whether its time is drawn: a part of a year, or more than one.
    var showsTime: Bool {
      let length = end - start
      return length > 0 && (standing == .partial || length > 1.01)
    }

    /// Every number in it.
    var values: [Double] { [value, low, high].compactMap { $0 } }
  }
}

extension Chart.Series {
  /// The pairs of consecutive points that a line joins.
  ///
  /// A line says that two values can be compared. None is drawn across a change of definition or
  /// a missing year, nor to a partial year, a span of years, or what is only known by a bound.
  func joins(breaks: [Double]) -> [(first: Chart.Point, second: Chart.Point)] {
    zip(points, points.dropFirst()).filter { first, second in
      guard Self.canJoin(first), Self.canJoin(second) else { return false }
      let distance = second.middle - first.middle
      guard distance > 0, distance <= longestJoin else { return false }
      let lengths = (first.end - first.start, second.end - second.start)
      guard abs(lengths.0 - lengths.1) <= 0.02 else { return false }
      return !breaks.contains { $0 > first.middle && $0 <= second.middle }
    }
  }

  private static func canJoin(_ point: Chart.Point) -> Bool {
    point.value != nil && !point.showsTime && point.standing != .partial
  }
}
