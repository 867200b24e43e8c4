import DelimitedText
import Tables
import TimeSeries

extension DatasetCheck {
  /// A package: its descriptor, its tables cell by cell, references, and the sense of its claims.
  static func checkPackage(_ folder: String, limit: Int) throws(DatasetError) -> DatasetCheck {
    let descriptor = try Descriptor.read(folder: folder)
    var faults: [Fault] = []
    for resource in descriptor.resources {
      if let fault = checkResource(resource, folder: folder) { faults.append(fault) }
    }
    let package: DataPackage
    do {
      package = try DataPackage.load(folder: folder)
    } catch {
      faults.append(fault(error))
      return DatasetCheck(
        subject: folder, faults: Array(faults.prefix(limit)), isCut: faults.count > limit,
        found: [])
    }
    faults += checkClaims(package)
    faults += checkReferences(package)
    let claimCount = package.claims.values.reduce(0) { $0 + $1.count }
    let found = [
      Note(
        .method, "content",
        "\(package.series.count) series (\(package.core.count) core), \(claimCount) claims, "
          + "\(package.sources.count) sources, \(package.events.count) events, "
          + "\(package.declaredBreaks.values.reduce(0) { $0 + $1.count }) breaks; as of "
          + "\(package.asOf).")
    ]
    return DatasetCheck(
      subject: folder, faults: Array(faults.prefix(limit)), isCut: faults.count > limit,
      found: found)
  }

  /// The size of a resource against its descriptor, and that its path stays within the package.
  private static func checkResource(_ resource: Descriptor.Resource, folder: String) -> Fault? {
    let path = folder + "/" + resource.path
    func fault(_ message: String) -> Fault {
      Fault(file: VisibleText.path(path), line: nil, column: nil, message: message)
    }
    guard !resource.path.hasPrefix("/"), !resource.path.split(separator: "/").contains("..") else {
      return fault("the path of the resource '\(resource.name)' leaves the package")
    }
    guard let size = InputPath.size(path) else {
      return fault("the file of the resource '\(resource.name)' is not there")
    }
    if let bytes = resource.bytes, bytes != size {
      return fault("the descriptor says \(bytes) bytes, the file has \(size)")
    }
    return nil
  }

  /// Claims that their own words or dates contradict.
  private static func checkClaims(_ package: DataPackage) -> [Fault] {
    let file = VisibleText.path(package.folder + "/claims.csv")
    var faults: [Fault] = []
    for info in package.series {
      for claim in package.claims[info.id] ?? [] {
        func note(_ message: String) {
          faults.append(
            Fault(file: file, line: nil, column: nil, message: "\(claim.id): \(message)"))
        }
        if let published = claim.published, published.period.start > package.asOf {
          note("published \(published), after the package's own date \(package.asOf)")
        }
        if claim.status != .planned, claim.status != .derived, let published = claim.published,
          published.period.last < claim.period.start
        {
          note("published \(published), before its period \(claim.period) begins")
        }
        if info.measure.accrual == .stock, claim.basis != .point {
          note("a stock is stated at a point, not per \(claim.basis.rawValue)")
        }
        if let bounds = claim.reading.stated, bounds < 0 { note("the value is negative") }
      }
    }
    return faults
  }

  /// Series without claims, sources nobody uses, events without a source.
  private static func checkReferences(_ package: DataPackage) -> [Fault] {
    func fault(_ file: String, _ message: String) -> Fault {
      Fault(
        file: VisibleText.path(package.folder + "/" + file), line: nil, column: nil,
        message: message)
    }
    var faults: [Fault] = []
    for info in package.series where (package.claims[info.id] ?? []).isEmpty {
      faults.append(fault("series.csv", "\(info.id) has no claim"))
    }
    var used = Set(package.claims.values.joined().compactMap(\.source))
    for item in package.events {
      let source = item.event.source
      used.insert(source)
      if package.sources[source] == nil {
        faults.append(fault("events.csv", "\(item.event.id): there is no source '\(source)'"))
      }
    }
    for (id, breaks) in package.declaredBreaks.sorted(by: { $0.key < $1.key }) {
      for item in breaks {
        guard let source = item.source, !source.isEmpty else { continue }
        used.insert(source)
        if package.sources[source] == nil {
          faults.append(fault("breaks.csv", "\(id): there is no source '\(source)'"))
        }
      }
    }
    for key in package.sources.keys.sorted() where !used.contains(key) {
      faults.append(fault("sources.csv", "the source '\(key)' is not used"))
    }
    return faults
  }
}
