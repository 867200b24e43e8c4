import Datasets
import Tables
import TimeSeries

extension PackageExport {
  /// A table of the export and where it goes.
  struct Resource {
    let name: String
    let path: String
    let table: Table
    let primaryKey: [Column]
    var foreignKeys: [(column: Column, resource: String)] = []
  }

  /// All tables but the codebook.
  var resources: [Resource] {
    let data = items.map { item in
      Resource(
        name: item.id, path: "data/\(item.id).csv",
        table: item.resolved.series.table(
          item.info.title, id: item.id, hedges: hedges, notes: item.resolved.notes),
        primaryKey: [.periodStart], foreignKeys: [(.series, "series")])
    }
    return data + [seriesResource, claims] + context
  }

  private var seriesResource: Resource {
    Resource(
      name: "series", path: "series.csv",
      table: Table(
        "Series", items,
        [
          .text(.series) { $0.id }, .text(.title) { $0.info.title },
          .text(.measure) { $0.info.measure.name },
          .text(.unit) { $0.info.measure.unit.symbol },
          .text(.accrual) { $0.info.measure.accrual.rawValue },
          .text(.actor) { $0.info.actor.unlessEmpty }, .text(.scope) { $0.info.scope.unlessEmpty },
          .text(.definition) { $0.info.definition.unlessEmpty },
          .integer(.observationCount) { $0.resolved.series.count },
          .integer(.claimCount) { $0.knownClaims.claims.count },
          .text(.description) { $0.info.summary.unlessEmpty },
          .text(.cautions) { $0.info.cautions.unlessEmpty },
        ]), primaryKey: [.series])
  }

  private var claims: Resource {
    let known = package?.sources ?? [:]
    let tables = items.map {
      $0.knownClaims.claimsTable($0.info.title, id: $0.id, sources: known)
    }
    var keys: [(Column, String)] = [(.series, "series")]
    let cited = items.flatMap(\.knownClaims.claims).compactMap(\.source)
    if !cited.isEmpty, cited.allSatisfy({ known[$0] != nil }) { keys.append((.source, "sources")) }
    return Resource(
      name: "claims", path: "claims.csv", table: .stacked("Claims", tables),
      primaryKey: [.series, .claim], foreignKeys: keys)
  }

  /// Sources, events and breaks: what the package knows around the series.
  private var context: [Resource] {
    let sources = Table(
      "Sources", usedSources,
      [
        .text(.source) { $0.id }, .text(.author) { $0.author.unlessEmpty },
        .text(.title) { $0.title }, .text(.publisher) { $0.publisher.unlessEmpty },
        .text(.published) { $0.published.unlessEmpty }, .text(.url) { $0.url.unlessEmpty },
        .text(.licence) { $0.licence.unlessEmpty },
        .text(.licenceNote) { $0.licenceNote.unlessEmpty },
        .text(.quote) { $0.quote.unlessEmpty }, .text(.citation) { Citation($0).plain },
      ])
    let breaks = items.flatMap { item in item.resolved.breaks.map { (id: item.id, item: $0) } }
    let breaksTable = Table(
      "Breaks", breaks,
      [
        .text(.series) { $0.id }, .text(.date) { $0.item.date.description },
        .text(.kind) { $0.item.kind.rawValue }, .text(.description) { $0.item.description },
        .text(.source) { $0.item.source },
      ])
    var resources = [
      Resource(
        name: "breaks", path: "breaks.csv", table: breaksTable, primaryKey: [],
        foreignKeys: [(.series, "series")])
    ]
    if let package {
      resources.append(
        Resource(
          name: "events", path: "events.csv", table: package.eventsTable, primaryKey: [.id]))
      resources.append(
        Resource(name: "sources", path: "sources.csv", table: sources, primaryKey: [.source]))
    }
    return resources
  }

  /// One row for each column of each file.
  func codebook(of resources: [TabularResource]) -> Resource {
    let hasData = resources.filter { $0.path.hasPrefix("data/") }
    // The files of observations all have the same columns, and are explained once.
    let files =
      (hasData.first.map { [("data/*.csv", $0)] } ?? [])
      + resources.filter { !$0.path.hasPrefix("data/") }.map { ($0.path, $0) }
    let rows = files.flatMap { file, resource in
      resource.table.columns.map { (file: file, column: $0, resource: resource) }
    }
    return Resource(
      name: "codebook", path: "codebook.csv",
      table: Table(
        "Columns of the files", rows,
        [
          .text(.file) { $0.file }, .text(.variable) { $0.column.key },
          .text(.heading) { $0.column.heading }, .text(.meaning) { $0.column.meaning },
          .text(.type) { FieldType($0.column).rawValue },
          .text(.unit) { FieldType.unit(of: $0.column) },
        ]), primaryKey: [.file, .variable])
  }
}

extension String {
  /// This text, or nil where there is none.
  var unlessEmpty: String? { isEmpty ? nil : self }
}
