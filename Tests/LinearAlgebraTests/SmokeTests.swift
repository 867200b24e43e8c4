import LinearAlgebra
import Testing

@Suite struct SmokeTests {
  @Test func runs() throws {
    print(Runtime.current)
    let problem = LeastSquaresProblem(
      columns: [[1, 1, 1, 1], [2003, 2004, 2005, 2007]],
      response: [1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 9])
    let s = try problem.solution()
    print(s)
  }
}
