/// A document or page that states figures.
public struct Source: Hashable, Sendable, Codable, Identifiable {
  /// The key claims refer to: `ucdp-cy-261`.
  public typealias ID = String

  /// The key of this source.
  public let id: ID
  /// Who wrote it.
  public var author: String
  /// Its title.
  public var title: String
  /// Who published it.
  public var publisher: String
  /// When, as precisely as it is known: `2026`, `2026-07`, `2026-07-14`, or empty.
  public var published: String
  /// Where it is.
  public var url: String
  /// The licence class of what was taken from it.
  public var licence: String
  /// What the licence asks for.
  public var licenceNote: String
  /// Its own words, at most 25 of them.
  public var quote: String

  /// A source with everything that is known of it.
  public init(
    id: ID, author: String, title: String, publisher: String, published: String, url: String,
    licence: String, licenceNote: String, quote: String
  ) {
    self.id = id
    self.author = author
    self.title = title
    self.publisher = publisher
    self.published = published
    self.url = url
    self.licence = licence
    self.licenceNote = licenceNote
    self.quote = quote
  }
}
