import Testing

/// The rules for every source file.
@Suite struct SourceRulesTests {
  /// The most lines of a file. A list of one-line entries may be longer: it is read by searching.
  private static let longest = 400
  private static let lists: Set<String> = ["Sources/Tables/Glossary.swift"]

  @Test func noFileIsTooLong() throws {
    let files = try SourceTree.sources()
    var over300 = 0
    for file in files {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      if !Self.lists.contains(file.path) {
        #expect(lines <= Self.longest, "\(file.path) has \(lines) lines")
        if lines > 300 { over300 += 1 }
      }
    }
    // Mostly under 300.
    #expect(over300 * 20 <= files.count, "\(over300) of \(files.count) files are over 300 lines")
  }

  /// What switches a check of the compiler off; and the places that may, each with its reason there.
  @Test(arguments: [
    ("try!", [String]()), ("as!", []), ("@unchecked Sendable", []), ("fatalError(", []),
    ("unsafeBitCast", ["Sources/Exchange/FolderReplacement.swift"]), ("@preconcurrency", []),
    ("nonisolated(unsafe)", ["Sources/LinearAlgebra/Concurrently.swift"]),
  ])
  func nothingIsForced(word: String, allowed: [String]) throws {
    let found = try SourceTree.sources().filter { $0.code.contains(word) }.map(\.path)
    #expect(found == allowed)
  }

  @Test func nothingIsUnwrappedByForce() throws {
    for file in try SourceTree.sources() {
      for (number, line) in file.code.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        #expect(
          line.firstMatch(of: /[\w\)\]\}>?]!(?!=)/) == nil, "\(file.path):\(number + 1): \(line)")
      }
    }
  }

  @Test(arguments: ["TODO", "FIXME", "XXX", "HACK"])
  func nothingIsLeftForLater(word: String) throws {
    let pattern = try Regex("\\b\(word)\\b")
    for file in try SourceTree.sources() {
      #expect(file.text.firstMatch(of: pattern) == nil, "\(file.path)")
    }
  }

  /// Only the command prints and exits; results lay themselves out.
  @Test func onlyProgramsPrint() throws {
    for file in try SourceTree.sources()
    where !["AftermathCLI", "ReferenceAnswers"].contains(file.module) {
      #expect(file.code.firstMatch(of: /\b(?:print|debugPrint|exit)\(/) == nil, "\(file.path)")
    }
  }

  /// A file is named after what it declares first: `Type.swift`, `Type+Facet.swift`.
  @Test func noFileIsADrawer() throws {
    let drawers = ["Helpers", "Utils", "Utilities", "Extensions", "Manager", "Misc"]
    for file in try SourceTree.sources() {
      #expect(!drawers.contains { file.stem.hasSuffix($0) }, "\(file.path)")
    }
  }
}

/// Golden values come from somewhere.
@Suite struct GoldenFileTests {
  @Test func everyGoldenFileHasItsGenerator() throws {
    let generators = try SourceTree.files("Tests", "py") + SourceTree.files("Tests", "R")
    let golden = try SourceTree.files("Tests", "json").filter { $0.folder.hasSuffix("/Golden") }
    #expect(golden.count >= 20)
    for file in golden {
      let beside = generators.filter { $0.folder == file.folder }
      #expect(
        beside.contains { $0.stem == file.stem || $0.text.contains(file.stem) }, "\(file.path)")
    }
  }
}
