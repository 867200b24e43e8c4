public import Statistics
public import Tables
public import TimeSeries

/// The clock a sample is read on.
public enum Clock: Hashable, Sendable {
  /// Decimal years at the start of each period: 2014 is 2014.
  case calendar
  /// Years since an anchor, at the middle of each period.
  case since(Anchor)
}

/// How readings become numbers.
public struct ReadingRule: Hashable, Sendable, Codable {
  /// Which number of a range.
  public var point: PointRule
  /// The scale of the analysis.
  public var scale: Scale
  /// What hedging words do.
  public var hedges: Hedges

  /// A rule; the published best, on the raw scale, under the default hedges, unless said.
  public init(point: PointRule = .best, scale: Scale = .raw, hedges: Hedges = .default) {
    self.point = point
    self.scale = scale
    self.hedges = hedges
  }
}

extension ReadingRule {
  /// The number of an observation on the raw scale, or nil where the rule gives none.
  func value(of observation: Observation) -> Double? {
    let bounds = hedges.bounds(of: observation.reading, hedge: observation.hedge)
    return observation.reading.value(point, bounds: bounds, scale: scale)
  }
}

/// A series as numbers, with the observations they came from and what was left out.
public struct AlignedSample: Sendable {
  /// The numbers; logarithms where the rule says so.
  public let sample: Sample
  /// The observation behind each number.
  public let observations: [Observation]
  /// What was left out or assumed.
  public let notes: [Note]
}

extension Series {
  /// The numbers of this series under a rule, on a clock: the one door from claims to numbers.
  ///
  /// - Parameters:
  ///   - rule: which number of a range, on which scale, under which hedges.
  ///   - clock: calendar years, or years since an anchor.
  ///   - omittingUndetermined: leave out readings that have no number under the rule, and say so,
  ///     rather than throw.
  /// - Throws: ``SeriesError/undetermined(_:_:)`` for "at least 50" under `.high`, unless omitted;
  ///   ``SeriesError/notPositive(_:)`` on the logarithmic scale; ``SeriesError/notFinite(_:)``;
  ///   ``SeriesError/exposureNotPositive(_:)``; ``SeriesError/empty``.
  public func aligned(
    _ rule: ReadingRule = ReadingRule(), on clock: Clock = .calendar,
    omittingUndetermined: Bool = false
  ) throws(SeriesError) -> AlignedSample {
    var kept: [Observation] = []
    var values: [Double] = []
    var omitted: [Period] = []
    var middles = 0
    for observation in observations {
      let bounds = rule.hedges.bounds(of: observation.reading, hedge: observation.hedge)
      guard let value = observation.reading.value(rule.point, bounds: bounds, scale: rule.scale)
      else {
        guard omittingUndetermined else { throw .undetermined(observation.period, rule.point) }
        omitted.append(observation.period)
        continue
      }
      if rule.scale == .log, value <= 0 { throw .notPositive(observation.period) }
      if rule.point == .best, observation.reading.kind == .interval,
        observation.reading.stated == nil
      {
        middles += 1
      }
      kept.append(observation)
      values.append(rule.scale == .log ? Alignment.logarithm(value) : value)
    }
    guard !kept.isEmpty else { throw .empty }
    let exposures = kept.map { measure.accrual == .flow ? $0.exposure : 1 }
    let sample: Sample
    do throws(StatisticsError) {
      sample = try Sample(
        times: Alignment.times(of: kept, on: clock), values: values, exposures: exposures)
    } catch {
      throw Alignment.error(error, of: kept)
    }
    return AlignedSample(
      sample: sample, observations: kept,
      notes: Alignment.notes(rule, omitted: omitted, middles: middles))
  }

  /// The numbers of this series on the clock of an anchor.
  ///
  /// - Throws: as ``aligned(_:on:omittingUndetermined:)``.
  public func sample(
    _ point: PointRule = .best, since anchor: Anchor
  ) throws(SeriesError) -> Sample {
    try aligned(ReadingRule(point: point), on: .since(anchor)).sample
  }
}

/// The parts of alignment that know no measure.
enum Alignment {
  static func times(of observations: [Observation], on clock: Clock) -> [Double] {
    switch clock {
    case .calendar:
      let times = observations.map(\.period.time)
      let isAscending = zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
      // Two parts of one year share its number; then their first days tell them apart.
      return isAscending
        ? times
        : observations.map {
          $0.period.shape == .span ? $0.period.start.decimalYear : $0.period.time
        }
    case .since(let anchor):
      let origin = anchor.firstAfter
      return observations.map { observation in
        let start = Period(from: origin, to: observation.period.start)?.years
        let before = Period(from: observation.period.start, to: origin)?.years ?? 0
        return (start ?? -before) + observation.period.years / 2
      }
    }
  }

  /// What a sample that cannot be made means for the observations it was to be made of.
  static func error(_ error: StatisticsError, of observations: [Observation]) -> SeriesError {
    switch error {
    case .notFinite(let index): .notFinite(observations[index].period)
    case .exposureNotPositive(let index): .exposureNotPositive(observations[index].period)
    default: preconditionFailure("\(observations.count) observations in order give \(error)")
    }
  }

  static func notes(_ rule: ReadingRule, omitted: [Period], middles: Int) -> [Note] {
    var notes: [Note] = []
    if !omitted.isEmpty {
      let listed = omitted.prefix(8).map(\.description).joined(separator: ", ")
      notes.append(
        Note(
          .exclusion, "undetermined",
          "\(omitted.count) published as a bound without a \(rule.point.rawValue) value: "
            + listed + (omitted.count > 8 ? ", …" : "") + "."))
    }
    if middles > 0 {
      notes.append(
        Note(
          .method, "midpoints",
          "\(middles) published as a range without a best estimate; the middle of the range"
            + (rule.scale == .log ? " on the logarithmic scale" : "") + " stands for it."))
    }
    return notes
  }
}
