extension BootstrapScheme {
  /// Blocks of geometric length with a given mean from the series closed to a circle: the resamples
  /// are stationary themselves.
  ///
  /// - References: Politis & Romano 1994, doi:10.1080/01621459.1994.10476870.
  public static func stationary(_ meanLength: BlockLength = .cubeRoot) -> BootstrapScheme {
    BootstrapScheme(.stationary, meanLength)
  }

  /// The card of the scheme.
  public static let stationaryCard = MethodCard(
    name: "stationary-bootstrap", title: "Stationary bootstrap",
    summary: "How an estimate would vary in series like this one, blocks of random length.",
    assumptions: [
      "a stationary series, or residuals about a trend",
      "dependence that dies out within a block, and many blocks",
    ],
    leastCount: 4, advisedCount: 40, instead: "declared-rho",
    references: [
      "Politis & Romano 1994, JASA 89: 1303–1313, doi:10.1080/01621459.1994.10476870"
    ])
}
