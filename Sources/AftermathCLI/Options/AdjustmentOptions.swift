import Aftermath
import ArgumentParser

/// Whether p-values are adjusted for how many series were asked; shared by the verbs that test.
struct AdjustmentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Adjust p-values over the series: none, "
        + PValueAdjustment.allCases.map(\.rawValue).joined(separator: ", ") + "."))
  var adjust: String = "none"

  func validate() throws {
    guard adjust == "none" || chosen != nil else {
      throw ValidationError(
        "--adjust \(adjust) is not one of none, "
          + PValueAdjustment.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }

  private var chosen: PValueAdjustment? { PValueAdjustment.named(adjust) }

  /// A table of estimates with its p-values adjusted as asked, within families of rows alike in
  /// some columns.
  func adjusted(_ table: Table, family: [Column]) -> Table {
    chosen.map { table.adjusted(by: $0, family: family) } ?? table
  }
}
