import ArgumentParser
import Aftermath
import Glibc

/// `doctor`: what this program runs on, and whether it computes right.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Versions, BLAS library and kernels, threads, data, a numerical self-test.",
    discussion: "Exit 70 where the self-test fails or the bundled data are not found.")

  @OptionGroup var output: OutputOptions

  func run() throws {
    let test = SelfTest()
    let data = Result { () throws(DatasetError) in try DataPackage.bundled() }
    var rows = Diagnosis.program + Diagnosis.runtime + [Diagnosis.row(data)]
    rows += test.checks.map { check in
      Diagnosis.Row(
        item: check.name, result: check.passes ? "right" : "wrong", digits: check.digits)
    }
    try output.write(
      ResultDocument(
        verb: "doctor", rows: Diagnosis.table(rows),
        notes: [
          Note(
            .method, "digits",
            "Digits: those in agreement with the known answer, 15 being the most a certificate "
              + "shows.")
        ]))
    guard test.passes else {
      let wrong = test.checks.filter { !$0.passes }.map(\.name).joined(separator: "; ")
      throw CommandFailure(
        code: ExitStatus.internalFault,
        message: "aftermath: error: the self-test fails: \(wrong)\n"
          + "  set OPENBLAS_CORETYPE=Haswell and try again; do not use results of this machine")
    }
    if case .failure(let error) = data {
      throw CommandFailure(code: ExitStatus.internalFault, message: error.description)
    }
  }
}

/// What there is to say of a program, its libraries and its machine.
enum Diagnosis {
  struct Row: Sendable {
    let item: String
    let result: String
    var digits: Double?
  }

  static func table(_ rows: [Row]) -> Table {
    Table(
      "aftermath \(Program.version)", rows,
      [.text(.item) { $0.item }, .text(.result) { $0.result }, .number(.digits) { $0.digits }])
  }

  static var program: [Row] {
    var rows = [Row(item: "version", result: Program.version)]
    var name = utsname()
    if uname(&name) == 0 {
      rows.append(
        Row(
          item: "system",
          result: [text(name.sysname), text(name.release), text(name.machine)]
            .joined(separator: " ")))
    }
    rows.append(Row(item: "processors", result: "\(sysconf(Int32(_SC_NPROCESSORS_ONLN)))"))
    return rows
  }

  static var runtime: [Row] {
    let blas = Runtime.current
    return [
      Row(item: "BLAS library", result: blas.library),
      Row(
        item: "BLAS kernels",
        result: blas.found == blas.kernels
          ? blas.kernels : "\(blas.kernels) (the library itself chose \(blas.found))"),
      Row(item: "BLAS threads", result: blas.threads > 0 ? "\(blas.threads)" : "unknown"),
    ]
  }

  static func row(_ data: Result<DataPackage, DatasetError>) -> Row {
    switch data {
    case .success(let package):
      Row(
        item: "data",
        result: "\(package.name) \(package.version), \(package.series.count) series, as of "
          + "\(package.asOf), in \(VisibleText.path(package.folder))")
    case .failure: Row(item: "data", result: "not found")
    }
  }

  /// The text of a fixed array of characters.
  private static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
