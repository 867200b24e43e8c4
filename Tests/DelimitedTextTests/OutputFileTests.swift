import DelimitedText
import Foundation
import Testing

@Suite("Writing files whole")
struct OutputFileTests {
  private let old = Array("old".utf8)
  private let new = Array("new content".utf8)

  private func content(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map(Array.init)
  }

  private func mode(_ path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
  }

  private func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test func createsAndReplaces() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/out.csv"
      try OutputFile.writeWhole(old, to: path)
      #expect(content(path) == old)
      let mask = umask(0)
      umask(mask)
      #expect(mode(path) == 0o666 & ~Int(mask))
      chmod(path, 0o640)
      try OutputFile.writeWhole(new, to: path)
      #expect(content(path) == new)
      #expect(mode(path) == 0o640)
      #expect(names(folder) == ["out.csv"])
    }
  }

  @Test func followsLinks() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/real", withIntermediateDirectories: false)
      symlink("real/out.csv", folder + "/link")
      symlink("link", folder + "/chain")
      try OutputFile.writeWhole(old, to: folder + "/chain")
      #expect(content(folder + "/real/out.csv") == old)
      try OutputFile.writeWhole(new, to: folder + "/link")
      #expect(content(folder + "/real/out.csv") == new)
      #expect(names(folder) == ["chain", "link", "real"])
      symlink("loop", folder + "/loop")
      #expect(throws: OutputError.self) { try OutputFile.writeWhole(new, to: folder + "/loop") }
    }
  }

  @Test func refusesFoldersAndMissingOnes() throws {
    try withTemporaryFolder { folder in
      #expect(throws: OutputError.isDirectory(path: folder)) {
        try OutputFile.writeWhole(new, to: folder)
      }
      #expect(throws: OutputError.cannotCreate(path: folder + "/no/x", code: ENOENT)) {
        try OutputFile.writeWhole(new, to: folder + "/no/x")
      }
      #expect(throws: OutputError.self) { try OutputFile.writeWhole(new, to: "") }
      #expect(throws: OutputError.self) { try OutputFile.writeWhole(new, to: folder + "/a\0b") }
      #expect(OutputError.isDirectory(path: "x").exitCode == 73)
    }
  }

  @Test func aFullDeviceIsAFailure() {
    #expect(throws: OutputError.failed(path: "/dev/full", code: ENOSPC)) {
      try OutputFile.writeWhole(new, to: "/dev/full")
    }
    #expect(throws: Never.self) { try OutputFile.writeWhole(new, to: "/dev/null") }
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    #expect(throws: OutputError.self) { try OutputFile.writeToDescriptor(descriptor, new) }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write anywhere"))
  func aReadOnlyFolderKeepsTheOldFile() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/out.csv"
      try OutputFile.writeWhole(old, to: path)
      chmod(folder, 0o500)
      #expect(throws: OutputError.cannotCreate(path: path, code: EACCES)) {
        try OutputFile.writeWhole(new, to: path)
      }
      #expect(content(path) == old)
      chmod(folder, 0o700)
      chmod(path, 0o400)
      #expect(throws: OutputError.self) { try OutputFile.writeWhole(new, to: path) }
    }
  }

  @Test func pipesThatCloseAndBlock() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let (reading, writing) = (ends[0], ends[1])
    _ = fcntl(writing, F_SETFL, O_NONBLOCK)
    let bytes = [UInt8](repeating: 7, count: 1_000_000)
    let reader = Thread {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      var total = 0
      while total < bytes.count { total += max(0, read(reading, &buffer, buffer.count)) }
      close(reading)
    }
    reader.start()
    try OutputFile.writeToDescriptor(writing, bytes)
    #expect(throws: OutputError.closedPipe) {
      for _ in 0..<1000 {
        try OutputFile.writeToDescriptor(writing, new)
        usleep(1000)
      }
    }
    close(writing)
    #expect(throws: OutputError.self) { try OutputFile.writeToDescriptor(writing, new) }
    #expect(OutputError.closedPipe.exitCode == 141)
  }

  @Test func wordsAndExitCodes() {
    let cases: [(error: OutputError, code: Int32, part: String)] = [
      (
        .cannotCreate(path: "a\u{7}b", code: EACCES), 73, "a\\u{7}b: error: cannot be written: perm"
      ),
      (.isDirectory(path: "x"), 73, "it is a folder"), (.isInput(path: "x"), 73, "also an input"),
      (.failed(path: "x", code: ENOSPC), 74, "the disk is full"), (.closedPipe, 141, "went away"),
    ]
    for (error, code, part) in cases {
      #expect(error.exitCode == code)
      #expect(error.description.contains(part), "\(error)")
    }
  }

  @Test func sameFiles() throws {
    try withTemporaryFolder { folder in
      try OutputFile.writeWhole(old, to: folder + "/a")
      symlink("a", folder + "/b")
      #expect(OutputFile.isSameFile(folder + "/a", folder + "/./b"))
      #expect(!OutputFile.isSameFile(folder + "/a", folder + "/c"))
    }
  }
}
