/// Whether a file is commas, tabs or JSON, by its name, its options and its first bytes.
struct FileForm {
  let name: String
  let options: ReadingOptions

  private var ending: String {
    guard let dot = name.lastIndex(of: "."), !name[dot...].contains("/") else { return "" }
    return name[dot...].lowercased()
  }

  /// The byte between fields.
  var delimiter: UInt8 {
    if let delimiter = options.delimiter { return delimiter }
    return [".tsv", ".tab"].contains(ending) ? ASCII.tab : UInt8(ascii: ",")
  }

  /// Whether to read the bytes as JSON.
  ///
  /// In a file named as delimited text, only what no header would begin with counts as JSON.
  func isJSON(_ bytes: [UInt8], from origin: Int) -> Bool {
    if options.delimiter != nil { return false }
    if ending == ".json" { return true }
    var significant = bytes[origin...].lazy.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
      .makeIterator()
    let first = significant.next()
    guard first == UInt8(ascii: "[") || first == UInt8(ascii: "{") else { return false }
    guard [".csv", ".tsv", ".tab", ".txt"].contains(ending) else { return true }
    let second = significant.next()
    return first == UInt8(ascii: "[")
      ? second == UInt8(ascii: "{") || second == UInt8(ascii: "]")
      : second == ASCII.quote || second == UInt8(ascii: "}")
  }

  /// The refusal of a file of so many bytes, where they are too many.
  static func beyond(_ limits: ReadingLimits, _ bytes: Int) -> ScanFault? {
    guard bytes > limits.bytes else { return nil }
    return ScanFault(
      kind: .tooLarge,
      message: "the file is too large: more than \(limits.bytes) bytes",
      hint: "keep the columns and years you need, or split the file")
  }
}
