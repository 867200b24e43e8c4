import ArgumentParser
import Aftermath

/// `fit`: any regression on any table.
struct FitCommand: ThreadedCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Any linear or generalized linear regression on any table.",
    discussion: """
      The formula is as in R: y ~ x + poly(t, 2) + a:b - 1, with * ^ I() log() exp() sqrt() \
      factor() poly(x, d, raw = TRUE), and step(2012) and ramp(2012) on the column of time. \
      Columns of texts are factors; names with blanks stand in backticks. Rows with a missing \
      value in a column that is read are left out and counted.
      """)

  @Argument(help: "A CSV, TSV or JSON file; - is standard input.")
  var file: String

  @Argument(help: "The model: \"y ~ x + poly(t, 2)\".")
  var formula: String

  @Option(help: "The column that divides the file: one fit for each key.")
  var by: String?

  @OptionGroup var adjustment: AdjustmentOptions
  @OptionGroup var fit: FitOptions
  @OptionGroup var form: FormOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    if by != nil, fit.chunked == true {
      throw ValidationError("--by reads the file whole: leave --chunked out")
    }
    if by == nil, adjustment.adjust != "none" {
      throw ValidationError("--adjust \(adjustment.adjust) needs several fits: name a column --by")
    }
  }

  func run() throws {
    let formula: Formula
    do { formula = try Formula(self.formula) } catch {
      throw FitFault.usage(error, in: self.formula)
    }
    let regression = fit.regression(formula)
    do { try regression.validate() } catch { throw FitFault.choice(error) }
    let meter = ProgressMeter("fit", output.progress)
    if let by {
      let panel = try FitPanel(
        RecordFile.read(path: file, options: form.reading(file)), by: by, regression, time: fit.time
      ).fits(meter)
      return try write(
        panel.document(formula: self.formula, adjusting: adjustment.adjusted))
    }
    if let pieces = try FitPieces(file, regression, fit, form, isLarge: isLarge) {
      do {
        let (result, notes) = try pieces.fit(meter)
        return try write(result, pieces.name, notes: notes)
      } catch is FitPieces.NeedsWhole {}
    }
    meter.step("reading")
    defer { meter.end() }
    let input = try FitInput(
      try RecordFile.read(path: file, options: form.reading(file)), regression, time: fit.time)
    let result: TableFit
    meter.step("fitting \(input.table.count) rows")
    do { result = try regression.fit(input.table) } catch {
      throw FitFault(input, regression).failure(error)
    }
    meter.end()
    try write(result, input.file.name, notes: input.notes)
  }

  /// Whether the file is better read in pieces where it can be.
  private var isLarge: Bool {
    guard !output.observations, output.table != "observations" else { return false }
    return file != "-" && InputPath.size(file) ?? 0 > 64_000_000
  }

  private func write(_ fit: TableFit, _ name: String, notes: [Note]) throws {
    try write(
      ResultDocument(
        verb: "fit",
        inputs: [
          ResultDocument.Input(
            file: name, count: fit.count,
            details: [
              .init("formula", .string(formula)), .init("missing", .integer(fit.missingCount)),
            ])
        ],
        estimates: fit.estimates, overview: fit.overview, observations: fit.observations,
        notes: notes))
  }

  private func write(_ document: ResultDocument) throws {
    try output.write(
      document, inputs: [file],
      folding: [
        .estimates: [.method, .basis, .count],
        .overview: [
          .adjustedRSquared, .fStatistic, .fPValue, .residualDegreesOfFreedom, .rank, .condition,
          .solver, .pearsonStatistic, .nullDeviance, .lastChange,
        ],
      ])
  }
}
