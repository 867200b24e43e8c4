import Glibc

/// The bytes of a file or a pipe, up to a limit.
enum InputFile {
  static let block = 1 << 18

  static func bytes(
    path: String, name: String, limits: ReadingLimits
  ) throws(DelimitedTextError) -> [UInt8] {
    if path == "-" { return try bytes(descriptor: 0, name: name, limits: limits) }
    let descriptor = try open(path, name: name)
    defer { close(descriptor) }
    return try bytes(descriptor: descriptor, name: name, limits: limits)
  }

  /// Opens a file to be read; whoever opens it closes it.
  static func open(_ path: String, name: String) throws(DelimitedTextError) -> Int32 {
    // A NUL would end the path early, and another file would be read.
    guard !path.utf8.contains(0) else { throw unreadable(name, ENOENT) }
    var descriptor: Int32
    repeat {
      descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw unreadable(name, errno) }
    return descriptor
  }

  private static func bytes(
    descriptor: Int32, name: String, limits: ReadingLimits
  ) throws(DelimitedTextError) -> [UInt8] {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw failed(name, errno) }
    let kind = information.st_mode & S_IFMT
    if kind == S_IFDIR { throw unreadable(name, EISDIR) }
    let size = kind == S_IFREG ? Int(information.st_size) : 0
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(size, limits.bytes))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: block, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = try read(descriptor, into: buffer, name: name)
      if count == 0 { return bytes }
      let isFirst = bytes.isEmpty
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      if isFirst, let fault = FileSignature.fault(of: bytes) {
        throw DelimitedTextError(fault, file: name, bytes: bytes, origin: 0)
      }
      if let fault = FileForm.beyond(limits, max(bytes.count, size)) {
        throw DelimitedTextError(fault, file: name, bytes: [], origin: 0)
      }
    }
  }

  /// Reads once, as much as there is room for; 0 at the end.
  static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, name: String
  ) throws(DelimitedTextError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN: Descriptor.wait(descriptor, for: POLLIN)
      case EISDIR: throw unreadable(name, EISDIR)
      case let code: throw failed(name, code)
      }
    }
  }

  private static func unreadable(_ name: String, _ code: Int32) -> DelimitedTextError {
    DelimitedTextError(
      kind: .unreadable, file: name, message: "cannot be read: " + SystemFault.words(code))
  }

  private static func failed(_ name: String, _ code: Int32) -> DelimitedTextError {
    DelimitedTextError(
      kind: .failedMidway, file: name, message: "reading failed: " + SystemFault.words(code))
  }
}
