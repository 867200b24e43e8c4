import Reporting
import Tables

/// Tables and charts made up to have every kind of thing in them. None of the numbers is data.
enum Samples {
  /// Every kind of cell under every style of column, and texts that try to break out.
  static let everyCell = Table(
    "Every kind of cell: a < b & \"c\" | d",
    columns: [.method, .term, .estimate, .pValue, .count, .time, .remark, .item],
    rows: [
      [
        .text("ols"), .text("(intercept)"), .number(-2.675), .number(0.0004), .integer(14),
        .number(2005), .text("plain"), .flag(true),
      ],
      [
        .text("theil-sen"), .text("poly(x, 3)2"), .number(1_234_567.25), .number(0.05),
        .integer(1_234_567), .number(2014.25), .text("=SUM(A1:A9)|<script>alert(1)</script>"),
        .flag(false),
      ],
      [
        .text("Zählung 中文"), .text("a:b"), .number(0.000012345), .number(0.99996), .integer(0),
        .integer(-44), .text("100 % of $5_000 #1 {x} ~ ^ \\ & so on"), .text("yes, \"quoted\""),
      ],
      [
        .text("gls-ar1"), .text("time"), .absent(because: "needs 4 observations, has 1"),
        .absent(because: "needs 4 observations, has 1"), .absent(because: nil),
        .absent(because: "no period"), .text("two\nlines\u{1B}[31m and a bell\u{7}"),
        .absent(because: nil),
      ],
    ],
    notes: [
      Note(.caveat, "partial-year", "2026 is a partial year: 0.9 of it was observed."),
      Note(
        .method, "covariance",
        "Standard errors after Newey and West with 1 lag; a <b> tag, a | pipe and an _underscore_."
      ),
      Note(.source, "source", "Made up."),
    ])

  /// A table of trends as a verb has it.
  static let trend = Table(
    "Trend",
    columns: [
      .method, .term, .estimate, .standardError, .statistic, .degreesOfFreedom, .pValue,
      .intervalLow, .intervalHigh, .basis, .count,
    ],
    rows: [
      [
        .text("ols"), .text("time"), .number(-10.618), .number(17.438), .number(-0.609),
        .number(11), .number(0.555), .number(-49), .number(27.764), .text("exact"), .integer(14),
      ],
      [
        .text("theil-sen"), .text("time"), .number(-9.5), .absent(because: nil),
        .absent(because: nil), .absent(because: nil), .absent(because: nil), .number(-36.6667),
        .number(15.5), .text("asymptotic"), .integer(14),
      ],
      [
        .text("hamed-rao"), .text("time"), .absent(because: "needs 30 observations, has 14"),
        .absent(because: nil), .absent(because: nil), .absent(because: nil),
        .absent(because: "needs 30 observations, has 14"), .absent(because: nil),
        .absent(because: nil), .absent(because: nil), .integer(14),
      ],
    ],
    notes: [
      Note(.caveat, "short", "A short series: the autocorrelation is assumed, not estimated.")
    ]
  )

  /// A document with every table.
  static let document = ResultDocument(
    verb: "trend",
    inputs: [
      .init(
        series: "made.up", unit: "attacks", accrual: "flow", count: 14, from: "2012", to: "2025")
    ],
    estimates: trend,
    overview: Table(
      "Overview", columns: [.method, .count, .rSquared, .aic],
      rows: [[.text("ols"), .integer(14), .number(0.0324), .number(189.75)]]),
    observations: Table(
      "Observations", columns: [.time, .value, .fitted],
      rows: [
        [.integer(2012), .number(105), .number(262.5)],
        [.integer(2013), .absent(because: "not published"), .absent(because: "no value")],
      ]),
    notes: [Note(.source, "package", "Data package of 2026-11-23.")])
}
