import Tables
import TimeSeries

/// What a fit may use of a series, and what is said of the rest.
///
/// Parts of years and provisional values are left out of fits: the first are not comparable with
/// whole years, the second will be revised. Both stay in tables and plots.
struct FitSelection {
  /// Complete and final observations.
  let series: Series<AnyMeasure>
  /// What was left out and why, and which years have no value.
  let notes: [Note]

  init(_ resolved: ResolvedSeries<AnyMeasure>) {
    let all = resolved.series
    let provisional = all.observations.filter { $0.status == .provisional && !$0.isPartialYear }
    let partial = all.observations.filter(\.isPartialYear)
    series = all.filter { $0.status != .provisional && !$0.isPartialYear }
    var notes: [Note] = []
    if !provisional.isEmpty {
      notes.append(
        Note(
          .exclusion, "provisional",
          "\(FitSelection.list(provisional)) \(provisional.count == 1 ? "is" : "are") provisional, "
            + "to be revised, and not in the fits."))
    }
    if !partial.isEmpty, !resolved.notes.contains(where: { $0.code == "partial-year" }) {
      notes.append(
        Note(
          .exclusion, "partial-year",
          "\(FitSelection.list(partial)) \(partial.count == 1 ? "is part of a year" : "are parts of years")"
            + ", not annualised and not in the fits."))
    }
    self.notes = notes + FitSelection.gapNotes(series)
  }

  static func list(_ observations: [Observation]) -> String {
    let texts = observations.prefix(8).map(\.period.description).joined(separator: ", ")
    return observations.count > 8 ? texts + " and \(observations.count - 8) more" : texts
  }

  /// Years without a value in a series of years, holes in one of months, quarters or days.
  static func gapNotes(_ series: Series<AnyMeasure>) -> [Note] {
    let shapes = Set(series.observations.map(\.period.shape))
    guard shapes.count == 1, let shape = shapes.first, shape != .span else { return [] }
    guard shape == .year else { return holeNotes(series) }
    let missing = series.missingYears(limit: 8)
    guard missing.count > 0 else { return [] }
    let years = missing.first.map { Period.year($0).description }.joined(separator: ", ")
    let more =
      missing.count > missing.first.count
      ? " and \(missing.count - missing.first.count) more" : ""
    return [
      Note(
        .caveat, "missing-years",
        missing.count == 1
          ? "\(years) has no value; the real spacing of the years is used."
          : "\(missing.count) years between have no value (\(years)\(more)); the real spacing of "
            + "the years is used.")
    ]
  }

  private static func holeNotes(_ series: Series<AnyMeasure>) -> [Note] {
    let periods = series.observations.map(\.period)
    let holes = zip(periods, periods.dropFirst()).filter { $0.end != $1.start }
    guard let first = holes.first else { return [] }
    return [
      Note(
        .caveat, "missing-periods",
        (holes.count == 1 ? "There is a gap" : "There are \(holes.count) gaps, the first")
          + " between \(first.0) and \(first.1); the real spacing is used.")
    ]
  }
}
