import Tables

extension BreakMethod {
  /// F at a place named beforehand is exact at any length; fewer values than this can hardly reject.
  private static let leastChow = 6

  /// Chow's test of a break at a time known beforehand: `chow:2011` by name.
  ///
  /// - Parameters:
  ///   - word: what stands after the colon in the name.
  ///   - time: the first time on the later side.
  public static func chow(_ word: String, from time: Double) -> BreakMethod {
    let card = Chow.card
    let name = "\(card.name):\(word)"
    return BreakMethod(
      MethodCard(
        name: name, title: card.title, summary: card.summary, assumptions: card.assumptions,
        leastCount: card.leastCount, advisedCount: leastChow,
        instead: "the values before and after in a table; a mean on each side needs two values",
        references: card.references)
    ) { (sample, settings) throws(StatisticsError) in
      let first = sample.times.firstIndex { $0 >= time } ?? sample.count
      let most = settings.model == .mean ? 1 : 2
      guard min(first, sample.count - first) > most else {
        throw .tooFewObservations(
          needed: most + 1, have: min(first, sample.count - first))
      }
      let result = try Chow().test(
        sample.values, on: settings.model.design(sample), from: first)
      var row = BreakRow.found(first, segment: 1, basis: result.basis)
      row.statistic = result.statistic?.value
      row.degreesOfFreedom = result.degreesOfFreedom.first
      row.pValue = result.pValue
      let segments = try SegmentFits(
        sample, breaks: [first], model: settings.model, level: settings.level)
      return BreakAnswer(
        rows: [row] + segments.rows, fitted: segments.fitted,
        notes: result.notes + [
          Note(
            .method, "chow",
            "\(name): F of the \(settings.model.rawValue) with "
              + "\(result.degreesOfFreedom.map { String(Int($0)) }.joined(separator: " and ")) degrees "
              + "of freedom; exact only if the place was named before the values were seen.")
        ])
    }
  }
}
