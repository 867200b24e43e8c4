import Tables

/// A section of the report: what it is called, and what it says of a report's parts.
///
/// A catalogue of values, each in a file of its own under `Sections`, named once in ``allCases``.
/// A section with nothing to say is left out.
struct ReportSection: Sendable, CaseIterable {
  /// The title in the contents.
  let title: String
  /// Whether it has a heading and a number; the verdict stands above them all.
  let isNumbered: Bool
  /// What it says.
  let body: @Sendable (AftermathReport) -> [Report.Block]

  init(
    _ title: String, isNumbered: Bool = true,
    @ReportBuilder body: @escaping @Sendable (AftermathReport) -> [Report.Block]
  ) {
    self.title = title
    self.isNumbered = isNumbered
    self.body = body
  }

  /// Every section, in the order they are read.
  static let allCases: [ReportSection] = [
    .verdict, .question, .data, .comparability, .description, .firstAftermath, .laterAftermath,
    .aligned, .sampling, .limits, .sentences, .replay,
  ]
}
