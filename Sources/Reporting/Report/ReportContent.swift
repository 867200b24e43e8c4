public import Tables

/// Something a report can be built of.
public protocol ReportContent {
  /// The blocks it stands for.
  var blocks: [Report.Block] { get }
}

/// A heading of a section (level 2) or below one.
public struct Heading: ReportContent {
  /// The blocks it stands for.
  public let blocks: [Report.Block]

  /// A heading; levels outside 2 to 4 are brought inside.
  public init(_ text: Prose, level: Int = 2) {
    blocks = [.heading(level: min(4, max(2, level)), text)]
  }
}

/// A paragraph.
public struct Paragraph: ReportContent {
  /// The blocks it stands for.
  public let blocks: [Report.Block]

  /// A paragraph of words.
  public init(_ text: Prose) {
    blocks = [.paragraph(text)]
  }
}

/// Items in a list, with dots or numbers.
public struct Listing: ReportContent {
  /// The blocks it stands for.
  public let blocks: [Report.Block]

  /// A list of items; an empty one is left out.
  public init(_ items: [Prose], isOrdered: Bool = false) {
    blocks = items.isEmpty ? [] : [.list(items, isOrdered: isOrdered)]
  }
}

/// A chart with its caption.
public struct Figure: ReportContent {
  /// The blocks it stands for.
  public let blocks: [Report.Block]

  /// A chart under an id.
  public init(_ chart: Chart, id: String) {
    blocks = [.figure(chart, id: id)]
  }
}

/// Lines of a program or a command, as they are typed.
public struct CodeBlock: ReportContent {
  /// The blocks it stands for.
  public let blocks: [Report.Block]

  /// Lines as they are.
  public init(_ text: String) {
    blocks = [.code(text)]
  }
}

/// A box that stands out from the text.
public struct Callout: ReportContent {
  /// What the box is for.
  public enum Kind: String, Hashable, Sendable {
    /// What the data allow to be said.
    case verdict
    /// What a reader must know before using the numbers.
    case caution
    /// A remark.
    case note
  }

  /// The blocks it stands for.
  public let blocks: [Report.Block]

  /// A box with a title and content.
  public init(_ kind: Kind, _ title: Prose, @ReportBuilder content: () -> [Report.Block]) {
    blocks = [.callout(kind, title: title, content())]
  }
}

/// Content folded away until a reader asks for it.
public struct Details: ReportContent {
  /// The blocks it stands for.
  public let blocks: [Report.Block]

  /// Folded content under a summary.
  public init(_ summary: Prose, @ReportBuilder content: () -> [Report.Block]) {
    blocks = [.details(summary: summary, content())]
  }
}

extension Table: ReportContent {
  /// The table as a block.
  public var blocks: [Report.Block] { [.table(self)] }
}

extension Report.Block: ReportContent {
  /// The block itself.
  public var blocks: [Report.Block] { [self] }
}

extension Array: ReportContent where Element == Report.Block {
  /// The blocks themselves.
  public var blocks: [Report.Block] { self }
}
