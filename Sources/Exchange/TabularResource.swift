import DelimitedText
import Reporting
import Tables

/// A table as a file of an export, with all that a Data Package says of it.
struct TabularResource {
  let name: String
  let path: String
  let table: Table
  let bytes: [UInt8]
  private let primaryKey: [Column]
  private let foreignKeys: [(column: Column, resource: String)]
  private let dialect: Dialect

  init(_ resource: PackageExport.Resource, _ dialect: Dialect) {
    name = resource.name
    path = resource.path
    table = resource.table
    primaryKey = resource.primaryKey
    foreignKeys = resource.foreignKeys
    self.dialect = dialect
    bytes = Array(resource.table.formatted(.csv(dialect)).utf8)
  }

  /// The resource in a descriptor, after the Data Package standard, version 2.
  var json: JSONValue {
    .object(omittingNil: [
      ("name", .string(name)), ("path", .string(path)), ("type", "table"),
      ("title", table.title.unlessEmpty.map(JSONValue.string)), ("format", "csv"),
      ("mediatype", "text/csv"), ("encoding", "utf-8"), ("bytes", .integer(bytes.count)),
      ("hash", .string("sha256:" + Checksum.sha256(bytes))), ("dialect", dialectJSON),
      ("schema", schema),
    ])
  }

  private var dialectJSON: JSONValue {
    let newline = String(decoding: dialect.newline.bytes, as: UTF8.self)
    let delimiter = String(Unicode.Scalar(dialect.delimiter))
    return ["delimiter": .string(delimiter), "lineTerminator": .string(newline)]
  }

  private var schema: JSONValue {
    let keys = foreignKeys.map { key in
      [
        "fields": [.string(key.column.key)],
        "reference": ["resource": .string(key.resource), "fields": [.string(key.column.key)]],
      ] as JSONValue
    }
    return .object(omittingNil: [
      ("fields", .array(table.columns.map(field))), ("missingValues", [""]),
      (
        "primaryKey",
        primaryKey.isEmpty ? nil : .array(primaryKey.map { .string($0.key) })
      ), ("foreignKeys", keys.isEmpty ? nil : .array(keys)),
    ])
  }

  private func field(_ column: Column) -> JSONValue {
    let type = FieldType(column)
    let usesComma = type == .number && dialect.decimalMark == .comma
    return .object(omittingNil: [
      ("name", .string(column.key)), ("type", .string(type.rawValue)),
      ("title", .string(column.heading)), ("description", .string(column.meaning)),
      ("decimalChar", usesComma ? "," : nil),
    ])
  }
}

/// The type of a column's values, as the Table Schema standard names it.
enum FieldType: String {
  case string, number, integer, date

  init(_ column: Column) {
    if [.periodStart, .periodEnd, .date, .dateEnd].contains(column) {
      self = .date
      return
    }
    switch column.style {
    case .text: self = .string
    case .count: self = .integer
    case .quantity, .probability, .time: self = .number
    }
  }

  /// In what a column's numbers are, where that is the same in every row.
  static func unit(of column: Column) -> String? {
    switch column {
    case .value, .low, .high: "as the column unit says"
    case .exposure, .time, .elapsed: "years"
    case .coverage: "share, 0 to 1"
    case .observationCount, .claimCount: "count"
    case .bytes: "bytes"
    default: nil
    }
  }
}
