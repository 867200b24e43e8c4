import Aftermath

/// Numbers to compute with: the same in every run and on every machine.
enum Inputs {
  /// Standard normal values, from a stream of their own for each purpose.
  static func normal(_ count: Int, stream: UInt64) -> [Double] {
    var generator = Philox(seed: 20_111_218, stream: stream)
    return (0..<count).map { _ in generator.standardNormal() }
  }

  /// A rising series with noise, one value a year.
  static func series(_ count: Int) throws -> Sample {
    let noise = normal(count, stream: UInt64(count))
    return try Sample(
      times: (0..<count).map { 2000 + Double($0) },
      values: noise.enumerated().map { 0.01 * Double($0) + $1 })
  }

  /// An intercept and columns of noise.
  static func design(rows: Int, terms: Int) -> Design {
    (1..<terms).reduce(Design.intercept(count: rows)) { design, term in
      design.adding("x\(term)", normal(rows, stream: UInt64(1000 + term)))
    }
  }

  /// A response that hangs on the last column.
  static func response(to design: Design) -> [Double] {
    let noise = normal(design.count, stream: 999)
    return zip(design.columns.last ?? [], noise).map { 1 + 0.5 * $0 + $1 }
  }

  /// About 10 MB of delimited text: a date, a name, a value of 16 or 17 digits, two of 4 decimals.
  static let text: [UInt8] = {
    var writer = DelimitedWriter()
    writer.write(row: ["date", "series", "value", "low", "high"])
    var generator = Philox(seed: 20_111_218, stream: 7)
    var day = 0
    while writer.bytes.count < 10_000_000 {
      let value = 100 * generator.standardNormal()
      let low = ((value - 3) * 10_000).rounded() / 10_000
      let high = ((value + 3) * 10_000).rounded() / 10_000
      writer.write(row: [
        .text(Day(number: day % 7000).description), .text("series.\(day % 1000)"), .number(value),
        .number(low), .number(high),
      ])
      day += 1
    }
    return writer.bytes
  }()
}
