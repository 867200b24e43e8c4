import Tables

extension LikelihoodPeak {
  /// What is said of peaks beside the greatest; nil where there are none.
  static func note(_ others: [LikelihoodPeak], below best: Double) -> Note? {
    // What is lower by less than a search can tell is the greatest once more.
    let others = others.filter { best - $0.logLikelihood > 1e-6 }
    guard let next = others.first else { return nil }
    let place = next.parameters.map { "\($0.name) \(short($0.value))" }.joined(separator: ", ")
    let count = others.count == 1 ? "another peak" : "\(others.count) other peaks, the next"
    return Note(
      .caveat, "several-peaks",
      "The likelihood has \(count) at \(place), lower by \(short(best - next.logLikelihood)) in its "
        + "logarithm; the greatest is taken.")
  }

  /// A number in four digits.
  private static func short(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "\(value)" }
    let magnitude = Elementary.log10(abs(value)).rounded(.down)
    let unit = Elementary.power(10, magnitude - 3)
    let rounded = (value / unit).rounded() * unit
    // Multiplying back may leave a tail: sixteen digits do not have it.
    let digits = max(0, Int(3 - magnitude))
    guard digits <= 15 else { return "\(rounded)" }
    let power = Elementary.power(10, Double(digits))
    return "\((value * power).rounded() / power)"
  }
}
