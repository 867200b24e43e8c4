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
    var collector = FaultCollector.keeping
    let package: DataPackage
    do {
      package = try DataPackage.load(folder: folder, descriptor, &collector)
      faults += collector.faults.map(fault)
      faults += try claimFaults(package)
      faults += try referenceFaults(package)
    } catch {
      faults += collector.faults.map(fault) + [fault(error)]
      return DatasetCheck(
        subject: folder, faults: Array(faults.prefix(limit)), isCut: faults.count > limit,
        found: [])
    }
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
}
