import Foundation
import LinearAlgebra
import Testing

@Suite struct ThreadsTests {
  /// The threads that pieces ran on, each piece long enough for others to take part.
  private func threads(_ pieces: Int) -> Set<UInt> {
    Set(
      concurrently(pieces) { _ in
        Thread.sleep(forTimeInterval: 0.001)
        return UInt(bitPattern: ObjectIdentifier(Thread.current).hashValue)
      })
  }

  @Test(arguments: [1, 2, 3])
  func noMoreThreadsRunThanAreAllowed(cap: Int) {
    let seen = Threads.atMost(cap) { threads(64) }
    #expect(seen.count <= cap)
    #expect(!seen.isEmpty)
  }

  @Test(arguments: [nil, 1, 2, 3, 100])
  func piecesComeBackInTheirOrder(cap: Int?) {
    let squares = (0..<37).map { $0 * $0 }
    #expect((cap.map { Threads.atMost($0) { concurrently(37) { $0 * $0 } } } ?? squares) == squares)
    #expect(concurrently(37) { $0 * $0 } == squares)
    #expect(concurrently(0) { $0 } == [])
  }

  @Test func whatAPieceSpreadsIsCountedToo() {
    let caps = Threads.atMost(2) { concurrently(8) { _ in Threads.limit } }
    #expect(caps == Array(repeating: 1, count: 8))
  }

  @Test func theCapHoldsWithinTheBodyAndTheSmallerWins() {
    #expect(Threads.limit == nil)
    Threads.atMost(3) {
      #expect(Threads.limit == 3)
      Threads.atMost(8) { #expect(Threads.limit == 3) }
      Threads.atMost(2) { #expect(Threads.limit == 2) }
      #expect(Threads.limit == 3)
    }
    #expect(Threads.limit == nil)
  }

  @Test func errorsComeThroughAsTheyAre() {
    #expect(throws: LinearAlgebraError.overflow) {
      try Threads.atMost(1) { () throws(LinearAlgebraError) -> Int in throw .overflow }
    }
    #expect(Threads.limit == nil)
  }
}
