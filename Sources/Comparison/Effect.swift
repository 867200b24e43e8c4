public import Statistics
public import Tables
public import TimeSeries

/// A comparison's answer: a number with its interval, p-value, basis and counts.
public struct Effect: Hashable, Sendable {
  /// The quantity: `ratio of means`, `level change, mean model`.
  public var term: String
  /// The one period the effect is about, where it is about one.
  public var period: Period?
  /// The scale of the estimate: `difference`, `ratio`, `rank`, `per year`.
  public var scale: String
  /// The estimate; nil where only an interval or a test exists.
  public var estimate: Double?
  /// Its standard error on its own scale, where there is one.
  public var standardError: Double?
  /// The test's statistic, where there is one.
  public var statistic: Double?
  /// Its degrees of freedom.
  public var degreesOfFreedom: Double?
  /// The p-value, where a test is allowed.
  public var pValue: Double?
  /// The smallest p-value the design can reach.
  public var floor: Double?
  /// The interval, where one is allowed.
  public var interval: ConfidenceInterval?
  /// How interval and p were had.
  public var basis: Basis
  /// Observations on the earlier side.
  public var firstCount: Int
  /// Observations on the later side.
  public var secondCount: Int
  /// The largest p-value over the declared autocorrelations, where they were declared.
  public var worstPValue: Double?
  /// The least autocorrelation at which the verdict at none turns, where it does.
  public var breakdownRho: Double?
  /// What the number is of, for sentences.
  public var quantity: Quantity
  /// What must be read with the number.
  public var remark: String?
  /// Notes that go with it.
  public var notes: [Note]

  /// What the number of an effect is of.
  public enum Quantity: String, Hashable, Sendable {
    /// A change of level at an event.
    case levelChange
    /// A change of slope at an event.
    case slopeChange
    /// One year against what its baseline leads one to expect.
    case year
    /// Several years together against their baseline.
    case years
    /// Anything else.
    case other
  }

  /// An effect; what it does not have is left out.
  public init(
    term: String, period: Period? = nil, scale: String, estimate: Double?,
    standardError: Double? = nil,
    statistic: Double? = nil, degreesOfFreedom: Double? = nil, pValue: Double? = nil,
    floor: Double? = nil, interval: ConfidenceInterval? = nil, basis: Basis, firstCount: Int,
    secondCount: Int, worstPValue: Double? = nil, breakdownRho: Double? = nil,
    quantity: Quantity = .other, remark: String? = nil, notes: [Note] = []
  ) {
    self.term = term
    self.period = period
    self.scale = scale
    self.estimate = estimate
    self.standardError = standardError
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    self.pValue = pValue
    self.floor = floor
    self.interval = interval
    self.basis = basis
    self.firstCount = firstCount
    self.secondCount = secondCount
    self.worstPValue = worstPValue
    self.breakdownRho = breakdownRho
    self.quantity = quantity
    self.remark = remark
    self.notes = notes
  }
}
