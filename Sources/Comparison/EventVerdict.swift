import TimeSeries

/// What may be said of one series after one event, over every baseline declared for it.
///
/// A claim needs every declared baseline that is long enough (an intersection–union rule, so that
/// no adjustment for their number is needed); the longest one gives the sentence.
public struct EventVerdict: Sendable {
  /// Where before ends and after begins.
  public let anchor: Anchor
  /// The verdicts, one for each baseline as declared.
  public let verdicts: [Verdict]
  /// The verdict with the most complete years before.
  public let leading: Verdict
  /// The level that every baseline of eight years or more allows; without one, the leading one's.
  public let level: Entitlement

  /// The verdicts of one anchor; nil where there is none.
  init?(_ anchor: Anchor, _ verdicts: [Verdict]) {
    let longest = verdicts.max { $0.window.before.count < $1.window.before.count }
    guard let leading = longest else { return nil }
    self.anchor = anchor
    self.verdicts = verdicts
    self.leading = leading
    let long = verdicts.filter { $0.window.before.count >= 8 }.map(\.level)
    level = long.min() ?? leading.level
  }

  /// Whether there is anything at all on either side.
  public var hasValues: Bool {
    verdicts.contains { verdict in
      let window = verdict.window
      return [
        window.before, window.after, window.provisional, window.provisionalBefore,
        window.partial, window.unfinished, window.bounded,
      ].contains { !$0.isEmpty }
    }
  }
}

extension WindowComparison {
  /// What may be said after each event, in the order of events.
  func verdictsByEvent() -> [EventVerdict] {
    var anchors: [Anchor] = []
    for window in windows where !anchors.contains(window.anchor) { anchors.append(window.anchor) }
    return anchors.compactMap { anchor in
      EventVerdict(anchor, windows.filter { $0.anchor == anchor }.map { Verdict(self, $0) })
    }
  }
}
