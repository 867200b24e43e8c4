/// What is known of a series besides its claims: title, scope, definition, cautions.
public struct SeriesInfo: Hashable, Sendable, Identifiable {
  /// The dotted id: `troops.us.iraq`.
  public let id: String
  /// A title a person can read.
  public var title: String
  /// What is measured, in which unit, and how it accrues.
  public var measure: AnyMeasure
  /// Whose attacks, troops or money.
  public var actor: String
  /// The place.
  public var scope: String
  /// The definition counted by.
  public var definition: String
  /// Whether it belongs to the core of its package.
  public var isCore: Bool
  /// What it is.
  public var summary: String
  /// What to be careful of.
  public var cautions: String

  /// A description of a series.
  public init(
    id: String, title: String, measure: AnyMeasure, actor: String = "", scope: String = "",
    definition: String = "", isCore: Bool = true, summary: String = "", cautions: String = ""
  ) {
    self.id = id
    self.title = title
    self.measure = measure
    self.actor = actor
    self.scope = scope
    self.definition = definition
    self.isCore = isCore
    self.summary = summary
    self.cautions = cautions
  }
}
