import DelimitedText
import Foundation
import Testing

@Suite("Mutated input")
struct FuzzTests {
  @Test("is read or refused, never worse", arguments: 0..<4)
  func mutations(_ part: Int) throws {
    var generator = SeededGenerator(seed: 100 + UInt64(part))
    let files = BadInputCase.all.map(\.file)
    let seeds = try files.map { try Data(contentsOf: BadInputCase.folder.appending(path: $0)) }
    let pieces: [[UInt8]] = [
      [0], [0x22], [0x22, 0x22], [0x0A], [0x0D], [0x0D, 0x0A], [0x2C], [0x09], [0xEF, 0xBB, 0xBF],
      [0xC3], [0xE2, 0x80, 0xAE], [0xFF], Array("\\u".utf8), Array("\\ud834".utf8), [0x5C],
      Array("[".utf8), Array("{".utf8), Array("]".utf8), Array("}".utf8), Array("1e400".utf8),
      Array("NaN".utf8), Array(" ".utf8), Array("null".utf8), Array("tru".utf8),
    ]
    for _ in 0..<5000 {
      var bytes = Array(seeds.randomElement(using: &generator) ?? Data())
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        switch generator.next() % 5 {
        case 0: bytes.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: place)
        case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        case 2 where place < bytes.count: bytes.remove(at: place)
        case 3: bytes.removeLast(bytes.count - place)
        default: bytes += bytes[place...].prefix(50)
        }
      }
      exercise(
        bytes, name: ["t.csv", "t.json", "t.tsv", "<standard input>"][Int(generator.next() % 4)])
    }
  }

  private func exercise(_ bytes: [UInt8], name: String) {
    do throws(DelimitedTextError) {
      let file = try RecordFile(bytes: bytes, name: name)
      #expect(!file.records.isEmpty)
      for record in file.records.indices {
        #expect(file.records[record].count == file.width)
        for field in file.records[record] {
          #expect(field.position >= Position(line: 1, column: 1))
          _ = field.text
        }
        for column in 0..<file.width {
          if let number = try file.number(record: record, column: column) {
            #expect(number.isFinite)
          }
        }
      }
    } catch {
      expectPresentable(error)
    }
  }
}
