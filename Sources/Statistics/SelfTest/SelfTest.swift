import Distributions
import LinearAlgebra
public import Tables

/// A few problems whose answers are known, worked through the same code as everything else: shows
/// within a moment that a build, its BLAS and its processor compute what they should.
///
/// - Cost: under a millisecond.
public struct SelfTest: Sendable {
  /// One problem: how many digits came out right, and how many must.
  public struct Check: Hashable, Sendable {
    /// What was computed.
    public let name: String
    /// Decimal digits in agreement with the known answer, the worst of several; 15 at most.
    public let digits: Double
    /// The digits below which something is wrong.
    public let needed: Double
    /// Where the known answer is from.
    public let reference: String

    /// Whether enough digits are right.
    public var passes: Bool { digits >= needed }
  }

  /// The problems, worked.
  public let checks: [Check]

  /// Works the problems.
  public init() {
    checks = [
      SelfTest.matrixProduct, SelfTest.longleyCoefficients, SelfTest.distributionTails,
      SelfTest.kendallLaw,
    ]
  }

  /// Whether all passed.
  public var passes: Bool { checks.allSatisfy(\.passes) }

  /// Digits in agreement: minus the logarithm of the relative error; 15 at most, as certificates
  /// show no more, and 0 where nothing agrees.
  static func digits(_ computed: Double, _ known: Double) -> Double {
    guard computed.isFinite else { return 0 }
    let error = known == 0 ? abs(computed) : abs((computed - known) / known)
    return error == 0 ? 15 : max(0, min(15, -Elementary.log10(error)))
  }

  private static var matrixProduct: Check {
    let error = Runtime.current.selfTest
    return Check(
      name: "product of two matrices of whole numbers", digits: error == 0 ? 15 : 0, needed: 15,
      reference: "exact")
  }

  /// Tails of the normal, t, F and chi-squared distributions.
  private static var distributionTails: Check {
    let pairs: [(computed: Double, known: Double)] = [
      (Normal.standard.survival(at: 10), 7.619853024160526066e-24),
      (Normal.standard.quantile(0.975), 1.9599639845400542355),
      (StudentT(degreesOfFreedom: 12).survival(at: 4), 0.00088084812219751371059),
      (StudentT(degreesOfFreedom: 3).survival(at: 40), 0.000017190340394579264142),
      (FisherF(numerator: 2, denominator: 10).survival(at: 5), 0.03125),
      (ChiSquared(degreesOfFreedom: 3).survival(at: 50), 7.9891792449514711391e-11),
    ]
    return Check(
      name: "tails of the normal, t, F and chi-squared distributions",
      digits: pairs.map { digits($0.computed, $0.known) }.reduce(15, min), needed: 13,
      reference: "40-digit arithmetic")
  }

  /// The exact law of Kendall's score: of the 3,628,800 orders of ten values, 60,478 are at least as
  /// far out as a score of 27, and 3434 as one of 35.
  private static var kendallLaw: Check {
    let values: [Double] = [2, 1, 3, 4, 6, 5, 7, 10, 9, 8]
    let result = try? MannKendall().test(values)
    let law = digits(KendallScore(count: 10).twoSided(score: 27), 60_478.0 / 3_628_800)
    let test = result?.pValue.map { digits($0, 3434.0 / 3_628_800) } ?? 0
    return Check(
      name: "exact p-value of Mann and Kendall", digits: min(law, test), needed: 14,
      reference: "counted exactly")
  }
}

extension SelfTest: Tabular {
  /// One row for each problem.
  public var estimates: Table {
    Table(
      "Numerical self-test", checks,
      [
        .text(.item) { $0.name },
        .text(.result) { $0.passes ? "right" : "wrong" },
        .number(.digits) { $0.digits },
        .text(.source) { $0.reference },
      ])
  }

  /// The same rows as ``estimates``.
  public var overview: Table { estimates }
}
