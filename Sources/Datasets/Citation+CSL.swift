import TimeSeries

extension Citation {
  /// A CSL-JSON item, the form reference managers read.
  ///
  /// Authors stand as one literal name: sources name agencies and papers as often as people.
  public var cslJSON: String {
    var members: [String] = [
      member("id", source.id), "\"type\": \"webpage\"", member("title", source.title),
    ]
    if !source.author.isEmpty {
      members.append("\"author\": [{\(member("literal", source.author))}]")
    }
    if !source.publisher.isEmpty { members.append(member("publisher", source.publisher)) }
    let parts = source.published.split(separator: "-").compactMap { Int($0) }
    if !parts.isEmpty {
      let date = parts.map(String.init).joined(separator: ", ")
      members.append("\"issued\": {\"date-parts\": [[\(date)]]}")
    }
    if !source.url.isEmpty { members.append(member("URL", source.url)) }
    return "{\n    " + members.joined(separator: ",\n    ") + "\n  }"
  }

  /// References as a CSL-JSON text.
  public static func cslJSON(_ citations: [Citation]) -> String {
    "[\n" + citations.map { "  " + $0.cslJSON }.joined(separator: ",\n") + "\n]\n"
  }

  private func member(_ key: String, _ text: String) -> String {
    var quoted = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20:
        let hexadecimal = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return "\"\(key)\": \"\(quoted)\""
  }
}
