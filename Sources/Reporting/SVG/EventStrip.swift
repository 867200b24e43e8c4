/// The strip above a panel in which the names of events and breaks stand, in as few lanes as keep
/// names apart from each other and from each other's lines.
struct EventStrip {
  /// What is named: a line at a place, or a band between two.
  struct Item {
    let left: Double
    let right: Double
    let lines: [String]
    let isBreak: Bool
  }

  /// A name and where it stands; the lane nearest the plot is 0.
  struct Placed {
    let item: Item
    var lane: Int
    var box: Box
    var anchor: Scene.Label.Anchor
  }

  static let size = 11.5
  static let gap = 5.0

  private(set) var placed: [Placed] = []
  private(set) var height = 0.0
  /// The tops of the lanes, measured upwards from the plot.
  private var tops: [Double] = []

  init(_ items: [Item], between left: Double, and right: Double) {
    // From the right, so that a name to the left goes over the line of one to its right.
    for item in items.sorted(by: { ($0.left, $0.right) > ($1.left, $1.right) }) {
      place(item, between: left, and: right)
    }
    // A lane is as high as the longest name in it; one that only lines pass takes no room.
    for lane in 0..<((placed.map(\.lane).max() ?? -1) + 1) {
      let most = placed.filter { $0.lane == lane }.map(\.item.lines.count).max() ?? 0
      let laneHeight = most == 0 ? 0 : Double(most) * Self.size * TextMetrics.lineHeight + 3
      tops.append((tops.last ?? 0) + laneHeight)
    }
    height = (tops.last ?? 2) + 2
  }

  /// A name in lines: narrower than the width where it can then stand to the right of its line.
  static func lines(_ text: String, width: Double, beside room: Double) -> [String] {
    let usual = TextMetrics.lines(text, width: width, size: size)
    let isWide = { (lines: [String], room: Double) in
      lines.contains { TextMetrics.width(of: $0, size: size) > room }
    }
    guard isWide(usual, room - gap) else { return usual }
    let words = text.split(separator: " ").map(String.init)
    guard !isWide(words, room - gap) else { return usual }
    let narrow = TextMetrics.lines(text, width: room - gap, size: size)
    return narrow.count <= 4 ? narrow : usual
  }

  /// The top of a lane, measured upwards from the plot.
  func top(of lane: Int) -> Double { tops[lane] }

  private mutating func place(_ item: Item, between left: Double, and right: Double) {
    let width = item.lines.map { TextMetrics.width(of: $0, size: Self.size) }.max() ?? 0
    var start = item.left + Self.gap
    var anchor = Scene.Label.Anchor.start
    if start + width > right {
      anchor = .end
      start = item.left - Self.gap - width
      if start < left {
        anchor = .start
        start = max(left, right - width)
      }
    }
    let span = (start - 4, start + width + 8)
    var lane = 0
    while isTaken(lane, span, item) && lane < placed.count + 1 { lane += 1 }
    let box = Box(left: start, top: 0, right: start + width, bottom: 0)
    placed.append(Placed(item: item, lane: lane, box: box, anchor: anchor))
  }

  private func isTaken(_ lane: Int, _ span: (Double, Double), _ item: Item) -> Bool {
    placed.contains { other in
      let sharesLane = other.lane == lane && span.0 < other.box.right && span.1 > other.box.left
      let isCrossed = other.lane >= lane && span.0 < other.item.left && span.1 > other.item.left
      let crosses =
        other.lane <= lane && other.box.left - 2 < item.left && item.left < other.box.right + 2
      return sharesLane || isCrossed || crosses
    }
  }
}
