import Tables

extension ReportSection {
  /// How to make the report again, and what its folder holds.
  static let replay = ReportSection("How to make this report again") { report in
    CodeBlock(report.origin.command)
    Listing([
      "\(code: "data/"): the values used, a file for each series",
      "\(code: "tables/"): every table of this report, in full precision",
      "\(code: "figures/"): the figures as SVG",
      "\(code: "provenance.csv"): the statement and source behind every value",
      "\(code: "notebook.ipynb"): reads the data again and recomputes the key numbers in Python",
      "\(code: "report.json"): the same for programs",
      "\(code: "manifest.json"): versions, choices, and hashes of what went in and came out",
    ])
    Paragraph(
      "\(report.origin.title) \(report.origin.version), as of \(report.origin.asOf). aftermath \(report.origin.program)."
    )
  }
}
