import Aftermath

extension Experiment {
  /// Intervals for a slope.
  static let slopeCoverage = Experiment(
    name: "slope-coverage", title: "Coverage of 95 % intervals for a slope",
    text:
      "A straight line with AR(1) errors. Bootstraps of residuals take 499 replicates and percentile intervals, "
      + "residuals scaled by 1/√(1 − h), in the wild one by 1/(1 − h); blocks have the length ⌈n^⅓⌉.",
    keys: ["n", "rho"],
    columns: [
      "OLS", "HC3", "Newey-West", "Prais-Winsten", "declared", "averaged", "Theil-Sen exact",
      "Theil-Sen Gilbert", "residual bootstrap", "moving-block", "wild",
    ], replicates: 600,
    cells: [9, 15, 25].flatMap { count in
      [0, 0.3, 0.6, 0.8].map { rho in
        let times = (0..<count).map(Double.init)
        let design = Design.trend(times)
        return Cell(setting: ["\(count)", label(rho)]) { generator in
          let noise = autoregression(count, rho: rho, &generator)
          let seed = generator.next()
          return slopeIntervals(times, zip(noise, times).map { $0 + 0.5 * $1 }, design, seed)
            .map { holds($0, 0.5) }
        }
      }
    })

  private static func slopeIntervals(
    _ times: [Double], _ values: [Double], _ design: Design, _ seed: UInt64
  ) -> [ConfidenceInterval?] {
    guard let sample = try? Sample(times: times, values: values),
      let fit = try? LeastSquares().fit(values, on: design)
    else { return Array(repeating: nil, count: 11) }
    func slope(_ covariance: CovarianceEstimator) -> ConfidenceInterval? {
      (try? fit.coefficients(covariance))?.last?.interval
    }
    func resampled(_ scheme: BootstrapScheme) -> ConfidenceInterval? {
      let method = ResidualBootstrap(scheme, replicates: 499, seed: seed)
      return try? method.distribution(of: "time", in: fit).interval(.percentile)
    }
    let wild = WildBootstrap(replicates: 499, seed: seed)
    return [
      slope(.classical), slope(.hc3), slope(.neweyWest(lags: 1, adjusted: true)),
      (try? QuasiDifferences().fit(values, on: design).coefficients())?.last?.interval,
      (try? DeclaredRho().contrast("time", in: sample, on: design))?.worst?.interval,
      (try? AveragedRho().contrast("time", in: sample, on: design))?.interval,
      (try? TheilSen(rule: .exact).fit(sample))?.interval,
      (try? TheilSen(rule: .interpolated).fit(sample))?.interval,
      resampled(.independent), resampled(.movingBlock()),
      try? wild.distribution(of: "time", in: fit).interval(.percentile),
    ]
  }

  /// Bootstrap intervals for a mean.
  static let meanCoverage = Experiment(
    name: "mean-coverage", title: "Coverage of 95 % intervals for a mean",
    text: "Independent values, 999 resamples; the exponential law is skewed.",
    keys: ["law", "n"],
    columns: ["Student", "percentile", "basic", "BCa", "normal", "studentized"], replicates: 800,
    cells: ["normal", "exponential"].flatMap { law in
      [10, 15, 25].map { count in
        Cell(setting: [law, "\(count)"]) { generator in
          let values = (0..<count).map { _ in
            law == "normal" ? generator.standardNormal() : -logarithm(generator.uniform())
          }
          let seed = generator.next()
          let truth: Double = law == "normal" ? 0 : 1
          return meanIntervals(values, seed).map { holds($0, truth) }
        }
      }
    })

  private static func meanIntervals(_ values: [Double], _ seed: UInt64) -> [ConfidenceInterval?] {
    let student = try? LeastSquares().fit(values, on: .intercept(count: values.count))
    let bootstrap = Bootstrap(replicates: 999, seed: seed)
    let found = try? bootstrap.distribution(of: values, isAccelerated: true) { mean($0) }
    let errors = try? bootstrap.studentizedDistribution(of: values) { values in
      let middle = mean(values)
      let squares = values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
      let n = Double(values.count)
      return (middle, (squares / (n - 1) / n).squareRoot())
    }
    return [
      (try? student?.coefficients())?.first?.interval, try? found?.interval(.percentile),
      try? found?.interval(.basic), try? found?.interval(.bca), try? found?.interval(.normal),
      try? errors?.interval(.studentized),
    ]
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// Intervals for two samples.
  static let twoSampleCoverage = Experiment(
    name: "two-sample-coverage",
    title: "Coverage of 95 % intervals for a difference of two samples",
    text:
      "Independent normal values; a second sample of the same or of twice the standard deviation.",
    keys: ["first", "second", "spread"],
    columns: ["pooled t", "Welch", "Hodges-Lehmann"], replicates: 2_500,
    cells: [(8, 8), (13, 3), (14, 5), (20, 20)].flatMap { first, second in
      [1.0, 2].map { spread in
        Cell(setting: ["\(first)", "\(second)", label(spread)]) { generator in
          let a = (0..<first).map { _ in 1 + generator.standardNormal() }
          let b = (0..<second).map { _ in spread * generator.standardNormal() }
          return [
            holds((try? MeanDifference(variances: .pooled).test(a, b))?.interval, 1),
            holds((try? MeanDifference().test(a, b))?.interval, 1),
            holds((try? HodgesLehmann().estimate(a, b))?.interval, 1),
          ]
        }
      }
    })

  /// Intervals for counts.
  static let rateCoverage = Experiment(
    name: "rate-coverage", title: "Coverage of 95 % intervals for rates of independent events",
    text: "Poisson counts with the expectations given; exact intervals hold at least their level.",
    keys: ["first", "second"], columns: ["rate (Garwood)", "rate ratio (exact)"],
    replicates: 4_000,
    cells: [(2.0, 2.0), (2, 10), (8, 8), (30, 10), (100, 300)].map { first, second in
      Cell(setting: [label(first), label(second)]) { generator in
        guard
          let a = try? EventCount(Double(generator.poisson(mean: first)), over: 1),
          let b = try? EventCount(Double(generator.poisson(mean: second)), over: 2)
        else { return [nil, nil] }
        return [
          holds((try? PoissonRate().estimate(a))?.interval, first),
          holds((try? RateRatio().test(a, b))?.interval, first / (second / 2)),
        ]
      }
    })

  /// Prediction intervals.
  static let predictionCoverage = Experiment(
    name: "prediction-coverage", title: "Coverage of 95 % prediction intervals for years to come",
    text:
      "From a flat baseline and from a line fitted to it; `of 3` asks for all of the next three years at once.",
    keys: ["before", "rho"],
    columns: ["flat, next year", "line, next year", "line, of 3"], replicates: 3_000,
    cells: [8, 14, 20].flatMap { before in
      [0, 0.3, 0.6].map { rho in
        let times = (0..<before).map(Double.init)
        let next = Design.trend((0..<3).map { Double(before + $0) })
        return Cell(setting: ["\(before)", label(rho)]) { generator in
          let values = autoregression(before + 3, rho: rho, &generator)
          let baseline = Array(values[..<before])
          let flat = try? PredictionInterval().predict(from: baseline)
          let line = try? LeastSquares().fit(baseline, on: Design.trend(times))
            .prediction(at: next)
          let held = line?.rows.enumerated().map { holds($1.interval, values[before + $0]) }
          return [
            holds(flat?.interval, values[before]), held?.first ?? nil,
            held.map { $0.allSatisfy { $0 == true } },
          ]
        }
      }
    })

  /// Forecasts of a local level.
  static let levelForecasts = Experiment(
    name: "forecast-coverage", title: "Coverage of 95 % forecasts of a local level",
    text:
      "A random walk of steps √q, observed with errors of standard deviation 1; variances by maximum likelihood, "
      + "normal intervals from the forecast variance.",
    keys: ["n", "q"], columns: ["next", "fifth"], replicates: 800,
    cells: [15, 30, 60].flatMap { count in
      [0.1, 1].map { ratio in
        Cell(setting: ["\(count)", label(ratio)]) { generator in
          var level = 0.0
          let values = (0..<(count + 5)).map { _ -> Double in
            level += ratio.squareRoot() * generator.standardNormal()
            return level + generator.standardNormal()
          }
          guard let fit = try? LocalLevel().fit(Array(values[..<count])) else { return [nil, nil] }
          return [1, 5].map { step in
            let forecast = fit.forecast(step)
            let distance = abs(values[count + step - 1] - forecast.value)
            return distance <= 1.959_964 * forecast.variance.squareRoot()
          }
        }
      }
    })

  /// Dates of breaks.
  static let breakCoverage = Experiment(
    name: "break-coverage", title: "Coverage of 95 % intervals for the date of a break",
    text:
      "One change of mean in the middle of n values; where the criterion chose one break, whether Bai's interval "
      + "holds its date. `found` is how often it chose one.",
    keys: ["n", "shift", "rho"], columns: ["found", "date"], replicates: 600,
    cells: [30, 60, 100].flatMap { count in
      [(1.0, 0.0), (2, 0), (2, 0.3)].map { shift, rho in
        let design = Design.intercept(count: count)
        return Cell(setting: ["\(count)", label(shift), label(rho)]) { generator in
          let noise = autoregression(count, rho: rho, &generator)
          let values = noise.enumerated().map { $1 + ($0 >= count / 2 ? shift : 0) }
          guard let fit = try? BaiPerron(mostBreaks: 3).fit(values, on: design) else {
            return [nil, nil]
          }
          guard fit.chosen == 1, let interval = fit.intervals[0] else { return [false, nil] }
          return [true, interval.low <= count / 2 && count / 2 <= interval.high]
        }
      }
    })
}
