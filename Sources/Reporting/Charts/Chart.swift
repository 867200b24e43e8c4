public import Tables

/// A figure as data: what is shown and what it means, not how it is drawn.
///
/// A renderer turns it into a picture (``SVGChart``) or into a drawing in characters
/// (``ConsoleChart``). Every chart has words beside it: a title, its unit, its source, and a text for
/// those who do not see it.
public struct Chart: Hashable, Sendable, Codable {
  /// What the figure shows.
  public var title: String
  /// The unit and what else is needed to read it; may be empty.
  public var subtitle: String
  /// Where the data come from.
  public var source: String
  /// What there is to see, in words, for those who do not see it.
  public var alternativeText: String
  /// What is drawn.
  public var content: Content
  /// What is not drawn and why, and what must be known of what is; set below the figure.
  public var remarks: [Note]

  /// A figure with its words.
  public init(
    _ title: String, subtitle: String, source: String, alternativeText: String, content: Content,
    remarks: [Note] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.source = source
    self.alternativeText = alternativeText
    self.content = content
    self.remarks = remarks
  }

  /// What a chart can be.
  public enum Content: Hashable, Sendable, Codable {
    /// One panel, or several in a grid with so many columns.
    case panels([Panel], columns: Int)
    /// Estimates with their intervals, one below the other.
    case forest(Forest)
    /// Where new values fall among the old.
    case ranks(Ranks)
  }

  /// Title, subtitle and source in a row, for formats that set them as one line.
  var caption: String {
    [title, subtitle, source].filter { !$0.isEmpty }
      .map { ".?!".contains($0.last ?? " ") ? $0 : $0 + "." }
      .joined(separator: " ")
  }

  /// How an axis of numbers runs.
  public enum ScaleKind: String, Hashable, Sendable, Codable {
    /// Equal steps are equal differences.
    case linear
    /// Equal steps are equal ratios; values that are not above zero have no place on it.
    case logarithmic
  }

  /// An axis of numbers.
  public struct Axis: Hashable, Sendable, Codable {
    /// The quantity and its unit.
    public var title: String
    /// How it runs.
    public var scale: ScaleKind
    /// The ends; nil takes them from the data.
    public var range: ClosedRange<Double>?
    /// Whether a linear axis whose ends come from the data reaches to zero.
    public var includesZero: Bool
    /// Whether panels whose axes are equal have the same ends, those that hold the values of all.
    public var sharesEnds: Bool

    /// An axis with its title.
    public init(
      _ title: String, scale: ScaleKind = .linear, range: ClosedRange<Double>? = nil,
      includesZero: Bool = true, sharesEnds: Bool = true
    ) {
      self.title = title
      self.scale = scale
      self.range = range
      self.includesZero = includesZero
      self.sharesEnds = sharesEnds
    }
  }

  /// The colour and shape of a mark. The order is that of the palette; `muted` is for what stands
  /// behind: means, references, past years.
  public enum Tone: Int, Hashable, Sendable, Codable, CaseIterable {
    case first, second, third, fourth, fifth, sixth, muted
  }
}
