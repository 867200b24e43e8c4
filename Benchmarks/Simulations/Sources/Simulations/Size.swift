import Aftermath

extension Experiment {
  /// The years of a baseline and after it, the last year of the baseline zero.
  private static func design(
    _ before: Int, _ after: Int, trend: Bool, slope: Bool = false
  ) -> (times: [Double], design: Design) {
    let times = (0..<(before + after)).map { Double($0 - (before - 1)) }
    var design = Design.intercept(count: times.count)
    if trend { design = design.adding("time", times) }
    design = design.adding("level", times.map { $0 > 0 ? 1 : 0 })
    if slope { design = design.adding("slope", times.map { max(0, $0 - 1) }) }
    return (times, design)
  }

  private static let rhos = [0, 0.3, 0.6, 0.8]

  /// Tests of a change of level.
  static let levelSize = Experiment(
    name: "level-size", title: "Size of tests of a change of level",
    text:
      "No change of level in an AR(1) series of the given ρ; how often a test at 5 % says there is one. "
      + "`worst of 4` is the largest p over ρ 0, .2, .4, .6; `declared` that over 0 to .6 by .1, 1 where the "
      + "estimate changes sign; `averaged` the ρ-averaged t.",
    keys: ["before", "after", "trend", "rho"],
    columns: ["OLS", "GLS .2", "GLS .4", "GLS .6", "worst of 4", "declared", "averaged"],
    replicates: 600,
    cells: [8, 13, 19].flatMap { before in
      [1, 3, 5].flatMap { after in
        [false, true].flatMap { trend in
          rhos.map { rho in
            let (times, design) = Self.design(before, after, trend: trend)
            return Cell(
              setting: ["\(before)", "\(after)", trend ? "1" : "0", label(rho)]
            ) { generator in
              let values = autoregression(times.count, rho: rho, &generator)
              return levelTests(times, values, design)
            }
          }
        }
      }
    })

  private static func levelTests(
    _ times: [Double], _ values: [Double], _ design: Design
  ) -> [Bool?] {
    guard let sample = try? Sample(times: times, values: values),
      let declared = try? DeclaredRho().contrast("level", in: sample, on: design)
    else { return Array(repeating: nil, count: 7) }
    let four = [0, 2, 4, 6].compactMap { declared.rows[$0].pValue }
    let averaged = try? AveragedRho().contrast("level", in: sample, on: design)
    return four.map { rejects($0) } + [
      rejects(four.max()), rejects(declared.worst?.pValue), rejects(averaged?.pValue),
    ]
  }

  /// Tests of a change of level that estimate the autocorrelation, or leave it out.
  static let estimatedSize = Experiment(
    name: "estimated-size",
    title: "Size of tests of a change of level that estimate autocorrelation",
    text:
      "As above, with a trend in the design and where `slope` is 1 also its change. Newey–West with one lag, "
      + "times n/(n − p); pooled t of the means of the years before and after, which leaves out the trend.",
    keys: ["before", "after", "slope", "rho"],
    columns: ["OLS", "Newey-West", "Prais-Winsten", "REML AR(1)", "pooled t"],
    replicates: 1_000,
    cells: [8, 14].flatMap { before in
      [(1, false), (3, false), (5, false), (3, true), (5, true)].flatMap { after, slope in
        [0, 0.3, 0.6].map { rho in
          let (times, design) = Self.design(before, after, trend: true, slope: slope)
          return Cell(
            setting: ["\(before)", "\(after)", slope ? "1" : "0", label(rho)]
          ) { generator in
            let values = autoregression(times.count, rho: rho, &generator)
            return estimatedTests(values, design, before)
          }
        }
      }
    })

  private static func estimatedTests(
    _ values: [Double], _ design: Design, _ before: Int
  ) -> [Bool?] {
    func pValue(_ coefficients: [Coefficient]?) -> Double? {
      coefficients?.first { $0.term == "level" }?.pValue
    }
    let fit = try? LeastSquares().fit(values, on: design)
    let prais = try? QuasiDifferences().fit(values, on: design)
    let restricted = try? AutoregressiveErrors().fit(values, on: design)
    let pooled = try? MeanDifference(variances: .pooled)
      .test(Array(values[before...]), Array(values[..<before]))
    return [
      rejects(pValue(try? fit?.coefficients())),
      rejects(pValue(try? fit?.coefficients(.neweyWest(lags: 1, adjusted: true)))),
      rejects(pValue(try? prais?.coefficients())),
      rejects(pValue(try? restricted?.coefficients())), rejects(pooled?.pValue),
    ]
  }

  /// Rank tests of trend.
  static let rankSize = Experiment(
    name: "rank-size", title: "Size of rank tests of trend",
    text:
      "No trend in an AR(1) series of n years. Hamed and Rao's test is refused in reports below 40 years.",
    keys: ["n", "rho"], columns: ["Mann-Kendall normal", "Mann-Kendall exact", "Hamed-Rao"],
    replicates: 4_000,
    cells: [6, 8, 10, 12, 15, 20, 25].flatMap { count in
      [0, 0.3, 0.6].map { rho in
        Cell(setting: ["\(count)", label(rho)]) { generator in
          let values = autoregression(count, rho: rho, &generator)
          guard
            let sample = try? Sample(times: values.indices.map(Double.init), values: values)
          else { return [nil, nil, nil] }
          // A variance that is not positive does not reject.
          let corrected = (try? HamedRao().test(sample))?.pValue ?? 1
          return [
            rejects((try? MannKendall(rule: .normal).test(sample))?.pValue),
            rejects((try? MannKendall(rule: .exact).test(sample))?.pValue), rejects(corrected),
          ]
        }
      }
    })

  /// The power of the tests of a change of level.
  static let levelPower = Experiment(
    name: "level-power", title: "Power of tests of a change of level",
    text:
      "A change of the size that generalised least squares at the true ρ finds with probability .8, in a "
      + "design with a trend.",
    keys: ["before", "after", "rho", "change"], columns: ["OLS", "declared", "averaged"],
    replicates: 600,
    cells: [
      (13, 1, 0, 3.57), (13, 3, 0, 2.64), (13, 5, 0, 2.51), (13, 1, 0.3, 3.38), (13, 3, 0.3, 2.94),
      (13, 5, 0.3, 2.85), (13, 1, 0.6, 2.78), (13, 3, 0.6, 2.69), (13, 5, 0.6, 2.66),
    ].map { (before: Int, after: Int, rho: Double, change: Double) in
      let (times, design) = Self.design(before, after, trend: true)
      return Cell(setting: ["\(before)", "\(after)", label(rho), label(change)]) { generator in
        let noise = autoregression(times.count, rho: rho, &generator)
        let values = zip(noise, times).map { $0 + ($1 > 0 ? change : 0) }
        let tests = levelTests(times, values, design)
        return [tests[0], tests[5], tests[6]]
      }
    })
}
