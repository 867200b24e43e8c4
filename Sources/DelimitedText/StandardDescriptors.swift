import Glibc

/// Standard input, output and error, made safe before any file is opened.
public enum StandardDescriptors {
  /// Occupies those of descriptors 0, 1 and 2 that are closed; call it first thing in a program.
  ///
  /// A closed descriptor would be given to the next file opened, and results would be written into
  /// the data. `/dev/null` takes its place, opened the wrong way round: reading from such a
  /// standard input, or writing to such an output, still fails as on a closed descriptor, so the
  /// fault is told and needs no memory of its own.
  public static func openMissing() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // The lowest free number is given, and those below are open by now.
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
