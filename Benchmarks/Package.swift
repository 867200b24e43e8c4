// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the library and its tests need nothing of what measures them.
// The parent is named by what it calls itself: its folder may have any name.

let package = Package(
  name: "aftermath-benchmarks",
  dependencies: [
    .package(name: "aftermath-toolkit", path: ".."),
    // Without traits nothing is preloaded to count allocations: only time is measured here.
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Kernels",
      dependencies: [
        .product(name: "Aftermath", package: "aftermath-toolkit"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Kernels",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)
