public import TimeSeries

/// A reference to a source, in the forms people paste.
public struct Citation: Hashable, Sendable {
  /// The source.
  public let source: Source

  /// A reference to a source.
  public init(_ source: Source) { self.source = source }

  /// Author (year). Title. Publisher, date. Address.
  public var plain: String {
    var parts: [String] = []
    let year = source.published.prefix(4)
    parts.append(
      (source.author.isEmpty ? source.publisher : source.author)
        + (year.isEmpty ? "" : " (\(year))"))
    // A title's own mark ends its sentence.
    let title = source.title
    parts.append(title.hasSuffix(".") ? String(title.dropLast()) : title)
    let imprint = [source.publisher, source.published].filter { !$0.isEmpty }
    if !imprint.isEmpty { parts.append(imprint.joined(separator: ", ")) }
    if !source.url.isEmpty { parts.append(source.url) }
    let text = parts.reduce("") { text, part in
      if text.isEmpty { return part }
      return text + (text.hasSuffix("?") || text.hasSuffix("!") ? " " : ". ") + part
    }
    return text + (source.url.isEmpty ? "." : "")
  }

  /// A BibTeX entry of type `misc`.
  public var bibTeX: String {
    var fields: [(String, String)] = []
    if !source.author.isEmpty { fields.append(("author", "{\(escaped(source.author))}")) }
    fields.append(("title", "{\(escaped(source.title))}"))
    if !source.publisher.isEmpty { fields.append(("howpublished", escaped(source.publisher))) }
    let date = source.published.split(separator: "-").map(String.init)
    if let year = date.first { fields.append(("year", year)) }
    if date.count > 1 { fields.append(("month", date[1])) }
    // Braces would end the field; in an address they may be written as their codes.
    let url = source.url.replacing("{", with: "%7B").replacing("}", with: "%7D")
    if !url.isEmpty { fields.append(("url", url)) }
    let body = fields.map { "  \($0.0) = {\($0.1)}" }.joined(separator: ",\n")
    return "@misc{\(bibTeXKey),\n\(body)\n}"
  }

  /// The key of the entry: what BibTeX could take for the end of a key is written as a hyphen.
  private var bibTeXKey: String {
    String(
      source.id.map { character in
        character.isWhitespace || "\"#%'(),={}~\\".contains(character) ? "-" : character
      })
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&", "%", "$", "#", "_": result += "\\\(character)"
      case "{", "}": result += "\\\(character)"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "\\": result += "\\textbackslash{}"
      default: result.append(character)
      }
    }
    return result
  }

  /// The fields of a CSL-JSON item, in order.
  public var cslFields: [(key: String, value: String)] {
    [
      ("id", source.id), ("type", "webpage"), ("author", source.author),
      ("title", source.title), ("publisher", source.publisher), ("issued", source.published),
      ("URL", source.url),
    ].filter { !$0.1.isEmpty }
  }
}
