extension Series {
  /// The observations that satisfy a condition, as a series.
  public func filter(_ keeps: (Observation) -> Bool) -> Series {
    Series(ordered: measure, observations.filter(keeps))
  }

  /// The observations that lie wholly between two days; either may be left out.
  public func clipped(from first: Day? = nil, through last: Day? = nil) -> Series {
    filter { observation in
      (first.map { $0 <= observation.period.start } ?? true)
        && (last.map { observation.period.last <= $0 } ?? true)
    }
  }

  /// Calendar years between the first and the last observation that have none.
  ///
  /// - Cost: the number of gaps is counted, not walked: a slip in a year (20055 for 2005) costs
  ///   nothing. At most `limit` years are listed.
  public func missingYears(limit: Int = 100) -> (count: Int, first: [Int]) {
    var count = 0
    var listed: [Int] = []
    for (earlier, later) in zip(observations, observations.dropFirst()) {
      let from = earlier.period.last.year + 1
      let to = later.period.start.year - 1
      guard from <= to else { continue }
      count += to - from + 1
      listed.append(contentsOf: (from...to).prefix(max(0, limit - listed.count)))
    }
    return (count, listed)
  }
}
