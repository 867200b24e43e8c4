// swift-tools-version: 6.2
import PackageDescription

// The layers, top to bottom: a target depends only on targets below it.
// `InternalImportsByDefault` makes a dependency that leaks upwards a compile error.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies,
    exclude: exclude, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "aftermath-toolkit",
  products: [
    .library(name: "Aftermath", targets: ["Aftermath"]),
    .executable(name: "aftermath", targets: ["AftermathCLI"]),
    // Answers reference cases, for grading; not installed.
    .executable(name: "reference-answers", targets: ["ReferenceAnswers"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // 6: the command
    .executableTarget(
      name: "AftermathCLI", dependencies: ["Aftermath", argumentParser], swiftSettings: strict),
    .executableTarget(
      name: "ReferenceAnswers", dependencies: ["Aftermath"], swiftSettings: strict),
    // 5: the umbrella
    layer(
      "Aftermath",
      [
        "Exchange", "Reporting", "Comparison", "Datasets", "Statistics", "TimeSeries",
        "LinearAlgebra", "Distributions", "DelimitedText", "Tables",
      ]),
    // 4: results to text, folders, notebooks
    layer(
      "Exchange",
      [
        "Reporting", "Comparison", "Datasets", "DelimitedText", "Tables", "TimeSeries", crypto,
      ]),
    layer("Reporting", ["Comparison", "Statistics", "DelimitedText", "Tables", "TimeSeries"]),
    // 3: the waist, where series and statistics meet
    layer("Comparison", ["TimeSeries", "Statistics", "Tables", "Distributions", numerics]),
    // 2
    layer("Datasets", ["DatasetFiles", "DelimitedText", "TimeSeries", "Tables"]),
    layer("Statistics", ["LinearAlgebra", "Distributions", "Tables"]),
    // 1
    layer("TimeSeries", ["Tables"]),
    layer("LinearAlgebra", ["CLAPACK", "CKernels"]),
    // 0
    layer("Distributions", [numerics]),
    layer("Tables"),
    layer("DelimitedText"),
    .target(
      name: "DatasetFiles", path: "datasets", exclude: ["README.md", "LICENSE-DATA.md"],
      resources: [
        .copy("datapackage.json"), .copy("series.csv"), .copy("claims.csv"),
        .copy("sources.csv"), .copy("events.csv"), .copy("breaks.csv"), .copy("hedges.csv"),
        .copy("ucdp-candidate-iraq-2026h1.csv"),
      ]),
    .target(name: "CKernels"),
    .systemLibrary(
      name: "CLAPACK", pkgConfig: "lapacke",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),

    // Tests mirror Sources.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests(of: "Distributions", resources: [.copy("Golden")]),
    tests(of: "LinearAlgebra", ["CKernels"], resources: [.copy("Golden")]),
    tests(of: "Tables"),
    tests(of: "DelimitedText", resources: [.copy("BadInput")]),
    tests(of: "TimeSeries", ["Tables"]),
    tests(
      of: "Statistics", ["LinearAlgebra", "Distributions", "Tables", "ReferenceAnswers"],
      resources: [.copy("NIST"), .copy("ReferenceCases"), .copy("Golden")]),
    tests(of: "Datasets", ["TimeSeries", "Tables", "DelimitedText", "Reporting"]),
    tests(
      of: "Comparison", ["TimeSeries", "Statistics", "Tables", "Datasets"],
      resources: [.copy("Golden")]),
    tests(of: "Reporting", ["Tables"], resources: [.copy("Snapshots")]),
    tests(
      of: "Exchange",
      ["Comparison", "Datasets", "DelimitedText", "Reporting", "Tables", "TimeSeries"]),
    tests(of: "Aftermath"),
    .testTarget(name: "ConventionTests", dependencies: ["TestSupport"], swiftSettings: strict),
    tests(of: "AftermathCLI", exclude: ["Help"], resources: [.copy("BadInput")]),
  ]
)
