/// Shell patterns over ids: `*` for any run of characters, `?` for one.
enum Glob {
  /// Whether a text matches a pattern.
  ///
  /// - Cost: O(pattern × text) at worst; no recursion, so no pattern can hang it.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let pattern = Array(pattern)
    let text = Array(text)
    var place = 0
    var cursor = 0
    var star: (pattern: Int, text: Int)?
    while cursor < text.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, cursor)
        place += 1
      } else if place < pattern.count,
        pattern[place] == "?" || pattern[place] == text[cursor]
      {
        place += 1
        cursor += 1
      } else if let last = star {
        place = last.pattern + 1
        cursor = last.text + 1
        star = (last.pattern, cursor)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
