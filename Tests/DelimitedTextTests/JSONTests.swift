import DelimitedText
import Testing

@Suite("Tables in JSON")
struct JSONTests {
  @Test func recordsAndArraysAreOneTable() throws {
    let records = try table(
      #"[{"year": 2011, "value": 3.5}, {"year": 2012, "value": null}]"#, name: "t.json")
    let arrays = try table(#"{"year":[2011,2012],"value":[3.5,null]}"#, name: "t.json")
    for file in [records, arrays] {
      #expect(file.columnNames == ["year", "value"])
      #expect(try file.numbers(column: 0) == [2011, 2012])
      #expect(try file.numbers(column: 1) == [3.5, nil])
      #expect(file.notes.isEmpty)
    }
  }

  @Test func isRecognisedByItsFirstBytes() throws {
    #expect(try table(" {\"a\":[1]}", name: "<standard input>").columnNames == ["a"])
    #expect(try table("[\n{\"a\":1}]", name: "t.csv").columnNames == ["a"])
    #expect(try table("[a],[b]\n1,2\n", name: "t.csv").columnNames == ["[a]", "[b]"])
  }

  @Test func stringsAreTextAndNoNumbers() throws {
    let file = try table(
      #"[{"year":"2011","note":"a\"\u00e9\ud834\udd1e\n/\/","flag":true,"value":"NA"}]"#)
    #expect(file.text(record: 0, column: 0) == "2011")
    #expect(file.text(record: 0, column: 1) == "a\"é𝄞\n//")
    #expect(file.text(record: 0, column: 2) == "true")
    #expect(file.records[0][1].isQuoted && !file.records[0][2].isQuoted)
    #expect(try file.number(record: 0, column: 3) == nil)
    #expect(throws: DelimitedTextError.self) { try file.number(record: 0, column: 0) }
    #expect(throws: DelimitedTextError.self) { try file.number(record: 0, column: 2) }
  }

  @Test func absentKeysAreMissingAndNoted() throws {
    let file = try table("[{\"a\":1},\n{\"b\":2,\"a\":3},\n{}]")
    #expect(file.columnNames == ["a", "b"])
    #expect(try file.numbers(column: 0) == [1, 3, nil])
    #expect(try file.numbers(column: 1) == [nil, 2, nil])
    #expect(file.notes == [.keysAbsent(records: 2, firstLine: 1)])
    #expect(file.text(record: 2, column: 0) == nil)
  }

  @Test func faultsAndTheirPlaces() {
    let cases: [(text: String, line: Int, column: Int, part: String)] = [
      ("{\"a\":[1,2,]}", 1, 11, "comma before ']'"),
      ("[{\"a\":1,}]", 1, 9, "comma before '}'"),
      ("{\"a\":\n[1,NaN]}", 2, 4, "'NaN' is not JSON"),
      ("{\"a\":[-Infinity]}", 1, 7, "not JSON"),
      ("{\"a\":[01]}", 1, 7, "'01'"), ("{\"a\":[+1]}", 1, 7, "'+1'"),
      ("{\"a\":[1.]}", 1, 7, "'1.'"), ("{\"a\":[.5]}", 1, 7, "'.5'"),
      ("{\"a\":[1e]}", 1, 7, "'1e'"), ("{\"a\":[0x1F]}", 1, 7, "'0x1F'"),
      ("{\"a\":[1e400]}", 1, 7, "beyond the range"), ("{\"a\":[-]}", 1, 7, "'-'"),
      ("{\"a\":[[1]]}", 1, 7, "list or an object"), ("{\"a\":{}}", 1, 6, "an array for 'a'"),
      ("{\"a\":[1],\"a\":[2]}", 1, 10, "twice"), ("[{\"a\":1,\"a\":2}]", 1, 9, "twice"),
      ("[{\"a\":1,\"\\u0061\":2}]", 1, 9, "twice"),
      ("{\"a\":[1],\n\"b\":[1,2]}", 2, 1, "2 values"),
      ("[1,2]", 1, 2, "needed a record"), ("[{\"a\":1}] x", 1, 11, "after the end"),
      ("{\"a\":[1", 1, 8, "ends in the middle"), ("{\"a\":[", 1, 7, "ends in the middle"),
      ("{\"a\"", 1, 5, "ends in the middle"), ("{\"a\":[\"x", 1, 7, "never closed"),
      ("{\"a\":[\"\\x\"]}", 1, 8, "bad escape"), ("{\"a\":[\"\\ud800\"]}", 1, 8, "bad escape"),
      ("{\"a\":[\"x\ny\"]}", 1, 9, "control character"),
      ("{\"a\":[\"\\u0000\"]}", 1, 8, "NUL"), ("{a:[1]}", 1, 2, "key in double quotes"),
      ("{\"a\\u0007\":[1]}", 1, 2, "control character"), ("{'a':[1]}", 1, 2, "needed a key"),
      ("{\"a\":[1 2]}", 1, 9, "needed a comma"), ("{\"a\":[True]}", 1, 7, "'True'"),
      ("3", 1, 1, "needed '[' or '{'"),
    ]
    for (text, line, column, part) in cases {
      let error = fault(text, name: "t.json")
      #expect(error?.position == Position(line: line, column: column), "\(text.debugDescription)")
      #expect(error?.message.contains(part) == true, "\(error?.description ?? text)")
    }
  }

  @Test(arguments: ["", " \n", "[]", "{}", "[{}]", "{\"a\":[]}"])
  func withoutRecords(_ text: String) {
    let error = fault(text, name: "t.json")
    #expect(
      error?.message.contains("empty") == true || error?.message.contains("no record") == true)
  }

  @Test func deepAndWideInputIsRefusedAtOnce() {
    #expect(fault(String(repeating: "[", count: 2_000_000), name: "t.json") != nil)
    #expect(fault(String(repeating: "{\"a\":", count: 500_000), name: "t.json") != nil)
    let keys = (0..<17_000).map { "\"k\($0)\":1" }.joined(separator: ",")
    #expect(fault("[{\(keys)}]", name: "t.json")?.message.contains("16384 columns") == true)
    let some = (0..<16_000).map { "\"k\($0)\":1" }.joined(separator: ",")
    let empty = String(repeating: ",{}", count: 20_000)
    #expect(fault("[{\(some)}\(empty)]", name: "t.json")?.kind == .tooLarge)
  }
}
