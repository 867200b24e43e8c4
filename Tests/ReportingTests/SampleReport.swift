import Reporting
import Tables

extension Samples {
  /// A report with every kind of block.
  static let report = Report(
    "The years after a second event beside the years after the first",
    subtitle: "Made-up numbers, as of 23 November 2026. Describes timing, not cause."
  ) {
    Callout(.verdict, "What may be said") {
      """
      Attacks were \(strong: "fewer") in the first year after the second event than in any year \
      before it since 2012 (lowest of 17; E2).
      """
      "May not be said: that they \(emphasis: "fell because of") it."
    }
    Heading("The question")
    Paragraph(
      """
      Two withdrawals are set side by side. The first has fourteen years behind it, the second \
      not yet one. What is compared, over which years and by which test was written down before \
      the data came: see \(link: "the plan", to: "plan.json") and run \(code: "aftermath verify"). \
      A link that runs a script is not a link: \(link: "try", to: "javascript:alert(1)").
      """)
    Listing([
      "a flow keeps its raw count, and its exposure stands beside it",
      "a range is kept as a range: \(emphasis: "it is not a confidence interval")",
      "<b>nothing</b> in a text is markup & nothing is fetched",
    ])
    Heading("The series")
    Figure(SampleCharts.timeSeries, id: "attacks")
    Callout(.caution, "A partial year") {
      "2026 covers eleven months. It is drawn over its own dates and joined to nothing."
    }
    Heading("Several collectors", level: 3)
    Figure(SampleCharts.severalSeries, id: "collectors")
    Heading("Strength", level: 3)
    Figure(SampleCharts.stock, id: "strength")
    Heading("The comparison")
    Samples.trend
    Figure(SampleCharts.forest, id: "ratios")
    Figure(SampleCharts.smallMultiples, id: "aligned")
    Figure(SampleCharts.ranks, id: "ranks")
    Heading("Every kind of cell", level: 3)
    Samples.everyCell
    Details("How this was computed") {
      Listing(["read the ledger", "resolve by the latest vintage", "compare"], isOrdered: true)
      Callout(.note, "Seed") { "20111218, with 9,999 replicates." }
      CodeBlock("aftermath report --after 2011 --after 2025 -o report/\naftermath verify report/")
    }
  }
}
