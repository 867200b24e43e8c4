import Comparison
import Tables
import TimeSeries

/// One series as the charts of an analysis show it: its values where the analysis saw them, its
/// axis, its breaks and its source.
struct AnalysedSeries {
  let name: String
  let title: String
  let resolved: ResolvedSeries<AnyMeasure>
  private let origin: String?
  private let drawing: SeriesDrawing

  /// A series under a rule for reading its values.
  ///
  /// - Parameter names: what charts call series, by their names.
  init(
    _ resolved: ResolvedSeries<AnyMeasure>, name: String, rule: ReadingRule,
    names: [String: Chart.Name]
  ) {
    self.resolved = resolved
    self.name = name
    title = Chart.title(name, names)
    origin = names[name]?.source
    drawing = SeriesDrawing(resolved, label: title, rule: rule, usesPeriods: true)
  }

  /// Where an observation is drawn: the middle of its period, as a decimal year.
  static func place(of observation: Observation) -> Double { middle(of: observation.period) }

  /// The middle of a period, as a decimal year.
  static func middle(of period: Period) -> Double {
    let start = period.start.decimalYear
    return start + (period.end.decimalYear - start) / 2
  }

  /// The values and the breaks between them.
  var marks: [Chart.Mark] { drawing.breakMarks + drawing.marks("", tone: .first) }

  /// The vertical axis. Panels of several series do not share theirs.
  func axis(_ scale: Chart.ScaleKind) -> Chart.Axis {
    Chart.Axis(unit, scale: scale, sharesEnds: false)
  }

  private var unit: String {
    let symbol = resolved.series.measure.unit.symbol
    let unit = symbol.isEmpty ? "value" : symbol
    guard resolved.series.measure.accrual == .flow, !symbol.isEmpty else { return unit }
    let whole = resolved.series.observations.filter { !$0.isPartialYear }
    let shapes = Set(whole.map(\.period.shape))
    guard shapes.count == 1, let shape = shapes.first else { return unit }
    return switch shape {
    case .year: unit + " a year"
    case .quarter: unit + " a quarter"
    case .month: unit + " a month"
    case .day: unit + " a day"
    case .span: unit
    }
  }

  /// What there is to see of the values, in a sentence.
  var description: String { drawing.description }

  /// Where it comes from: what was said of it, or the series with the keys of its sources, as
  /// `cite` spells them out.
  var source: String {
    if let origin { return origin }
    let keys = resolved.series.observations.flatMap(\.sources).withoutRepeats()
    let listed = keys.prefix(3).joined(separator: ", ")
    let more = keys.count > 3 ? " and \(keys.count - 3) more" : ""
    return name + (keys.isEmpty ? "" : " (\(listed)\(more))")
  }

  /// The day it speaks to; nil where its source is its own word.
  var asOf: Day? { origin == nil ? resolved.asOf : nil }
}

/// A panel of an analysis, with what is said of it below the figure.
struct AnalysisPanel {
  let series: AnalysedSeries
  var panel: Chart.Panel
  /// What there is to see, in sentences.
  var description: String
  /// What is not drawn and why.
  var remarks: [Note]

  /// What tells the panel from others.
  var title: String { panel.title ?? series.title }
}

extension Chart {
  /// What a chart calls a series, and where it says that the series comes from.
  public struct Name: Hashable, Sendable {
    /// The title; the series' own name stands where it is empty.
    public var title: String
    /// The source, such as a file; nil for the series with the keys of its sources.
    public var source: String?

    /// A title, and a source that is not known from the series itself.
    public init(_ title: String, source: String? = nil) {
      self.title = title
      self.source = source
    }
  }

  /// The title of a series.
  static func title(_ name: String, _ names: [String: Name]) -> String {
    names[name].map { $0.title.isEmpty ? name : $0.title } ?? name
  }

  /// How many panels one figure of an analysis holds; what is more is named below it.
  public static let mostPanels = 12

  /// The panels of an analysis below each other.
  ///
  /// - Parameters:
  ///   - shown: the panels, ``mostPanels`` at most.
  ///   - left: the titles of those there is no room for.
  ///   - one: the title where there is one panel, from the title of its series.
  ///   - several: the title where there are several, from their number.
  init(
    _ shown: [AnalysisPanel], left: [String], one: (String) -> String, several: (Int) -> String,
    subtitle: String
  ) {
    var remarks: [Note] = []
    for remark in shown.flatMap(\.remarks).withoutRepeats() {
      let its = shown.filter { $0.remarks.contains(remark) }.map(\.title)
      let lead =
        its.count == shown.count
        ? ""
        : its.count <= 3
          ? its.joined(separator: "; ") + ": " : "\(its.count) of \(shown.count) panels: "
      remarks.append(Note(remark.kind, remark.code, lead + remark.text))
    }
    if !left.isEmpty {
      let more = left.count > 20 ? "; and \(left.count - 20) more" : ""
      let names = left.prefix(20).joined(separator: "; ") + more
      remarks.append(
        Note(
          .exclusion, Chart.panelsLeftOut,
          "One figure holds \(Chart.mostPanels) panels; not drawn: \(names)."))
    }
    let days = shown.compactMap(\.series.asOf).max().map { ", as of \($0)" } ?? ""
    let sources = shown.map(\.series.source).withoutRepeats().joined(separator: "; ") + days
    self.init(
      shown.count == 1 ? one(shown[0].series.title) : several(shown.count + left.count),
      subtitle: subtitle, source: sources.isEmpty ? "" : "Source: \(sources).",
      alternativeText: shown.map(\.description).joined(separator: " "),
      content: .panels(shown.map(\.panel), columns: 1), remarks: remarks)
  }

  /// Remarks that are as many as series and methods, as many of them as can be read.
  static func capped(_ remarks: [Note]) -> [Note] {
    guard remarks.count > 24 else { return remarks }
    return remarks.prefix(20) + [
      Note(
        .refusal, "more-refused",
        "\(remarks.count - 20) more remarks like these; the table has them.")
    ]
  }

  /// The code of the remark that names the panels a figure had no room for.
  public static let panelsLeftOut = "panels-left-out"
}
