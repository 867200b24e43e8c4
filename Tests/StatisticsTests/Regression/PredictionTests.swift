import Statistics
import Tables
import TestSupport
import Testing

@Suite struct PredictionTests {
  @Test func agreesWithDenseMatrices() throws {
    for example in try SerialCase.all() {
      let places = 0..<example.first
      let fit = try LeastSquares().fit(
        Array(example.values[places]), on: example.trend.rows(places))
      let later = example.trend.rows(example.first..<example.values.count)
      let new = try fit.prediction(at: later, level: example.level)
      let mean = try fit.prediction(at: later, of: .mean, level: example.level)
      let wanted = example.prediction
      #expect(agreement(new.rows.map(\.value), wanted.map(\.value)) > 14)
      #expect(agreement(new.rows.map(\.standardError), wanted.map(\.observationError)) > 14)
      #expect(agreement(mean.rows.map(\.standardError), wanted.map(\.meanError)) > 14)
      #expect(agreement(new.rows.map(\.leverage), wanted.map(\.leverage)) > 14)
      #expect(agreement(new.rows.compactMap { $0.interval?.low }, wanted.map(\.low)) > 13)
      #expect(agreement(new.rows.compactMap { $0.interval?.high }, wanted.map(\.high)) > 13)
      #expect(new.estimates.rows.count == wanted.count)
    }
  }

  @Test func atTheRowsOfTheFitItIsTheFit() throws {
    let example = try #require(try SerialCase.all().first)
    let fit = try LeastSquares().fit(example.values, on: example.design)
    let own = try fit.prediction(at: example.design, of: .mean)
    #expect(agreement(own.rows.map(\.value), fit.fitted) > 14)
    #expect(agreement(own.rows.map(\.leverage), fit.leverages) > 14)
  }

  @Test func intervalsOfTheMeanByAnyEstimator() throws {
    let example = try #require(try SerialCase.all().first)
    let fit = try LeastSquares().fit(example.values, on: example.trend)
    let own = try fit.prediction(at: example.trend, of: .mean, level: 0.9)
    let classical = try fit.meanIntervals(at: example.trend, level: 0.9)
    #expect(agreement(classical.map(\.low), own.rows.compactMap { $0.interval?.low }) > 9)
    #expect(agreement(classical.map(\.high), own.rows.compactMap { $0.interval?.high }) > 9)
    // At time zero the mean is the intercept, whatever the estimator.
    for estimator in [CovarianceEstimator.hc3, .neweyWest(lags: 1)] {
      let intercept = try #require(try fit.coefficients(estimator, level: 0.9)[0].interval)
      let origin = Design.trend([0], term: fit.terms[1])
      let mean = try #require(
        try fit.meanIntervals(at: origin, estimator, level: 0.9).first)
      #expect(agreement(mean.low, intercept.low) > 12)
      #expect(agreement(mean.high, intercept.high) > 12)
    }
    #expect(throws: StatisticsError.self) {
      try fit.meanIntervals(at: .trend([5], term: "other"))
    }
  }

  @Test func otherTermsAreRefused() throws {
    let fit = try LeastSquares().fit([1, 3, 2, 5], on: .trend([1, 2, 3, 4]))
    #expect(throws: StatisticsError.self) { try fit.prediction(at: .trend([5], term: "year")) }
    #expect(throws: StatisticsError.notFinite(index: 0)) {
      try fit.prediction(at: .trend([.nan]))
    }
    let exact = try LeastSquares().fit([1, 2, 3, 4], on: .trend([1, 2, 3, 4]))
    let row = try #require(try exact.prediction(at: .trend([6])).rows.first)
    #expect(agreement(row.value, 6) > 14)
    #expect(row.interval == nil)
  }
}

@Suite struct ChowPredictionTests {
  @Test func agreesWithTheDifferenceOfSums() throws {
    for example in try SerialCase.all() {
      let result = try ChowPrediction().test(
        example.values, on: example.trend, from: example.first)
      #expect(result.degreesOfFreedom == example.chow.degrees)
      #expect(agreement(try #require(result.statistic).value, example.chow.statistic) > 13)
      #expect(agreement(try #require(result.pValue), example.chow.pValue) > 12)
    }
  }

  /// With one later value F is the square of its distance from the prediction, in standard errors.
  @Test func forOneLaterValueItIsThePredictionInterval() throws {
    let example = try #require(try SerialCase.all().dropFirst(3).first)
    #expect(example.first == example.values.count - 1)
    let result = try ChowPrediction().test(
      example.values, on: example.trend, from: example.first)
    let places = 0..<example.first
    let fit = try LeastSquares().fit(
      Array(example.values[places]), on: example.trend.rows(places))
    let row = try #require(try fit.prediction(at: example.trend.rows([example.first])).rows.first)
    let t = (example.values[example.first] - row.value) / row.standardError
    #expect(agreement(try #require(result.statistic).value, t * t) > 14)
    let dummy = example.trend.adding("last", example.times.stepping(at: example.step))
    let own = try LeastSquares().fit(example.values, on: dummy).coefficients()[2]
    #expect(agreement(try #require(result.pValue), try #require(own.pValue)) > 12)
  }

  @Test func refusesWhatItCannotAnswer() throws {
    let times = (2001...2010).map(Double.init)
    let y = [1.0, 3, 2, 5, 4, 6, 5, 8, 7, 9]
    #expect(throws: StatisticsError.self) {
      try ChowPrediction().test(y, on: .trend(times), from: 10)
    }
    #expect(throws: StatisticsError.notMoreObservationsThanTerms(observations: 2, terms: 2)) {
      try ChowPrediction().test(y, on: .trend(times), from: 2)
    }
    let step = Design.trend(times).adding("step", times.stepping(at: 2009))
    #expect(throws: StatisticsError.rankDeficient(terms: ["step"])) {
      try ChowPrediction().test(y, on: step, from: 8)
    }
    let exact = try ChowPrediction().test(times, on: .trend(times), from: 8)
    #expect(exact.pValue == nil)
    #expect(exact.notes.map(\.code) == ["exact-fit"])
  }
}

private struct InfluenceFile: Decodable {
  struct Case: Decodable {
    let name: String
    let weights: [Double]
    let leverage: [Double]
    let standardized: [Double]
    let studentized: [Double]
    let cook: [Double]
    let dffits: [Double]
    let dfbetas: [[Double]]
  }

  let year: [Double]
  let y: [Double]
  let step: [Double]
  let cases: [Case]
}

@Suite struct InfluenceTests {
  @Test func agreesWithR() throws {
    let file = try regressionFile("Golden", "influence", as: InfluenceFile.self)
    let design = Design.trend(file.year).adding("step", file.step)
    for example in file.cases {
      let fit = try LeastSquares(weights: example.weights).fit(file.y, on: design)
      let rows = fit.influence.rows
      #expect(agreement(rows.map(\.leverage), example.leverage) > 11)
      #expect(agreement(rows.compactMap(\.standardizedResidual), example.standardized) > 10)
      #expect(agreement(rows.compactMap(\.studentizedResidual), example.studentized) > 10)
      #expect(agreement(rows.compactMap(\.cooksDistance), example.cook) > 10)
      #expect(agreement(rows.compactMap(\.fitDifference), example.dffits) > 10)
      for (row, expected) in zip(rows, example.dfbetas) {
        #expect(agreement(try #require(row.coefficientDifferences), expected) > 9)
      }
    }
  }

  @Test func aRowOfItsOwnHasNone() throws {
    let times = (0..<8).map(Double.init)
    let fit = try LeastSquares().fit(
      [1, 3, 2, 4, 3, 5, 4, 9], on: Design.trend(times).adding("last", times.stepping(at: 7)))
    let row = fit.influence.rows[7]
    #expect(row.cooksDistance == nil)
    #expect(row.studentizedResidual == nil)
    #expect(agreement(row.leverage, 1) > 15)
    #expect(fit.influence.rows[0].cooksDistance != nil)
  }
}
