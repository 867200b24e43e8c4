import Tables

extension TrendMethod {
  /// A straight line through logarithms: growth by a share a year.
  public static let logLinear = TrendMethod(
    MethodCard(
      name: "log-linear", title: "Log-linear growth",
      summary: "The slope of the logarithms: growth by a constant share a year.",
      assumptions: ["positive values; a straight line through their logarithms"],
      leastCount: 3, advisedCount: 5, instead: "the values themselves, in a table and a plot",
      references: ["Duan 1983, doi:10.1080/01621459.1983.10478017 (retransformation)"]),
    takesCovariance: true
  ) { (sample, settings) throws(StatisticsError) in
    if let place = sample.values.firstIndex(where: { $0 <= 0 }) {
      throw .valueNotPositive(index: place)
    }
    let logarithms = try Sample(
      times: sample.times, values: sample.values.map { Elementary.log($0) },
      exposures: sample.exposures)
    var answer = try line(logarithms, settings, name: "log-linear")
    answer.estimates.notes.append(
      Note(
        .method, "log-scale",
        "The slope is of natural logarithms: exp(slope) − 1 is the growth a year."))
    return answer
  }
}
