import Foundation

/// Agreement of a computed value with a certified one, in decimal digits: −log₁₀ of the relative
/// error (the absolute error where the certified value is zero), at most 15.95.
///
/// This is the log relative error of the NIST Statistical Reference Datasets.
public func agreement(_ computed: Double, _ certified: Double) -> Double {
  guard computed.isFinite, certified.isFinite else {
    return computed == certified ? 15.95 : 0
  }
  let error = abs(computed - certified)
  let relative = certified == 0 ? error : error / abs(certified)
  if relative == 0 { return 15.95 }
  return max(0, min(15.95, -Foundation.log10(relative)))
}

/// The smallest ``agreement(_:_:)`` over two lists of equal length; 0 when the lengths differ.
public func agreement(_ computed: [Double], _ certified: [Double]) -> Double {
  guard computed.count == certified.count else { return 0 }
  return zip(computed, certified).map { agreement($0, $1) }.min() ?? 15.95
}
