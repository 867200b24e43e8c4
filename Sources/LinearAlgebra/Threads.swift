/// How many threads the calls within a piece of a program may use.
///
/// Without a word from here, long calculations use as many threads as there are processors. The
/// cap is a value of the calling task, handed down to what it calls and to no one else: two parts
/// of a program can work under two caps at once. Results are equal to the bit under any cap.
///
/// ```swift
/// let fit = try Threads.atMost(1) { try LeastSquares().fit(response, on: design) }
/// ```
public enum Threads {
  /// The cap, where there is one.
  @TaskLocal static var cap: Int?

  /// The cap in force where this is read; nil where there is none.
  public static var limit: Int? { cap }

  /// The result of a piece of a program that may use no more than `count` threads, the caller's
  /// among them.
  ///
  /// Within another such piece the smaller number holds. Threads that the piece starts by other
  /// means are not counted.
  ///
  /// - Throws: what the piece throws, and nothing else.
  /// - Precondition: `count` is 1 or more.
  public static func atMost<Result, Failure: Error>(
    _ count: Int, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(count >= 1, "Threads.atMost: at least one thread is needed, not \(count)")
    let outcome = $cap.withValue(min(count, cap ?? count)) {
      () -> Swift.Result<Result, Failure> in
      do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
    }
    return try outcome.get()
  }
}
