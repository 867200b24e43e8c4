/// Why a procedure cannot answer for the data it was given. Wording is in
/// `StatisticsError+Description.swift`.
public enum StatisticsError: Error, Hashable, Sendable {
  /// Fewer observations than the procedure needs.
  case tooFewObservations(needed: Int, have: Int)
  /// Fewer observations than, or as many as, the terms to estimate.
  case notMoreObservationsThanTerms(observations: Int, terms: Int)
  /// Two lists that must be of one length are not.
  case unequalLengths(Int, Int)
  /// A value that is not finite.
  case notFinite(index: Int)
  /// Times that do not ascend.
  case timesNotAscending(index: Int)
  /// An exposure that is zero or negative.
  case exposureNotPositive(index: Int)
  /// A weight that is zero or negative.
  case weightNotPositive(index: Int)
  /// A value that must be positive (for a logarithm or a ratio) and is not.
  case valueNotPositive(index: Int)
  /// A value that must be a count and is not a whole number from zero.
  case notACount(index: Int)
  /// A design whose columns are linearly dependent; the terms that add nothing to those before.
  case rankDeficient(terms: [String])
  /// Values that do not vary, where the quantity is undefined.
  case noVariation
  /// Terms that can fit the zeros, or one of two outcomes, perfectly: their coefficients run to
  /// infinity and have no estimate.
  case separation(terms: [String])
  /// An option outside its domain: what it is called, what it was, what it must be.
  case invalidOption(name: String, found: String, needed: String)
  /// A row whose leverage is one, where the estimator is undefined.
  case leverageOne(index: Int)
  /// A variance estimate that came out negative or zero.
  case varianceNotPositive
  /// An iteration that did not settle.
  case notConverged(iterations: Int)
  /// A procedure known to mislead at this length: the least length and what to use instead.
  case misleadingBelow(observations: Int, have: Int, instead: String)
  /// Arithmetic beyond the range of doubles.
  case overflow
}
