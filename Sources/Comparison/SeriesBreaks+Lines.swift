import Statistics
import Tables
import TimeSeries

extension SeriesBreaks {
  /// What a method fits between two breaks, to be drawn, in the unit of the series whatever the scale of
  /// the analysis.
  public struct FittedSegment: Hashable, Sendable {
    /// The method's name.
    public let method: String
    /// The place, among the observations of the sample, of the first value.
    public let first: Int
    /// One value for each observation of the segment.
    public let values: [Double]
  }

  /// The segments of the methods that fit values, in the order of the methods and of time.
  public var segments: [FittedSegment] {
    outcomes.flatMap { outcome -> [FittedSegment] in
      guard let answer = outcome.value, let fitted = answer.fitted else { return [] }
      // A line that bends has no jump: it is one segment.
      let bends = answer.rows.contains { $0.point != nil }
      let bounds = [0] + (bends ? [] : answer.places) + [fitted.count]
      return zip(bounds, bounds.dropFirst()).map { start, end in
        FittedSegment(
          method: outcome.method, first: start,
          values: fitted[start..<end].map {
            rule.scale == .log ? Alignment.exponential($0) : $0
          })
      }
    }
  }
}
