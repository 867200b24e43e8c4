public import Tables
public import TimeSeries

extension DataPackage {
  /// How a reference is written.
  public enum CitationStyle: String, Hashable, Sendable, CaseIterable {
    /// A line to paste into a footnote.
    case plain
    /// BibTeX entries.
    case bibtex
    /// An array of CSL-JSON items.
    case cslJSON = "csl-json"
  }

  /// The sources behind series, each once, in the order of their keys, with the series they serve.
  ///
  /// - Parameter archives: the claims of each series.
  public func citations(
    of archives: [(id: SeriesInfo.ID, archive: Archive<AnyMeasure>)]
  ) -> [(citation: Citation, series: [SeriesInfo.ID])] {
    var uses: [Source.ID: [SeriesInfo.ID]] = [:]
    for (id, archive) in archives {
      for key in Set(archive.claims.compactMap(\.source)) { uses[key, default: []].append(id) }
    }
    return uses.sorted { $0.key < $1.key }.compactMap { key, series in
      sources[key].map { (Citation($0), series) }
    }
  }

  /// One row for each source, with its reference in a style.
  public func citationsTable(
    _ citations: [(citation: Citation, series: [SeriesInfo.ID])], style: CitationStyle
  ) -> Table {
    Table(
      "Sources", citations,
      [
        .text(.source) { $0.citation.source.id },
        .text(.author) { $0.citation.source.author },
        .text(.title) { $0.citation.source.title },
        .text(.publisher) { $0.citation.source.publisher },
        .text(.published) { $0.citation.source.published },
        .text(.url) { $0.citation.source.url },
        .text(.licence) { $0.citation.source.licence },
        .text(.series) { $0.series.joined(separator: " ") },
        .text(.citation) { item in
          switch style {
          case .plain: item.citation.plain
          case .bibtex: item.citation.bibTeX
          case .cslJSON: item.citation.cslJSON
          }
        },
      ])
  }
}
