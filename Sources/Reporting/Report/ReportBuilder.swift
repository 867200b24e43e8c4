/// Builds the blocks of a report from content, with conditions and loops.
@resultBuilder
public enum ReportBuilder {
  /// Content stands for its blocks.
  public static func buildExpression(_ content: some ReportContent) -> [Report.Block] {
    content.blocks
  }

  /// A text stands for a paragraph.
  public static func buildExpression(_ text: Prose) -> [Report.Block] {
    [.paragraph(text)]
  }

  /// Blocks one after the other.
  public static func buildBlock(_ parts: [Report.Block]...) -> [Report.Block] {
    parts.flatMap { $0 }
  }

  /// Blocks that are there only under a condition.
  public static func buildOptional(_ part: [Report.Block]?) -> [Report.Block] {
    part ?? []
  }

  /// Blocks of the first branch.
  public static func buildEither(first part: [Report.Block]) -> [Report.Block] {
    part
  }

  /// Blocks of the second branch.
  public static func buildEither(second part: [Report.Block]) -> [Report.Block] {
    part
  }

  /// Blocks of each turn of a loop.
  public static func buildArray(_ parts: [[Report.Block]]) -> [Report.Block] {
    parts.flatMap { $0 }
  }
}
