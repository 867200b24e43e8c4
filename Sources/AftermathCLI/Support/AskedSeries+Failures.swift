import Aftermath

/// What a command says where methods cannot answer.
extension Array where Element: AskedSeries {
  /// An option out of its domain for every series that has values is wrong usage, not a refused row;
  /// for some of them it is a row.
  func refuseInvalidOptions() throws {
    let withValues = filter { $0.sample != nil }
    let faults = withValues.map { series in
      series.outcomes.lazy.compactMap { attempt -> String? in
        guard case .statistics(.invalidOption(let name, let found, let needed)) = attempt.refusal
        else { return nil }
        return "--\(name) is \(found), must be \(needed) (\(VisibleText.path(series.name)) has "
          + "\(series.sample?.sample.count ?? 0))"
      }.first
    }
    guard let first = faults.first, let message = first, faults.allSatisfy({ $0 != nil }) else {
      return
    }
    throw CommandFailure.usage(message)
  }

  /// Too little for everything that was asked is no answer.
  func refuseIfNothing() throws {
    let attempts = flatMap(\.outcomes)
    let refusals = attempts.compactMap(\.refusal)
    guard refusals.count == attempts.count, refusals.allSatisfy(\.isOfData),
      let series = self.first, let attempt = series.outcomes.first, let refusal = attempt.refusal
    else { return }
    let what = count == 1 ? series.name : "\(series.name) and \(count - 1) more"
    throw CommandFailure.data(
      "\(VisibleText.path(what)): error: no method asked for can answer: "
        + "\(attempt.method) \(refusal)",
      hint: "use \(attempt.instead)" + series.leftOut)
  }
}

extension AskedSeries {
  /// What was left out of the fits, where that may be why too little is left.
  fileprivate var leftOut: String {
    let codes = ["provisional", "partial-year", "undetermined"]
    let left = (resolved.notes + notes).filter { codes.contains($0.code) }
    return left.isEmpty ? "" : "; left out: " + left.map(\.text).joined(separator: " ")
  }
}
