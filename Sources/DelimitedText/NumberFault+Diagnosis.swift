extension NumberFault {
  /// Finds out what a text that is no number was meant to say.
  init(diagnosing text: String, decimalMark: DecimalMark) {
    // A long text is not a slip of the pen, and its diagnosis would not fit in a message.
    guard text.utf8.count <= 64 else {
      self = .other
      return
    }
    let reader = Diagnosis(mark: decimalMark)
    self = reader.fault(of: text)
  }
}

/// The steps of a diagnosis, from the plainest slip to the vaguest.
private struct Diagnosis {
  let mark: DecimalMark

  func fault(of text: String) -> NumberFault {
    let visible = String(String.UnicodeScalarView(text.unicodeScalars.filter(isVisible)))
    let trimmed = trim(visible)
    if trimmed.isEmpty { return visible == text ? .empty : .other }
    if isNumber(trimmed) { return .invisible(write: trimmed) }
    let lower = trimmed.lowercased()
    if let fault = word(lower) { return fault }
    if let fault = digits(trimmed) { return fault }
    if let fault = sign(trimmed) { return fault }
    if let fault = marks(trimmed) { return fault }
    if let fault = unit(trimmed) { return fault }
    return phrase(lower) ?? .other
  }

  // MARK: Words

  private func word(_ lower: String) -> NumberFault? {
    switch lower {
    case "nan", "-nan", "+nan", "na", "n/a", "#n/a", "n.a.", "null", "none", "nil", "missing",
      ".", "..", "...", "…", "-", "--", "–", "—", "?":
      return .missing
    case "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "+∞", "-∞":
      return .infinite
    case "true", "false", "yes", "no", "t", "f", "y", "n": return .flag
    default: break
    }
    let unsigned = lower.drop { $0 == "-" || $0 == "+" }
    guard unsigned.hasPrefix("0x"), unsigned.count > 2 else { return nil }
    return .hexadecimal
  }

  // MARK: Digits, signs and marks

  private func digits(_ text: String) -> NumberFault? {
    var hasForeign = false
    var plain = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        plain.unicodeScalars.append(scalar)
      } else if scalar.properties.numericType == .decimal,
        let value = scalar.properties.numericValue
      {
        plain += String(Int(value))
        hasForeign = true
      } else if scalar == "\u{66B}" {
        plain.unicodeScalars.append(Unicode.Scalar(mark.rawValue))
      } else if scalar == "\u{FF0E}" {
        plain += "."
      } else if scalar != "\u{66C}" {
        plain.unicodeScalars.append(scalar)
      }
    }
    return hasForeign ? .foreignDigits(write: isNumber(plain) ? plain : nil) : nil
  }

  private func sign(_ text: String) -> NumberFault? {
    guard let first = text.unicodeScalars.first,
      first == "\u{2212}" || first.properties.generalCategory == .dashPunctuation,
      first != "-"
    else { return nil }
    let number = "-" + trim(String(text.unicodeScalars.dropFirst()))
    return isNumber(number) ? .dash(write: number) : nil
  }

  private func marks(_ text: String) -> NumberFault? {
    let decimal = Character(Unicode.Scalar(mark.rawValue))
    let other: Character = decimal == "." ? "," : "."
    if text.last == decimal, isNumber(String(text.dropLast())) {
      return .incomplete(write: String(text.dropLast()))
    }
    let exponent = text.prefix { $0 != "e" && $0 != "E" }
    if exponent.count < text.count, isNumber(String(exponent)),
      ["e", "e+", "e-"].contains(text.dropFirst(exponent.count).lowercased())
    {
      return .incomplete(write: String(exponent))
    }
    let exchanged = String(text.map { $0 == other ? decimal : $0 == decimal ? other : $0 })
    let grouped = ungrouped(text, decimal: decimal)
    if text.filter({ $0 == other }).count == 1, !text.contains(decimal), isNumber(exchanged) {
      if let grouped, decimal == "." {
        return .commaOrGrouping(thousands: grouped, decimal: exchanged)
      }
      return decimal == "." ? .decimalComma(write: exchanged) : .decimalPoint(write: exchanged)
    }
    if let grouped { return .grouping(write: grouped) }
    // Thousands and fraction of the other country: 1.234,5 where 1234.5 is meant.
    if let number = ungrouped(exchanged, decimal: decimal) { return .grouping(write: number) }
    return nil
  }

  /// The number without what sets its thousands apart, if it has such.
  private func ungrouped(_ text: String, decimal: Character) -> String? {
    let parts = text.split(separator: decimal, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2 else { return nil }
    let separators = whole.filter { !$0.isASCIIDigit && $0 != "-" && $0 != "+" }
    guard let separator = separators.first, separators.allSatisfy({ $0 == separator }),
      "_,.' ’\u{A0}\u{202F}\u{2009}".contains(separator)
    else { return nil }
    let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
    let threes = groups.dropFirst().allSatisfy { $0.count == 3 }
    guard threes || separator == "_", groups.allSatisfy({ !$0.isEmpty }) else { return nil }
    var number = groups.joined()
    if parts.count == 2 { number += String(decimal) + parts[1] }
    return isNumber(number) ? number : nil
  }

  // MARK: Units

  private func unit(_ text: String) -> NumberFault? {
    if text.hasSuffix("%") || text.hasSuffix("‰") {
      return .percent(write: number(in: String(text.dropLast())))
    }
    let symbols = text.unicodeScalars.filter { $0.properties.generalCategory == .currencySymbol }
    let plain = text.unicodeScalars.filter { $0.properties.generalCategory != .currencySymbol }
    var rest = trim(String(String.UnicodeScalarView(plain)))
    var isCurrency = !symbols.isEmpty
    for code in ["USD", "EUR", "GBP", "CHF", "US"] {
      if rest.uppercased().hasPrefix(code) {
        rest.removeFirst(code.count)
      } else if rest.uppercased().hasSuffix(code) {
        rest.removeLast(code.count)
      } else {
        continue
      }
      isCurrency = isCurrency || code != "US"
    }
    return isCurrency ? .currency(write: number(in: rest)) : nil
  }

  // MARK: Phrases

  private func phrase(_ lower: String) -> NumberFault? {
    if let range = range(lower) { return range }
    let kinds: [(words: [String], fault: (String) -> NumberFault)] = [
      (
        [
          "about", "around", "approximately", "approx.", "approx", "circa", "ca.", "c.", "ca",
          "roughly", "some", "nearly", "almost", "~", "≈", "±",
        ], NumberFault.approximate
      ),
      (["at least", "more than", "over", "minimum", "min.", "≥", ">=", ">"], NumberFault.atLeast),
      (
        [
          "at most", "fewer than", "less than", "up to", "under", "below", "maximum", "max.", "≤",
          "<=", "<",
        ], NumberFault.atMost
      ),
    ]
    for (words, fault) in kinds {
      for word in words where lower.hasPrefix(word) {
        if let number = number(in: String(lower.dropFirst(word.count))) { return fault(number) }
      }
    }
    if lower.hasSuffix("+"), let number = number(in: String(lower.dropLast())) {
      return .atLeast(write: number)
    }
    return number(in: lower).map { .multiplier(write: $0) }
  }

  private func range(_ lower: String) -> NumberFault? {
    for separator in ["–", "—", " to ", "..", "-"] {
      guard let (front, back) = split(lower, at: separator), let low = number(in: front),
        let high = number(in: back)
      else { continue }
      return .range(low: low, high: high)
    }
    return nil
  }

  // MARK: Tools

  private func isNumber(_ text: String) -> Bool {
    var text = text
    let scan = text.withUTF8 { NumberText.scan($0, decimalMark: mark.rawValue) }
    if case .value = scan { return true }
    return false
  }

  /// The number a phrase without more words comes to: `20k` is 20000, `1,500` is 1500.
  private func number(in text: String) -> String? {
    let text = trim(text)
    if isNumber(text) { return text }
    if let number = ungrouped(text, decimal: Character(Unicode.Scalar(mark.rawValue))) {
      return number
    }
    let multipliers: [(suffix: String, zeros: Int)] = [
      ("thousand", 3), ("million", 6), ("billion", 9), ("mln", 6), ("mio", 6), ("bn", 9),
      ("k", 3), ("m", 6),
    ]
    for (suffix, zeros) in multipliers where text.lowercased().hasSuffix(suffix) {
      let front = trim(String(text.dropLast(suffix.count)))
      guard isNumber(front), !front.lowercased().contains("e") else { return nil }
      return shifted(front, by: zeros)
    }
    return nil
  }

  /// A plain number times a power of ten, by moving the mark.
  private func shifted(_ number: String, by zeros: Int) -> String {
    let decimal = Character(Unicode.Scalar(mark.rawValue))
    let parts = number.split(separator: decimal, omittingEmptySubsequences: false)
    var whole = String(parts[0])
    var fraction = parts.count == 2 ? String(parts[1]) : ""
    for _ in 0..<zeros { whole.append(fraction.isEmpty ? "0" : fraction.removeFirst()) }
    let sign = whole.prefix { $0 == "-" || $0 == "+" }
    var digits = whole.dropFirst(sign.count)
    while digits.count > 1, digits.first == "0" { digits.removeFirst() }
    return sign + digits + (fraction.isEmpty ? "" : String(decimal) + fraction)
  }

  private func trim(_ text: String) -> String {
    let front = text.drop { $0.isWhitespace }
    return String(front.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// The text before and after the first `separator` that does not stand at the beginning.
  private func split(_ text: String, at separator: String) -> (front: String, back: String)? {
    for index in text.indices.dropFirst() where text[index...].hasPrefix(separator) {
      return (String(text[..<index]), String(text[index...].dropFirst(separator.count)))
    }
    return nil
  }

  private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    return category != .control && category != .format
      && !scalar.properties.isDefaultIgnorableCodePoint
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}
