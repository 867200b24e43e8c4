import Foundation
import Testing

/// The rows of one of the files that `Golden/distributions.py` writes.
struct GoldenTable: Decodable {
  struct Row: Decodable {
    var parameters: [Double]
    var function: String
    var argument: Double
    var value: Double
    /// |d log value / d log argument|
    var condition: Double

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      parameters = try container.decode([Double].self)
      function = try container.decode(String.self)
      argument = try container.decode(Double.self)
      let digits = try container.decode(String.self)
      guard let value = Double(digits) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: digits)
      }
      self.value = value
      condition = try container.decode(Double.self)
    }
  }

  var rows: [Row]

  init(named name: String) throws {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Golden")
    let data = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
    self = try JSONDecoder().decode(GoldenTable.self, from: data)
  }
}
