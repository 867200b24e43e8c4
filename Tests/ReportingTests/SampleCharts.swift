import Reporting
import Tables

/// Charts made up to have every kind of mark in them. None of the numbers is data.
enum SampleCharts {
  static let all: [(name: String, chart: Chart)] = [
    ("time-series", timeSeries), ("several-series", severalSeries), ("stock", stock),
    ("forest", forest), ("difference-forest", differenceForest),
    ("small-multiples", smallMultiples), ("ranks", ranks), ("rho-curve", rhoCurve),
    ("crowded", crowded), ("interrupted", interrupted), ("many", many),
  ]

  /// Ranges on a logarithmic axis, a break, two events, a provisional and a partial year.
  static let timeSeries = Chart(
    "Attacks in a made-up country, 2005 to 2026",
    subtitle: "Attacks reported per year, with published ranges",
    source: "Made-up numbers for testing; vintages to 23 November 2026.",
    alternativeText: """
      Yearly attacks rise from about 300 in 2005 to 18,000 in 2014 and fall to 100 in 2025; the \
      collection changed in 2012, and 2026 covers eleven months.
      """,
    content: .panels(
      [
        Chart.Panel(
          vertical: .init("Attacks per year", scale: .logarithmic),
          marks: [
            .eventSpan(2025.75...2026.70, label: "Second withdrawal, Oct 2025 – Sep 2026"),
            .event(2011.96, label: "First withdrawal, Dec 2011"),
            .definitionBreak(2012.0, label: "Collection changes"),
            .band(
              .init(
                "95 % of next years, from 2018–2024",
                slices: [.init(2018, 95, 2400), .init(2027, 95, 2400)])),
            .line(
              .init("mean 2018–2024", .mean, places: [.init(2018, 480), .init(2025, 480)])),
            .series(
              .init(
                "reported attacks",
                points: [
                  .year(2005, 300, low: 250, high: 420), .year(2006, 900, low: 700, high: 1100),
                  .year(2007, 2400, low: 1900, high: 3000), .year(2008, 1500),
                  .year(2009, 1100, low: 900, high: 1300), .year(2010, 1000),
                  .year(2011, 950, low: 800, high: 1200), .year(2012, 1600),
                  .year(2013, 4200, low: 3500, high: 5000),
                  .year(2014, 18000, low: 12000, high: 20000), .year(2015, 9000),
                  .year(2016, 8000, low: 6500, high: 9800),
                  .year(2018, 1500, low: 1200, high: 2100),
                  .year(2019, 1100), .year(2020, 900, low: 700, high: 1000), .year(2021, 600),
                  .year(2022, 330), .year(2023, 240, low: 180, high: 300), .year(2024, 180),
                  .year(2025, 130, low: 100, high: 170, standing: .provisional),
                  .init(
                    from: 2026, to: 2026.89, value: 118, low: 104, high: 150, standing: .partial),
                ])),
          ])
      ], columns: 1))

  /// Several series that end close to each other, named without a legend.
  static let severalSeries = Chart(
    "Five series that end close together",
    subtitle: "Deaths per year", source: "Made-up numbers.",
    alternativeText: "Five series between 200 and 5,200 that meet near 1,000 in 2024.",
    content: .panels(
      [
        Chart.Panel(
          vertical: .init("Deaths per year"),
          marks: [
            .event(2021.6, label: "Another withdrawal"),
            .series(
              .init(
                "first collector", tone: .first,
                points: line(2015, [5200, 4100, 3000, 2500, 1900, 1500, 1400, 1200, 1000, 1010]))),
            .series(
              .init(
                "second collector, all kinds of violence", tone: .second,
                points: line(2015, [3900, 3800, 2600, 2300, 1600, 1300, 1250, 1100, 960, 1040]))),
            .series(
              .init(
                "third", tone: .third,
                points: line(2016, [2900, 2100, 1800, 1500, 1100, 900, 940, 990]))),
            .series(
              .init(
                "fourth", tone: .fourth,
                points: line(2015, [200, 320, 400, 600, 500, 700, 720, 800, 900, 960]))),
            .series(
              .init(
                "ended early", tone: .fifth, points: line(2015, [1200, 1100, 700, 500]))),
            .reference(3000, label: "threshold"),
          ])
      ], columns: 1))

  /// Days and spans, bounds without an end, zero on the axis.
  static let stock = Chart(
    "Fighters, as various people put it", subtitle: "Persons, on the days or over the times stated",
    source: "Made-up numbers.",
    alternativeText: "Estimates of fighters, several of them only lower or upper bounds.",
    content: .panels(
      [
        Chart.Panel(
          vertical: .init("Fighters"),
          marks: [
            .event(2017.8, label: "Last city retaken"),
            .series(
              .init(
                "published estimates", tone: .third,
                points: [
                  .at(2014.5, nil, low: 10_000), .at(2014.7, 25_750, low: 20_000, high: 31_500),
                  .at(2015.1, nil, low: 20_000, high: 32_000),
                  .init(from: 2015.5, to: 2016.5, value: nil, low: 18_000, high: 22_000),
                  .at(2016.9, nil, high: 15_000), .at(2017.9, 3000),
                  .init(from: 2018, to: 2021, value: 12_000, low: 8_000, high: 16_000),
                  .at(2022.6, nil, low: 6_000, high: 10_000), .at(2024.6, 2_500),
                  .at(2026.2, nil, low: 1_500, standing: .provisional),
                ], longestJoin: 0)),
          ])
      ], columns: 1))

  /// Ratios with nested and open intervals, and refusals.
  static let forest = Chart(
    "The years after the second event beside those after the first",
    subtitle: "Ratio of yearly rates with 50, 80 and 95 % intervals",
    source: "Made-up numbers.",
    alternativeText: """
      Three ratios below one with wide intervals; two comparisons are refused for want of years.
      """,
    content: .forest(
      .init(
        axis: .init("Ratio, second over first", scale: .logarithmic), reference: 1,
        directions: .init(left: "fewer after the second", right: "more"),
        rows: [
          .heading("Attacks"),
          .estimate(
            .init(
              "Rate ratio, common horizon", 0.52,
              [
                .init(level: 0.95, low: 0.12, high: 2.13), .init(level: 0.8, low: 0.2, high: 1.3),
                .init(level: 0.5, low: 0.33, high: 0.81),
              ], isHeadline: true)),
          .estimate(
            .init("Rate ratio, exact", 0.31, [.init(level: 0.95, low: 0.19, high: 0.47)])),
          .refused(
            "Slope ratio", because: "needs 3 observations in each window, has 1 in the second"),
          .heading("Deaths"),
          .estimate(.init("Rate ratio", 0.08, [.init(level: 0.95, low: 0, high: 0.4)])),
          .estimate(
            .init("Rate ratio with a zero below", 3.2, [.init(level: 0.95, low: 0.6, high: nil)])),
          .refused("Mean ratio", because: "crosses a change of definition in 2012"),
        ])))

  /// Differences with negative numbers.
  static let differenceForest = Chart(
    "Step after 2023 under each autocorrelation", subtitle: "Log points",
    source: "Made-up numbers.",
    alternativeText: "Six estimates near minus a half, every interval across zero.",
    content: .forest(
      .init(
        axis: .init("Change of level"), reference: 0,
        rows: [
          .estimate(.init("rho 0", -0.66, [.init(level: 0.95, low: -2.08, high: 0.75)])),
          .estimate(.init("rho 0.2", -0.59, [.init(level: 0.95, low: -1.98, high: 0.8)])),
          .estimate(.init("rho 0.4", -0.49, [.init(level: 0.95, low: -1.8, high: 0.82)])),
          .estimate(.init("rho 0.6", -0.36, [.init(level: 0.95, low: -1.5, high: 0.78)])),
          .estimate(
            .init(
              "averaged over rho", -0.22, [.init(level: 0.95, low: -1.27, high: 0.82)],
              isHeadline: true)),
        ])))

  /// Panels aligned on their events.
  static let smallMultiples = Chart(
    "Years before and after two events", subtitle: "Attacks per year; year 0 is the event's",
    source: "Made-up numbers.",
    alternativeText: "Four panels aligned on their events from eight years before to five after.",
    content: .panels(
      [
        aligned(
          "First event, 2011", .first,
          [10, 40, 90, 240, 150, 110, 100, 95, 90, 160, 420, 1800, 900, 800]),
        aligned("Second event, 2025", .second, [80, 150, 110, 90, 60, 33, 24, 18, 13]),
        aligned(
          "First event, deaths", .third,
          [20, 60, 150, 400, 250, 210, 150, 120, 130, 260, 900, 2800, 1900, 1200]),
        aligned(
          "Second event, deaths: a title too long for one line", .fourth,
          [300, 250, 210, 190, 120, 80, 60, 33, 26]),
      ], columns: 2))

  /// New values among the old.
  static let ranks = Chart(
    "Where the year after the second event falls", subtitle: "Each row on its own scale",
    source: "Made-up numbers.",
    alternativeText: "The new value is among the lowest in two of three series.",
    content: .ranks(
      .init(
        rows: [
          .init(
            "Attacks per year",
            past: [
              300, 900, 2400, 1500, 1100, 1000, 950, 1600, 4200, 1500, 1100, 900, 600, 330, 240,
              180,
            ],
            new: 130, range: 100...170, newLabel: "2025", finding: "lowest of 17"),
          .init(
            "Deaths per year, all kinds of organised violence",
            past: [12, 18, 14, 14, 14, 15, 22, 30, 31],
            new: 21, newLabel: "2025", finding: "4th highest of 10"),
          .init(
            "Troops", past: [2500, 2500, 2500, 5200, 5000], new: nil, newLabel: "2026",
            finding: "no value yet"),
        ])))

  /// A curve over numbers with a band.
  static let rhoCurve = Chart(
    "What the estimate hangs on",
    subtitle: "Step with its 95 % interval, by assumed autocorrelation",
    source: "Made-up numbers.",
    alternativeText: "The estimate moves from −0.66 to −0.36 as rho goes from 0 to 0.6.",
    content: .panels(
      [
        Chart.Panel(
          horizontal: .number(.init("Assumed autocorrelation at lag one year")),
          vertical: .init("Step, log points"),
          marks: [
            .band(
              .init(
                "95 % interval", tone: .first,
                slices: [
                  .init(0, -2.08, 0.75), .init(0.2, -1.98, 0.8), .init(0.4, -1.8, 0.82),
                  .init(0.6, -1.5, 0.78),
                ])),
            .line(
              .init(
                "estimate", .fitted, tone: .first,
                places: [.init(0, -0.66), .init(0.2, -0.59), .init(0.4, -0.49), .init(0.6, -0.36)])),
            .reference(0, label: "no change"),
          ])
      ], columns: 1))

  /// Many events close together, long names, a counterfactual, zero on a logarithmic axis.
  static let crowded = Chart(
    "A title that is so long that it has to be set on two lines because nobody thought of the reader",
    subtitle:
      "A subtitle that goes on as well, with <tags>, “quotes”, and an & in it, until it no longer fits on the line",
    source:
      "Made-up numbers. https://example.org/a/very/long/address/without/any/space/that/has/to/be/broken/somewhere/because/it/does/not/fit",
    alternativeText: "Many events, and a series with zeros.",
    content: .panels(
      [
        Chart.Panel(
          vertical: .init("Events", scale: .logarithmic),
          marks: [
            .event(2009.5, label: "An agreement is signed"), .event(2010.6, label: "Combat ends"),
            .event(2011.96, label: "Withdrawal is complete"),
            .definitionBreak(2012, label: "New definition"), .event(2014.45, label: "A city falls"),
            .event(2014.6, label: "A coalition forms"),
            .event(2017.94, label: "Victory is declared"),
            .eventSpan(2019.2...2019.8, label: "Protests"), .event(2025.75, label: "Mission ends"),
            .line(
              .init(
                "expected had nothing happened", .counterfactual, tone: .second,
                places: [.init(2012.5, 30), .init(2017.5, 12)])),
            .line(
              .init("fitted", .fitted, tone: .first, places: [.init(2004.5, 8), .init(2011.5, 40)])),
            .series(
              .init(
                "counts",
                points: line(
                  2004,
                  [
                    5, 12, 0, 20, 45, 60, 33, 21, 90, 140, 800, 650, 300, 90, 20, 4, 0, 2, 1, 0, 3,
                    2,
                  ]))),
          ])
      ], columns: 1))

  /// A model before and after a transition, one value after it, nested intervals, the interval of a
  /// date, and remarks.
  static let interrupted = Chart(
    "Before and after a made-up event", subtitle: "Interrupted at 2011",
    source: "Made-up numbers.",
    alternativeText: "Values rise to 40 in 2011; after a transition they are far above the line.",
    content: .panels(
      [
        Chart.Panel(
          "A panel with a title", vertical: .init("attacks a year", sharesEnds: false),
          marks: [
            .eventSpan(2012...2014, label: "transition"), .interval(2007.2...2010.4),
            .event(2009, label: "a break that was found"),
            .series(
              .init(
                "",
                points: line(2002, [12, 18, 15, 21, 24, 22, 31, 29, 36, 40, 61, 55])
                  + [.year(2014, 88, low: 70, high: 104), .year(2015, 92, standing: .provisional)])),
            .band(
              .init(
                "95 % of new values", tone: .second,
                slices: [.init(2012.5, 32, 56), .init(2015.5, 35, 70)])),
            .band(
              .init(
                "50 % of new values", tone: .second,
                slices: [.init(2012.5, 40, 48), .init(2015.5, 46, 58)])),
            .line(
              .init(
                "expected from before", .counterfactual, tone: .second,
                places: [.init(2011.5, 41), .init(2015.5, 52)])),
            .line(
              .init(
                "", .fitted, tone: .third, places: [.init(2002.5, 12), .init(2011.5, 41)])),
            .line(.init("fitted, trend", .fitted, tone: .third, places: [.init(2014.5, 88)])),
          ])
      ], columns: 1),
    remarks: [
      Note(.refusal, "refused", "slope_change is not in the model: needs 5 observations, has 1.")
    ])

  /// More values than there are pixels for, with a fitted line over them.
  static let many = Chart(
    "Six hundred values", subtitle: "Months of fifty years", source: "Made-up numbers.",
    alternativeText: "Values swing about a rising line.",
    content: .panels(
      [
        Chart.Panel(
          vertical: .init("Value"),
          marks: [
            .series(
              .init(
                "",
                points: (0..<600).map { month in
                  let time = 1970 + Double(month) / 12
                  return Chart.Point(
                    from: time, to: time + 1.0 / 12,
                    value: Double(month) / 10 + Double(month * 37 % 101) / 4,
                    standing: month < 597 ? .final : .provisional)
                }, longestJoin: 0.12)),
            .line(
              .init(
                "fitted", .fitted, tone: .second, places: [.init(1970, 12), .init(2020, 73)])),
          ])
      ], columns: 1))

  private static func line(_ first: Int, _ values: [Double]) -> [Chart.Point] {
    values.enumerated().map { .year(first + $0, $1) }
  }

  private static func aligned(_ title: String, _ tone: Chart.Tone, _ values: [Double])
    -> Chart.Panel
  {
    let points = values.enumerated().map { index, value in
      Chart.Point.at(
        Double(index - 8), value, low: value * 0.8, high: value * 1.3,
        standing: index == 8 ? .provisional : .final)
    }
    return Chart.Panel(
      title, horizontal: .sinceEvent(title: "Years since the event", -8.6...5.6),
      vertical: .init("Attacks or deaths per year", scale: .logarithmic),
      marks: [
        .band(.init("95 % from before", slices: [.init(0, 15, 500), .init(5, 15, 500)])),
        .event(0.5, label: "event"), .series(.init("", tone: tone, points: points)),
      ])
  }
}
