extension BootstrapScheme {
  /// Blocks of neighbours, each beginning equally likely, laid end to end and cut to n values.
  ///
  /// - References: Künsch 1989, doi:10.1214/aos/1176347265; Liu & Singh 1992.
  public static func movingBlock(_ length: BlockLength = .cubeRoot) -> BootstrapScheme {
    BootstrapScheme(.movingBlock, length)
  }

  /// The card of the scheme.
  public static let movingBlockCard = MethodCard(
    name: "moving-block", title: "Moving-block bootstrap",
    summary: "How an estimate would vary in series like this one, blocks of neighbours kept whole.",
    assumptions: [
      "a stationary series, or residuals about a trend",
      "dependence that dies out within a block, and many blocks",
    ],
    leastCount: 4, advisedCount: 40, instead: "declared-rho",
    references: [
      "Künsch 1989, Annals of Statistics 17: 1217–1241, doi:10.1214/aos/1176347265",
      "Hall, Horowitz & Jing 1995, Biometrika 82: 561–574, doi:10.1093/biomet/82.3.561",
    ])
}
