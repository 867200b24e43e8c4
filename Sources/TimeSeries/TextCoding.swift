/// Coding of values as the text people write: what cannot be written cannot be decoded either.
extension Decoder {
  /// A value read from its text.
  package func decodeText<Value: LosslessStringConvertible>() throws -> Value {
    let container = try singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Value(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a \(Value.self)")
    }
    return value
  }
}

extension Encoder {
  /// Writes a value as its text.
  package func encodeText(_ value: some LosslessStringConvertible) throws {
    var container = singleValueContainer()
    try container.encode(value.description)
  }
}
