/// Regressions on runs of consecutive rows, one row added at a time by Givens rotations.
///
/// Columns and response are centred where the design has a constant, which changes no residual. What
/// a rotation leaves of a row's response is its recursive residual, and the squares of these add up
/// to the residual sum of squares. A column that is dependent on those before within a run is left
/// out there.
struct SegmentRegression: Sendable {
  /// The number of rows.
  let count: Int
  /// The number of columns.
  let terms: Int
  /// The columns, centred and scaled to a largest magnitude of 1, row by row.
  let rows: [Double]
  /// The response, centred and scaled to a largest magnitude of 1.
  let response: [Double]
  /// What a scaled response is multiplied by to have its unit.
  let unit: Double

  /// - Throws: ``StatisticsError/unequalLengths(_:_:)``, ``StatisticsError/notFinite(index:)``,
  ///   ``StatisticsError/notMoreObservationsThanTerms(observations:terms:)``.
  init(_ response: [Double], on design: Design) throws(StatisticsError) {
    guard design.count == response.count else {
      throw .unequalLengths(response.count, design.count)
    }
    try Validation.requireFinite(response)
    for column in design.columns { try Validation.requireFinite(column) }
    guard response.count > design.terms.count else {
      throw .notMoreObservationsThanTerms(
        observations: response.count, terms: design.terms.count)
    }
    let constants = design.columns.map { column in column.allSatisfy { $0 == column[0] } }
    let hasConstant = zip(constants, design.columns).contains { $0 && $1[0] != 0 }
    func normalised(_ column: [Double], _ isConstant: Bool) -> (values: [Double], unit: Double) {
      let scale = PowerOfTwoScale(column)
      let centred =
        hasConstant && !isConstant ? CentredValues(scale(column)).deviations : scale(column)
      let largest = centred.reduce(0) { max($0, abs($1)) }
      guard largest > 0 else { return (centred, 0) }
      return (centred.map { $0 / largest }, largest * scale.inverse)
    }
    let varies = response.contains { $0 != response[0] }
    let scaled = normalised(response, false)
    self.response = varies || !hasConstant ? scaled.values : response.map { _ in 0 }
    unit = varies || !hasConstant ? scaled.unit : 0
    let columns = zip(design.columns, constants).map { normalised($0, $1).values }
    count = response.count
    terms = columns.count
    rows = response.indices.flatMap { row in columns.map { $0[row] } }
  }

  private init(_ other: SegmentRegression, response: [Double]) {
    count = other.count
    terms = other.terms
    rows = other.rows
    self.response = response
    unit = 1
  }

  /// The same rows with another response, taken as it is.
  func replacing(response: [Double]) -> SegmentRegression {
    SegmentRegression(self, response: response)
  }

  /// A column's value in a row, centred and scaled.
  func value(_ row: Int, _ column: Int) -> Double { rows[row * terms + column] }

  /// The recursive residuals of rows taken in order, in the scaled unit; nil where a row only settled
  /// a coefficient that the rows before left open.
  func recursiveResiduals(_ order: some Sequence<Int>) -> [Double?] {
    var triangle = GivensTriangle(terms)
    return order.map { row in
      triangle.add(response[row]) { rows[row * terms + $0] }
    }
  }

  /// The residual sums of squares of the first one, two, … of rows taken in order, in the scaled
  /// unit; below rounding, zero.
  func sumsOfSquares(_ order: some Sequence<Int>) -> [Double] {
    var sum = CompensatedSum()
    return recursiveResiduals(order).enumerated().map { place, residual in
      if let residual { sum.addProduct(residual, residual) }
      return settled(sum.value, rows: place + 1)
    }
  }

  /// A residual sum of squares of so many rows, in the scaled unit; below rounding, zero.
  func settled(_ sum: Double, rows: Int) -> Double {
    sum > Double(rows) * Self.noise ? sum : 0
  }

  /// What the rows of the design turn, taken in order, whatever the response.
  func rotations(_ order: some Sequence<Int>) -> SegmentRotations {
    var triangle = GivensTriangle(terms)
    var rotations: [SegmentRotations.Rotation] = []
    let order = Array(order)
    for row in order {
      _ = triangle.add(0) {
        rows[row * terms + $0]
      } turning: {
        rotations.append($0)
      }
    }
    return SegmentRotations(order: order, terms: terms, rotations: rotations)
  }

  /// The coefficients of a run of rows, on the centred and scaled columns, in the scaled unit.
  func coefficients(_ run: Range<Int>) -> [Double] {
    var triangle = GivensTriangle(terms)
    for row in run { _ = triangle.add(response[row]) { rows[row * terms + $0] } }
    return triangle.coefficients
  }

  /// The square of what rounding leaves of a response of 1.
  private static let noise = 0x1p-100
}

/// The triangle R of a growing design and the response it has turned.
private struct GivensTriangle {
  private let terms: Int
  private var upper: [Double]
  private var turned: [Double]
  private var row: [Double]

  init(_ terms: Int) {
    self.terms = terms
    upper = Array(repeating: 0, count: terms * terms)
    turned = Array(repeating: 0, count: terms)
    row = Array(repeating: 0, count: terms)
  }

  /// Adds a row, whose elements are of the order of 1; what is left of its response, or nil where it
  /// opened a new direction.
  mutating func add(
    _ response: Double, _ element: (Int) -> Double,
    turning: (SegmentRotations.Rotation) -> Void = { _ in }
  ) -> Double? {
    for column in 0..<terms { row[column] = element(column) }
    var left = response
    for pivot in 0..<terms {
      let below = row[pivot]
      // What is left of a dependent row is rounding, and no direction.
      guard abs(below) > 1e-13 else {
        turning(.init(cosine: 1, sine: 0))
        continue
      }
      let above = upper[pivot * terms + pivot]
      if above == 0 {
        // Rows before say nothing of this column: the row becomes its line of the triangle.
        let sign = below < 0 ? -1.0 : 1
        for column in pivot..<terms { upper[pivot * terms + column] = sign * row[column] }
        turned[pivot] = sign * left
        for place in pivot..<terms {
          turning(place == pivot ? .init(cosine: 0, sine: sign) : .init(cosine: 1, sine: 0))
        }
        return nil
      }
      let length = (above * above + below * below).squareRoot()
      let cosine = above / length
      let sine = below / length
      turning(.init(cosine: cosine, sine: sine))
      for column in pivot..<terms {
        let old = upper[pivot * terms + column]
        upper[pivot * terms + column] = cosine * old + sine * row[column]
        row[column] = cosine * row[column] - sine * old
      }
      let old = turned[pivot]
      turned[pivot] = cosine * old + sine * left
      left = cosine * left - sine * old
    }
    return left
  }

  /// The coefficients; 0 for a column left out.
  var coefficients: [Double] {
    var result = [Double](repeating: 0, count: terms)
    for pivot in stride(from: terms - 1, through: 0, by: -1) {
      guard upper[pivot * terms + pivot] != 0 else { continue }
      var sum = turned[pivot]
      for column in (pivot + 1)..<max(terms, pivot + 1) {
        sum -= upper[pivot * terms + column] * result[column]
      }
      result[pivot] = sum / upper[pivot * terms + pivot]
    }
    return result
  }
}
