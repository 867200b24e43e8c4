import TestSupport
import Testing

@testable import Datasets

@Suite struct GlobTests {
  @Test(arguments: [
    ("*", "", true), ("*", "a.b", true), ("a*", "abc", true), ("a*", "bac", false),
    ("*.iraq", "troops.us.iraq", true), ("*.iraq", "troops.us.iraq.x", false),
    ("a?c", "abc", true), ("a?c", "ac", false), ("?", "", false), ("", "", true), ("", "a", false),
    ("a**b", "ab", true), ("*a*b*", "xxaxxbxx", true), ("*a*b*", "xxbxxaxx", false),
    ("troops.*.iraq", "troops.us.iraq", true), ("a.b", "axb", false), ("A*", "abc", false),
    ("?.x", "é.x", true), ("?.x", "e\u{301}.x", true), ("?.x", "🇮🇶.x", true), ("دي*", "ديالى", true),
  ])
  func matches(pattern: String, text: String, expected: Bool) {
    #expect(Glob.matches(pattern, text) == expected)
  }

  /// Against the plain definition, over all short patterns and texts of a seeded draw.
  @Test func agreesWithTheDefinition() {
    func defined(_ pattern: Substring, _ text: Substring) -> Bool {
      guard let first = pattern.first else { return text.isEmpty }
      if first == "*" {
        return defined(pattern.dropFirst(), text)
          || (!text.isEmpty && defined(pattern, text.dropFirst()))
      }
      guard let letter = text.first, first == "?" || first == letter else { return false }
      return defined(pattern.dropFirst(), text.dropFirst())
    }
    var random = SplitMix64(seed: 51)
    var found = 0
    for _ in 0..<20_000 {
      let pattern = String(
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          random.pick(["a", "b", "*", "?"] as [Character])
        })
      let text = String(
        (0..<Int.random(in: 0...7, using: &random)).map { _ in
          random.pick(["a", "b"] as [Character])
        })
      let expected = defined(pattern[...], text[...])
      found += expected ? 1 : 0
      #expect(Glob.matches(pattern, text) == expected, "\(pattern) on \(text)")
    }
    #expect(found > 1000)
  }

  /// Patterns that make a backtracking matcher run for ever.
  @Test func noPatternHangs() {
    let text = String(repeating: "a", count: 5000)
    #expect(!Glob.matches(String(repeating: "*a", count: 200) + "b", text))
  }
}
