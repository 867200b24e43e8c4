import DelimitedText
import Foundation
import Testing

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// A table read from a text in the test.
func table(
  _ text: String, name: String = "t.csv", options: ReadingOptions = ReadingOptions()
) throws(DelimitedTextError) -> RecordFile {
  try RecordFile(bytes: Array(text.utf8), name: name, options: options)
}

/// The error of a text that must not be readable, or whose first number must not be.
func fault(
  _ text: String, name: String = "t.csv", options: ReadingOptions = ReadingOptions(),
  sourceLocation: SourceLocation = #_sourceLocation
) -> DelimitedTextError? {
  do throws(DelimitedTextError) {
    let file = try table(text, name: name, options: options)
    for record in file.records.indices {
      for column in 0..<file.width { _ = try file.number(record: record, column: column) }
    }
    Issue.record("read without an error: \(text.debugDescription)", sourceLocation: sourceLocation)
    return nil
  } catch {
    expectPresentable(error, sourceLocation: sourceLocation)
    return error
  }
}

/// What holds of every error: short, one line and one of advice, nothing that cannot be seen.
func expectPresentable(
  _ error: DelimitedTextError, sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = error.description
  #expect(text.utf8.count < 420, "\(text)", sourceLocation: sourceLocation)
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  #expect(lines.count == (error.hint == nil ? 1 : 2), "\(text)", sourceLocation: sourceLocation)
  #expect(lines[0].utf8.count < 300, "\(text)", sourceLocation: sourceLocation)
  let hidden = text.unicodeScalars.contains {
    $0 != "\n" && ($0.properties.generalCategory == .control || $0.value == 0x202E)
  }
  #expect(!hidden, "\(text.debugDescription)", sourceLocation: sourceLocation)
}

/// All texts of a file, row by row.
func texts(_ file: RecordFile) -> [[String]] {
  file.records.map { $0.map(\.text) }
}

/// A folder that goes away after the test.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer {
    try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    try? FileManager.default.removeItem(at: folder)
  }
  try body(folder.path)
}
