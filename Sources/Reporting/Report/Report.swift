public import Tables

/// A document: a title and blocks of words, tables and figures, to be written in any report format.
public struct Report: Hashable, Sendable {
  /// What the report is about.
  public var title: String
  /// A line below the title, such as the date the data stand for.
  public var subtitle: Prose?
  /// The language of the words, as BCP 47 has it.
  public var language: String
  /// The blocks in order.
  public var blocks: [Block]

  /// A report of given blocks.
  public init(_ title: String, subtitle: Prose? = nil, language: String = "en", blocks: [Block]) {
    self.title = title
    self.subtitle = subtitle
    self.language = language
    self.blocks = blocks
  }

  /// A report built of content.
  public init(
    _ title: String, subtitle: Prose? = nil, language: String = "en",
    @ReportBuilder content: () -> [Block]
  ) {
    self.init(title, subtitle: subtitle, language: language, blocks: content())
  }

  /// The tables of a result, one below the other.
  public init(_ document: ResultDocument) {
    let names = document.inputs.compactMap { $0.series ?? $0.file }
    let title = ([document.verb] + names).joined(separator: " ")
    self.init(title, blocks: document.tablesForReading.map { .table($0) })
  }

  /// One block of a report.
  public indirect enum Block: Hashable, Sendable {
    /// A heading; level 2 is a section, 3 and 4 are below it. The title is level 1.
    case heading(level: Int, Prose)
    /// A paragraph.
    case paragraph(Prose)
    /// Items in a list.
    case list([Prose], isOrdered: Bool)
    /// A table.
    case table(Table)
    /// A chart, with an id that names its file and anchor.
    case figure(Chart, id: String)
    /// A box that stands out.
    case callout(Callout.Kind, title: Prose, [Block])
    /// What is folded away until it is asked for; open in print.
    case details(summary: Prose, [Block])
    /// Lines of a program or a command.
    case code(String)
  }

  /// The figures in order, those inside boxes among them; a format that links to files needs them
  /// written under their ids.
  public var figures: [(id: String, chart: Chart)] { Self.figures(in: blocks) }

  private static func figures(in blocks: [Block]) -> [(id: String, chart: Chart)] {
    blocks.flatMap { block -> [(id: String, chart: Chart)] in
      switch block {
      case .figure(let chart, let id): [(id, chart)]
      case .callout(_, _, let inner), .details(_, let inner): figures(in: inner)
      case .heading, .paragraph, .list, .table, .code: []
      }
    }
  }
}
