import CKernels

/// The code that sums products exactly; all give the same bits.
package enum GramKernel: CaseIterable, Hashable, Sendable {
  /// Calls the C library's fused multiply-add: slow, for the hardest numbers.
  case library
  /// For any processor; builds the fused multiply-add where the processor has none.
  case portable
  /// For x86 with AVX2 and FMA.
  case avx2
  /// For x86 with AVX-512.
  case avx512

  /// The fastest this processor can run.
  package static let best: GramKernel =
    allCases.last { $0.runs } ?? .portable

  /// Whether this processor can run it.
  package var runs: Bool { aftermath_kernel_runs(code) != 0 }

  var code: aftermath_kernel {
    switch self {
    case .library: AFTERMATH_KERNEL_LIBRARY
    case .portable: AFTERMATH_KERNEL_PORTABLE
    case .avx2: AFTERMATH_KERNEL_AVX2
    case .avx512: AFTERMATH_KERNEL_AVX512
    }
  }
}
