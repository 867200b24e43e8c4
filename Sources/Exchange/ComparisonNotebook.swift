public import Comparison
import Reporting
import TimeSeries

/// A notebook that computes the key numbers of a report again, from its tables and with other
/// programs: pandas, NumPy, SciPy and statsmodels.
///
/// It lies in the folder of the report and reads `tables/estimates.csv`, `tables/overview.csv`,
/// `tables/observations.csv`, `data/<series>.csv` and, where it is there, `provenance.csv`. Each
/// row of the estimates that has a number is computed anew, and the notebook stops with an error
/// where one differs by more than one part in a million, where a row it expects is missing, or
/// where a row is of a kind it does not know.
public struct ComparisonNotebook: Hashable, Sendable {
  /// The choices of the comparison.
  public var plan: ComparisonPlan
  /// The series of the report, as its tables name them.
  public var series: [Series]

  /// A series of the report.
  public struct Series: Hashable, Sendable {
    /// How tables name it.
    public let name: String
    /// The file of its observations within the folder.
    public let path: String
    /// Whether levels are compared by logarithms.
    public let usesLogarithms: Bool

    /// A compared series, and where its observations are.
    ///
    /// - Parameter path: the file within the folder; `data/<name>.csv` unless given.
    public init(_ comparison: WindowComparison, path: String? = nil) {
      name = comparison.name
      self.path = path ?? "data/\(comparison.name).csv"
      usesLogarithms =
        comparison.plan.scale(for: comparison.resolved.series.measure) == .log
    }
  }

  /// A notebook for the series of a report made under a plan.
  public init(plan: ComparisonPlan, series: [Series]) {
    self.plan = plan
    self.series = series
  }

  /// The notebook.
  public var notebook: Notebook {
    Notebook([
      .markdown(ComparisonNotebook.introduction), .code(parameters), .code(NotebookCode.loading),
      .markdown(
        """
        ## How numbers are compared

        Each number is computed from the observations and set beside the one in the table. One \
        that differs by more than one part in a million stops the notebook.
        """),
      .code(NotebookCode.checking),
      .markdown(
        """
        ## The procedures

        Generalised least squares by NumPy and again by statsmodels; the exact laws by SciPy and, \
        for Kendall's score with ties, by whole numbers.
        """),
      .code(NotebookCode.statistics),
      .markdown(
        """
        ## Around each event

        Means and their ratios, changes of level, slopes, ranks and prediction intervals.
        """),
      .code(NotebookCode.aroundEvents),
      .markdown(
        """
        ## The years after one event beside the years after another

        The last line of this cell says how many numbers agree; the table below it, how well.
        """),
      .code(NotebookCode.betweenEvents), .markdown("## Figures"), .code(NotebookCode.figures),
      .code(NotebookCode.rhoCurve),
    ])
  }

  private static let introduction = """
    # The numbers of this report, computed again

    This notebook reads the tables and data beside it and computes the key numbers with pandas, \
    NumPy, SciPy and statsmodels. Run it in the folder of the report, from top to bottom; it needs \
    nothing else, and no network. It describes timing, not cause.
    """

  /// The choices of the report as assignments.
  private var parameters: String {
    let names = plan.estimands.isEmpty ? Estimand.allCases.map(\.name) : plan.estimands
    let rho = plan.declaredRho.map { "\($0)" }.joined(separator: ", ")
    let listed = series.map { item in
      "    \(PythonText.literal(item.name)): (\(PythonText.literal(item.path)), "
        + "\(item.usesLogarithms ? "True" : "False")),"
    }
    return """
      READING = \(PythonText.literal(plan.reading.point.rawValue))  # which number of a range
      LEVEL = \(plan.level)
      DECLARED_RHO = [\(rho)]
      ADJUSTMENT = \(PythonText.literal(plan.adjustment.rawValue))
      ESTIMANDS = [\(names.map(PythonText.literal).joined(separator: ", "))]

      # The series, where their observations are, and whether levels are compared by logarithms.
      SERIES = {
      \(listed.joined(separator: "\n"))
      }
      """
  }
}

/// Texts as Python reads them.
enum PythonText {
  /// A string literal that is this text and nothing else, whatever is in it.
  static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case " "..."~": result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
