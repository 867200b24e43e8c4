/// The names of events and breaks above a plot, in as few rows as keep them apart from each other
/// and from each other's lines.
struct ConsoleEvents {
  /// A name and where it stands, in columns of the page.
  struct Placed {
    /// The column of the line, and that of the other end where the event took time.
    let column: Int
    let end: Int?
    let lines: [String]
    let isBreak: Bool
    /// The first column of the words, and the column after the last.
    let start: Int
    let stop: Int
    var lane = 0
  }

  private(set) var placed: [Placed] = []
  /// The rows of all names.
  private(set) var height = 0
  /// The tops of the lanes, measured upwards from the plot.
  private var tops: [Int] = []

  init(_ panel: Chart.Panel, _ x: Scale, left: Int, width: Int, signs: ConsoleSigns) {
    let columns = Int(x.end) / 2
    let column = { (value: Double) in left + min(columns - 1, max(0, Int(x.clamped(value)) / 2)) }
    for mark in panel.marks {
      let ends: (Double, Double, String, Bool)
      switch mark {
      case .event(let time, let label): ends = (time, time, label, false)
      case .definitionBreak(let time, let label): ends = (time, time, label, true)
      case .eventSpan(let span, let label):
        ends = (span.lowerBound, span.upperBound, label, false)
      case .series, .line, .band, .reference, .interval: continue
      }
      guard ends.1 >= x.domain.lowerBound, ends.0 <= x.domain.upperBound else { continue }
      let first = column(ends.0)
      let last = column(ends.1)
      placed.append(
        Self.item(
          signs.words(ends.2), first, last > first ? last : nil, isBreak: ends.3, width: width))
    }
    stack()
    for lane in 0..<((placed.map(\.lane).max() ?? -1) + 1) {
      let most = placed.filter { $0.lane == lane }.map(\.lines.count).max() ?? 0
      tops.append((tops.last ?? 0) + most)
    }
    height = tops.last ?? 0
  }

  /// The page row of an event's name.
  func top(of item: Placed) -> Int { item.lines.isEmpty ? height : height - tops[item.lane] }

  /// A name right of its line where there is room, else left of it, else where there is more room
  /// and on several lines.
  private static func item(
    _ text: String, _ column: Int, _ end: Int?, isBreak: Bool, width: Int
  ) -> Placed {
    let (right, left) = (width - column - 2, column - 1)
    let length = DisplayWidth.of(text)
    let isRight = length <= right || (length > left && right >= left)
    let lines =
      text.isEmpty ? [] : TextWrapping.lines(text, width: max(1, min(40, isRight ? right : left)))
    let widest = lines.map { DisplayWidth.of($0) }.max() ?? 0
    let start = isRight ? column + 2 : max(0, column - 1 - widest)
    return Placed(
      column: column, end: end, lines: lines, isBreak: isBreak, start: start,
      stop: start + widest)
  }

  /// Puts names into lanes, the lowest nearest the plot: a name stands above the line of an event
  /// that comes down through it, and in another lane than a name it would touch.
  ///
  /// Two names that each stand over the other's line cannot be told apart so; they get lanes of
  /// their own, and one line runs through one name.
  private mutating func stack() {
    placed.sort { ($0.column, $0.start) > ($1.column, $1.start) }
    let most = placed.count
    for _ in 0..<max(1, most * most) {
      var isSettled = true
      for upper in placed.indices {
        for lower in placed.indices where lower != upper {
          let isThrough = placed[upper].stands(over: placed[lower])
          let isMutual = isThrough && placed[lower].stands(over: placed[upper])
          let isAbove = isThrough && (!isMutual || upper > lower)
          let shares = placed[upper].lane == placed[lower].lane
          let mustRise =
            isAbove
            ? placed[upper].lane <= placed[lower].lane
            : shares && upper > lower && placed[upper].touches(placed[lower])
          guard mustRise, placed[upper].lane < most else { continue }
          placed[upper].lane = isAbove ? placed[lower].lane + 1 : placed[upper].lane + 1
          isSettled = false
        }
      }
      if isSettled { break }
    }
  }
}

extension ConsoleEvents.Placed {
  /// Whether the line of another event comes down through this name.
  fileprivate func stands(over other: ConsoleEvents.Placed) -> Bool {
    !lines.isEmpty && (start - 1...stop).contains(other.column) && column != other.column
  }

  /// Whether two names side by side would touch.
  fileprivate func touches(_ other: ConsoleEvents.Placed) -> Bool {
    guard !lines.isEmpty, !other.lines.isEmpty else { return false }
    return min(start, column) <= max(other.stop, other.column)
      && min(other.start, other.column) <= max(stop, column)
  }
}
