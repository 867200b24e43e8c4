/// A format of the catalogue: its name, its file endings, and how to make one.
public struct TableFormats: Sendable, CaseIterable {
  /// The name by which the format is asked for.
  public let name: String
  /// What the format is for, in one sentence.
  public let summary: String
  /// The endings of files in this format, the usual one first.
  public let fileExtensions: [String]
  /// Makes the format with a reader's choices.
  public let make: @Sendable (DisplayOptions) -> any TableFormat

  private init<Format: TableFormat>(_ make: @escaping @Sendable (DisplayOptions) -> Format) {
    name = Format.name
    summary = Format.summary
    fileExtensions = Format.fileExtensions
    self.make = make
  }

  /// Every format there is, in the order they are listed to users.
  public static let all: [TableFormats] = [
    TableFormats { ConsoleFormat($0) },
    TableFormats { _ in CSVFormat() },
    TableFormats { _ in TSVFormat() },
    TableFormats { _ in JSONFormat() },
    TableFormats { MarkdownFormat($0.numbers) },
    TableFormats { HTMLFormat($0.numbers) },
    TableFormats { LaTeXFormat($0.numbers) },
  ]

  /// Every format there is.
  public static var allCases: [TableFormats] { all }

  /// The format of a name, or nil where there is none.
  public static func named(_ name: String) -> TableFormats? {
    all.first { $0.name == name }
  }

  /// The format a file's ending asks for, in any case and with or without its dot; nil where no
  /// format has it.
  public static func forFileExtension(_ ending: String) -> TableFormats? {
    let ending = ending.lowercased()
    let bare = ending.hasPrefix(".") ? String(ending.dropFirst()) : ending
    return all.first { $0.fileExtensions.contains(bare) }
  }
}
