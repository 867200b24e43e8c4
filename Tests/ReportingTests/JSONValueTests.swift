import Foundation
import Testing

@testable import Reporting

@Suite("JSON")
struct JSONValueTests {
  @Test("strings are escaped as RFC 8259 and a script element need it")
  func strings() {
    let text = JSONValue.string("\"\\/\u{8}\u{1F}\n\r\t\u{2028}\u{2029}</script>é中👍\u{7F}").text()
    #expect(text == "\"\\\"\\\\/\\u0008\\u001f\\n\\r\\t\\u2028\\u2029<\\/script>é中👍\\u007f\"")
  }

  @Test(
    "numbers are the shortest that read back",
    arguments: [
      (0.1, "0.1"), (1, "1"), (-0.0018, "-0.0018"), (1e300, "1e+300"), (.nan, "null"),
      (.infinity, "null"), (-.infinity, "null"),
    ])
  func numbers(value: Double, text: String) {
    #expect(JSONValue.number(value).text() == text)
  }

  @Test("any double reads back the same")
  func roundTrip() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      #expect(Double(JSONValue.number(value).text()) == value)
    }
  }

  @Test("layouts")
  func layouts() {
    let value: JSONValue = [
      "a": [1, 2.5, nil, true], "b": ["c": "d", "e": []], "f": [:], "g": [["h": 1], ["h": 2]],
    ]
    #expect(
      value.text(.compact)
        == #"{"a":[1,2.5,null,true],"b":{"c":"d","e":[]},"f":{},"g":[{"h":1},{"h":2}]}"#)
    #expect(
      value.text()
        == """
        {
          "a": [1, 2.5, null, true],
          "b": {
            "c": "d",
            "e": []
          },
          "f": {},
          "g": [
            {"h": 1},
            {"h": 2}
          ]
        }
        """)
    #expect(value["b"]?["c"] == "d")
    #expect(value["x"] == nil)
  }

  @Test("Foundation reads what is written")
  func foundation() throws {
    let text = Samples.document.json.text()
    let read = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(read["schema"] as? String == "aftermath.result/1")
    #expect((read["input"] as? [String: Any])?["n"] as? Int == 14)
    let estimates = try #require(read["estimates"] as? [[String: Any]])
    #expect(estimates[0]["estimate"] as? Double == -10.618)
    #expect(estimates[2]["estimate"] is NSNull)
    let notes = try #require(read["notes"] as? [[String: Any]])
    let places = notes.compactMap { $0["at"] as? [String] }
    #expect(places.contains(["estimates[2].estimate", "estimates[2].p_value"]))
    #expect(!text.lowercased().contains("nan") && !text.contains("inf"))
  }

  @Test("one input is an object, several are an array, and rows stand alone")
  func inputs() {
    var document = Samples.document
    document.inputs.append(.init(file: "x.csv"))
    #expect(document.json["input"] == nil)
    #expect(document.json["inputs"]?.text(.compact).contains(#"{"file":"x.csv"}"#) == true)
    let list = ResultDocument(verb: "list", rows: Samples.trend)
    #expect(list.json["estimates"] == nil)
    #expect(list.json["rows"] != nil)
    #expect(list.json["input"] == nil)
  }
}
