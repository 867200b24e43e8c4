import ArgumentParser
import Aftermath

/// Where a verb draws what it found; shared by the verbs that can be drawn.
struct PlotOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Draw to FILE.svg, whole or not at all; - draws in the terminal, above the table.",
      valueName: "file"))
  var plot: String?

  func validate() throws {
    guard let plot, plot != "-" else { return }
    guard plot.lowercased().hasSuffix(".svg") else {
      throw ValidationError(
        "--plot \(VisibleText.quoted(plot)) is neither FILE.svg nor - for the terminal")
    }
  }

  /// Draws a chart where it was asked for, and writes the table.
  ///
  /// A file comes first, so that a table on standard output means that both are there; a drawing on
  /// standard output stands above the table there, or comes once the table is in its file.
  ///
  /// - Parameters:
  ///   - chart: made only where it is asked for.
  ///   - output: where the table goes.
  ///   - inputs: files that were read; none of them is drawn over.
  ///   - table: writes the table.
  func draw(
    _ chart: @autoclosure () throws -> Chart, beside output: OutputOptions, inputs: [String] = [],
    table: () throws -> Void
  ) throws {
    guard let plot else { return try table() }
    let file = output.output.flatMap { $0 == "-" ? nil : $0 }
    guard plot == "-" else {
      try refuse(plot, beside: file, inputs: inputs)
      let chart = try chart()
      try CommandOutput.write(
        Array(chart.svg().utf8), to: plot, inputs: inputs, option: "--plot")
      note(chart, output)
      return try table()
    }
    if file == nil, try output.chosenFormat.name != "console" {
      throw CommandFailure.usage(
        "--plot - and a table as \(try output.chosenFormat.name) cannot both go to standard output",
        hint: "send the table to a file with -o FILE, or the drawing with --plot FILE.svg")
    }
    let chart = try chart()
    let drawing = chart.drawing(
      width: Terminal.drawingWidth, usesColor: Terminal.usesColor,
      usesASCII: !Terminal.showsUnicode)
    if file == nil {
      try CommandOutput.write(Array((drawing + "\n").utf8), to: nil, inputs: [])
      try table()
    } else {
      try table()
      try CommandOutput.write(Array(drawing.utf8), to: nil, inputs: [])
    }
    note(chart, output)
  }

  /// Refuses what cannot be written beside the table before anything is written.
  private func refuse(_ plot: String, beside file: String?, inputs: [String]) throws {
    try CommandOutput.refuse(plot, inputs: inputs, option: "--plot")
    guard let file else { return }
    if file == plot || OutputFile.isSameFile(file, plot) {
      throw CommandFailure.usage(
        "--plot and -o name the same file", hint: "give the table another name than the drawing")
    }
    try CommandOutput.refuse(file, inputs: inputs)
  }

  /// Says what the figure had no room for.
  private func note(_ chart: Chart, _ output: OutputOptions) {
    guard !output.quiet else { return }
    for remark in chart.remarks where remark.code == Chart.panelsLeftOut {
      Terminal.complain("note: " + remark.text)
    }
  }
}

extension CommandInputs {
  /// How charts name the series: those of a package by their titles, those of files by the path or
  /// the key, with the file as their source.
  var chartNames: [String: Chart.Name] {
    Dictionary(
      map { input in
        input.isFile
          ? (input.label, Chart.Name(input.label, source: input.name))
          : (input.label, Chart.Name(input.info.title))
      }
    ) { first, _ in first }
  }
}
