import Datasets
import DelimitedText
import Reporting
import Tables
import TimeSeries

/// The page that goes with an export: what is in the folder, and how to read and cite it.
struct ExportReadme {
  private let export: PackageExport
  private let resources: [TabularResource]

  init(_ export: PackageExport, _ resources: [TabularResource]) {
    self.export = export
    self.resources = resources
  }

  /// The page in Markdown.
  var text: String {
    [heading, coverage, files, reading, licences, citing].compactMap { $0 }
      .joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    var lines = ["# \(export.title)", ""]
    if let package = export.package {
      lines.append(
        "From the data package \(package.name), version \(package.version), as of "
          + "\(export.asOf ?? package.asOf).")
    } else if let day = export.asOf {
      lines.append("As of \(day).")
    }
    lines.append(
      "An empty cell is a missing value, never zero. Values are as published; `low` and `high` are "
        + "the bounds that were published, or that hedging words such as \u{201C}about\u{201D} "
        + "imply under the rule `\(export.hedges.rawValue)`. A range without a best estimate has no "
        + "`value`.")
    return lines.joined(separator: "\n")
  }

  private var coverage: String {
    let table = Table(
      "", export.items,
      [
        .text(.series) { $0.id }, .text(.title) { $0.info.title },
        .text(.unit) { $0.info.measure.unit.symbol.unlessEmpty },
        .text(.span) { item in
          item.resolved.series.span.map { first, last in
            let years = (first.start.year, last.last.year)
            return years.0 == years.1 ? "\(years.0)" : "\(years.0)\u{2013}\(years.1)"
          }
        },
        .integer(.observationCount) { $0.resolved.series.count },
        .integer(.claimCount) { $0.knownClaims.claims.count },
      ])
    let cautions = export.items.compactMap { item in
      item.info.cautions.unlessEmpty.map { "- `\(item.id)`: \($0)" }
    }
    return "## Coverage\n\n" + table.formatted(.markdown)
      + (cautions.isEmpty ? "" : "\nWhat to know first:\n\n" + cautions.joined(separator: "\n"))
  }

  private var files: String {
    var lines = [
      "## Files", "",
      "| file | one row is |", "|---|---|",
      "| `data/*.csv` | an observation of a series: period, value, bounds, kind, unit, sources |",
      "| `series.csv` | a series: what is counted, where, by which definition |",
      "| `claims.csv` | a published statement, with its source and its words |",
      "| `breaks.csv` | a day from which a series is not comparable with its past |",
    ]
    if export.package != nil {
      lines.append("| `events.csv` | an event around which years can be compared |")
      lines.append("| `sources.csv` | a document or page, with its licence and a reference |")
    }
    lines.append("| `codebook.csv` | a column of these files, with its meaning and type |")
    lines.append("")
    lines.append(
      "`datapackage.json` describes all of them (Data Package, version 2); `manifest.json` has the "
        + "command that made the folder, and size and SHA-256 of every input and output.")
    return lines.joined(separator: "\n")
  }

  private var reading: String? {
    guard let first = resources.first?.path else { return nil }
    let dialect = export.dialect
    let delimiter = String(Unicode.Scalar(dialect.delimiter))
    let isComma = dialect.decimalMark == .comma
    let separators = isComma ? " delimiters(\"\(delimiter)\") parselocale(de_DE)" : ""
    let readr = isComma ? "read_csv2" : "read_csv"
    let pandas = isComma ? ", sep=\"\(delimiter)\", decimal=\",\"" : ""
    return """
      ## Reading

      UTF-8, fields between `\(delimiter)`, decimal \(isComma ? "comma" : "point"); the dialect is \
      `\(dialect.name)`.

      ```stata
      import delimited "\(first)", clear varnames(1) encoding("utf-8")\(separators)
      ```

      ```r
      observations <- readr::\(readr)("\(first)")
      ```

      ```python
      observations = pandas.read_csv("\(first)"\(pandas))
      ```
      """
  }

  private var licences: String? {
    let sources = export.usedSources
    guard !sources.isEmpty else { return nil }
    var lines: [String] = []
    for licence in Set(sources.map(\.licence)).sorted() {
      let own = sources.filter { $0.licence == licence }
      let asks = Set(own.compactMap(\.licenceNote.unlessEmpty)).sorted().joined(separator: "; ")
      lines.append("- `\(licence)`: \(own.count) sources. \(asks)".trimmingSpaces + ".")
    }
    return "## Licences\n\nEach source has its own, in `sources.csv`; a claim has that of its "
      + "source.\n\n" + lines.joined(separator: "\n")
  }

  private var citing: String? {
    guard let package = export.package else { return nil }
    let asked = export.usedSources.filter { $0.licence.hasPrefix("cc-by") }
    let own = asked.map { "- " + Citation($0).plain }
    return
      "## How to cite\n\nCite the sources of the figures you use: `sources.csv` has a reference "
      + "for each in `citation`, and `source` in `data/*.csv` and `claims.csv` leads to it. Name "
      + "the collection too: \(package.title.isEmpty ? package.name : package.title), version "
      + "\(package.version), as of \(export.asOf ?? package.asOf)."
      + (own.isEmpty
        ? "" : "\n\nTheir licences ask for these:\n\n" + own.joined(separator: "\n"))
  }
}

extension String {
  /// This text without spaces and full stops at its end.
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.last == " " || text.last == "." { text.removeLast() }
    return String(text)
  }
}
