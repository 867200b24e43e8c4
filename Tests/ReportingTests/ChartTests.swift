import Testing

@testable import Reporting

@Suite("Charts")
struct ChartTests {
  @Test("as SVG", arguments: SampleCharts.all.indices)
  func snapshots(index: Int) throws {
    let (name, chart) = SampleCharts.all[index]
    try expectSnapshot(chart.svg(idPrefix: name), "\(name).svg")
  }

  @Test("every word is on the canvas, at every width", arguments: [360.0, 480, 720, 1000])
  func insideCanvas(width: Double) {
    for (name, chart) in SampleCharts.all {
      for showsFrameText in [true, false] {
        let scene = SVGChart(chart, width: width, showsFrameText: showsFrameText).scene()
        let canvas = Box(left: 0, top: 0, right: scene.width, bottom: scene.height)
        for label in scene.labels {
          #expect(canvas.contains(label.box, tolerance: 0.5), "\(name): \(label.text)")
          #expect(label.size >= 11)
        }
      }
    }
  }

  @Test("no two texts cover each other", arguments: SampleCharts.all.indices)
  func apart(index: Int) {
    let (name, chart) = SampleCharts.all[index]
    for width in [360.0, 480, 720] {
      let labels = SVGChart(chart, width: width).scene().labels
      for (place, first) in labels.enumerated() {
        for second in labels[(place + 1)...] {
          // Ascent and descent are those of the tallest letters; a touch of them is no collision.
          let shared = first.box.overlap(second.box)
          #expect(shared < 12, "\(name) at \(width): \(first.text) | \(second.text)")
        }
      }
    }
  }

  @Test("estimates are drawn clear of their names and numbers", arguments: [360.0, 480, 720])
  func forestColumns(width: Double) {
    for chart in [SampleCharts.forest, SampleCharts.differenceForest] {
      let scene = SVGChart(chart, width: width).scene()
      for case .shape(let shape) in scene.elements where shape.hint != nil {
        guard case .circle(let center, let radius) = shape.form else { continue }
        let box = Box(left: center.x, top: center.y, right: center.x, bottom: center.y)
          .grown(by: radius)
        for label in scene.labels { #expect(box.overlap(label.box) == 0, "\(label.text)") }
      }
    }
  }

  @Test("equal charts give equal text, without a number that is none")
  func deterministic() {
    for (_, chart) in SampleCharts.all {
      let text = chart.svg()
      #expect(text == chart.svg())
      #expect(!text.contains("nan") && !text.contains("inf\""))
    }
  }

  @Test("ids begin with the prefix, whatever it is")
  func prefixes() {
    let text = SampleCharts.ranks.svg(idPrefix: "1\"><script>")
    #expect(!text.contains("<script"))
    for match in text.matches(of: /\ id="([^"]*)"/) { #expect(match.1.hasPrefix("c1---")) }
  }

  @Test("words of a chart are escaped")
  func escaping() {
    let nasty = "</title><script>alert(1)</script>&\"'"
    let chart = Chart(
      nasty, subtitle: nasty, source: nasty, alternativeText: nasty,
      content: .panels(
        [
          .init(
            nasty, vertical: .init(nasty),
            marks: [
              .series(.init(nasty, points: [.year(2000, 1), .year(2001, 2)])),
              .event(2000.5, label: nasty),
            ])
        ], columns: 1))
    #expect(!chart.svg().contains("<script"))
  }

  @Test("extreme and empty data are drawn")
  func extremes() {
    let values: [[Double]] = [
      [], [0], [1, 1, 1], [-5, -3], [1e-300, 1e300], [-1e308, 1e308], [.nan, 1], [.infinity, 1],
      [Double.leastNonzeroMagnitude, 1], [Double.leastNonzeroMagnitude], [1e15, 1e15 + 2],
      [.greatestFiniteMagnitude], [-.greatestFiniteMagnitude, .greatestFiniteMagnitude],
      [1e300, 1e300.nextUp], [.leastNormalMagnitude / 8, .leastNormalMagnitude / 4],
      [0, .leastNonzeroMagnitude],
      [-.infinity, .infinity],
      [1, 1.0.nextUp],
    ]
    for values in values {
      for scale in [Chart.ScaleKind.linear, .logarithmic] {
        let points = values.enumerated().map {
          Chart.Point.year(2000 + $0, $1, low: $1 - 1, high: $1 + 1)
        }
        let panel = Chart.Panel(
          vertical: .init("y", scale: scale), marks: [.series(.init("s", points: points))])
        let text = Chart(
          "t", subtitle: "", source: "", alternativeText: "a", content: .panels([panel], columns: 1)
        ).svg()
        #expect(text.hasSuffix("</svg>\n"))
        #expect(!text.contains("nan"))
      }
    }
    for values in values {
      for scale in [Chart.ScaleKind.linear, .logarithmic] {
        let estimates = values.map {
          Chart.Forest.Row.estimate(.init("e", $0, [.init(level: 0.9, low: $0 / 2, high: $0 * 2)]))
        }
        let places = values.map { Chart.Place($0, $0) }
        let contents: [Chart.Content] = [
          .forest(.init(axis: .init("x", scale: scale), reference: values.last, rows: estimates)),
          .ranks(
            .init(
              scale: scale,
              rows: [.init("r", past: values, new: values.last, newLabel: "n", finding: "f")])),
          .panels(
            [
              Chart.Panel(
                horizontal: .number(.init("x", scale: scale)), vertical: .init("y", scale: scale),
                marks: [
                  .line(.init("l", .fitted, places: places)),
                  .band(.init("b", slices: values.map { .init($0, $0, $0) })),
                  .reference(values.last ?? 0, label: "r"), .event(values.last ?? 0, label: "e"),
                ]),
              Chart.Panel(
                vertical: .init("y", scale: scale),
                marks: [.series(.init("s", points: values.map { .at($0, 1) }))]),
              Chart.Panel(
                horizontal: .sinceEvent(title: "t", nil), vertical: .init("y", scale: scale),
                marks: [.series(.init("s", points: values.map { .at($0, $0, low: $0) }))]),
            ], columns: 3),
        ]
        for content in contents {
          let chart = Chart("t", subtitle: "", source: "", alternativeText: "a", content: content)
          #expect(chart.svg().hasSuffix("</svg>\n"))
        }
      }
    }
    let empty: [Chart.Content] = [
      .panels([], columns: 0), .forest(.init(axis: .init("x"), reference: nil, rows: [])),
      .ranks(.init(rows: [])),
      .ranks(.init(rows: [.init("r", past: [], new: nil, newLabel: "", finding: "none")])),
    ]
    for content in empty {
      let chart = Chart("t", subtitle: "s", source: "", alternativeText: "a", content: content)
      #expect(chart.svg().hasSuffix("</svg>\n"))
    }
  }

  @Test("ends that an axis cannot have are taken from the data, at any width")
  func unusableRanges() {
    let ranges: [ClosedRange<Double>] = [
      -.infinity...(.infinity), 0...(.infinity), -1...10, 0...0, 5...5,
      0...(.leastNonzeroMagnitude), -1e308...1e308,
    ]
    for range in ranges {
      for scale in [Chart.ScaleKind.linear, .logarithmic] {
        let axis = Chart.Axis("y", scale: scale, range: range)
        let marks = [Chart.Mark.series(.init("s", points: [.year(2000, 1), .year(2001, 2)]))]
        let horizontals: [Chart.Horizontal] = [
          .years(range), .sinceEvent(title: "t", range), .number(axis),
        ]
        let panels = horizontals.map { Chart.Panel(horizontal: $0, vertical: axis, marks: marks) }
        let row = Chart.Forest.Row.estimate(.init("e", 1, []))
        for content in [
          Chart.Content.panels(panels, columns: 3), .panels(panels, columns: .max),
          .panels(panels, columns: .min),
          .forest(.init(axis: axis, reference: 1, rows: [row])),
        ] {
          let chart = Chart("t", subtitle: "", source: "", alternativeText: "a", content: content)
          for width in [-1, 0, 390, 1e300, .infinity, .nan] {
            #expect(chart.svg(width: width).hasSuffix("</svg>\n"))
          }
        }
      }
    }
  }

  @Test("labels of an axis differ, however close its ticks")
  func distinctLabels() {
    for domain in [1e15...(1e15 + 2), 1e6...(1e6 + 1), 1...(1 + 1e-12), 1e-300...3e-300] {
      let ticks = Ticks.linear(domain, about: 5)
      let labels = TickLabels(ticks)
      #expect(Set(ticks.map(labels.text)).count == ticks.count, "\(domain)")
    }
  }

  @Test("lines join comparable neighbours only")
  func joins() {
    let series = Chart.Series(
      "s",
      points: [
        .year(2000, 1), .year(2001, 2), .year(2003, 3), .year(2004, 4), .year(2005, nil, low: 1),
        .year(2006, 5), .year(2007, 6, standing: .provisional),
        .init(from: 2008, to: 2008.9, value: 7, standing: .partial),
      ])
    let joined = { (breaks: [Double]) in
      series.joins(breaks: breaks).map { Int($0.first.start) }
    }
    #expect(joined([]) == [2000, 2003, 2006])
    #expect(joined([2004]) == [2000, 2006])
    #expect(joined([2001, 2007]) == [2003])
  }

  @Test("names in a column keep their order, do not overlap, and stay inside")
  func spread() {
    let wanted = [(10.0, 20.0), (12, 20), (200, 20), (14, 20), (201, 10)].map {
      (middle: $0.0, height: $0.1)
    }
    let middles = LabelPlacement.spread(wanted, within: 0...210)
    let boxes = zip(middles, wanted).map { ($0 - $1.height / 2, $0 + $1.height / 2) }
      .sorted { $0.0 < $1.0 }
    #expect(boxes.allSatisfy { $0.0 >= -1e-9 && $0.1 <= 210 + 1e-9 })
    for (first, second) in zip(boxes, boxes.dropFirst()) { #expect(first.1 <= second.0 + 1e-9) }
    #expect(LabelPlacement.spread([(50, 10)], within: 0...100) == [50])
    #expect(LabelPlacement.spread([], within: 0...100).isEmpty)
  }
}
