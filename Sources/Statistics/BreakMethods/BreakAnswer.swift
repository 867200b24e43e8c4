public import Tables

/// What a break method answers: places, tests and segments as row numbers, for whoever knows what the
/// rows are to lay out.
public struct BreakAnswer: Sendable {
  /// Breaks first, then tests without a place, then what the segments are like.
  public var rows: [BreakRow]
  /// The models compared, that of the rows among them.
  public var models: [BreakPartition]
  /// The value of the chosen model at each row, where the method fits values.
  public var fitted: [Double]?
  /// What a reader must know.
  public var notes: [Note]

  init(
    rows: [BreakRow], models: [BreakPartition] = [], fitted: [Double]? = nil, notes: [Note] = []
  ) {
    self.rows = rows
    self.models = models
    self.fitted = fitted
    self.notes = notes
  }

  /// The numbers of rows before each break of the chosen model, or of the place found.
  public var places: [Int] { rows.filter { $0.term == "break" }.compactMap(\.place) }
}

/// One row of an answer: a break, a test or a coefficient of a segment. What it does not have is nil.
public struct BreakRow: Hashable, Sendable {
  /// `break`, `level`, `slope`, `sd`, or the name of a test.
  public var term: String
  /// The segment, from 1; of a break the one it ends.
  public var segment: Int?
  /// The rows of the segment.
  public var rows: Range<Int>?
  /// The number of rows before a break.
  public var place: Int?
  /// The first and the last number of rows that may lie before the break, within those there are or
  /// beyond.
  public var placeLow: Int?
  /// The last of them.
  public var placeHigh: Int?
  /// The point in time of a break that need not lie between rows.
  public var point: Double?
  /// The estimate of a coefficient.
  public var estimate: Double?
  /// The standard error of estimate or point.
  public var standardError: Double?
  /// The statistic of a test.
  public var statistic: Double?
  /// Its degrees of freedom, the first where there are two.
  public var degreesOfFreedom: Double?
  /// The p-value.
  public var pValue: Double?
  /// The lower end of the interval of estimate or point.
  public var low: Double?
  /// The upper end.
  public var high: Double?
  /// How p-value and interval were had.
  public var basis: Basis

  /// A row that has a term alone; descriptive unless said.
  public init(_ term: String, basis: Basis = .descriptive) {
    self.term = term
    self.basis = basis
  }
}

/// A partition that a method has compared with others.
public struct BreakPartition: Hashable, Sendable {
  /// The numbers of rows before each break.
  public var places: [Int]
  /// The residual sum of squares; nil where the cost is another.
  public var residualSumOfSquares: Double?
  /// Schwarz's criterion; nil where none was formed or the fit is exact.
  public var bic: Double?
  /// The cost of the segments.
  public var cost: Double?
  /// The penalty of a break.
  public var penalty: Double?
  /// Whether this is the one the rows are of.
  public var isChosen: Bool

  init(
    places: [Int], residualSumOfSquares: Double? = nil, bic: Double? = nil, cost: Double? = nil,
    penalty: Double? = nil, isChosen: Bool = true
  ) {
    self.places = places
    self.residualSumOfSquares = residualSumOfSquares
    self.bic = bic
    self.cost = cost
    self.penalty = penalty
    self.isChosen = isChosen
  }
}
