import CKernels

/// The BLAS this process runs on: chosen once, before the first call into it.
///
/// OpenBLAS picks its kernels by processor model, and an edition older than the processor falls
/// back to kernels of 2004, several times slower. Unless the environment sets `OPENBLAS_CORETYPE`,
/// the fastest kernels the processor can run are then put in their place. The library is told to
/// use one thread: the matrices here are small, and threads belong to the replicates.
///
/// Kernels differ in the last bits of their sums, so a result can be repeated to the bit only
/// where ``description`` is the same.
public struct Runtime: Hashable, Sendable, CustomStringConvertible {
  /// OpenBLAS's own account of its version and build, or "unknown" for another BLAS.
  public let library: String
  /// The kernels the library chose for itself.
  public let found: String
  /// The kernels in use.
  public let kernels: String
  /// The number of threads the library uses; 0 when unknown.
  public let threads: Int

  /// The runtime of this process. The first reading of it chooses the kernels.
  public static let current = Runtime()

  private init() {
    let blas = aftermath_choose_kernels()
    library = String(cString: blas.library)
    found = String(cString: blas.found)
    kernels = String(cString: blas.chosen)
    threads = Int(blas.threads)
  }

  /// Ends the threads the library starts when it is loaded: idle, they spin, and would take up to
  /// half the time of a short run. For programs to call first; ``current`` does so itself.
  public static func stopIdleThreads() { aftermath_stop_idle_threads() }

  /// The largest error in a product of two 48×48 matrices of small whole numbers.
  ///
  /// Such a product is exact in doubles, whatever the order of the sums: anything but 0 means that
  /// the kernels do not fit the processor.
  public var selfTest: Double {
    let order = 48
    var matrix = Matrix(rows: order, columns: order)
    for row in 0..<order {
      for column in 0..<order { matrix[row, column] = Double((row * 37 + column * 11) % 23 - 11) }
    }
    let product = matrix.times(matrix)
    var worst = 0.0
    for row in 0..<order {
      for column in 0..<order {
        var sum = 0.0
        for inner in 0..<order { sum += matrix[row, inner] * matrix[inner, column] }
        worst = max(worst, abs(sum - product[row, column]))
      }
    }
    return worst
  }

  /// One line for a manifest: build, kernels, threads and the self-test.
  public var description: String {
    let change = found == kernels ? kernels : "\(found), replaced by \(kernels)"
    return "\(library); kernels \(change); threads \(threads); self-test \(selfTest)"
  }
}
