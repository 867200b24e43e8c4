import Statistics
public import Tables
import TimeSeries

extension WindowComparison {
  /// The comparison as it is read: what may be said, then one short table for each window and each
  /// pair of aftermaths, remarks below it, and what was not estimated.
  ///
  /// The same rows as ``estimates`` and ``overview``, without the columns that only programs need.
  public var readingTables: [Table] {
    [verdictTable] + effectTables + [refusalTable].compactMap { $0 }
  }

  /// The effects, one short table for each window and each pair of aftermaths that has any.
  public var effectTables: [Table] {
    effectTables { _ in true }
  }

  private func effectTables(_ isMeant: (Group) -> Bool) -> [Table] {
    groups.filter { group in isMeant(group) && group.outcomes.contains { $0.value != nil } }
      .map(table(of:))
  }

  /// What is there on both sides of each event, and below it what that allows to be said.
  public var verdictTable: Table {
    let verdicts = windows.map { Verdict(self, $0) }
    return Table(
      "\(info.title): what may be said", verdicts,
      [
        .text(.event) { $0.window.anchor.label },
        .text(.baseline) { $0.window.baseline.description },
        .text(.window) { $0.windowText },
        .integer(.firstCount) { $0.window.before.count },
        .integer(.secondCount) { $0.window.after.count },
        .text(.entitlement) { $0.level.rawValue },
      ],
      notes: verdicts.map { verdict in
        Note(
          .verdict, "may-be-said",
          "\(verdict.window.anchor.label), baseline \(verdict.window.baseline) "
            + "(\(verdict.level.rawValue)). \(verdict.sentence)")
      } + notes)
  }

  /// The refusals, those of one reason together; nil where there is none.
  public var refusalTable: Table? {
    struct Row { let group: Group; let refusal: Refusal; var estimands: [String] }
    var rows: [Row] = []
    for group in groups {
      let first = rows.count
      for outcome in group.outcomes {
        guard let refusal = outcome.refusal else { continue }
        if let place = rows[first...].firstIndex(where: { $0.refusal == refusal }) {
          rows[place].estimands.append(outcome.estimand)
        } else {
          rows.append(Row(group: group, refusal: refusal, estimands: [outcome.estimand]))
        }
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      "\(info.title): what was not estimated", rows,
      [
        .text(.event) { $0.group.event }, .text(.baseline) { $0.group.baseline?.description },
        .text(.estimand) { $0.estimands.joined(separator: ", ") },
        .text(.refusal) { $0.refusal.description },
      ]
    ).withoutEmptyColumns
  }

  /// The rows of one window, or of one pair of aftermaths.
  private struct Group {
    let event: String
    let baseline: YearRange?
    var outcomes: [Outcome]
  }

  private var groups: [Group] {
    var groups: [Group] = []
    for outcome in outcomes {
      if groups.last?.event == outcome.event, groups.last?.baseline == outcome.baseline {
        groups[groups.count - 1].outcomes.append(outcome)
      } else {
        groups.append(
          Group(event: outcome.event, baseline: outcome.baseline, outcomes: [outcome]))
      }
    }
    return groups
  }

  private func table(of group: Group) -> Table {
    let effects = group.outcomes.filter { $0.value != nil }
    let title =
      group.baseline.map { "\(group.event), with the baseline \($0)" } ?? group.event
    let unit = resolved.series.measure.unit.symbol
    var fields: [Field<Outcome>] = [
      .text(.term) { $0.value?.term },
      .text(.scale) { outcome in
        outcome.value.map { $0.scale == "level" || $0.scale == "difference" ? unit : $0.scale }
      },
      .number(.estimate) { $0.value?.estimate },
      .number(.intervalLow) { $0.value?.interval?.low },
      .number(.intervalHigh) { $0.value?.interval?.high },
      .number(.pValue) { $0.value?.pValue },
    ]
    if plan.adjustment != .none { fields.append(.number(.adjustedPValue) { $0.adjustedPValue }) }
    fields += [
      .number(.floor) { $0.value?.floor },
      .integer(.firstCount) { $0.value?.firstCount },
      .integer(.secondCount) { $0.value?.secondCount },
    ]
    return Table(title, effects, fields, notes: remarks(on: effects)).withoutEmptyColumns
  }

  /// The remarks, each once, with the rows it is about.
  private func remarks(on outcomes: [Outcome]) -> [Note] {
    var remarks: [(text: String, terms: [String])] = []
    for case let effect? in outcomes.map(\.value) {
      guard let remark = effect.remark else { continue }
      let term = effect.period?.description ?? effect.term
      if let place = remarks.firstIndex(where: { $0.text == remark }) {
        remarks[place].terms.append(term)
      } else {
        remarks.append((remark, [term]))
      }
    }
    return remarks.map { remark in
      Note(.method, "remark", "\(remark.terms.joined(separator: ", ")): \(remark.text).")
    }
  }
}

extension WindowComparison {
  /// The effects around one anchor, a short table for each baseline that has any.
  public func effectTables(around anchor: Anchor) -> [Table] {
    effectTables { $0.event == anchor.label && $0.baseline != nil }
  }

  /// The effects between aftermaths, a short table for each pair that has any.
  public var betweenTables: [Table] {
    effectTables { $0.baseline == nil }
  }
}
