import Tables

/// A row of the estimates of a structural model: a variance, or the size of an intervention.
struct StructuralRow: Sendable {
  let term: String
  let estimate: Double
  let standardError: Double?

  init(_ term: String, _ estimate: Double, standardError: Double? = nil) {
    self.term = term
    self.estimate = estimate
    self.standardError = standardError
  }

  /// The table of variances and interventions.
  static func table(
    _ card: MethodCard, _ variances: [StructuralRow], _ interventions: [Intervention],
    _ effects: [StateEstimate], count: Int, notes: [Note]
  ) -> Table {
    let changes = zip(interventions, effects).map {
      StructuralRow($0.name, $1.mean, standardError: $1.variance.squareRoot())
    }
    return Table(
      card.title, variances + changes,
      [
        .text(.method) { _ in card.name },
        .text(.term) { $0.term },
        .number(.estimate) { $0.estimate },
        .number(.standardError) { $0.standardError },
        .integer(.count) { _ in count },
      ], notes: notes)
  }
}

extension StructuralSearch.Peak {
  /// How the search for this peak ended.
  func convergence(_ evaluations: Int) -> Convergence {
    Convergence(
      iterations: evaluations, change: step,
      reason: zeros > 0 ? .boundary : isSettled ? .converged : .exhausted)
  }

  /// This peak in the unit of the values, of as many of them, where each was scaled.
  func likelihoodPeak(_ unit: Double, _ free: Int, hasSlope: Bool) -> LikelihoodPeak {
    let found = variances.times(unit)
    return LikelihoodPeak(
      [Named("error variance", found.error), Named("level variance", found.level)]
        + (hasSlope ? [Named("slope variance", found.slope)] : []),
      logLikelihood - Double(free) / 2 * Elementary.log(unit))
  }
}
