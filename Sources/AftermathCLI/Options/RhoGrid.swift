import Aftermath

/// Autocorrelations declared on the command line: `0,0.2,0.4`.
enum RhoGrid {
  /// The numbers of a list from 0 to below 1, ascending; nil where it is not one.
  static func values(_ text: String) -> [Double]? {
    var values: [Double] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard case .success(let value) = NumberText.double(String(part)), value >= 0, value < 1,
        value > values.last ?? -1
      else { return nil }
      values.append(value)
    }
    return values.isEmpty ? nil : values
  }
}
