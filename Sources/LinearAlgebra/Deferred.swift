import Synchronization

/// A value made when it is first asked for, and kept.
///
/// It is determined by what stands beside it: two are equal when their values are, and it adds
/// nothing to a hash.
package final class Deferred<Value: Hashable & Sendable>: Sendable {
  // The value once it is made, in a box: a lock over a type without parameters is made and let go of
  // several times faster.
  private let kept = Mutex<(any AnyObject & Sendable)?>(nil)
  private let make: @Sendable () -> Value

  private final class Box: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  /// A value to be made.
  package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// A value that is there.
  package convenience init(_ value: Value) { self.init { value } }

  /// The value; others who ask meanwhile wait for it.
  package var value: Value {
    kept.withLock { kept in
      if let kept = kept as? Box { return kept.value }
      let made = make()
      kept = Box(made)
      return made
    }
  }
}

extension Deferred: Hashable {
  package static func == (a: Deferred, b: Deferred) -> Bool { a === b || a.value == b.value }

  package func hash(into hasher: inout Hasher) {}
}
