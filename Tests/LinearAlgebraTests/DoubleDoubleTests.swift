import LinearAlgebra
import Testing

@Suite struct DoubleDoubleTests {
  @Test func sumsAndProductsOfDoublesAreExact() {
    let sum = DoubleDouble.sum(1, 0x1p-80)
    #expect(sum.high == 1)
    #expect(sum.low == 0x1p-80)
    let a = 1 + 0x1p-40
    let product = DoubleDouble.product(a, a)
    #expect(product.high == 1 + 0x1p-39)
    #expect(product.low == 0x1p-80)
  }

  @Test func quotientsAndRootsUndoProducts() {
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<500 {
      let a = DoubleDouble.sum(numbers.next(), numbers.next() * 0x1p-54)
      let b = DoubleDouble.sum(2 + numbers.next(), numbers.next() * 0x1p-54)
      let quotient = (a * b) / b - a
      #expect(abs(quotient.high) <= 0x1p-100 * abs(a.high))
      let square = b.squareRoot * b.squareRoot - b
      #expect(abs(square.high) <= 0x1p-100 * b.high)
      let cancelled = (a + b) - b - a
      #expect(abs(cancelled.high) <= 0x1p-100 * 4)
    }
    #expect(DoubleDouble.zero.squareRoot == .zero)
  }

  @Test func thirdOfOneHasThirtyDigits() {
    let third = DoubleDouble.one / DoubleDouble(3)
    let one = third + third + third
    #expect(abs((one - .one).high) < 1e-31)
    #expect(third.low != 0)
  }

  @Test func scalesByPowersOfTwo() {
    let third = DoubleDouble.one / DoubleDouble(3)
    #expect(third.scaled(byPowerOfTwo: 10).scaled(byPowerOfTwo: -10) == third)
    #expect(Double.leastNonzeroMagnitude.scaled(byPowerOfTwo: 1074) == 1)
    #expect(1.0.scaled(byPowerOfTwo: 2000) == .infinity)
  }
}
