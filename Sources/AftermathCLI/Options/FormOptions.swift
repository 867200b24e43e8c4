import ArgumentParser
import Aftermath

/// How the fields and numbers of a file are written; shared by every verb that reads one.
struct FormOptions: ParsableArguments {
  @Option(
    help: "What separates fields: comma, semicolon, tab, one character, or excel-eu (; and 0,5).")
  var delimiter: String?

  @Option(help: "What stands before the fraction of a number: point or comma.")
  var decimal: String = "point"

  func validate() throws {
    if let delimiter, delimiter != "excel-eu", delimiterByte == nil {
      throw ValidationError("--delimiter \(delimiter) is not one character that can divide fields")
    }
    guard ["point", "comma"].contains(decimal) else {
      throw ValidationError("--decimal \(decimal) is not one of point, comma")
    }
  }

  private var delimiterByte: UInt8? {
    switch delimiter {
    case "comma": return UInt8(ascii: ",")
    case "semicolon": return UInt8(ascii: ";")
    case "tab", "\\t": return UInt8(ascii: "\t")
    case .some(let text):
      guard text.utf8.count == 1, let byte = text.utf8.first, Dialect.canDelimit(byte) else {
        return nil
      }
      return byte
    case nil: return nil
    }
  }

  /// How a file is read. Where the decimal mark is a comma, fields are divided by semicolons
  /// unless something else is said.
  func reading(_ path: String) -> ReadingOptions {
    if delimiter == "excel-eu" {
      return ReadingOptions(delimiter: UInt8(ascii: ";"), decimalMark: .comma)
    }
    guard decimal == "comma" else { return ReadingOptions(delimiter: delimiterByte) }
    let isTabbed = path.lowercased().hasSuffix(".tsv") || path.lowercased().hasSuffix(".tab")
    return ReadingOptions(
      delimiter: delimiterByte ?? (isTabbed ? nil : UInt8(ascii: ";")), decimalMark: .comma)
  }
}
