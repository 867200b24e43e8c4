import Foundation
import Testing

/// Compares a text with the file of that name in `Snapshots`.
///
/// After a change that is meant, rewrite the files and read the difference before it is committed:
///
///     AFTERMATH_RECORD_SNAPSHOTS=1 swift test --filter ReportingTests
///
/// A run that records fails, so that it cannot pass for a test.
func expectSnapshot(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  if ProcessInfo.processInfo.environment["AFTERMATH_RECORD_SNAPSHOTS"] != nil {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Snapshots")
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    return
  }
  let folder = try #require(
    Bundle.module.url(forResource: "Snapshots", withExtension: nil), sourceLocation: sourceLocation)
  let expected = try String(
    decoding: Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  guard text != expected else { return }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let place = zip(lines, expectedLines).prefix { $0 == $1 }.count
  let found = place < lines.count ? String(lines[place]) : "(end)"
  let wanted = place < expectedLines.count ? String(expectedLines[place]) : "(end)"
  Issue.record(
    "\(name):\(place + 1): found \(found), expected \(wanted)", sourceLocation: sourceLocation)
}
