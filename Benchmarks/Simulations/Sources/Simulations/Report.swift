import Aftermath
import Foundation

/// The same numbers by other code: experiment, setting, column, rate, replicates.
struct Beside {
  private var rates: [String: (rate: Double, replicates: Double)] = [:]

  init(contentsOf file: String) throws {
    for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
    {
      let fields = line.split(separator: ",").map(String.init)
      guard fields.count == 5, let rate = Double(fields[3]), let replicates = Double(fields[4])
      else { continue }
      rates[fields[0...2].joined(separator: ",")] = (rate, replicates)
    }
  }

  func rate(
    _ experiment: String, _ setting: [String], _ column: String
  ) -> (rate: Double, replicates: Double)? {
    rates["\(experiment),\(setting.joined(separator: " ")),\(column)"]
  }
}

/// Tables of experiments.
struct Report {
  let beside: Beside?
  private(set) var markdown = ""
  private(set) var csv = "experiment,setting,column,rate,error,replicates,beside,difference\n"

  init(beside: Beside?) { self.beside = beside }

  mutating func add(_ experiment: Experiment, _ results: [CellResult]) {
    markdown += "## \(experiment.title)\n\n\(experiment.text)\n"
    markdown += "\(experiment.replicates) series a row.\n\n"
    markdown += row(experiment.keys + experiment.columns)
    markdown += row((experiment.keys + experiment.columns).map { _ in "--:" })
    var compared = 0
    var apart: [String] = []
    for result in results {
      var cells = result.setting
      for (place, column) in experiment.columns.enumerated() {
        guard let rate = result.rate(place), let error = result.error(place) else {
          cells.append("–")
          continue
        }
        let setting = result.setting.joined(separator: " ")
        var fields = [
          experiment.name, setting, column, shown(rate, 4), shown(error, 4),
          "\(result.answers[place])",
        ]
        if let other = beside?.rate(experiment.name, result.setting, column) {
          let pooled =
            (rate * Double(result.answers[place]) + other.rate * other.replicates)
            / (Double(result.answers[place]) + other.replicates)
          let spread =
            pooled * (1 - pooled)
            * (1 / Double(result.answers[place]) + 1 / other.replicates)
          let difference = spread > 0 ? (rate - other.rate) / spread.squareRoot() : 0
          fields += [shown(other.rate, 4), shown(difference, 1)]
          compared += 1
          if abs(difference) > 3 {
            apart.append(
              "\(setting), \(column): \(shown(rate, 3)) here, \(shown(other.rate, 3)) there")
          }
        } else {
          fields += ["", ""]
        }
        csv += fields.joined(separator: ",") + "\n"
        cells.append(shown(rate, 3))
      }
      markdown += row(cells)
    }
    markdown += "\n" + largestError(experiment, results) + "\n"
    if compared > 0 {
      markdown +=
        "Of \(compared) rates that other code has simulated too, \(compared - apart.count) agree within three standard "
        + "errors of the difference"
        + (apart.isEmpty ? ".\n" : "; not so: " + apart.joined(separator: "; ") + ".\n")
    }
    markdown += "\n"
  }

  private func largestError(_ experiment: Experiment, _ results: [CellResult]) -> String {
    let errors = results.flatMap { result in
      experiment.columns.indices.compactMap { result.error($0) }
    }
    return "Monte Carlo standard errors: at most \(shown(errors.max() ?? 0, 3))."
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

  private func shown(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }
}
