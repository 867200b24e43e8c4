extension Chart {
  /// A plane with a horizontal axis of time or numbers, a vertical axis, and marks.
  public struct Panel: Hashable, Sendable, Codable {
    /// What this panel shows, where there are several.
    public var title: String?
    /// The horizontal axis.
    public var horizontal: Horizontal
    /// The vertical axis.
    public var vertical: Axis
    /// The marks; later ones are drawn over earlier ones of their kind.
    public var marks: [Mark]

    /// A panel of marks.
    public init(
      _ title: String? = nil, horizontal: Horizontal = .years(nil), vertical: Axis, marks: [Mark]
    ) {
      self.title = title
      self.horizontal = horizontal
      self.vertical = vertical
      self.marks = marks
    }
  }

  /// What the horizontal axis of a panel measures.
  public enum Horizontal: Hashable, Sendable, Codable {
    /// Decimal years; nil takes the ends from the data. A year's label stands under its middle.
    case years(ClosedRange<Double>?)
    /// Years since an event, negative before it; labels stand at whole numbers.
    case sinceEvent(title: String, ClosedRange<Double>?)
    /// Any number.
    case number(Axis)
  }

  /// Something drawn in a panel.
  public enum Mark: Hashable, Sendable, Codable {
    /// Observed values.
    case series(Series)
    /// Values of a model, or a mean over some years.
    case line(Line)
    /// An interval for each position: of a prediction, of a baseline.
    case band(Band)
    /// A value the whole panel is read against.
    case reference(Double, label: String)
    /// Something that happened at a time.
    case event(Double, label: String)
    /// Something that went on for a time.
    case eventSpan(ClosedRange<Double>, label: String)
    /// Where in time something may lie: a date that was estimated.
    case interval(ClosedRange<Double>)
    /// From here on something else is counted: no line is drawn across.
    case definitionBreak(Double, label: String)
  }

  /// A line through given places.
  public struct Line: Hashable, Sendable, Codable {
    /// What a line stands for; it decides how it is drawn.
    public enum Kind: String, Hashable, Sendable, Codable {
      /// Values a model fits.
      case fitted
      /// What a model expects had nothing happened.
      case counterfactual
      /// A mean over some years.
      case mean
    }

    /// The name on the figure; empty for none.
    public var label: String
    /// What it stands for.
    public var kind: Kind
    /// Its colour.
    public var tone: Tone
    /// The places, left to right.
    public var places: [Place]

    /// A line through places.
    public init(_ label: String, _ kind: Kind, tone: Tone = .muted, places: [Place]) {
      self.label = label
      self.kind = kind
      self.tone = tone
      self.places = places
    }
  }

  /// A place in a panel.
  public struct Place: Hashable, Sendable, Codable {
    /// Horizontal: a decimal year, years since an event, or a number.
    public var x: Double
    /// Vertical, in the unit of the axis.
    public var y: Double

    /// A place.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// An interval for each position.
  public struct Band: Hashable, Sendable, Codable {
    /// One position of a band.
    public struct Slice: Hashable, Sendable, Codable {
      /// Horizontal.
      public var x: Double
      /// The lower end.
      public var low: Double
      /// The upper end.
      public var high: Double

      /// An interval at a position.
      public init(_ x: Double, _ low: Double, _ high: Double) {
        self.x = x
        self.low = low
        self.high = high
      }
    }

    /// The name on the figure; empty for none.
    public var label: String
    /// Its colour.
    public var tone: Tone
    /// The positions, left to right.
    public var slices: [Slice]

    /// A band of intervals.
    public init(_ label: String, tone: Tone = .muted, slices: [Slice]) {
      self.label = label
      self.tone = tone
      self.slices = slices
    }
  }
}
