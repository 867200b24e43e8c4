/// A table read from a file: a header, records as wide as the header, and what was noticed.
///
/// It knows text and places, not what they mean. Delimited text and JSON look the same from here.
public struct RecordFile: Sendable {
  /// The file as the user named it, for messages.
  public let name: String
  /// The names of the columns, as they stand in the file.
  public let header: [TextField]
  /// The records, each as long as the header.
  public internal(set) var records: Records
  /// What was noticed that is no error.
  public let notes: [RecordNote]
  /// Records that are not as wide as the header and were passed over, as
  /// ``ReadingOptions/raggedLimit`` allows.
  public let passedOver: [DelimitedTextError]

  let decimalMark: UInt8
  let missing: MissingTokens

  /// Reads a table from bytes in memory.
  ///
  /// Text that begins as JSON does, or whose `name` ends in `.json`, is read as JSON: an array of
  /// records, or one object of equally long arrays. Anything else is delimited text.
  ///
  /// - Edge cases: a byte-order mark and blank lines are left out, with a note; a file without a
  ///   record is refused.
  /// - Throws: ``DelimitedTextError`` for anything that would have to be guessed at: see the
  ///   module's page for the list.
  /// - Cost: O(bytes) in time; eight bytes a cell beside the text itself.
  /// - References: RFC 4180, doi:10.17487/RFC4180; RFC 8259, doi:10.17487/RFC8259.
  public init(
    bytes: [UInt8], name: String, options: ReadingOptions = ReadingOptions()
  ) throws(DelimitedTextError) {
    let form = FileForm(name: name, options: options)
    let origin = bytes.starts(with: ByteOrderMark.utf8) ? ByteOrderMark.utf8.count : 0
    let draft: Draft
    do throws(ScanFault) {
      if let size = FileForm.beyond(options.limits, bytes.count) { throw size }
      if let fault = FileSignature.fault(of: bytes) { throw fault }
      try RecordFile.checkEncoding(bytes)
      if form.isJSON(bytes, from: origin) {
        draft = try RecordFile.draftOfJSON(bytes, origin: origin, limits: options.limits)
      } else {
        draft = try RecordFile.draftOfText(bytes, origin: origin, form: form)
      }
    } catch {
      throw DelimitedTextError(error, file: name, bytes: bytes, origin: origin)
    }
    let store = TextStore(bytes: bytes, grammar: draft.grammar, origin: origin)
    self.name = name
    let header = draft.header.map { TextField(store: store, cell: $0) }
    self.header = header
    records = Records(store: store, cells: draft.cells, width: draft.header.count)
    decimalMark = draft.grammar == .json ? DecimalMark.point.rawValue : options.decimalMark.rawValue
    missing = MissingTokens(options.missingTokens)
    var notes: [RecordNote] = origin > 0 ? [.byteOrderMarkRemoved] : []
    notes += draft.notes(store: store)
    let unnamed = header.indices.filter { header[$0].text.isEmpty }
    if !unnamed.isEmpty { notes.append(.unnamedColumns(unnamed.map { $0 + 1 })) }
    self.notes = notes
    passedOver = draft.ragged.map { fault in
      DelimitedTextError(
        kind: fault.kind, file: name, position: fault.offset.map { store.position(of: $0) },
        message: fault.message, hint: fault.hint)
    }
    try checkNames()
  }

  /// The number of columns.
  public var width: Int { header.count }

  /// What a scanner found, before positions are known.
  struct Draft {
    var grammar: TextStore.Grammar
    var header: [CellRange]
    var cells: [CellRange]
    var blankLines = 0
    var firstBlank = 0
    var incompleteRecords = 0
    var firstIncomplete = 0
    var ragged: [ScanFault] = []

    func notes(store: TextStore) -> [RecordNote] {
      var notes: [RecordNote] = []
      if blankLines > 0 {
        let line = store.position(of: firstBlank).line
        notes.append(.blankLinesSkipped(count: blankLines, firstLine: line))
      }
      if incompleteRecords > 0 {
        let line = store.position(of: firstIncomplete).line
        notes.append(.keysAbsent(records: incompleteRecords, firstLine: line))
      }
      return notes
    }
  }

  private static func checkEncoding(_ bytes: [UInt8]) throws(ScanFault) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let offset = error.byteOffsets.lowerBound
      let byte = String(bytes[offset], radix: 16, uppercase: true)
      throw ScanFault(
        offset: offset, message: "the byte 0x\(byte) is not UTF-8",
        hint: "save the file as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8")
    }
  }
}

/// The cells that stand for no value.
struct MissingTokens: Sendable {
  let tokens: [[UInt8]]
  /// Whether one of them, such as `-999`, would otherwise be a number.
  let mayBeNumbers: Bool

  init(_ tokens: [String]) {
    self.tokens = tokens.map { Array($0.utf8) }
    mayBeNumbers = tokens.contains { $0.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } }
  }
}

/// The marks that files may begin with.
enum ByteOrderMark {
  static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]
}

extension DelimitedTextError {
  /// A scanner's fault, with its name and position.
  init(_ fault: ScanFault, file: String, bytes: [UInt8], origin: Int) {
    let position = fault.offset.map { offset in
      LineIndex(Array(bytes[..<min(bytes.count, offset + 1)]), origin: origin)
        .position(of: offset, in: bytes)
    }
    self.init(
      kind: fault.kind, file: file, position: position, message: fault.message, hint: fault.hint)
  }
}
