extension BootstrapScheme {
  /// Values drawn one by one, each equally likely: for independent observations.
  ///
  /// - References: Efron 1979, doi:10.1214/aos/1176344552.
  public static let independent = BootstrapScheme(.independent, .fixed(1))

  /// The card of the scheme.
  public static let independentCard = MethodCard(
    name: "bootstrap", title: "Bootstrap",
    summary: "How an estimate would vary in samples like this one, values drawn independently.",
    assumptions: [
      "independent observations of one law", "enough of them to stand for that law",
    ],
    leastCount: 2, advisedCount: 15,
    instead: "an exact or t interval; with years that depend on one "
      + "another, declared-rho",
    references: [
      "Efron 1979, Annals of Statistics 7: 1–26, doi:10.1214/aos/1176344552",
      "Davison & Hinkley 1997, Bootstrap Methods and their Application, Cambridge",
    ])
}
