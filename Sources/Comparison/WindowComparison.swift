import Statistics
public import Tables
public import TimeSeries

/// One series around one event or several, and between the first and each later one.
///
/// Comparing never throws: what cannot be had, or may not be said, is a refusal in its row.
public struct WindowComparison: Sendable {
  /// The series' id or file.
  public let name: String
  /// What is known of it.
  public let info: SeriesInfo
  /// The series by calendar years, with its breaks and notes.
  public let resolved: ResolvedSeries<AnyMeasure>
  /// The series as finely as it is known: what the time two aftermaths share is cut from.
  public let finest: Series<AnyMeasure>
  /// The windows, in the order of events and their baselines.
  public let windows: [EventWindow]
  /// The rows.
  public let outcomes: [Outcome]
  /// The choices in force.
  public let plan: ComparisonPlan
  /// Remarks on the whole.
  public let notes: [Note]
  /// What may be said after each event, in the order of events; made once, for many read it.
  public private(set) var eventVerdicts: [EventVerdict] = []

  /// An event to compare around, with the baselines declared for it.
  public struct DeclaredEvent: Sendable {
    /// Where before ends and after begins; two for an event that is a window.
    public let anchors: [Anchor]
    /// The years before; empty for the years since the last break, ten at most.
    public let baselines: [YearRange]

    /// An event with its anchors and baselines.
    public init(anchors: [Anchor], baselines: [YearRange] = []) {
      self.anchors = anchors
      self.baselines = baselines
    }
  }

  /// Compares a series around events.
  ///
  /// - Parameters:
  ///   - name: how the rows name the series.
  ///   - events: the events, the older first; effects between aftermaths set each later one
  ///     beside the first.
  public init(
    _ resolved: ResolvedSeries<AnyMeasure>, name: String, info: SeriesInfo,
    events: [DeclaredEvent], plan: ComparisonPlan = .standard
  ) {
    let yearly = resolved.series.byCalendarYear(hedges: plan.reading.hedges)
    self.name = name
    self.info = info
    finest = resolved.series
    self.resolved = ResolvedSeries(
      series: yearly.series, breaks: resolved.breaks, notes: resolved.notes + yearly.notes,
      resolution: resolved.resolution, asOf: resolved.asOf)
    self.plan = plan
    let builder = OutcomeBuilder(
      yearly: yearly.series, finest: resolved.series, breaks: resolved.breaks, plan: plan,
      asOf: resolved.asOf)
    let windows = builder.windows(events)
    self.windows = windows
    let rows = windows.flatMap { builder.outcomes(around: $0) } + builder.between(events, windows)
    outcomes = OutcomeBuilder.adjusted(rows, plan.adjustment)
    notes = builder.notes(windows)
    eventVerdicts = verdictsByEvent()
  }
}
