import Tables

extension Note {
  /// That intervals are of another level than 95 %, which is what is meant where nothing is said.
  static func level(_ level: Double) -> Note? {
    guard level != 0.95 else { return nil }
    let percent = (level * 1e12).rounded() / 1e10
    let text = percent == percent.rounded() ? "\(Int(percent))" : "\(percent)"
    return Note(.method, "level", "Intervals are those of \(text) %.")
  }
}
