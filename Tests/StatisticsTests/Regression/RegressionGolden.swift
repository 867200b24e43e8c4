import Testing

/// The data and values of `Golden/regression-methods.json`, R's.
struct RegressionGolden {
  let file: GoldenFile
  let data: GoldenRow

  init() throws {
    file = try GoldenFile("regression-methods")
    data = try file.row("data")
  }

  func list(_ name: String) throws -> [Double] { try data.numbers(name) }
}
