import Comparison
public import Tables

extension ReportSection {
  /// What this comparison cannot do.
  static let limits = ReportSection("What this comparison cannot do") { report in
    Listing([
      """
      \(strong: "Cause.") Two points in time are compared. What else happened in the same years is \
      listed above and is not taken out of any number.
      """,
      """
      \(strong: "Measurement.") When observers leave, less is reported. A lower count after a \
      withdrawal can be a lower count of reports.
      """,
      """
      \(strong: "The analogue.") The first event was chosen because of what followed it. One case \
      that went badly does not say how often such cases go badly.
      """,
      """
      \(strong: "Ranges.") A published range is not a confidence interval. It says what was said.
      """,
      """
      \(strong: "Last years.") The newest counts are revised; provisional ones are drawn hollow and kept \
      out of every test.
      """,
      """
      \(strong: "Silence.") A year without a figure is missing. It is neither zero nor calm.
      """,
    ])
    report.refusedBlocks
  }
}

extension AftermathReport {
  /// One row for each reason why something was not estimated.
  public var refusals: Table {
    Table.stacked(
      "What was not estimated, and why",
      subjects.compactMap { subject in
        subject.comparison.refusalTable?.prefixed(by: .series, .text(subject.name))
      })
  }

  fileprivate var refusedBlocks: [Report.Block] {
    let table = refusals
    guard !table.rows.isEmpty else { return [] }
    return Details("What was not estimated, and why (\(table.rows.count) reasons)") { table }.blocks
  }
}
