import Aftermath
import Foundation

/// Does the tasks named on its standard input, one a line, and answers each with a line: the
/// seconds it took and the numbers it gave.
///
/// Inputs are read once and are not in the times; checks of the input and the making of the result
/// are. A task is a whole one, as a user would write it: nothing is kept from the one before.
@main
struct Ours {
  static func main() throws {
    let inputs = try Inputs(folder: CommandLine.arguments[1])
    while let line = readLine() {
      guard let work = try inputs.work(named: line) else {
        print("unknown")
        continue
      }
      let clock = ContinuousClock()
      let start = clock.now
      let numbers = try work()
      let seconds = (clock.now - start) / .seconds(1)
      print(([seconds] + numbers).map { "\($0)" }.joined(separator: " "))
      fflush(nil)
    }
  }
}

/// What is measured.
enum Task: String, CaseIterable {
  case ols = "ols-1000000x20"
  case olsWide = "ols-100000x200"
  case olsSmall = "ols-1000x5"
  case hc3 = "hc3-1000000x20"
  case neweyWest = "nw10-1000000x20"
  case poisson = "poisson-100000x10"
  case negativeBinomial = "negbin-100000x10"
  case panel = "panel-10000x25"

  /// The design and the response, by the names of their files.
  var files: (design: String, response: String) {
    switch self {
    case .ols, .hc3, .neweyWest: ("ols_1000000x20_X", "ols_1000000x20_y")
    case .olsWide: ("ols_100000x200_X", "ols_100000x200_y")
    case .olsSmall: ("ols_1000x5_X", "ols_1000x5_y")
    case .poisson: ("glm_X", "glm_pois_y")
    case .negativeBinomial: ("glm_X", "glm_nb_y")
    case .panel: ("panel_times", "panel_10000x25")
    }
  }
}

/// The inputs, each read when it is first needed.
final class Inputs {
  private let folder: String
  private var designs: [String: Design] = [:]
  private var responses: [String: [Double]] = [:]

  init(folder: String) throws { self.folder = folder }

  /// The task of a name on its inputs; nil where there is none.
  func work(named name: String) throws -> (() throws -> [Double])? {
    if let task = RankTask(rawValue: name) { return try task.work(on: try response(task.file)) }
    if let task = BreakTask(rawValue: name) { return task.work(on: try response(task.file)) }
    if let task = SeriesTask(rawValue: name) { return task.work(on: try response(task.file)) }
    return try Task(rawValue: name).map { try work(for: $0) }
  }

  /// A task on its inputs, ready to be timed: estimates, then standard errors, then p-values.
  func work(for task: Task) throws -> () throws -> [Double] {
    let files = task.files
    if task == .panel { return try panel(files.design, files.response) }
    let response = try response(files.response)
    let design = try design(files.design)
    func least(_ covariance: CovarianceEstimator) -> () throws -> [Double] {
      {
        let fit = try LeastSquares().fit(response, on: design)
        return Inputs.numbers(try fit.coefficients(covariance))
      }
    }
    switch task {
    case .ols, .olsWide, .olsSmall:
      return {
        let fit = try LeastSquares().fit(response, on: design)
        return Inputs.numbers(try fit.coefficients()) + [fit.rSquared ?? .nan]
      }
    case .hc3: return least(.hc3)
    case .neweyWest: return least(.neweyWest(lags: 10, adjusted: false))
    case .poisson:
      return {
        let fit = try GeneralizedLinear(.poisson).fit(response, on: design)
        return Inputs.numbers(try fit.coefficients()) + [fit.logLikelihood ?? .nan]
      }
    case .panel: return { [] }
    case .negativeBinomial:
      return {
        let fit = try NegativeBinomialRegression().fit(response, on: design)
        return Inputs.numbers(try fit.coefficients(.observed)) + [fit.alpha]
      }
    }
  }

  /// Trends of the columns of a file.
  private func panel(_ times: String, _ series: String) throws -> () throws -> [Double] {
    let times = try response(times)
    let values = try design(series).columns.flatMap { $0 }
    return {
      let panel = try SamplePanel(times: times, values: values)
      let asked = TrendPanel(line: .neweyWest(lags: 2, adjusted: false))
      let trends = try asked.trends(of: panel)
      var numbers = [Double](repeating: .nan, count: 6 * trends.count)
      for (place, result) in trends.enumerated() {
        let trend = try result.get()
        guard let line = trend.line, let score = trend.score, let slope = trend.slope else {
          continue
        }
        numbers[place] = line.slope
        numbers[trends.count + place] = line.standardError ?? .nan
        numbers[2 * trends.count + place] = Double(score.score)
        numbers[3 * trends.count + place] = score.normalDeviate
        numbers[4 * trends.count + place] = score.pValue
        numbers[5 * trends.count + place] = slope.slope
      }
      return numbers
    }
  }

  private static func numbers(_ coefficients: [Coefficient]) -> [Double] {
    coefficients.map(\.estimate) + coefficients.map { $0.standardError ?? .nan }
      + coefficients.map { $0.pValue ?? .nan }
  }

  private func response(_ name: String) throws -> [Double] {
    if let known = responses[name] { return known }
    let read = try Array2(path: "\(folder)/\(name).npy").columns[0]
    responses[name] = read
    return read
  }

  private func design(_ name: String) throws -> Design {
    if let known = designs[name] { return known }
    let columns = try Array2(path: "\(folder)/\(name).npy").columns
    let read = Design(
      columns.enumerated().map { place, column in
        (place == 0 ? Design.interceptTerm : "x\(place)", column)
      })
    designs[name] = read
    return read
  }
}

/// An array of doubles of one or two dimensions, column-major, from a file in NumPy's format of
/// version 1.
struct Array2 {
  let columns: [[Double]]

  init(path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let length = Int(data[8]) + 256 * Int(data[9])
    let header = String(decoding: data[10..<10 + length], as: UTF8.self)
    guard header.contains("'<f8'"), let open = header.firstIndex(of: "("),
      let close = header.firstIndex(of: ")")
    else { throw CocoaError(.fileReadCorruptFile) }
    let shape = header[header.index(after: open)..<close].split(separator: ",").compactMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    guard shape.count == 1 || header.contains("'fortran_order': True") else {
      throw CocoaError(.fileReadCorruptFile)
    }
    let rows = shape[0]
    columns = (0..<(shape.count > 1 ? shape[1] : 1)).map { column in
      let start = 10 + length + column * rows * 8
      return [Double](unsafeUninitializedCapacity: rows) { buffer, count in
        _ = data[start..<start + rows * 8].copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
        count = rows
      }
    }
  }
}
