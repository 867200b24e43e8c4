import DelimitedText
import Foundation
import Testing

/// What changes the limits of the process, or needs them: one after the other.
@Suite("Files that are too large", .serialized)
struct FileSizeTests {
  @Test func aFullDiskKeepsTheOldFile() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/out.csv"
      try OutputFile.writeWhole(Array("old".utf8), to: path)
      // A limit on the size of files makes a write fail part of the way through, as a full disk
      // does; it is above what any test that may run meanwhile writes.
      let size = 32 << 20
      let resource = __rlimit_resource_t(1)
      var before = rlimit()
      getrlimit(resource, &before)
      signal(SIGXFSZ, SIG_IGN)
      var small = before
      small.rlim_cur = rlim_t(size)
      setrlimit(resource, &small)
      defer { setrlimit(resource, &before) }
      #expect(throws: OutputError.failed(path: path, code: EFBIG)) {
        try OutputFile.writeWhole([UInt8](repeating: 1, count: size + 1), to: path)
      }
      #expect(FileManager.default.contents(atPath: path) == Data("old".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out.csv"])
    }
  }

  @Test func sizesBeyondTheLimitAreRefusedUnread() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/large.csv"
      let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
      _ = write(descriptor, "a,b\n1,2\n", 8)
      _ = (0..<200).map { _ in write(descriptor, "3,4\n", 4) }
      ftruncate(descriptor, 10 << 30)
      close(descriptor)
      for (path, part) in [(path, "2147483647 bytes"), ("/dev/zero", "NUL bytes")] {
        do throws(DelimitedTextError) {
          _ = try RecordFile.read(path: path)
          Issue.record("read \(path)")
        } catch {
          #expect(error.exitCode == 65)
          #expect(error.message.contains(part))
        }
      }
    }
  }
}
