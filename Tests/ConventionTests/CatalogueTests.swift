import Testing

/// Anything there are many of is a value in a file of its own, named once in a catalogue.
@Suite struct CatalogueTests {
  /// The text between a mark and the first line that closes it.
  private func list(_ path: String, after mark: String) throws -> String {
    let code = try SourceTree.file(path).code
    let start = try #require(code.firstRange(of: mark), "\(path) has no '\(mark)'").upperBound
    let end = try #require(code[start...].firstRange(of: "\n  ]")).lowerBound
    return String(code[start..<end])
  }

  private func names(
    in folder: String, _ pattern: Regex<(Substring, Substring)>
  ) throws -> [(file: String, name: String)] {
    try SourceTree.files(folder, "swift").flatMap { file in
      file.code.matches(of: pattern).map { (file.path, String($0.output.1)) }
    }
  }

  /// Whether a list names a word once.
  private func count(_ word: String, in list: String) -> Int {
    list.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.count { $0 == word }
  }

  @Test func everyMeasureIsInTheCatalogue() throws {
    let catalog = try list("Sources/TimeSeries/Measure.swift", after: "catalog: [AnyMeasure] = [")
    let files = try SourceTree.files("Sources/TimeSeries/Measures", "swift")
    #expect(files.count >= 5)
    for file in files {
      #expect(file.code.contains("struct \(file.stem): Measure"), "\(file.path)")
      #expect(count(file.stem, in: catalog) == 1, "\(file.stem)")
    }
    #expect(catalog.matches(of: /AnyMeasure\(/).count == files.count)
  }

  @Test func everyEstimandIsInTheCatalogue() throws {
    let cases = try list("Sources/Comparison/Estimand.swift", after: "allCases: [Estimand] = [")
    let found = try names(in: "Sources/Comparison/Estimands", /static let (\w+) = Estimand\(/)
    let files = try SourceTree.files("Sources/Comparison/Estimands", "swift")
    #expect(Set(found.map(\.file)) == Set(files.map(\.path)))
    for item in found { #expect(count(item.name, in: cases) == 1, "\(item)") }
    #expect(cases.matches(of: /\.\w+/).count == found.count)
  }

  @Test func everyTrendMethodIsInTheCatalogue() throws {
    let cases = try list(
      "Sources/Statistics/TrendMethods/TrendMethod.swift", after: "allCases: [TrendMethod] = [")
    let found = try names(
      in: "Sources/Statistics/TrendMethods", /static let (\w+) = TrendMethod\(/)
    #expect(found.count >= 7)
    for item in found { #expect(count(item.name, in: cases) == 1, "\(item)") }
    // Some are made by a function of their parameter, as quantiles are; none is there twice.
    let named = cases.matches(of: /\.(\w+)/).map { String($0.output.1) }
    #expect(Set(named).count == named.count && named.count >= found.count)
    // Every file of the folder makes one, but those of the type and of its answer.
    for file in try SourceTree.files("Sources/Statistics/TrendMethods", "swift")
    where file.stem != "TrendMethod" && !file.code.contains("extension TrendAnswer") {
      #expect(file.code.contains("extension TrendMethod"), "\(file.path)")
    }
  }

  @Test func everyBreakMethodIsInTheCatalogue() throws {
    let cases = try list(
      "Sources/Statistics/BreakMethods/BreakMethod.swift", after: "allCases: [BreakMethod] = [")
    let found = try names(
      in: "Sources/Statistics/BreakMethods", /static let (\w+) = BreakMethod\(/)
    #expect(found.count >= 9)
    for item in found { #expect(count(item.name, in: cases) == 1, "\(item)") }
    #expect(cases.matches(of: /\.\w+/).count == found.count)
  }

  @Test func everyForecastMethodIsInTheCatalogue() throws {
    let folder = "Sources/Statistics/ForecastMethods"
    let cases = try list("\(folder)/ForecastMethod.swift", after: "allCases: [ForecastMethod] = [")
    let found = try names(in: folder, /public static let (\w+) = (?:ForecastMethod|arima)\(/)
    #expect(found.count >= 6)
    for item in found { #expect(count(item.name, in: cases) == 1, "\(item)") }
    #expect(cases.matches(of: /\.\w+/).count == found.count)
    for file in try SourceTree.files(folder, "swift")
    where !["ForecastMethod", "ForecastStep"].contains(file.stem) {
      #expect(file.code.contains("extension ForecastMethod"), "\(file.path)")
    }
  }

  @Test func everyTrendTestIsInTheCatalogue() throws {
    let file = try SourceTree.file("Sources/Statistics/Trend/TrendTest.swift")
    let found = try names(in: "Sources/Statistics/Trend", /static let (\w+) = TrendTest\(/)
    let cases = try #require(file.code.firstMatch(of: /allCases: \[TrendTest\] = \[([^\]]*)\]/))
    #expect(found.count >= 2)
    for item in found { #expect(count(item.name, in: String(cases.output.1)) == 1, "\(item)") }
  }

  @Test func everyFormatIsInTheCatalogue() throws {
    let all = try list("Sources/Reporting/TableFormats.swift", after: "all: [TableFormats] = [")
    let found = try names(in: "Sources/Reporting/Formats", /struct (\w+): TableFormat\b/)
    #expect(found.count >= 7)
    for item in found { #expect(count(item.name, in: all) == 1, "\(item)") }
  }

  @Test func everyCommandIsInTheCommand() throws {
    let root = try SourceTree.file("Sources/AftermathCLI/AftermathCommand.swift").code
    let found = try names(
      in: "Sources/AftermathCLI/Commands", /struct (\w+Command): (?:Async)?ParsableCommand\b/)
    #expect(!found.isEmpty)
    for item in found { #expect(count(item.name, in: root) >= 1, "\(item)") }
  }

  /// A type with a card has it in the catalogue of cards. Methods of trend that are only entries of
  /// their own catalogue carry theirs there.
  @Test func everyMethodCardIsInTheCatalogue() throws {
    let catalog = try SourceTree.file("Sources/Statistics/MethodCards.swift").code
    var found = 0
    for file in try SourceTree.files("Sources/Statistics", "swift") {
      let code = file.code
      for match in code.matches(of: /public static let (\w+) = MethodCard\(/) {
        let types = code[..<match.range.lowerBound]
          .matches(of: /(?:^|\n)(?:public )?(?:extension|struct|enum) (\w+)/)
        let type = try #require(types.last, "\(file.path)").output.1
        found += 1
        #expect(
          !catalog.matches(of: try Regex("\\b\(type)\\.\(match.output.1)\\b")).isEmpty,
          "\(type).\(match.output.1) of \(file.path)")
      }
    }
    #expect(found >= 20)
  }
}
