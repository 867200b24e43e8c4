import Foundation
import Testing

@testable import ReferenceAnswers

/// Values of the public reference cases graded right, by method. A method left out cannot pass:
/// the counts may only rise.
@Suite("Reference cases")
struct ReferenceCasesTests {
  /// How many values of a method's cases are right.
  struct Floor: CustomTestStringConvertible, Sendable {
    let method: String
    let right: Int
    var testDescription: String { method }
  }

  static let floors = [
    Floor(method: "acf", right: 12),
    Floor(method: "adf", right: 72),
    Floor(method: "arima", right: 77),
    Floor(method: "autocorr_tests", right: 57),
    Floor(method: "bai_perron", right: 33),
    Floor(method: "chow", right: 8),
    Floor(method: "cochrane_orcutt", right: 15),
    Floor(method: "correlation", right: 36),
    Floor(method: "cusum", right: 24),
    Floor(method: "effect_size", right: 33),
    Floor(method: "glm_negbin", right: 11),
    Floor(method: "glm_negbin_fixed", right: 8),
    Floor(method: "glm_poisson", right: 48),
    Floor(method: "gls_ar1_ml", right: 18),
    Floor(method: "gls_ar1_reml", right: 18),
    Floor(method: "hac_multi", right: 4),
    Floor(method: "hc_multi", right: 25),
    Floor(method: "het_tests", right: 30),
    Floor(method: "holt_fixed", right: 6),
    Floor(method: "holt_optim_aan", right: 12),
    Floor(method: "interval_regression", right: 10),
    Floor(method: "kpss", right: 6),
    Floor(method: "ks_2samp", right: 19),
    Floor(method: "local_level_fixed", right: 24),
    Floor(method: "local_level_mle", right: 12),
    Floor(method: "mann_kendall", right: 68),
    Floor(method: "mann_whitney", right: 39),
    Floor(method: "meta", right: 110),
    Floor(method: "mk_hamed_rao", right: 36),
    Floor(method: "mk_prewhiten", right: 32),
    Floor(method: "mk_seasonal", right: 19),
    Floor(method: "mk_tfpw", right: 32),
    Floor(method: "mk_yue_wang", right: 32),
    Floor(method: "normality", right: 34),
    Floor(method: "ols_hac", right: 36),
    Floor(method: "ols_hc", right: 75),
    Floor(method: "ols_multi", right: 18),
    Floor(method: "ols_trend", right: 108),
    Floor(method: "p_adjust", right: 12),
    Floor(method: "pelt_l2", right: 12),
    Floor(method: "permutation_mean_diff", right: 24),
    Floor(method: "poisson_rate_ratio", right: 40),
    Floor(method: "prais_winsten", right: 15),
    Floor(method: "quantreg_multi", right: 10),
    Floor(method: "quantreg_trend", right: 43),
    Floor(method: "siegel", right: 18),
    Floor(method: "sup_f", right: 20),
    Floor(method: "theil_sen", right: 96),
    Floor(method: "tobit", right: 10),
    Floor(method: "two_sample_t", right: 40),
    Floor(method: "wls_multi", right: 18),
  ]

  @Test(arguments: floors)
  func valuesWithinTolerance(_ floor: Floor) throws {
    let grade = try Grade(floor.method)
    #expect(grade.wrong.isEmpty, "\(grade.wrong)")
    #expect(grade.right >= floor.right)
  }

  @Test("Every answered method is graded")
  func completeness() {
    #expect(Set(AnswerMethod.catalog.map(\.name)) == Set(Self.floors.map(\.method)))
  }

  @Test("A wrong value is graded wrong, a missing one neither right nor wrong")
  func grading() {
    let tolerance: [String: Any] = ["rel": 1e-9, "abs": 0.0]
    #expect(Grade.isClose([1], [1 + 1e-12], tolerance))
    #expect(!Grade.isClose([1], [1.000_1], tolerance))
    #expect(!Grade.isClose([1, 2], [1], tolerance))
    #expect(!Grade.isClose([.nan], [1], tolerance))
    #expect(Grade.isClose([.infinity], [.infinity], tolerance))
    #expect(Grade.isClose([0.5], [1], ["rel": 0.0, "abs": 0.0, "one_sided_max": true]))
  }
}

/// The values of one file of cases, held against what is expected.
struct Grade {
  private(set) var right = 0
  private(set) var wrong: [String] = []

  init(_ method: String) throws {
    let folder = try #require(
      Bundle.module.url(forResource: "ReferenceCases", withExtension: nil))
    let data = try Data(contentsOf: folder.appendingPathComponent(method + ".json"))
    let file = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let objects = try #require(file["cases"] as? [[String: Any]])
    let sheet = AnswerSheet(objects.compactMap(ReferenceCase.init))
    for object in objects {
      let id = try #require(object["id"] as? String)
      let expected = try #require(object["expected"] as? [String: Any])
      let tolerances = try #require(object["tolerance"] as? [String: [String: Any]])
      let others = object["accepted_alternatives"] as? [[String: Any]] ?? []
      for (key, value) in expected {
        guard let computed = sheet.answers[id]?.values[key] else { continue }
        let tolerance = try #require(tolerances[key])
        let accepted = [value] + others.compactMap { $0[key] }
        let isRight = accepted.contains {
          Self.isClose(computed, Self.numbers($0), tolerance)
        }
        if isRight { right += 1 } else { wrong.append("\(id) \(key): \(computed), not \(value)") }
      }
    }
  }

  /// Numbers of a value or list; infinities are words.
  static func numbers(_ value: Any) -> [Double] {
    let list = value as? [Any] ?? [value]
    return list.map { element in
      switch element {
      // Its own text, read anew, is the number to the last bit; its double may be a bit off.
      case let number as NSNumber: Double("\(number)") ?? number.doubleValue
      case "Infinity" as String: .infinity
      case "-Infinity" as String: -.infinity
      default: .nan
      }
    }
  }

  /// Whether lists agree within |computed − expected| ≤ abs + rel · |expected|.
  static func isClose(
    _ computed: [Double], _ expected: [Double], _ tolerance: [String: Any]
  ) -> Bool {
    let absolute = (tolerance["abs"] as? NSNumber)?.doubleValue ?? 0
    let relative = (tolerance["rel"] as? NSNumber)?.doubleValue ?? 0
    let isBound = (tolerance["one_sided_max"] as? NSNumber)?.boolValue ?? false
    return computed.count == expected.count
      && zip(computed, expected).allSatisfy { found, wanted in
        if found == wanted { return true }
        if isBound, found <= wanted { return true }
        return abs(found - wanted) <= absolute + relative * abs(wanted)
      }
  }
}
