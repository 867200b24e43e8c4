extension BootstrapScheme {
  /// Blocks of neighbours from the series closed to a circle, so that every value is as likely.
  ///
  /// - References: Politis & Romano 1992.
  public static func circularBlock(_ length: BlockLength = .cubeRoot) -> BootstrapScheme {
    BootstrapScheme(.circularBlock, length)
  }

  /// The card of the scheme.
  public static let circularBlockCard = MethodCard(
    name: "circular-block", title: "Circular-block bootstrap",
    summary:
      "As the moving-block bootstrap, every value as likely: the end is followed by the start.",
    assumptions: [
      "a stationary series, or residuals about a trend",
      "dependence that dies out within a block, and many blocks",
    ],
    leastCount: 4, advisedCount: 40, instead: "declared-rho",
    references: [
      "Politis & Romano 1992, in LePage & Billard, Exploring the Limits of Bootstrap, Wiley: 263–270"
    ])
}
