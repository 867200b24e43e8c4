/// What becomes of the faults of a package's rows: a reader stops at the first, a check keeps them
/// and goes on with the next row.
struct FaultCollector {
  /// The faults kept so far, in order.
  private(set) var faults: [DatasetError] = []
  /// The series whose row could not be read: what refers to them is no fault of its own.
  var unreadSeries: Set<String> = []
  private let isKeeping: Bool

  /// Stops at the first fault.
  static let stopping = FaultCollector(isKeeping: false)
  /// Keeps every fault.
  static let keeping = FaultCollector(isKeeping: true)

  private init(isKeeping: Bool) { self.isKeeping = isKeeping }

  /// Takes what a body makes, or its fault; nil where the fault was kept.
  ///
  /// - Throws: the fault, where this stops at the first.
  mutating func attempt<Value>(
    _ body: () throws(DatasetError) -> Value
  ) throws(DatasetError) -> Value? {
    do { return try body() } catch {
      guard isKeeping else { throw error }
      faults.append(error)
      return nil
    }
  }
}
