import Foundation

/// Answers a folder of reference cases through the public library: one JSON object on standard
/// output, `{case: {key: value}}`; what was left out is counted on standard error.
@main
struct ReferenceAnswers {
  static func main() {
    guard CommandLine.arguments.count == 2 else {
      complain("usage: reference-answers FOLDER")
      exit(64)
    }
    let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
    do {
      let cases = try ReferenceCase.all(in: folder)
      let sheet = AnswerSheet(cases)
      FileHandle.standardOutput.write(try sheet.json())
      FileHandle.standardOutput.write(Data("\n".utf8))
      for line in sheet.summary { complain(line) }
    } catch {
      complain("\(folder.path): error: \(error)")
      exit(66)
    }
  }

  private static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
