public import Tables

/// A statistical model, before it has met data: a specification that fits.
///
/// Fitting factors the design once; what is asked of the fit later (another covariance, another
/// level) is computed from there. Both are values: nothing is fitted in place.
public protocol Model<Fit>: Hashable, Sendable {
  /// What fitting gives.
  associatedtype Fit: Tabular

  /// The fit to a response, one element for each row of the design.
  func fit(_ response: [Double], on design: Design) throws(StatisticsError) -> Fit
}
