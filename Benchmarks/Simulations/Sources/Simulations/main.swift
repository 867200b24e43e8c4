import Aftermath
import Foundation

// Runs all experiments, or those named, and writes a table of each: to the standard output in
// Markdown, to the file given with --csv every number with its Monte Carlo error.
//
//   Simulations [--csv FILE] [--beside FILE] [NAME …]
//
// The file given with --beside has the same numbers by other code.

/// The natural logarithm.
func logarithm(_ value: Double) -> Double { log(value) }

let seed = Seed(20_111_218)
let experiments: [Experiment] = [
  .levelSize, .estimatedSize, .rankSize, .levelPower, .slopeCoverage, .meanCoverage,
  .twoSampleCoverage, .rateCoverage, .predictionCoverage, .levelForecasts, .breakCoverage,
]

var names: [String] = []
var files: [String: String] = [:]
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  if argument.hasPrefix("--") {
    files[argument] = arguments.popFirst()
  } else {
    names.append(argument)
  }
}

let beside = try files["--beside"].map { try Beside(contentsOf: $0) }
var report = Report(beside: beside)
let start = DispatchTime.now()
for (number, experiment) in experiments.enumerated()
where names.isEmpty || names.contains(experiment.name) {
  let began = DispatchTime.now()
  let results = experiment.results(seed: seed, experiment: number)
  report.add(experiment, results)
  let seconds = Double(DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds) * 1e-9
  FileHandle.standardError.write(
    Data("\(experiment.name): \(String(format: "%.1f", seconds)) s\n".utf8))
}
let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) * 1e-9
print(
  "Seed \(seed), \(ProcessInfo.processInfo.activeProcessorCount) processors, "
    + "\(Int(seconds.rounded())) s.\n")
print(report.markdown, terminator: "")
if let file = files["--csv"] {
  try report.csv.write(toFile: file, atomically: true, encoding: .utf8)
}
