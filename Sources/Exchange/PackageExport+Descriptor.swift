import Datasets
import Reporting
import TimeSeries

extension PackageExport {
  /// The descriptor of the folder, after the Data Package standard, version 2.
  func descriptor(of resources: [TabularResource]) -> JSONValue {
    .object(omittingNil: [
      ("$schema", "https://datapackage.org/profiles/2.0/datapackage.json"),
      ("name", "aftermath-export"), ("title", .string(title)),
      ("version", package.map { .string($0.version) }),
      ("aftermath:asOf", asOf.map { .string($0.description) }),
      ("licenses", licenses.isEmpty ? nil : .array(licenses)),
      ("sources", works.isEmpty ? nil : .array(works)),
      ("resources", .array(resources.map(\.json))),
    ])
  }

  /// The title of the folder.
  var title: String {
    let count = items.count == 1 ? "One series" : "\(items.count) series"
    guard let package else { return count }
    let name = package.title.isEmpty ? package.name : package.title
    return "\(count) of: \(name)"
  }

  /// The open licences among the sources; a figure cited as a fact carries none.
  private var licenses: [JSONValue] {
    let classes = Set(usedSources.map(\.licence))
    var licenses: [JSONValue] = []
    if classes.contains("cc-by-4.0") {
      licenses.append([
        "name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0 International",
      ])
    }
    if classes.contains("public-domain") {
      licenses.append([
        "name": "other-pd", "path": "https://www.copyright.gov/title17/92chap1.html#105",
        "title": "Public domain: works of the United States Government",
      ])
    }
    return licenses
  }

  private var works: [JSONValue] {
    usedSources.map { source in
      .object(omittingNil: [
        ("title", .string(source.title.isEmpty ? source.id : source.title)),
        ("path", source.url.unlessEmpty.map(JSONValue.string)),
        ("version", source.published.unlessEmpty.map(JSONValue.string)),
      ])
    }
  }
}
