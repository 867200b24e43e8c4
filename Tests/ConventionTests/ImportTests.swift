import Testing

/// Which module may import which: the layers, and what of the system each may use.
@Suite struct ImportTests {
  /// The row of each module; a module imports only from rows below its own.
  private static let rows: [String: Int] = [
    "CLAPACK": 0, "CKernels": 0, "Distributions": 0, "Tables": 0, "DelimitedText": 0,
    "DatasetFiles": 0,
    "LinearAlgebra": 1, "TimeSeries": 1,
    "Statistics": 2, "Datasets": 2,
    "Comparison": 3,
    "Reporting": 4, "Exchange": 5,
    "Aftermath": 6,
    "AftermathCLI": 7, "ReferenceAnswers": 7,
  ]

  /// Pairs that never meet though their rows would let them.
  private static let apart: [String: Set<String>] = [
    "Statistics": ["TimeSeries", "DelimitedText", "DatasetFiles"],
    "Datasets": ["LinearAlgebra", "Distributions", "CLAPACK", "CKernels"],
    "Comparison": ["Datasets", "DatasetFiles", "LinearAlgebra", "DelimitedText"],
    "Reporting": ["Datasets", "DatasetFiles"],
  ]

  /// Modules that are not ours, and where they may be used.
  private static let foreign: [String: Set<String>] = [
    "RealModule": ["Distributions", "Comparison"],
    "ArgumentParser": ["AftermathCLI"],
    "Crypto": ["Exchange"],
    "Foundation": ["Datasets", "Exchange", "AftermathCLI", "ReferenceAnswers"],
    "FoundationEssentials": ["Datasets", "Exchange", "AftermathCLI", "ReferenceAnswers"],
    "Dispatch": ["LinearAlgebra"],
    "Synchronization": ["DelimitedText", "LinearAlgebra"],
  ]

  /// The C library, by its names.
  private static let system: Set<String> = ["Glibc", "Musl", "Darwin"]

  private struct Import {
    let file: SourceTree.File
    let module: String
  }

  private func imports() throws -> [Import] {
    let found = try SourceTree.sources().flatMap { file in
      file.code.matches(
        of:
          /(?:^|\n)\s*(?:@\w+ )?(?:public |package |internal |private )?import (?:(?:struct|class|enum|func|protocol|var|let|typealias) )?(\w+)/
      ).map { Import(file: file, module: String($0.output.1)) }
    }
    try #require(found.count > 200)
    return found
  }

  @Test func everyModuleImportsOnlyFromBelow() throws {
    for item in try imports() {
      let own = item.file.module
      let row = try #require(Self.rows[own], "\(own) is in no row")
      if let other = Self.rows[item.module] {
        #expect(other < row, "\(item.file.path) imports \(item.module)")
        #expect(
          Self.apart[own]?.contains(item.module) != true,
          "\(item.file.path) imports \(item.module)")
      } else if !Self.system.contains(item.module) {
        let allowed = try #require(Self.foreign[item.module], "\(item.file.path): \(item.module)")
        #expect(allowed.contains(own), "\(item.file.path) imports \(item.module)")
      }
    }
  }

  @Test func everyModuleIsInARow() throws {
    #expect(
      Set(try SourceTree.sources().map(\.module)).subtracting(Self.rows.keys).isEmpty)
  }

  @Test(arguments: [
    ("CLAPACK", "Sources/LinearAlgebra/LAPACK.swift"),
    ("Dispatch", "Sources/LinearAlgebra/Concurrently.swift"),
  ])
  func oneFileSeesTheLibrary(module: String, path: String) throws {
    #expect(try imports().filter { $0.module == module }.map(\.file.path) == [path])
  }

  @Test func theCommandSeesOnlyTheUmbrella() throws {
    let ours = try imports().filter {
      $0.file.module == "AftermathCLI" && Self.rows[$0.module] != nil
    }
    #expect(Set(ours.map(\.module)) == ["Aftermath"])
  }

  /// The umbrella re-exports and does nothing else.
  @Test func theUmbrellaIsNothingButImports() throws {
    for file in try SourceTree.files("Sources/Aftermath", "swift") {
      for line in file.code.split(separator: "\n") where line.contains(where: { !$0.isWhitespace })
      {
        #expect(line.hasPrefix("@_exported public import "), "\(file.path): \(line)")
      }
    }
  }
}
