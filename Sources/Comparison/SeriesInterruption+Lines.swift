public import Statistics

extension SeriesInterruption {
  /// What the model says of the observations, to be drawn, in the unit of the series whatever the
  /// scale of the analysis.
  public struct FittedLines: Hashable, Sendable {
    /// The model in words: `trend`, or `no trend` where the other cannot be fitted.
    public let model: String
    /// The places of the sample in runs between which the declared change makes the model jump.
    public let stretches: [[Int]]
    /// What the model fits, one value for each place of the sample; nil where it was left out.
    public let fitted: [Double?]
    /// What the years before lead one to expect from the last observation before the first event
    /// on; empty with fewer than five of them.
    public let expected: [Expectation]
  }

  /// What the years before an event lead one to expect at an observation.
  public struct Expectation: Hashable, Sendable {
    /// The observation's place in the sample.
    public let place: Int
    /// Whether it comes after the first event.
    public let isAfter: Bool
    /// The value expected.
    public let value: Double
    /// The interval of a new observation; nil where the years before lie on a line exactly.
    public let interval: ConfidenceInterval?
  }

  /// What is drawn of the model with a trend, or without one where there is no other; nil where
  /// there is no fit.
  public var lines: FittedLines? {
    guard let fit = try? fit.get(), let sample,
      let model = fit.models.last(where: { $0.fit != nil }), let values = model.fit?.fitted
    else { return nil }
    let scaled = { (value: Double) in isLog ? Alignment.exponential(value) : value }
    var fitted = [Double?](repeating: nil, count: sample.sample.count)
    for (place, value) in zip(fit.places, values) { fitted[place] = scaled(value) }
    let cuts = jumps(fit.specification)
    var stretches: [[Int]] = []
    var last: Double?
    for (place, time) in zip(fit.places, fit.sample.times) {
      if let last, !cuts.contains(where: { $0 > last && $0 <= time }), !stretches.isEmpty {
        stretches[stretches.count - 1].append(place)
      } else {
        stretches.append([place])
      }
      last = time
    }
    return FittedLines(
      model: model.name, stretches: stretches, fitted: fitted,
      expected: expectations(fit).map { item in
        Expectation(
          place: item.place, isAfter: item.isAfter, value: scaled(item.value),
          interval: isLog ? item.interval?.exponentials : item.interval)
      })
  }

  /// The times at which the declared change is one of level.
  private func jumps(_ model: InterruptedSeries) -> [Double] {
    model.interruptions.flatMap { event -> [Double] in
      switch model.impact {
      case .step: [event.firstAfter]
      case .lag(let years): [event.firstAfter + Double(years)]
      case .pulse: [event.firstAfter, event.firstAfter + 1]
      case .ramp: []
      }
    }
  }

  private func expectations(_ fit: InterruptedFit) -> [Expectation] {
    guard let rows = fit.counterfactual?.rows, let first = fit.specification.interruptions.first
    else { return [] }
    let before = fit.sample.times.filter { $0 < first.firstAfter }.count
    return zip(fit.places, rows).enumerated().dropFirst(max(0, before - 1)).map { index, item in
      Expectation(
        place: item.0, isAfter: index >= before, value: item.1.value, interval: item.1.interval)
    }
  }
}
