/// A level with or without a slope, seen with errors and moved by interventions, and what is linear
/// in it: the starting level, the starting slope and the sizes of the interventions.
///
/// yₜ = μₜ + Σ γⱼ xⱼₜ + εₜ, μₜ₊₁ = μₜ + βₜ + ηₜ, βₜ₊₁ = βₜ + ζₜ. What is linear in the start is found
/// by generalised least squares: each column goes through the filter of a start that is known, and
/// the innovations of the values are regressed on theirs. That is the exact diffuse start; any
/// variance may be given to the known part of it, and one is, so that no innovation has none.
///
/// - References: Rosenberg 1973; de Jong 1991, doi:10.1214/aos/1176348139; Durbin & Koopman 2012,
///   ch. 5.
struct StructuralModel: Hashable, Sendable {
  /// The variances of errors, steps of the level and steps of the slope.
  struct Variances: Hashable, Sendable {
    var error: Double
    var level: Double
    var slope: Double

    /// A variance by number: of errors, of the level, of the slope.
    subscript(kind: Int) -> Double {
      get { kind == 0 ? error : kind == 1 ? level : slope }
      set {
        switch kind {
        case 0: error = newValue
        case 1: level = newValue
        default: slope = newValue
        }
      }
    }

    /// The same shares of another sum.
    func times(_ factor: Double) -> Variances {
      Variances(error: error * factor, level: level * factor, slope: slope * factor)
    }
  }

  /// The values in rows of equal spacing, less ``centre(at:)``; nil where missing.
  let values: [Double?]
  /// Whether the level has a slope.
  let hasSlope: Bool
  /// The interventions.
  let interventions: [Intervention]
  /// The number of values that are not missing.
  let count: Int
  /// The row from which the slope's own column counts: the middle, for the sake of digits.
  let middle: Double
  private let mean: Double
  /// The slope of what was taken off the values.
  let centreSlope: Double

  init(_ values: [Double?], hasSlope: Bool, interventions: [Intervention]) {
    self.hasSlope = hasSlope
    self.interventions = interventions
    let middle = Double(values.count - 1) / 2
    self.middle = middle
    // What the unknowns can give anyway is taken off, so that sums of squares keep their digits.
    let rows = values.indices.filter { values[$0] != nil }
    let present = values.compactMap { $0 }
    count = present.count
    var slope = 0.0
    if hasSlope, let first = rows.first, let last = rows.last, last > first {
      slope = (present[count - 1] - present[0]) / Double(last - first)
    }
    let total = zip(rows, present).reduce(0) { $0 + $1.1 - slope * (Double($1.0) - middle) }
    let mean = total / Double(max(1, count))
    self.mean = mean
    centreSlope = slope
    self.values = values.enumerated().map { row, value in
      value.map { $0 - mean - slope * (Double(row) - middle) }
    }
  }

  /// What was taken off the value of a row.
  func centre(at row: Int) -> Double { mean + centreSlope * (Double(row) - middle) }

  /// The number of linear unknowns.
  var unknowns: Int { (hasSlope ? 2 : 1) + interventions.count }

  /// The columns of the linear unknowns in a row: of the level, of the slope, of interventions.
  func columns(at row: Int) -> [Double] {
    var result = [1.0]
    if hasSlope { result.append(Double(row) - middle) }
    for intervention in interventions { result.append(intervention.value(at: row)) }
    return result
  }

  /// The name of a linear unknown.
  func term(_ place: Int) -> String {
    let states = hasSlope ? 2 : 1
    return place < states ? ["level", "slope"][place] : interventions[place - states].name
  }
}
