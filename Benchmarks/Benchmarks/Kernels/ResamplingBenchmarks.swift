import Aftermath
import Benchmark

func resamplingBenchmarks() {
  measure("Philox, 1,000 words") {
    var generator = Philox(seed: 20_111_218, stream: 1)
    var mixed: UInt64 = 0
    for _ in 0..<1_000 { mixed ^= generator.next() }
    return mixed
  }
  measure("Philox, 1,000 standard normals") {
    var generator = Philox(seed: 20_111_218, stream: 1)
    var sum = 0.0
    for _ in 0..<1_000 { sum += generator.standardNormal() }
    return sum
  }
  let first = Inputs.normal(30, stream: 301)
  let second = Inputs.normal(30, stream: 302)
  measure("Permutation, all 184,756 choices, 10 and 10") {
    try Permutation().test(Array(first.prefix(10)), Array(second.prefix(10)))
  }
  measure("Permutation, 9,999 of the choices, 30 and 30") {
    try Permutation().test(first, second)
  }
}
