public import Comparison
public import Tables
public import TimeSeries

/// The report the product is named for: several series around the same events, as one document
/// with its tables and figures.
///
/// It is a value: what it says follows from its parts alone. ``document`` is what people read,
/// ``tables`` what spreadsheets and programs read; both are laid out from the same comparisons, so
/// that text and table cannot disagree.
public struct AftermathReport: Sendable {
  /// One series with what stands behind it.
  public struct Subject: Sendable {
    /// The series around the events.
    public let comparison: WindowComparison
    /// Every statement published about it, those not used among them.
    public let archive: Archive<AnyMeasure>

    /// A series and its statements.
    public init(_ comparison: WindowComparison, archive: Archive<AnyMeasure>) {
      self.comparison = comparison
      self.archive = archive
    }

    var name: String { comparison.name }
    var title: String { comparison.info.title.isEmpty ? name : comparison.info.title }
    var series: Series<AnyMeasure> { comparison.resolved.series }
    var unit: String { series.measure.unit.symbol }
  }

  /// Where the data come from, and how to make the report again.
  public struct Origin: Sendable {
    /// The title of the data package, or the names of the files.
    public var title: String
    /// The version of the package; empty for files.
    public var version: String
    /// The day to which the data speak.
    public var asOf: Day
    /// The command that makes the report again.
    public var command: String
    /// The version of the program.
    public var program: String

    /// An origin.
    public init(title: String, version: String, asOf: Day, command: String, program: String) {
      self.title = title
      self.version = version
      self.asOf = asOf
      self.command = command
      self.program = program
    }
  }

  /// The series.
  public let subjects: [Subject]
  /// The events compared around, the older first; each with its anchors.
  public let events: [Event]
  /// What else happened, for the reader to hold against any change.
  public let circumstances: [Event]
  /// The sources, by key.
  public let sources: [Source.ID: Source]
  /// Tables of detail that belong to the time after the last event: a count taken apart.
  public let extracts: [Table]
  /// Where the data come from.
  public let origin: Origin
  /// Remarks on how the arguments were read.
  public let notes: [Note]

  /// A report.
  ///
  /// - Parameters:
  ///   - events: the events compared around, where they are events of a package; empty where they
  ///     were given as years or days.
  public init(
    _ subjects: [Subject], events: [Event], circumstances: [Event],
    sources: [Source.ID: Source], extracts: [Table] = [], origin: Origin, notes: [Note] = []
  ) {
    self.subjects = subjects
    self.events = events
    self.circumstances = circumstances.sorted { $0.period < $1.period }
    self.sources = sources
    self.extracts = extracts
    self.origin = origin
    self.notes = notes
  }

  /// The title: the years after one event beside the years after another.
  public var title: String {
    let years = anchors.map(\.yearText).withoutRepeats()
    guard let first = years.first else { return "A comparison without an event" }
    guard years.count > 1 else { return "The years after \(first)" }
    return years.dropFirst().reduce("The years after \(first)") {
      $0 + " beside the years after \($1)"
    }
  }

  /// The document: every section of the catalogue that has something to say.
  public var document: Report {
    var blocks: [Report.Block] = []
    var number = 0
    for section in ReportSection.allCases {
      let content = section.body(self)
      guard !content.isEmpty else { continue }
      if section.isNumbered {
        number += 1
        blocks.append(.heading(level: 2, "\(number). \(section.title)"))
      }
      blocks += content
    }
    return Report(
      title, subtitle: "\(origin.title), as of \(origin.asOf). Describes timing, not cause.",
      blocks: blocks)
  }

  /// The anchors of all comparisons, in order.
  var anchors: [Anchor] {
    var anchors: [Anchor] = []
    for window in subjects.flatMap(\.comparison.windows) where !anchors.contains(window.anchor) {
      anchors.append(window.anchor)
    }
    return anchors.sorted { $0.firstAfter < $1.firstAfter }
  }

  /// The anchor of the first event.
  var firstAnchor: Anchor? { anchors.first }

  /// The anchors of the events after the first.
  var laterAnchors: [Anchor] {
    guard let first = firstAnchor else { return [] }
    return anchors.filter { $0.eventName != first.eventName }
  }

  /// The first day that belongs to the time after the last event, its transition included.
  var latestBegin: Day? {
    laterAnchors.map { anchor in
      events.last.map(\.period.start) ?? anchor.lastBefore.advanced(by: 1)
    }.min()
  }
}

extension Anchor {
  /// The event, without the end of it that is asked about.
  var eventName: Substring { label.prefix { $0 != " " } }

  /// The year whose aftermath is meant: that of the event, not of its end.
  var yearText: String {
    String(lastYearBefore == firstYearAfter - 1 ? lastYearBefore : lastYearBefore + 1)
  }
}
