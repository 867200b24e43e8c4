/// A way to write a whole report.
public protocol ReportFormat: Sendable {
  /// The name by which the format is asked for.
  static var name: String { get }

  /// Writes the report, ending in a line break.
  func write(_ report: Report, to output: inout some TextOutputStream)
}

extension Report {
  /// This report as text.
  public func formatted(_ format: some ReportFormat) -> String {
    var text = ""
    format.write(self, to: &text)
    return text
  }
}

/// A report format of the catalogue.
public struct ReportFormats: Sendable, CaseIterable {
  /// The name by which the format is asked for.
  public let name: String
  /// Makes the format with a reader's choices.
  public let make: @Sendable (DisplayOptions) -> any ReportFormat

  private init<Format: ReportFormat>(_ make: @escaping @Sendable (DisplayOptions) -> Format) {
    name = Format.name
    self.make = make
  }

  /// Every report format there is.
  public static let all: [ReportFormats] = [
    ReportFormats { ConsoleReport($0) },
    ReportFormats { MarkdownReport(numbers: $0.numbers) },
    ReportFormats { HTMLReport(numbers: $0.numbers) },
  ]

  /// Every report format there is.
  public static var allCases: [ReportFormats] { all }

  /// The format of a name, or nil where there is none.
  public static func named(_ name: String) -> ReportFormats? {
    all.first { $0.name == name }
  }
}

/// Names for anchors, each given out once.
struct AnchorNames {
  private var taken: Set<String> = []

  /// A name made of the letters and digits of a text, with a number where it is taken.
  mutating func next(for text: String) -> String {
    var name = ""
    for character in text.lowercased() {
      if character.isASCII && (character.isLetter || character.isNumber) {
        name.append(character)
      } else if !name.isEmpty && name.last != "-" {
        name.append("-")
      }
    }
    if name.last == "-" { name.removeLast() }
    if name.isEmpty { name = "section" }
    var candidate = name
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }
}
