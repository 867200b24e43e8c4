import Aftermath

/// Turns `2011`, `2011-12-18` or the id of an event into anchors, with the baselines declared.
struct EventReader {
  /// Loads the package; called only where an event of it may be meant.
  let package: () throws -> DataPackage
  /// Whether a year may stand for the package's event of that year.
  let usesPackage: Bool

  /// The event a text means.
  ///
  /// - Parameter baselines: years before instead of the declared ones; empty for those.
  func event(
    _ text: String, baselines: [YearRange], notes: inout [Note]
  ) throws -> WindowComparison.DeclaredEvent {
    guard let period = Period(text) else { return make(try package().event(text), baselines) }
    guard period.shape == .year else {
      return .init(anchors: [.after(period.last)], baselines: baselines)
    }
    let year = period.start.year
    if usesPackage,
      let known = try package().events.first(where: {
        $0.isHeadline && $0.event.period.start.year == year
      })
    {
      notes.append(
        Note(
          .method, "year-as-event",
          "\(year) is read as the event \(known.event.id) (\(known.event.period))"
            + (known.event.isWindow ? ", run from both of its ends." : ".")))
      return make(known, baselines)
    }
    return .init(anchors: [.after(year)], baselines: baselines)
  }

  private func make(
    _ known: DataPackage.DatedEvent, _ baselines: [YearRange]
  ) -> WindowComparison.DeclaredEvent {
    .init(
      anchors: Anchor.after(known.event),
      baselines: baselines.isEmpty ? known.baselines.compactMap { YearRange($0) } : baselines)
  }
}
