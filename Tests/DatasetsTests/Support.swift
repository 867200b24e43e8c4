import Datasets
import DelimitedText
import Foundation
import Testing
import TimeSeries

/// A day by its text.
func day(_ text: String) throws -> Day { try #require(Day(text)) }

/// A period by its text.
func period(_ text: String) throws -> Period { try #require(Period(text)) }

/// A user's file made of a text.
func seriesFile(
  _ text: String, name: String = "t.csv", columns: SeriesFile.Columns = SeriesFile.Columns(),
  unit: TimeSeries.Unit? = nil, accrual: Accrual? = nil
) throws -> SeriesFile {
  try SeriesFile(
    RecordFile(bytes: Array(text.utf8), name: name), columns: columns, unit: unit,
    accrual: accrual)
}

/// The error of a text that must not be readable as a series.
func fault(
  _ text: String, columns: SeriesFile.Columns = SeriesFile.Columns(),
  sourceLocation: SourceLocation = #_sourceLocation
) -> DelimitedTextError? {
  do {
    _ = try seriesFile(text, columns: columns)
    Issue.record("read without an error", sourceLocation: sourceLocation)
  } catch DatasetError.file(let error) {
    #expect(error.hint != nil, sourceLocation: sourceLocation)
    return error
  } catch let error as DelimitedTextError {
    return error
  } catch {
    Issue.record("\(error)", sourceLocation: sourceLocation)
  }
  return nil
}

/// A folder that goes away after the test.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

/// Writes a text file.
func write(_ text: String, to path: String) throws {
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}
