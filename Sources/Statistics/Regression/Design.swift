import LinearAlgebra

/// The named columns of a regression, in order.
///
/// A literal reads as the model does:
///
/// ```swift
/// let design: Design = [
///   "(intercept)": sample.ones, "year": sample.times,
///   "caliphate": sample.times.stepping(at: 2.5),
/// ]
/// ```
///
/// Nothing is added behind the reader's back: a model without a column of ones has no intercept.
/// Whether the columns fit together is checked when a model is fitted.
public struct Design: Hashable, Sendable {
  /// The names of the columns.
  public private(set) var terms: [String]
  /// The columns, each with one element for each observation.
  public private(set) var columns: [[Double]]
  /// What rounding left out of a computed column, by its place.
  var remainders: [Int: [Double]] = [:]

  /// The name of the column of ones: `(intercept)`.
  public static let interceptTerm = "(intercept)"

  /// A design of the given columns.
  public init(_ columns: [(term: String, values: [Double])] = []) {
    terms = columns.map(\.term)
    self.columns = columns.map(\.values)
  }

  /// A column of ones for a number of observations.
  public static func intercept(count: Int) -> Design {
    Design([(interceptTerm, Array(repeating: 1, count: count))])
  }

  /// An intercept and a straight line in time.
  public static func trend(_ times: [Double], term: String = "time") -> Design {
    intercept(count: times.count).adding(term, times)
  }

  /// This design with one more column on the right.
  public func adding(_ term: String, _ values: [Double]) -> Design {
    var result = self
    result.terms.append(term)
    result.columns.append(values)
    return result
  }

  /// This design with the powers of a variable, from the first to a degree: `x`, `x^2`, `x^3`.
  ///
  /// The powers are carried to twice the digits of a double. Rounded to doubles they would define
  /// another polynomial, in the ninth digit for one of degree ten.
  ///
  /// - Precondition: the degree is one at least.
  public func adding(powersOf values: [Double], upTo degree: Int, term: String) -> Design {
    precondition(degree >= 1, "a polynomial of degree \(degree)")
    var result = adding(term, values)
    var powers = values.map { DoubleDouble($0) }
    for exponent in stride(from: 2, through: degree, by: 1) {
      powers = zip(powers, values).map { $0 * $1 }
      result.remainders[result.terms.count] = powers.map { $0.low.isFinite ? $0.low : 0 }
      result = result.adding("\(term)^\(exponent)", powers.map(\.high))
    }
    return result
  }

  /// This design without a column.
  public func removing(_ term: String) -> Design {
    selecting(terms.indices.filter { terms[$0] != term })
  }

  private func selecting(_ places: [Int]) -> Design {
    var result = Design(places.map { (terms[$0], columns[$0]) })
    for (place, old) in places.enumerated() { result.remainders[place] = remainders[old] }
    return result
  }

  /// The column of a term, or nil.
  public subscript(term: String) -> [Double]? {
    terms.firstIndex(of: term).map { columns[$0] }
  }

  /// The number of rows; that of the first column where they differ.
  public var count: Int { columns.first?.count ?? 0 }

  /// The elements of a row, in the order of the terms.
  ///
  /// - Precondition: every column has that row.
  public func row(_ index: Int) -> [Double] { columns.map { $0[index] } }

  /// The rows at the given places, in that order.
  ///
  /// - Precondition: every column has those rows.
  public func rows(_ places: some Sequence<Int>) -> Design {
    let places = Array(places)
    var result = self
    result.columns = columns.map { column in places.map { column[$0] } }
    result.remainders = remainders.mapValues { column in places.map { column[$0] } }
    return result
  }

  /// The elements of a row with all their digits.
  func exactRow(_ index: Int) -> [DoubleDouble] {
    columns.indices.map { place in
      DoubleDouble(high: columns[place][index], low: remainders[place]?[index] ?? 0)
    }
  }

  private var firstRepeatedTerm: String? {
    // Few names are compared faster than hashed.
    if terms.count <= 16 {
      return terms.indices.first { terms[..<$0].contains(terms[$0]) }.map { terms[$0] }
    }
    var seen: Set<String> = []
    return terms.first { !seen.insert($0).inserted }
  }

  /// Checks that the columns have names of their own, one length and, unless that is left to what
  /// reads them next, finite elements.
  ///
  /// - Throws: ``StatisticsError/unequalLengths(_:_:)``, ``StatisticsError/notFinite(index:)``,
  ///   ``StatisticsError/invalidOption(name:found:needed:)``.
  func validate(count: Int, finite: Bool = true) throws(StatisticsError) {
    guard !terms.isEmpty else {
      throw .invalidOption(name: "design", found: "empty", needed: "one column at least")
    }
    if let twice = firstRepeatedTerm {
      throw .invalidOption(name: "term", found: "\(twice) twice", needed: "named once")
    }
    for column in columns {
      guard column.count == count else { throw .unequalLengths(count, column.count) }
      if finite, let index = firstNonFinite(column) { throw .notFinite(index: index) }
    }
  }
}

extension Design: ExpressibleByDictionaryLiteral {
  /// The columns of a literal, in the order they are written.
  public init(dictionaryLiteral elements: (String, [Double])...) {
    self.init(elements.map { ($0.0, $0.1) })
  }
}

extension [Double] {
  /// A step: 1 at elements not below a value, 0 before.
  public func stepping(at value: Double) -> [Double] { map { $0 >= value ? 1 : 0 } }

  /// A ramp: 0 up to a value, then the distance from it.
  public func ramping(from value: Double) -> [Double] { map { Swift.max(0, $0 - value) } }
}

extension Sample {
  /// A column of ones, for an intercept.
  public var ones: [Double] { Array(repeating: 1, count: count) }
}
