import Foundation
import Testing

@testable import Reporting

@Suite("The palette")
struct PaletteTests {
  private static let tones: [Chart.Tone] = [.first, .second, .third, .fourth, .fifth, .sixth]

  private static func linear(_ hex: String) -> [Double] {
    let number = Int(hex.dropFirst(), radix: 16) ?? 0
    return [16, 8, 0].map { shift in
      let share = Double((number >> shift) & 255) / 255
      return share > 0.04045 ? pow((share + 0.055) / 1.055, 2.4) : share / 12.92
    }
  }

  private static func product(_ rows: [[Double]], _ vector: [Double]) -> [Double] {
    rows.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  private static func contrast(_ first: String, _ second: String) -> Double {
    let light = [first, second].map { product([[0.2126, 0.7152, 0.0722]], linear($0))[0] }.sorted()
    return (light[1] + 0.05) / (light[0] + 0.05)
  }

  /// CIELAB under D65.
  private static func lab(_ color: [Double]) -> [Double] {
    let matrix = [
      [0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505],
    ]
    let f = zip(product(matrix, color), [0.9505, 1, 1.089]).map { value, white in
      let share = max(0, value / white)
      return share > 0.008856 ? cbrt(share) : 7.787 * share + 16.0 / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  @Test("words in any tone can be read on the paper, in the light and in the dark")
  func contrasts() {
    for tone in Self.tones + [.muted] {
      let ink = Scene.Ink.tone(tone)
      #expect(Self.contrast(ink.light, Scene.Ink.paper.light) >= 4.5, "\(tone)")
      #expect(Self.contrast(ink.dark, Scene.Ink.paper.dark) >= 4.5, "\(tone)")
    }
  }

  /// The views of people without red or without green receptors after Machado, Oliveira &
  /// Fernandes 2009, doi:10.1109/TVCG.2009.113.
  @Test(
    "tones differ for those who do not tell red from green",
    arguments: [
      [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]],
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ],
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ],
    ])
  func vision(view: [[Double]]) {
    for color in [\Scene.Ink.light, \Scene.Ink.dark] {
      let places = Self.tones.map { tone in
        Self.lab(Self.product(view, Self.linear(Scene.Ink.tone(tone)[keyPath: color])))
      }
      for (index, first) in places.enumerated() {
        for (other, second) in places.enumerated() where other > index {
          let square = zip(first, second).reduce(0) { $0 + pow($1.0 - $1.1, 2) }
          #expect(square.squareRoot() > 10, "\(Self.tones[index]) and \(Self.tones[other])")
        }
      }
    }
  }
}
