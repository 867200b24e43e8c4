/// The days already taken by longer periods, for periods that come longest first.
///
/// A period that meets a taken one at least as long as itself has its first or its last day in
/// it; so two looks suffice, and each stretch between two ends of periods is marked once.
///
/// - Cost: O(n log n) for n periods, however many years they span.
struct TakenDays {
  /// The position of each first day and of each day after a last one, in order of time.
  private let positions: [Day: Int]
  private var isTaken: [Bool]

  /// For periods among those given.
  init(for periods: some Sequence<Period>) {
    var ends: Set<Day> = []
    for period in periods {
      ends.insert(period.start)
      ends.insert(period.end)
    }
    var positions: [Day: Int] = [:]
    positions.reserveCapacity(ends.count)
    for (position, day) in ends.sorted().enumerated() { positions[day] = position }
    self.positions = positions
    isTaken = Array(repeating: false, count: ends.count)
  }

  /// Takes the days of a period, or returns false where one of them is taken.
  ///
  /// - Precondition: the period was announced, and is no longer than any taken before.
  mutating func take(_ period: Period) -> Bool {
    guard let first = positions[period.start], let end = positions[period.end] else {
      preconditionFailure("\(period) was not announced")
    }
    guard !isTaken[first], !isTaken[end - 1] else { return false }
    for position in first..<end { isTaken[position] = true }
    return true
  }
}
