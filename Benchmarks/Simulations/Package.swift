// swift-tools-version: 6.2
import PackageDescription

// Simulations of the size of the tests and the coverage of the intervals. A package of its own: its
// build needs nothing but the library.

let package = Package(
  name: "aftermath-simulations",
  dependencies: [.package(name: "aftermath-toolkit", path: "../..")],
  targets: [
    .executableTarget(
      name: "Simulations",
      dependencies: [.product(name: "Aftermath", package: "aftermath-toolkit")])
  ]
)
