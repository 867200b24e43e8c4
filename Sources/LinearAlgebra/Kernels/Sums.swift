#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The sum of doubles, added in pairs: its error grows with the logarithm of their number.
///
/// - References: Higham 1993, doi:10.1137/0914050.
package func pairwiseSum(_ values: Span<Double>) -> Double {
  pairwiseSum(values, 0, values.count)
}

private func pairwiseSum(_ values: Span<Double>, _ start: Int, _ end: Int) -> Double {
  if end - start <= 32 {
    var total = 0.0
    for index in start..<end { total += values[index] }
    return total
  }
  let middle = start + (end - start) / 2
  return pairwiseSum(values, start, middle) + pairwiseSum(values, middle, end)
}

/// The sum of doubles as if added in twice their precision and rounded once.
///
/// - References: Ogita, Rump & Oishi 2005, doi:10.1137/030601818.
package func compensatedSum(_ values: Span<Double>) -> Double {
  var total = DoubleDouble.zero
  var start = 0
  if values.count >= 1024 {
    // Four sums at once: each addition waits for the one before.
    var (second, third, fourth) = (total, total, total)
    while start + 4 <= values.count {
      total = total + DoubleDouble(values[start])
      second = second + DoubleDouble(values[start + 1])
      third = third + DoubleDouble(values[start + 2])
      fourth = fourth + DoubleDouble(values[start + 3])
      start += 4
    }
    total = (total + second) + (third + fourth)
  }
  for index in start..<values.count { total = total + DoubleDouble(values[index]) }
  return total.high
}

/// The inner product as if computed in twice the precision and rounded once.
///
/// - Precondition: both are of one length.
/// - References: Ogita, Rump & Oishi 2005, doi:10.1137/030601818.
package func compensatedDot(_ a: Span<Double>, _ b: Span<Double>) -> Double {
  precondition(a.count == b.count, "inner product of \(a.count) and \(b.count) elements")
  var total = DoubleDouble.zero
  for index in a.indices { total = total + DoubleDouble.product(a[index], b[index]) }
  return total.high
}

/// The mean and the sum of squares about it, each rounded once; zeros for no values.
///
/// - Units: the sum of squares is in squared units of the values and may leave the range of
///   doubles where these are beyond 10^±150.
package func centredSumOfSquares(_ values: Span<Double>) -> (mean: Double, sum: Double) {
  guard values.count > 0 else { return (0, 0) }
  var total = DoubleDouble.zero
  for index in values.indices { total = total + DoubleDouble(values[index]) }
  let mean = total / DoubleDouble(Double(values.count))
  var squares = DoubleDouble.zero
  for index in values.indices {
    let deviation = DoubleDouble(values[index]) - mean
    squares = squares + deviation * deviation
  }
  return (mean.high, squares.high)
}

/// The Euclidean length, without overflow or underflow on the way.
package func euclideanLength(_ values: some Sequence<Double>) -> Double {
  var largest = 0.0
  for value in values { largest = max(largest, abs(value)) }
  guard largest > 0, largest.isFinite else { return largest }
  let exponent = Int(largest.exponent)
  var total = 0.0
  for value in values {
    let scaled = value.scaled(byPowerOfTwo: -exponent)
    total += scaled * scaled
  }
  return total.squareRoot().scaled(byPowerOfTwo: exponent)
}

/// The natural logarithm of the absolute product of numbers that are not zero.
package func logarithmOfProduct(_ values: some Sequence<Double>) -> Double {
  var total = 0.0
  for value in values { total += log(abs(value)) }
  return total
}

/// The natural logarithm of two.
package let logarithmOfTwo = log(2.0)

/// The place of the first element that is not finite; the usual answer, none, comes at the speed of
/// vectors.
package func firstNonFinite(_ values: [Double]) -> Int? {
  let isClean = values.withUnsafeBytes { bytes in
    let width = MemoryLayout<SIMD8<Double>>.size
    var sums = SIMD8<Double>.zero
    var place = 0
    while place + width <= bytes.count {
      // Nothing less itself is zero, or not a number.
      let part = bytes.loadUnaligned(fromByteOffset: place, as: SIMD8<Double>.self)
      sums += part - part
      place += width
    }
    var sum = sums.sum()
    while place < bytes.count {
      let part = bytes.loadUnaligned(fromByteOffset: place, as: Double.self)
      sum += part - part
      place += MemoryLayout<Double>.size
    }
    return sum == 0
  }
  return isClean ? nil : values.firstIndex { !$0.isFinite }
}

/// Whether all elements are the first, to the bit; true of none.
package func isConstant(_ values: [Double]) -> Bool {
  guard let first = values.first else { return true }
  return values.withUnsafeBytes { bytes in
    let width = MemoryLayout<SIMD8<UInt64>>.size
    let pattern = SIMD8(repeating: first.bitPattern)
    var place = 0
    while place + width <= bytes.count {
      // Most columns are not: they are left after the first few elements.
      var difference = SIMD8<UInt64>.zero
      let stop = min(bytes.count - width, place + 7 * width)
      while place <= stop {
        difference |= bytes.loadUnaligned(fromByteOffset: place, as: SIMD8<UInt64>.self) ^ pattern
        place += width
      }
      if difference != .zero { return false }
    }
    return values[(place / MemoryLayout<Double>.size)...].allSatisfy {
      $0.bitPattern == first.bitPattern
    }
  }
}
