public import Statistics
import Tables
public import TimeSeries

/// A series as trend methods see it.
struct TrendData: Sendable {
  let resolved: ResolvedSeries<AnyMeasure>
  /// The numbers, or why there are none.
  let aligned: Result<AlignedSample, SeriesError>
  /// The breaks that the numbers lie across.
  let crossed: [Break]
  /// What was left out.
  let notes: [Note]

  init(_ resolved: ResolvedSeries<AnyMeasure>, _ rule: ReadingRule) {
    let selection = FitSelection(resolved)
    self.resolved = resolved
    notes = selection.notes
    aligned = Result { () throws(SeriesError) in
      try selection.series.aligned(rule, omittingUndetermined: true)
    }
    let observations = (try? aligned.get())?.observations ?? []
    crossed = Break.crossed(by: observations, among: resolved.breaks)
  }

  /// The number of observations.
  var count: Int { (try? aligned.get())?.sample.count ?? 0 }
}

extension SeriesTrend {
  /// A series of a panel, and how tables name it.
  public struct Member: Sendable {
    /// The series.
    public let resolved: ResolvedSeries<AnyMeasure>
    /// Its name.
    public let name: String

    /// A series with a name.
    public init(_ resolved: ResolvedSeries<AnyMeasure>, name: String) {
      self.resolved = resolved
      self.name = name
    }
  }

  /// The trends of many series, each as it would be had alone.
  ///
  /// Series that share their times are computed side by side where the methods allow for it; the rest
  /// on as many threads as there are.
  ///
  /// - Parameters:
  ///   - methods: which; nil for the standard ones at each length.
  ///   - rule: which number of a range, and on which scale.
  ///   - settings: the choices, given the number of observations.
  ///   - progress: called now and then, on the calling thread, with the number of series done.
  public static func trends(
    of members: [Member], methods: [TrendMethod]? = nil, rule: ReadingRule = ReadingRule(),
    settings: (_ count: Int) -> TrendSettings = { _ in TrendSettings() },
    progress: ((Int) -> Void)? = nil
  ) -> [SeriesTrend] {
    let data = concurrentMap(members) { TrendData($0.resolved, rule) }
    var choices: [Int: TrendSettings] = [:]
    let counts = data.map(\.count)
    for count in counts where choices[count] == nil { choices[count] = settings(count) }
    let known = panelTrends(of: data, methods, choices)
    let settled = choices
    return concurrentMap(Array(members.indices), progress: progress) { place in
      SeriesTrend(
        data[place], name: members[place].name, methods: methods, rule: rule,
        settings: settled[counts[place]] ?? TrendSettings(), knowing: known[place])
    }
  }

  /// What panels of the series that share their times have found, by their places.
  private static func panelTrends(
    of data: [TrendData], _ methods: [TrendMethod]?, _ settings: [Int: TrendSettings]
  ) -> [Int: SeriesTrends] {
    var groups: [[Double]: [Int]] = [:]
    for (place, item) in data.enumerated() {
      guard let sample = try? item.aligned.get().sample else { continue }
      groups[sample.times, default: []].append(place)
    }
    var known: [Int: SeriesTrends] = [:]
    for (times, places) in groups where places.count >= leastPanel {
      guard let settings = settings[times.count],
        let asked = TrendPanel(
          for: methods ?? TrendMethod.standard(count: times.count), settings)
      else { continue }
      let series = places.compactMap { try? data[$0].aligned.get().sample.values }
      // What a panel refuses each series is refused by the method, with its reason.
      guard let panel = try? SamplePanel(times: times, series: series),
        let trends = try? asked.trends(of: panel)
      else { continue }
      for (place, result) in zip(places, trends) { known[place] = try? result.get() }
    }
    return known
  }

  /// Fewer series than this are not worth a panel.
  private static let leastPanel = 8
}
