import Aftermath

/// A file that `fit` reads in pieces, as often as the numbers ask for.
struct FitPieces {
  /// The file, as it was named.
  let name: String
  private let pieces: RecordPieces
  private let regression: TableRegression
  private let time: String?
  private let wasAskedFor: Bool

  /// What pieces that nobody asked for could not do: the whole may.
  struct NeedsWhole: Error {}

  /// The pieces of a file where they were asked for, or the file is large and nothing that was asked
  /// for needs it whole; else nil.
  init?(
    _ path: String, _ regression: TableRegression, _ options: FitOptions, _ form: FormOptions,
    isLarge: Bool
  ) throws {
    let canBeRead = path != "-" && !path.lowercased().hasSuffix(".json")
    switch options.chunked {
    case true?:
      guard canBeRead else {
        throw CommandFailure.usage(
          "--chunked reads delimited files, not JSON and not standard input",
          hint: "leave --chunked out")
      }
    case false?: return nil
    case nil:
      guard isLarge, canBeRead, regression.obstacleToStreaming == nil else { return nil }
    }
    name = path
    pieces = RecordPieces(path: path, options: form.reading(path))
    self.regression = regression
    time = options.time
    wasAskedFor = options.chunked == true
  }

  /// The fit, and what was noticed in the file.
  ///
  /// - Throws: ``NeedsWhole`` for a fault that is not of a cell, where pieces were not asked for.
  func fit(_ meter: ProgressMeter) throws -> (fit: TableFit, notes: [Note]) {
    var streamed: StreamedRegression
    do { streamed = try StreamedRegression(regression) } catch { throw FitFault.choice(error) }
    var notes: [RecordNote] = []
    var last: FitInput?
    var texts: Set<String>?
    repeat {
      notes = []
      meter.step(streamed.doing)
      try pieces.read { file, shift in
        last = nil
        let input = try FitInput(file, regression, time: time, isPiece: true, texts: texts)
        FitPieces.add(file.notes, to: &notes, shift: shift)
        texts = texts ?? input.texts
        last = input
        do throws(TableRegressionError) { try streamed.add(input.table) } catch {
          meter.end()
          throw failure(error, input)
        }
      }
      meter.end()
      try told(last) { () throws(TableRegressionError) in try streamed.endPass() }
    } while !streamed.isSettled
    var result: TableFit?
    try told(last) { () throws(TableRegressionError) in result = try streamed.fit() }
    guard let result else {
      throw CommandFailure(code: ExitStatus.internalFault, message: "no fit")
    }
    return (result, notes.map(FitInput.note))
  }

  /// A fault of the whole, which has no line.
  private func told(
    _ input: FitInput?, _ work: () throws(TableRegressionError) -> Void
  ) throws {
    do { try work() } catch {
      guard let input else { throw CommandFailure.data("\(error)") }
      throw failure(error, input)
    }
  }

  private func failure(_ error: TableRegressionError, _ input: FitInput) -> any Error {
    if case .cell = error { return FitFault(input, regression).failure(error) }
    // Rows out of order are sorted, and terms that fit perfectly named, by what sees all rows.
    return wasAskedFor ? FitFault(input, regression).failure(error) : NeedsWhole()
  }

  /// Blank lines are counted over all pieces; what is said of the header is said once.
  private static func add(_ found: [RecordNote], to notes: inout [RecordNote], shift: Int) {
    for note in found {
      guard case .blankLinesSkipped(let count, let line) = note else {
        if shift == 0 { notes.append(note) }
        continue
      }
      let place = notes.firstIndex { note in
        if case .blankLinesSkipped = note { return true }
        return false
      }
      if let place, case .blankLinesSkipped(let before, let first) = notes[place] {
        notes[place] = .blankLinesSkipped(count: before + count, firstLine: first)
      } else {
        notes.append(.blankLinesSkipped(count: count, firstLine: line + shift))
      }
    }
  }
}
