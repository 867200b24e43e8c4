import DelimitedText
import Exchange
import Foundation
import Testing

@Suite("Folders written whole")
struct OutputFolderTests {
  @Test("a folder is made with its manifest, and nothing else is left beside it")
  func creates() throws {
    try withTemporaryFolder { place in
      var folder = try folder("a.txt", "one")
      try folder.add("data/b.csv", "two")
      try folder.write(plainManifest, to: place + "/out/")
      #expect(
        names(place) == ["out", "out/a.txt", "out/data", "out/data/b.csv", "out/manifest.json"])
      #expect(text(place + "/out/data/b.csv") == "two")
    }
  }

  @Test("a folder of ours is replaced, files that are no longer made go")
  func replaces() throws {
    try withTemporaryFolder { place in
      let out = place + "/out"
      try folder("old/a.txt", "one").write(plainManifest, to: out)
      chmod(out, 0o750)
      // What Jupyter and a user's run of the notebook leave is no reason to refuse.
      mkdir(out + "/.ipynb_checkpoints", 0o700)
      try OutputFile.writeWhole([1], to: out + "/.ipynb_checkpoints/x.ipynb")
      try folder("new.txt", "two").write(plainManifest, to: out)
      #expect(names(place) == ["out", "out/manifest.json", "out/new.txt"])
      let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions] as? Int
      #expect(mode == 0o750)
    }
  }

  @Test("an empty folder is taken, and a link to a folder is followed")
  func emptyAndLinked() throws {
    try withTemporaryFolder { place in
      mkdir(place + "/real", 0o755)
      symlink("real", place + "/link")
      try folder("a.txt", "one").write(plainManifest, to: place + "/link")
      #expect(names(place) == ["link", "real", "real/a.txt", "real/manifest.json"])
      try folder("b.txt", "two").write(plainManifest, to: place + "/link")
      #expect(names(place) == ["link", "real", "real/b.txt", "real/manifest.json"])
    }
  }

  @Test("a folder with another's files is refused and stays as it was")
  func foreign() throws {
    try withTemporaryFolder { place in
      let out = place + "/out"
      mkdir(out, 0o755)
      try OutputFile.writeWhole(Array("mine".utf8), to: out + "/thesis.txt")
      let error = #expect(throws: OutputError.self) {
        try folder("a.txt", "one").write(plainManifest, to: out)
      }
      #expect(error == .isForeign(path: out, file: "thesis.txt"))
      #expect(error?.exitCode == 73)
      #expect(error?.description.split(separator: "\n").count == 2)
      // Even beside a manifest of ours, and even if its manifest is not readable.
      try FileManager.default.removeItem(atPath: out + "/thesis.txt")
      try folder("a.txt", "one").write(plainManifest, to: out)
      try OutputFile.writeWhole(Array("mine".utf8), to: out + "/notes.txt")
      #expect(throws: OutputError.isForeign(path: out, file: "notes.txt")) {
        try folder("a.txt", "two").write(plainManifest, to: out)
      }
      #expect(text(out + "/a.txt") == "one")
      #expect(text(out + "/notes.txt") == "mine")
      try FileManager.default.removeItem(atPath: out + "/notes.txt")
      try OutputFile.writeWhole(Array("{}".utf8), to: out + "/manifest.json")
      #expect(throws: OutputError.self) {
        try folder("a.txt", "two").write(plainManifest, to: out)
      }
      #expect(names(place).filter { $0.contains(".new-") } == [])
    }
  }

  @Test(
    "no path leaves the folder",
    arguments: [
      "../x", "a/../../x", "/etc/x", "", ".", "..", "a//b", "a/", "./a", "a\0b",
      "manifest.json", "manifest.json/x",
    ])
  func escape(path: String) {
    var folder = OutputFolder()
    let error = #expect(throws: OutputError.self) { try folder.add(path, "x") }
    #expect(error?.exitCode == 73)
    #expect(folder.files.isEmpty)
  }

  @Test("a path is a file or a folder, once")
  func conflicts() throws {
    var folder = try folder("a/b", "x")
    #expect(throws: OutputError.self) { try folder.add("a", "x") }
    #expect(throws: OutputError.self) { try folder.add("a/b", "x") }
    #expect(throws: OutputError.self) { try folder.add("a/b/c", "x") }
    try folder.add("a/c", "x")
    #expect(folder.files.map(\.path) == ["a/b", "a/c"])
  }

  @Test("a failure midway leaves the old folder, and no new one")
  func midway() throws {
    try withTemporaryFolder { place in
      let out = place + "/out"
      try folder("a.txt", "one").write(plainManifest, to: out)
      var folder = try folder("a.txt", "two")
      try folder.add(String(repeating: "n", count: 300), "a name no file system takes")
      #expect(throws: OutputError.failed(path: out, code: ENAMETOOLONG)) {
        try folder.write(plainManifest, to: out)
      }
      #expect(names(place) == ["out", "out/a.txt", "out/manifest.json"])
      #expect(text(out + "/a.txt") == "one")
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write anywhere"))
  func readOnly() throws {
    try withTemporaryFolder { place in
      let out = place + "/out"
      try folder("a.txt", "one").write(plainManifest, to: out)
      chmod(place, 0o500)
      let error = #expect(throws: OutputError.self) {
        try folder("a.txt", "two").write(plainManifest, to: out)
      }
      #expect(error == .cannotCreate(path: out, code: EACCES))
      #expect(throws: OutputError.self) {
        try folder("a.txt", "two").write(plainManifest, to: place + "/other")
      }
      #expect(text(out + "/a.txt") == "one")
    }
  }

  @Test("what is no place for a folder is refused")
  func places() throws {
    try withTemporaryFolder { place in
      try OutputFile.writeWhole([1], to: place + "/file")
      let one = try folder("a.txt", "one")
      for path in ["", "/", place + "/file", place + "/no/out", place + "/file/out", "/proc/x"] {
        let error = #expect(throws: OutputError.self) { try one.write(plainManifest, to: path) }
        #expect([73, 74].contains(error?.exitCode), "\(path)")
      }
      #expect(names(place) == ["file"])
    }
  }

  @Test("a folder is not written over an input that lies in it")
  func inputs() throws {
    try withTemporaryFolder { place in
      let out = place + "/out"
      try folder("data/a.csv", "one").write(plainManifest, to: out)
      for input in [out, out + "/data/a.csv", out + "/../out/data"] {
        #expect(throws: OutputError.isInput(path: out)) {
          try folder("b.csv", "two").write(plainManifest, to: out, inputs: ["-", input])
        }
      }
      try folder("b.csv", "two").write(plainManifest, to: out, inputs: [place, place + "/none"])
      #expect(names(out) == ["b.csv", "manifest.json"])
    }
  }
}
