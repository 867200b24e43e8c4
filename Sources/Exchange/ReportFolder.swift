public import Comparison
public import DelimitedText
public import Reporting
import Tables

/// A report as the files of its folder: pages, tables, data, figures, notebook, provenance.
public struct ReportFolder: Sendable {
  /// The report.
  public let report: AftermathReport
  /// The choices of its comparisons.
  public let plan: ComparisonPlan

  /// A report to be written.
  public init(_ report: AftermathReport, plan: ComparisonPlan) {
    self.report = report
    self.plan = plan
  }

  /// The files of the report, all but the manifest.
  ///
  /// Names of series become names of files: what a file system or a spreadsheet may not take is
  /// written as `_`, and a number tells two of one name apart.
  ///
  /// - Throws: ``OutputError/unusableName(path:reason:)`` where two files would be one.
  public func contents() throws(OutputError) -> OutputFolder {
    let document = report.document
    var folder = OutputFolder()
    try folder.add("index.html", document.formatted(HTMLReport()))
    try folder.add("report.md", document.formatted(MarkdownReport()))
    try folder.add("report.json", report.json.text() + "\n")
    for (name, table) in report.tables { try folder.add("tables/\(name).csv", table) }
    var taken: Set<String> = []
    var series: [ComparisonNotebook.Series] = []
    for (subject, data) in zip(report.subjects, report.data) {
      let path = "data/" + ReportFolder.fileName(data.id, taken: &taken) + ".csv"
      try folder.add(path, data.table)
      series.append(ComparisonNotebook.Series(subject.comparison, path: path))
    }
    for (id, chart) in document.figures { try folder.add("figures/\(id).svg", chart.svg()) }
    try folder.add("provenance.csv", report.provenance)
    try folder.add(
      "notebook.ipynb", ComparisonNotebook(plan: plan, series: series).notebook.text)
    return folder
  }

  private static func fileName(_ id: String, taken: inout Set<String>) -> String {
    let base = id.split(separator: "/").last.map(String.init) ?? id
    var name = String(
      base.map { character in
        character.isLetter || character.isNumber || "-_.".contains(character) ? character : "_"
      })
    if name.lowercased().hasSuffix(".csv") { name = String(name.dropLast(4)) }
    if name.first == "." || name.isEmpty { name = "_" + name }
    var candidate = name
    var number = 2
    // Names that differ in case alone are one file on some systems.
    while !taken.insert(candidate.lowercased()).inserted {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }
}
