import Distributions
import Tables

extension RateRatio {
  /// The ratio of two rates whose counts vary more from year to year than independent events do.
  ///
  /// Where φ > 1 the exact p-value is turned into a normal deviate, divided by √φ, and referred to
  /// Student's t with the degrees of freedom of φ. The interval inverts that test: it is the exact
  /// one at the higher level 1 − 2Φ(−t √φ). So p and interval agree, both are always wider than
  /// the exact ones, and zero counts need no special case; with large counts both are those of
  /// the quasi-deviance F test. Where φ ≤ 1 the exact result stands: chance calm narrows nothing.
  ///
  /// Details add `phi`, `phi_df`, `p_exact`, `exact_low`, `exact_high`.
  ///
  /// - Assumes: years that are independent of one another and equally dispersed in both windows.
  ///   For negative binomial years of mean 30, ten before and one after, a 5 % test then rejects in
  ///   2.8, 4.1, 4.4 and 4.2 % of samples at φ 1, 2, 5 and 20, where the exact one rejects in 4.2,
  ///   14, 36 and 64 %; at φ 20 and mean 3, years mostly empty, in up to 9 %
  ///   (`Golden/rate-ratio-size.txt`).
  /// - Cost: as ``test(_:_:)``, twice.
  /// - References: McCullagh & Nelder 1989, §4.5 (φ and t); the widening of the exact test is ours.
  /// - Checked against: R 4.2 `quasi-deviance F for large counts, `Golden/rates.json`.
  public func test(
    _ first: EventCount, _ second: EventCount, widenedBy dispersion: Dispersion
  ) throws(StatisticsError) -> TestResult {
    var result = try test(first, second)
    let exact = result
    result.details += [
      Named("phi", dispersion.value), Named("phi_df", dispersion.degreesOfFreedom),
    ]
    guard dispersion.value > 1, let p = exact.pValue, let interval = exact.interval else {
      result.notes.append(
        Note(
          .method, "dispersion",
          "Dispersion of the years \(dispersion.value), not above 1: nothing is widened."))
      return result
    }
    let root = dispersion.value.squareRoot()
    let student = StudentT(degreesOfFreedom: dispersion.degreesOfFreedom)
    result.method = Self.widenedCard.name
    result.degreesOfFreedom = [dispersion.degreesOfFreedom]
    result.pValue = Self.widened(p, by: root, student, alternative)
    result.interval = widenedInterval(ConditionalSplit(first, second), by: root, student)
    result.basis = .asymptotic
    result.details += [
      Named("p_exact", p), Named("exact_low", interval.low), Named("exact_high", interval.high),
    ]
    result.notes.append(dispersion.note)
    return result
  }

  private static func widened(
    _ p: Double, by root: Double, _ student: StudentT, _ alternative: Alternative
  ) -> Double {
    if alternative == .twoSided {
      // p = 1 has deviate 0 and stays 1.
      return min(1, 2 * student.survival(at: Normal.standard.upperQuantile(p / 2) / root))
    }
    if p >= 1 { return 1 }
    return student.survival(at: Normal.standard.upperQuantile(p) / root)
  }

  private func widenedInterval(
    _ split: ConditionalSplit, by root: Double, _ student: StudentT
  ) -> ConfidenceInterval {
    let tail = alternative == .twoSided ? (1 - level) / 2 : 1 - level
    let wider = Normal.standard.survival(at: student.upperQuantile(tail) * root)
    return ConfidenceInterval(
      low: alternative == .less ? 0 : split.lowEnd(wider, rule),
      high: alternative == .greater ? .infinity : split.highEnd(wider, rule), level: level)
  }

  /// The card of the widened method.
  public static let widenedCard = MethodCard(
    name: "rate-ratio-widened", title: "Rate ratio widened by the dispersion of years",
    summary: "How many times as often events come, when years vary more than chance alone.",
    assumptions: [
      "years independent of one another, equally dispersed in both windows",
      "a dispersion from enough years: its degrees of freedom widen too",
    ],
    leastCount: 3, instead: "mean-ratio of the yearly rates",
    references: ["McCullagh & Nelder 1989, Generalized Linear Models, 2nd ed., §4.5"])
}
