import Aftermath
import Dispatch

/// A question put to many simulated series: how often something happens in each cell of a design.
struct Experiment: Sendable {
  /// One setting, simulated again and again.
  struct Cell: Sendable {
    /// The values of the keys.
    let setting: [String]
    /// For each column whether it happened; nil where there was no answer.
    let once: @Sendable (inout Philox) -> [Bool?]
  }

  /// The name in the tables' file.
  let name: String
  /// The heading.
  let title: String
  /// What is simulated and what the numbers are.
  let text: String
  /// What a setting consists of.
  let keys: [String]
  /// What may happen.
  let columns: [String]
  /// The replicates of each cell.
  let replicates: Int
  /// The settings.
  let cells: [Cell]

  /// The results of all cells. Replicate r of cell c draws from a stream of their own.
  func results(seed: Seed, experiment: Int) -> [CellResult] {
    let results = Slots(cells.count)
    DispatchQueue.concurrentPerform(iterations: cells.count) { place in
      let cell = cells[place]
      var hits = [Int](repeating: 0, count: columns.count)
      var answers = hits
      for replicate in 0..<replicates {
        let stream = UInt64(experiment) << 48 | UInt64(place) << 32 | UInt64(replicate)
        var generator = Philox(seed: seed, stream: stream)
        for (column, answer) in cell.once(&generator).enumerated() {
          guard let answer else { continue }
          answers[column] += 1
          if answer { hits[column] += 1 }
        }
      }
      results.put(CellResult(setting: cell.setting, hits: hits, answers: answers), at: place)
    }
    return results.values
  }
}

/// What happened in a cell.
struct CellResult: Sendable {
  let setting: [String]
  let hits: [Int]
  let answers: [Int]

  func rate(_ column: Int) -> Double? {
    answers[column] > 0 ? Double(hits[column]) / Double(answers[column]) : nil
  }

  /// The Monte Carlo standard error.
  func error(_ column: Int) -> Double? {
    rate(column).map { ($0 * (1 - $0) / Double(answers[column])).squareRoot() }
  }
}

/// A place for each result, filled from several threads.
private final class Slots: Sendable {
  private let queue = DispatchQueue(label: "slots")
  private nonisolated(unsafe) var slots: [CellResult?]

  init(_ count: Int) { slots = Array(repeating: nil, count: count) }

  func put(_ result: CellResult, at place: Int) { queue.sync { slots[place] = result } }

  var values: [CellResult] { queue.sync { slots.compactMap { $0 } } }
}

/// A stationary autoregression of order one with standard deviation one.
func autoregression(_ count: Int, rho: Double, _ generator: inout Philox) -> [Double] {
  var last = 0.0
  return (0..<count).map { place in
    let draw = generator.standardNormal()
    last = place == 0 ? draw : rho * last + (1 - rho * rho).squareRoot() * draw
    return last
  }
}

/// The number with few digits, as the names of settings have it.
func label(_ value: Double) -> String {
  value == value.rounded() ? "\(Int(value))" : "\(value)"
}

/// Whether an interval holds a value.
func holds(_ interval: ConfidenceInterval?, _ value: Double) -> Bool? {
  interval.map { $0.low <= value && value <= $0.high }
}

/// Whether a p-value rejects at 5 %.
func rejects(_ pValue: Double?) -> Bool? { pValue.map { $0 <= 0.05 } }
