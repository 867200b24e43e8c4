import Aftermath

/// One regression on each part of a file that a column divides it into.
struct FitPanel {
  /// A part and what came of it.
  struct Member {
    let key: String
    /// The rows of the part.
    let rowCount: Int
    let fit: Result<TableFit, Refusal>
  }

  /// Why a part has no fit, in words.
  struct Refusal: Error {
    let text: String
    let error: any Error
  }

  private let parts: [(key: String, file: RecordFile)]
  private let whole: FitInput
  private let regression: TableRegression
  private let time: String?
  private let key: String
  private(set) var members: [Member] = []

  init(
    _ file: RecordFile, by key: String, _ regression: TableRegression, time: String?
  ) throws {
    // What a column holds is seen in the whole: a part of it may have no more than one level.
    whole = try FitInput(file, regression, time: time)
    parts = try file.divided(by: key)
    self.regression = regression
    self.time = time
    self.key = key
  }

  /// The panel with its fits. A part that the statistics refuse has its reason; a bad cell is a fault
  /// of the file.
  ///
  /// - Throws: where every part is refused, the reason of the first.
  func fits(_ meter: ProgressMeter) throws -> FitPanel {
    var panel = self
    panel.members = try meter.map(parts, of: "fits") { part in
      let input = try FitInput(part.file, regression, time: time, texts: whole.texts)
      do throws(TableRegressionError) {
        return Member(
          key: part.key, rowCount: part.file.records.count,
          fit: .success(try regression.fit(input.table)))
      } catch {
        let failure = FitFault(input, regression).failure(error)
        guard let text = FitPanel.reason(error) else { throw failure }
        return Member(
          key: part.key, rowCount: part.file.records.count,
          fit: .failure(Refusal(text: text, error: failure)))
      }
    }
    if let first = panel.members.first, case .failure(let refusal) = first.fit,
      panel.members.allSatisfy({ (try? $0.fit.get()) == nil })
    {
      throw refusal.error
    }
    return panel
  }

  /// What is wrong with the data of a part as a whole; nil for a fault of a cell or of the request.
  private static func reason(_ error: TableRegressionError) -> String? {
    switch error {
    case .statistics(.invalidOption): nil
    case .statistics(let error): "\(error)"
    case .formula(let error) where error.isOfData && error.row == nil: error.message
    case .formula, .cell, .time, .choice: nil
    }
  }

  /// The document of all fits, each row with its key in front.
  ///
  /// - Parameter adjusting: sets p-values right for how many fits there are, within the columns of a
  ///   family.
  func document(
    formula: String, adjusting adjusted: (Table, [Column]) -> Table
  ) -> ResultDocument {
    let grouping = Grouping.key(named: key)
    func stacked(_ title: String, _ table: (TableFit) -> Table?) -> Table {
      grouping.stacked(
        title,
        members.compactMap { member in
          (try? member.fit.get()).flatMap(table).map { (member.key, $0) }
        })
    }
    let rows = members.map { member -> (name: String, table: Table) in
      switch member.fit {
      case .success(let fit): (member.key, fit.estimates)
      case .failure(let refusal):
        (
          member.key,
          Table(
            "", columns: [.term, .estimate, .count, .refusal],
            rows: [
              [
                .absent(because: nil), .absent(because: refusal.text), .integer(member.rowCount),
                .text(refusal.text),
              ]
            ])
        )
      }
    }
    let fits = members.compactMap { try? $0.fit.get() }
    return ResultDocument(
      verb: "fit",
      inputs: [
        ResultDocument.Input(
          file: whole.file.name, count: fits.reduce(0) { $0 + $1.count },
          details: [
            .init("formula", .string(formula)), .init("by", .string(key)),
            .init("keys", .integer(members.count)),
            .init("missing", .integer(fits.reduce(0) { $0 + $1.missingCount })),
          ])
      ],
      estimates: adjusted(grouping.stacked("Fits", rows), [.method, .term]),
      overview: stacked("Models", \.overview),
      observations: stacked("Observations", \.observations),
      notes: whole.notes)
  }
}
