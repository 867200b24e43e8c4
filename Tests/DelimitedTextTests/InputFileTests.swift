import DelimitedText
import Foundation
import Testing

@Suite("Reading files")
struct InputFileTests {
  private func refusal(_ path: String) -> DelimitedTextError? {
    do throws(DelimitedTextError) {
      _ = try RecordFile.read(path: path)
      return nil
    } catch {
      expectPresentable(error)
      return error
    }
  }

  @Test func filesThatCannotBeRead() throws {
    try withTemporaryFolder { folder in
      #expect(refusal("no/such/file.csv")?.kind == .unreadable)
      #expect(refusal("no/such/file.csv")?.exitCode == 66)
      #expect(refusal("no/such/file.csv")?.description.contains("no/such/file.csv") == true)
      #expect(refusal(folder)?.message.contains("folder") == true)
      #expect(refusal("")?.kind == .unreadable)
      #expect(refusal("a\0b")?.kind == .unreadable)
      #expect(refusal(String(repeating: "x\u{7}", count: 5000))?.kind == .unreadable)
      if geteuid() != 0 {
        try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: folder + "/u.csv"))
        chmod(folder + "/u.csv", 0)
        #expect(refusal(folder + "/u.csv")?.message.contains("permission denied") == true)
      }
    }
  }

  @Test func largeFilesComeWhole() throws {
    try withTemporaryFolder { folder in
      var writer = DelimitedWriter()
      writer.write(row: ["n", "half"])
      for index in 0..<100_000 { writer.write(row: [.integer(index), .number(Double(index) / 2)]) }
      try OutputFile.writeWhole(writer.bytes, to: folder + "/n.csv")
      let file = try RecordFile.read(path: folder + "/n.csv")
      #expect(file.records.count == 100_000)
      #expect(try file.numbers(column: 1).last == 49_999.5)
      #expect(file.records[99_999][1].position == Position(line: 100_001, column: 7))
    }
  }

  @Test func pipesAreRead() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      let writer = Thread {
        let descriptor = open(path, O_WRONLY)
        for line in ["a,b\n", "1,2\n", "3,"] {
          _ = Array(line.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
          usleep(20_000)
        }
        _ = write(descriptor, "4\n", 2)
        close(descriptor)
      }
      writer.start()
      let file = try RecordFile.read(path: path)
      #expect(texts(file) == [["1", "2"], ["3", "4"]])
    }
  }
}
