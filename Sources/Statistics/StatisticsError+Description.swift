extension StatisticsError: CustomStringConvertible {
  /// What was found and what was needed, in words; indices count from 1.
  public var description: String {
    switch self {
    case .tooFewObservations(let needed, let have):
      "needs \(needed) observations, has \(have)"
    case .notMoreObservationsThanTerms(let observations, let terms):
      "\(observations) observations cannot estimate \(terms) terms and their error"
    case .unequalLengths(let first, let second):
      "lists of \(first) and \(second) elements must be of one length"
    case .notFinite(let index): "value \(index + 1) is not finite"
    case .timesNotAscending(let index): "time \(index + 1) does not come after the one before"
    case .exposureNotPositive(let index): "exposure \(index + 1) is not positive"
    case .weightNotPositive(let index): "weight \(index + 1) is not positive"
    case .valueNotPositive(let index): "value \(index + 1) is not positive"
    case .notACount(let index): "value \(index + 1) is not a count (a whole number from 0)"
    case .rankDeficient(let terms):
      "the columns are linearly dependent: \(terms.joined(separator: ", ")) "
        + "can be had from the others"
    case .separation(let terms):
      "separation: \(terms.joined(separator: ", ")) fits zeros or one outcome perfectly, "
        + "so that its coefficient runs to infinity"
    case .noVariation: "the values do not vary"
    case .invalidOption(let name, let found, let needed): "\(name) is \(found), must be \(needed)"
    case .leverageOne(let index):
      "row \(index + 1) alone determines a coefficient (leverage 1): its error cannot be estimated"
    case .varianceNotPositive: "the variance estimate is not positive"
    case .notConverged(let iterations): "did not settle in \(iterations) iterations"
    case .misleadingBelow(let observations, let have, let instead):
      "misleads below \(observations) observations, has \(have); use \(instead)"
    case .overflow: "the arithmetic goes beyond the range of doubles"
    }
  }
}
