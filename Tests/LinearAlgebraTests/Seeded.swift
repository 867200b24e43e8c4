import Foundation
import LinearAlgebra

/// Numbers between −1 and 1 that are the same in every run (SplitMix64).
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    word ^= word >> 31
    return Double(Int64(bitPattern: word) >> 11) * 0x1p-52
  }
}

func seededMatrix(rows: Int, columns: Int, seed: UInt64) -> Matrix {
  var numbers = SeededNumbers(seed: seed)
  let elements = (0..<rows * columns).map { _ in numbers.next() }
  return Matrix(rows: rows, columns: columns, elements: elements)
}

/// The golden values of a topic.
func golden<Value: Decodable>(_ topic: String, as type: Value.Type) throws -> Value {
  let url = Bundle.module.url(
    forResource: topic, withExtension: "json", subdirectory: "Golden")
  guard let url else { throw CocoaError(.fileNoSuchFile) }
  return try JSONDecoder().decode(Value.self, from: Data(contentsOf: url))
}
