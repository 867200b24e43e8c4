import DelimitedText
import Testing

@Suite("Delimited text")
struct DelimitedScanningTests {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ newline: String) throws {
    let file = try table("a,b\(newline)1,2\(newline)3,4\(newline)")
    #expect(texts(file) == [["1", "2"], ["3", "4"]])
    #expect(file.records[1][1].position == Position(line: 3, column: 3))
    #expect(file.notes.isEmpty)
  }

  @Test func lineEndsMayBeMixedAndTheLastLeftOut() throws {
    #expect(texts(try table("a,b\r\n1,2\n3,4\r5,6")) == [["1", "2"], ["3", "4"], ["5", "6"]])
  }

  @Test func quotes() throws {
    let file = try table("a,b\n\"x, \"\"y\"\"\r\nz\",\"\"\n")
    #expect(texts(file) == [["x, \"y\"\r\nz", ""]])
    #expect(file.records[0][0].isQuoted)
    #expect(file.records[0][1].position == Position(line: 3, column: 4))
  }

  @Test func emptyFieldsAtTheEdges() throws {
    #expect(
      texts(try table("a,b,c\n,,\n1,,\n,,3")) == [["", "", ""], ["1", "", ""], ["", "", "3"]])
  }

  @Test func spacesAroundBareCellsAreDropped() throws {
    let file = try table("a, b\n 1 ,  2.5\n\" 3 \",4\n")
    #expect(file.columnNames == ["a", "b"])
    #expect(texts(file) == [["1", "2.5"], [" 3 ", "4"]])
    #expect(file.records[0][1].position == Position(line: 2, column: 7))
  }

  @Test func blankLinesAreSkippedAndNoted() throws {
    let file = try table("\n a,b\n1,2\n\n  \n3,4\n\n")
    #expect(texts(file) == [["1", "2"], ["3", "4"]])
    #expect(file.notes == [.blankLinesSkipped(count: 4, firstLine: 1)])
  }

  @Test func byteOrderMarkIsNoCharacter() throws {
    let file = try table("\u{FEFF}a,b\n1,2\n")
    #expect(file.columnNames == ["a", "b"])
    #expect(file.header[1].position == Position(line: 1, column: 3))
    #expect(file.notes == [.byteOrderMarkRemoved])
  }

  @Test func columnsCountCharactersNotBytes() {
    #expect(fault("a,b\né–𝄞,x\n")?.position == Position(line: 2, column: 1))
    let file = try? table("a,b\né–𝄞,x\n")
    #expect(file?.records[0][1].position == Position(line: 2, column: 5))
  }

  @Test func unnamedColumnsAreNoted() throws {
    let file = try table("a,,\n1,2,3\n")
    #expect(file.notes == [.unnamedColumns([2, 3])])
  }

  @Test func tabsByNameOrOption() throws {
    #expect(texts(try table("a\tb\n1\t2\n", name: "x.TSV")) == [["1", "2"]])
    let semicolons = ReadingOptions(delimiter: UInt8(ascii: ";"), decimalMark: .comma)
    let file = try table("a;b\n1,5;2\n", options: semicolons)
    #expect(try file.number(record: 0, column: 0) == 1.5)
  }

  @Test func otherDelimitersAreNamed() {
    #expect(fault("a\tb\n1\t2\n")?.hint?.contains("--delimiter tab") == true)
    #expect(fault("a;b\n1;2\n")?.hint?.contains("--delimiter ';'") == true)
    #expect(fault("a;b\n1;2\n")?.hint?.contains("excel-eu") == true)
    #expect(fault("a|b\n1|2\n")?.hint?.contains("--delimiter '|'") == true)
    #expect(fault("a,b\n1,2\n", name: "t.tsv")?.hint?.contains("--delimiter ','") == true)
    #expect(throws: Never.self) {
      try table("a;b\n1\n", options: ReadingOptions(delimiter: UInt8(ascii: ",")))
    }
  }

  @Test func faultsAndTheirPlaces() {
    let cases: [(text: String, line: Int, column: Int, part: String)] = [
      ("a,b\n1,x\"y\n", 2, 3, "quote inside"),
      ("a,b\n1,\"x\"y\n", 2, 3, "after the closing quote"),
      ("a,b\n1,2\n3,\"4\n5,6\n", 3, 3, "never closed"),
      ("a,b\n1,2\n3,\"", 3, 3, "never closed"),
      ("a,b\n1,2\u{0}3\n", 2, 3, "NUL"),
      ("a,b\n1,\"2\u{0}3\"\n", 2, 3, "NUL"),
      ("a,b\n1\n", 2, 1, "expected 2 fields, found 1"),
      ("a,b\n1,2\n\"3\n4\",5,6,7\n", 3, 1, "expected 2 fields, found 4"),
      ("a,b,a\n1,2,3\n", 1, 5, "columns 1 and 3"),
      ("a,b\u{7}\n1,2\n", 1, 3, "\\u{7}"),
    ]
    for (text, line, column, part) in cases {
      let error = fault(text)
      #expect(error?.position == Position(line: line, column: column), "\(text.debugDescription)")
      #expect(error?.message.contains(part) == true, "\(error?.description ?? "none")")
    }
  }

  @Test func faultsInRecordsNameTheirColumn() {
    for text in ["year,value\n1,2\u{0}\n", "year,value\n1,x\"y\n", "year,\"value\"\n1,\"2\n"] {
      #expect(fault(text)?.hint?.hasPrefix("in column 'value': ") == true)
    }
  }

  @Test func namesThatLookLikeSignaturesAreNames() throws {
    for name in ["PAR1", "BZh", "PK", "ARROW1", "$FL2", "%PDF"] {
      #expect(try table("\(name),b\n1,2\n").columnNames == [name, "b"])
    }
  }

  @Test func longPathsKeepTheirEnds() {
    let long = String(repeating: "folder/", count: 100) + "t.csv"
    let lines = fault("a,b\n1,\(String(repeating: "é", count: 500))\n", name: long)?.description
    #expect(lines?.contains("folder/t.csv:2:3: error: 'éé") == true)
    let usual = String(repeating: "folder/", count: 20) + "t.csv"
    #expect(fault("a,b\n1\n", name: usual)?.description.hasPrefix(usual) == true)
  }

  @Test(arguments: ["", "\n\n", "  ", "\u{FEFF}"])
  func emptyFiles(_ text: String) {
    #expect(fault(text)?.message.contains("empty") == true)
  }

  @Test func headersAlone() {
    #expect(fault("a,b\n")?.message.contains("no record") == true)
    #expect(fault("a,b\n\n")?.message.contains("no record") == true)
  }

  @Test func invalidUTF8IsFoundAtItsByte() {
    let sequences: [[UInt8]] = [
      [0xFF], [0xC0, 0x80], [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0x80],
    ]
    for sequence in sequences {
      let bytes = Array("a,b\né,".utf8) + sequence + Array("\n".utf8)
      #expect(throws: DelimitedTextError.self) { try RecordFile(bytes: bytes, name: "t.csv") }
      do throws(DelimitedTextError) {
        _ = try RecordFile(bytes: bytes, name: "t.csv")
      } catch {
        #expect(error.position == Position(line: 2, column: 3), "\(sequence) \(error)")
      }
    }
  }

  @Test func otherFilesAreCalledByTheirName() {
    let cases: [(bytes: [UInt8], part: String)] = [
      ([0x1F, 0x8B, 8, 0], "gzip"), ([0xFF, 0xFE, 97, 0, 44, 0], "UTF-16"),
      ([97, 0, 44, 0, 98, 0, 10, 0], "UTF-16"), ([0xD0, 0xCF, 0x11, 0xE0, 1], "(.xls)"),
      (Array("PK\u{3}\u{4}....[Content_Types].xml".utf8), "(.xlsx)"),
      (Array("PK\u{3}\u{4}....a.csv".utf8), "zip"), (Array("%PDF-1.4".utf8), "PDF"),
      (Array(" <!DOCTYPE html><p>404".utf8), "web page"),
    ]
    for (bytes, part) in cases {
      do throws(DelimitedTextError) {
        _ = try RecordFile(bytes: bytes, name: "t.csv")
        Issue.record("read \(part)")
      } catch {
        expectPresentable(error)
        #expect(error.message.contains(part), "\(error)")
        #expect(error.position == nil)
      }
    }
  }

  @Test func limitsAreKept() {
    let small = ReadingLimits(bytes: 64, columns: 3, cellBytes: 8, cells: 6)
    let options = ReadingOptions(limits: small)
    #expect(fault("a,b,c,d\n1,2,3,4\n", options: options)?.message.contains("3 columns") == true)
    #expect(fault("a,b\n1,123456789\n", options: options)?.message.contains("8 bytes") == true)
    #expect(fault("a,b\n1,2\n1,2\n1,2\n1,2\n", options: options)?.kind == .tooLarge)
    #expect(fault(String(repeating: "1,2\n", count: 20), options: options)?.kind == .tooLarge)
    #expect(fault("a,b\n1,\"1234567\"\n", options: options)?.position?.line == 2)
  }

  @Test func positionsInLongLinesAreRight() throws {
    let header = (0..<3000).map { "é\($0)" }
    let file = try table(
      header.joined(separator: ",") + "\r\n"
        + String(repeating: "\"x\ny\",", count: 2999) + "z")
    var column = 1
    for (index, name) in header.enumerated() {
      #expect(file.header[index].position == Position(line: 1, column: column))
      column += name.count + 1
    }
    #expect(file.records[0][2999].position == Position(line: 3001, column: 4))
  }
}
