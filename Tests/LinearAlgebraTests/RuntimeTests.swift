import CKernels
import Foundation
import LinearAlgebra
import Testing

@Suite struct RuntimeTests {
  @Test func kernelsFitTheProcessor() {
    let runtime = Runtime.current
    #expect(runtime.selfTest == 0)
    #expect(runtime.threads <= 1)
    #expect(!runtime.kernels.isEmpty)
    #expect(runtime.description.contains(runtime.kernels))
    #expect(runtime == Runtime.current)
  }

  @Test func theEnvironmentIsLeftAsItWas() {
    let before = ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"]
    let runtime = Runtime.current
    #expect(ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == before)
    if before != nil { #expect(runtime.found == runtime.kernels) }
  }

  @Test func noKernelsAreLeftThatTheProcessorOutruns() {
    // Somebody's own choice of kernels stands, however slow.
    guard ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil else { return }
    let runtime = Runtime.current
    #expect(aftermath_faster_kernels(runtime.kernels) == nil, "kernels \(runtime.kernels)")
  }

  @Test func onlyKernelsOlderThanTheProcessorAreReplaced() {
    #expect(aftermath_faster_kernels("Zen") == nil)
    #expect(aftermath_faster_kernels("Haswell") == nil)
    #expect(aftermath_faster_kernels("a processor of the future") == nil)
    // What replaces the oldest kernels is either nothing or a set this file names.
    if let faster = aftermath_faster_kernels("Prescott") {
      let name = String(cString: faster)
      #expect(name == "Haswell" || name == "SkylakeX")
      #expect(aftermath_faster_kernels(faster) == nil)
    }
  }
}
