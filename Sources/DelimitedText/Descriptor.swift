import Glibc

/// Plain system calls on descriptors, done to the end.
enum Descriptor {
  /// Waits until a descriptor that does not block can go on.
  static func wait(_ descriptor: Int32, for events: Int32) {
    var waiting = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
    _ = poll(&waiting, 1, -1)
  }

  /// Writes all of `bytes`, and returns the system's error number where that fails, else 0.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
        let count = write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 {
          written += count
          continue
        }
        switch errno {
        case EINTR: continue
        case EAGAIN: wait(descriptor, for: POLLOUT)
        case let code: return code
        }
      }
      return 0
    }
  }
}
