import Synchronization

/// A value made when it is first asked for, and kept.
///
/// It is determined by what stands beside it: two are equal when their values are, and it adds
/// nothing to a hash.
package final class Deferred<Value: Hashable & Sendable>: Sendable {
  private let kept: Mutex<Value?>
  private let make: @Sendable () -> Value

  /// A value to be made.
  package init(_ make: @escaping @Sendable () -> Value) {
    kept = Mutex(nil)
    self.make = make
  }

  /// A value that is there.
  package convenience init(_ value: Value) { self.init { value } }

  /// The value; others who ask meanwhile wait for it.
  package var value: Value {
    kept.withLock { kept in
      if let kept { return kept }
      let made = make()
      kept = made
      return made
    }
  }
}

extension Deferred: Hashable {
  package static func == (a: Deferred, b: Deferred) -> Bool { a === b || a.value == b.value }

  package func hash(into hasher: inout Hasher) {}
}
