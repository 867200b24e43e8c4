/// Texts escaped for LaTeX.
enum LaTeXText {
  /// The text as running words under `inputenc` UTF-8.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in PlainText.singleLine(text) {
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "\u{A0}": result += "~"
      case "\u{202F}", "\u{2009}": result += "\\,"
      case let sign where mathematics[sign] != nil: result += "$\(mathematics[sign, default: ""])$"
      case _ where "&%$#_{}".contains(character): result += "\\" + String(character)
      default: result.append(character)
      }
    }
    // After `\\` a bracket or star at the start of a row would be taken for its argument.
    guard let first = result.first, first == "[" || first == "*" else { return result }
    return "{\(first)}" + result.dropFirst()
  }

  /// Signs that the text fonts of LaTeX may lack.
  private static let mathematics: [Character: String] = [
    "\u{2212}": "-", "²": "^{2}", "³": "^{3}", "≥": "\\geq", "≤": "\\leq", "≠": "\\neq",
    "×": "\\times", "±": "\\pm", "→": "\\rightarrow", "←": "\\leftarrow", "∞": "\\infty",
    "α": "\\alpha", "β": "\\beta", "ρ": "\\rho", "σ": "\\sigma", "τ": "\\tau",
    "χ": "\\chi", "λ": "\\lambda", "μ": "\\mu", "Δ": "\\Delta", "√": "\\surd",
  ]
}
