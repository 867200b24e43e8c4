// swift-tools-version: 6.2
import PackageDescription

// The program that does this library's part of the comparison with peers. A package of its own:
// its build needs nothing but the library.

let package = Package(
  name: "aftermath-peers",
  dependencies: [.package(name: "aftermath-toolkit", path: "../..")],
  targets: [
    .executableTarget(
      name: "Ours",
      dependencies: [.product(name: "Aftermath", package: "aftermath-toolkit")])
  ]
)
