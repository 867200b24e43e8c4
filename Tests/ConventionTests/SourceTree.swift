import Foundation
import Testing

/// The package's own files, as they lie beside this one.
enum SourceTree {
  /// The folder of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A text file of the package.
  struct File: Sendable, CustomTestStringConvertible {
    /// Its path from the folder of the package.
    let path: String
    let text: String
    /// Its text without comments and the contents of strings, where it is Swift.
    let code: String

    init(path: String, text: String) {
      self.path = path
      self.text = text
      code = path.hasSuffix(".swift") ? SwiftCode.bare(text) : ""
    }

    /// Its name without its ending.
    var stem: String { URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent }
    /// Its name.
    var name: String { URL(fileURLWithPath: path).lastPathComponent }
    /// Its folder.
    var folder: String { String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)) }
    /// The module of a file under `Sources`.
    var module: String { String(path.split(separator: "/").dropFirst().first ?? "") }
    var testDescription: String { path }
  }

  /// The files with an ending in a folder and those within, in order of their paths.
  static func files(_ folder: String, _ ending: String) throws -> [File] {
    let base = root.appending(path: folder)
    let paths = try #require(FileManager.default.enumerator(atPath: base.path))
      .compactMap { $0 as? String }
      .filter { $0.hasSuffix("." + ending) && !$0.hasPrefix(".") }
      .sorted()
    return try paths.map { path in
      File(
        path: folder + "/" + path,
        text: try String(contentsOf: base.appending(path: path), encoding: .utf8))
    }
  }

  /// One file.
  static func file(_ path: String) throws -> File {
    File(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
  }

  /// Every Swift file of the library and the command.
  static func sources() throws -> [File] {
    let files = try read.get()
    try #require(files.count > 150)
    return files
  }

  /// Read once for all tests.
  private static let read = Result { try files("Sources", "swift") }
}

/// Swift text without what is not code.
enum SwiftCode {
  /// The text with comments left out and strings emptied; line breaks stay.
  static func bare(_ text: String) -> String {
    let letters = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    func begins(_ mark: StaticString) -> Bool {
      guard place + mark.utf8CodeUnitCount <= letters.count else { return false }
      return (0..<mark.utf8CodeUnitCount).allSatisfy {
        letters[place + $0] == mark.utf8Start[$0]
      }
    }
    while place < letters.count {
      if begins("//") {
        while place < letters.count, letters[place] != ascii("\n") { place += 1 }
      } else if begins("/*") {
        var depth = 0
        repeat {
          if begins("/*") {
            depth += 1
            place += 2
          } else if begins("*/") {
            depth -= 1
            place += 2
          } else {
            place += 1
          }
        } while depth > 0 && place < letters.count
      } else if begins("\"") || begins("#\"") {
        skipString(letters, &place)
        result += Array("\"\"".utf8)
      } else {
        result.append(letters[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func ascii(_ letter: Unicode.Scalar) -> UInt8 { UInt8(ascii: letter) }

  /// Goes past a string, with the strings inside its interpolations.
  private static func skipString(_ letters: [UInt8], _ place: inout Int) {
    let isRaw = letters[place] == ascii("#")
    if isRaw { place += 1 }
    let isLong =
      place + 2 < letters.count && letters[place + 1] == ascii("\"")
      && letters[place + 2] == ascii("\"")
    let quote = ascii("\"")
    let close = (isLong ? [quote, quote, quote] : [quote]) + (isRaw ? [ascii("#")] : [])
    place += isLong ? 3 : 1
    while place < letters.count {
      if letters[place...].prefix(close.count).elementsEqual(close) {
        place += close.count
        return
      }
      if !isRaw, letters[place] == ascii("\\"), place + 1 < letters.count {
        if letters[place + 1] == ascii("(") {
          place += 2
          skipInterpolation(letters, &place)
        } else {
          place += 2
        }
      } else {
        place += 1
      }
    }
  }

  private static func skipInterpolation(_ letters: [UInt8], _ place: inout Int) {
    var depth = 1
    while place < letters.count, depth > 0 {
      switch letters[place] {
      case ascii("("): depth += 1
      case ascii(")"): depth -= 1
      case ascii("\""):
        skipString(letters, &place)
        continue
      default: break
      }
      place += 1
    }
  }
}

@Suite struct SwiftCodeTests {
  @Test func commentsAndStringsAreNoCode() {
    #expect(SwiftCode.bare("a // b!\nc") == "a \nc")
    #expect(SwiftCode.bare("a /* b /* c */ d */ e") == "a  e")
    #expect(SwiftCode.bare(#"x = "no! \(f("a)b!", c!)) //" + y!"#) == #"x = "" + y!"#)
    #expect(SwiftCode.bare("x = #\"a \\(b! \"#; y") == "x = \"\"; y")
    #expect(SwiftCode.bare("x = \"\"\"\n  a! \"b\"\n  \"\"\"; y!") == "x = \"\"; y!")
    #expect(SwiftCode.bare(#"x = "\"!" + "\\"; y"#) == #"x = "" + ""; y"#)
  }
}
