import Tables
import Testing

@testable import Reporting

@Suite("Charts in characters")
struct ConsoleChartTests {
  @Test("80 columns wide", arguments: SampleCharts.all.indices)
  func snapshots(index: Int) throws {
    let (name, chart) = SampleCharts.all[index]
    try expectSnapshot(chart.drawing(), "\(name).console.txt")
  }

  @Test("in other widths, in ASCII, in colour")
  func variants() throws {
    let chart = SampleCharts.timeSeries
    try expectSnapshot(chart.drawing(width: 40), "time-series-40.console.txt")
    try expectSnapshot(chart.drawing(width: 120), "time-series-120.console.txt")
    try expectSnapshot(chart.drawing(usesASCII: true), "time-series-ascii.console.txt")
    try expectSnapshot(chart.drawing(usesColor: true), "time-series-color.console.txt")
    try expectSnapshot(
      SampleCharts.crowded.drawing(usesASCII: true), "crowded-ascii.console.txt")
  }

  @Test("no line is wider than the page", arguments: [-1, 24, 31, 40, 60, 80, 120, 1000])
  func width(_ width: Int) {
    for (name, chart) in SampleCharts.all {
      for usesASCII in [false, true] {
        let text = chart.drawing(width: width, usesASCII: usesASCII)
        let most = min(400, max(24, width))
        for line in text.split(separator: "\n") {
          #expect(DisplayWidth.of(line) <= most, "\(name) at \(width): \(line)")
          #expect(line.last != " ", "\(name) at \(width): \(line)")
        }
        if usesASCII { #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(name)") }
        #expect(text == chart.drawing(width: width, usesASCII: usesASCII))
      }
    }
  }

  @Test("colours change nothing but colours")
  func colours() {
    for (name, chart) in SampleCharts.all {
      let plain = chart.drawing()
      let coloured = chart.drawing(usesColor: true)
      #expect(!plain.contains("\u{1B}"))
      #expect(coloured.contains("\u{1B}["), "\(name)")
      #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain, "\(name)")
    }
  }

  private func chart(
    _ points: [Chart.Point], scale: Chart.ScaleKind = .linear, others: [Chart.Mark] = []
  ) -> Chart {
    Chart(
      "t", subtitle: "", source: "", alternativeText: "a",
      content: .panels(
        [
          .init(
            vertical: .init("y", scale: scale),
            marks: [.series(.init("s", points: points))] + others)
        ], columns: 1))
  }

  /// The marks in the plot, without the key below it.
  private func marks(_ text: String, _ mark: Character) -> Int {
    let plot = text.split(separator: "\n").filter { $0.contains("│") || $0.contains("┤") }
    return plot.joined().filter { $0 == mark }.count
  }

  @Test("every value has its mark: filled where final, hollow where not")
  func everyPoint() {
    let values = [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
    let points = values.enumerated().map { index, value in
      Chart.Point.year(2000 + index, value, standing: index == 11 ? .provisional : .final)
    }
    let text = chart(points).drawing()
    #expect(marks(text, "●") == 11)
    #expect(marks(text, "○") == 1)
    #expect(text.contains("○ provisional"))
    #expect(!chart(Array(points.dropLast())).drawing().contains("provisional"))
  }

  @Test("a value stands on the row of its tick")
  func readable() throws {
    let text = chart((0...10).map { .year(2000 + $0, Double($0) * 10) }).drawing(width: 60)
    for (tick, place) in [("0", 0), ("40", 4), ("100", 10)] {
      let line = try #require(
        text.split(separator: "\n").first { $0.drop { $0 == " " }.hasPrefix("\(tick) ┤") })
      #expect(line.contains("●"), "\(tick) at \(place): \(line)")
    }
  }

  @Test("more values than columns are a dot each, none lost, lines over them")
  func many() {
    var state: UInt64 = 1
    let points = (0..<10_000).map { index in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Chart.Point.at(Double(index), Double(state >> 40), low: Double(state >> 41))
    }
    let line = Chart.Mark.line(
      .init("fit", .fitted, tone: .second, places: [.init(0, 8e6), .init(9999, 8e6)]))
    let cloud = chart(points, others: [line])
    #expect(cloud.drawing().contains("a dot each"))
    #expect(cloud.svg().hasSuffix("</svg>\n"))
    #expect(cloud.drawing(usesASCII: true).utf8.allSatisfy { $0 < 0x80 })
    // Dots of values far apart are all there.
    let sparse = chart((0..<200).map { .at(Double($0), Double($0 % 7)) }).drawing(width: 60)
    #expect(sparse.contains("a dot each"))
    let plain = chart([.at(0, 1), .at(100, 2)]).drawing(width: 60)
    #expect(!plain.contains("a dot each"))
  }

  @Test("ranges, bounds and gaps")
  func ranges() {
    let text = chart(
      [
        .year(2000, 5, low: 2, high: 8), .year(2001, nil, low: 3, high: 6),
        .year(2003, nil, low: 4), .year(2004, nil, high: 4), .year(2005, 1),
      ]
    ).drawing()
    for sign in ["│ published range", "┴↑ at least", "┬↓ at most"] {
      #expect(text.contains(sign), "\(sign)")
    }
    #expect(text.contains("↑") && text.contains("↓"))
    let joined = chart([.year(2000, 0), .year(2001, 10)]).drawing()
    let gap = chart([.year(2000, 0), .year(2002, 10)]).drawing()
    let isBraille = { (character: Character) in
      character.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }
    }
    #expect(joined.contains(where: isBraille))
    #expect(!gap.contains(where: isBraille))
    let broken = chart(
      [.year(2000, 0), .year(2001, 10)], others: [.definitionBreak(2001, label: "new")])
    #expect(!broken.drawing().contains(where: isBraille))
  }

  @Test("fitted and expected lines differ without colour")
  func strokes() {
    let kinds: [Chart.Line.Kind] = [.fitted, .counterfactual, .mean]
    for usesASCII in [false, true] {
      let drawings = kinds.map { kind in
        chart(
          [.year(2000, 1)],
          others: [.line(.init("", kind, places: [.init(2000, 0), .init(2001, 1)]))]
        ).drawing(usesASCII: usesASCII)
      }
      #expect(Set(drawings).count == kinds.count)
    }
  }

  @Test("extreme and empty data are drawn, within the page")
  func extremes() {
    let values: [[Double]] = [
      [], [0], [1, 1, 1], [-5, -3], [1e-300, 1e300], [-1e308, 1e308], [.nan, 1], [.infinity, 1],
      [Double.leastNonzeroMagnitude, 1], [1e15, 1e15 + 2], [.greatestFiniteMagnitude],
      [-.greatestFiniteMagnitude, .greatestFiniteMagnitude], [1e300, 1e300.nextUp],
      [0, .leastNonzeroMagnitude], [-.infinity, .infinity], [1, 1.0.nextUp], [.nan, .nan],
      [123_456_789.123, 123_456_789.124],
    ]
    for values in values {
      for scale in [Chart.ScaleKind.linear, .logarithmic] {
        let points = values.enumerated().map {
          Chart.Point.year(2000 + $0, $1, low: $1 - 1, high: $1 + 1)
        }
        let places = values.map { Chart.Place($0, $0) }
        let marks: [Chart.Mark] = [
          .series(.init("s", points: points)), .line(.init("l", .fitted, places: places)),
          .band(.init("b", slices: values.map { .init($0, $0, $0) })),
          .reference(values.last ?? 0, label: "r"), .event(values.last ?? 0, label: "e"),
        ]
        let axis = Chart.Axis("y", scale: scale)
        let panels: [Chart.Panel] = [
          .init(vertical: axis, marks: [marks[0]]),
          .init(horizontal: .number(axis), vertical: axis, marks: marks),
          .init(
            horizontal: .sinceEvent(title: "t", nil), vertical: axis,
            marks: [.series(.init("s", points: values.map { .at($0, $0, low: $0) }))]),
        ]
        let rows = values.map {
          Chart.Forest.Row.estimate(.init("e", $0, [.init(level: 0.9, low: $0 / 2, high: $0 * 2)]))
        }
        let contents: [Chart.Content] = [
          .panels(panels, columns: 1),
          .forest(.init(axis: axis, reference: values.last, rows: rows)),
          .ranks(
            .init(
              scale: scale,
              rows: [.init("r", past: values, new: values.last, newLabel: "n", finding: "f")])),
        ]
        for content in contents {
          let chart = Chart("t", subtitle: "", source: "", alternativeText: "a", content: content)
          for width in [24, 80] {
            for line in chart.drawing(width: width).split(separator: "\n") {
              #expect(DisplayWidth.of(line) <= width, "\(values): \(line)")
            }
          }
        }
      }
    }
    #expect(chart([]).drawing().contains("(no values)"))
    #expect(chart([.year(2000, nil)]).drawing().contains("(no values)"))
    for content in [
      Chart.Content.panels([], columns: 0),
      .forest(.init(axis: .init("x"), reference: nil, rows: [])),
      .ranks(.init(rows: [])),
    ] {
      let chart = Chart("t", subtitle: "", source: "", alternativeText: "a", content: content)
      #expect(chart.drawing().hasPrefix("t\n"))
    }
  }

  @Test("nothing in a chart steers the terminal")
  func safety() {
    let nasty = "a\u{1B}[31mb\u{7}c\r\nd\u{202E}e"
    let chart = Chart(
      nasty, subtitle: nasty, source: nasty, alternativeText: nasty,
      content: .panels(
        [
          .init(
            nasty, vertical: .init(nasty),
            marks: [
              .series(.init(nasty, points: [.year(2000, 1)])), .event(2000.5, label: nasty),
              .reference(1, label: nasty),
            ])
        ], columns: 1), remarks: [.init(.caveat, "c", nasty)])
    for usesASCII in [false, true] {
      let text = chart.drawing(usesASCII: usesASCII)
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    }
  }

  @Test("the names of events do not cover each other or cross a line")
  func eventNames() {
    for width in [40, 80, 120] {
      let marks: [Chart.Mark] = (0..<8).map {
        .event(2000 + Double($0) * 1.3, label: "event \($0)")
      }
      let points = (0..<12).map { Chart.Point.year(2000 + $0, 1) }
      let text = chart(points, others: marks).drawing(width: width)
      for index in 0..<8 { #expect(text.contains("event \(index)"), "\(index) at \(width)") }
    }
  }
}
