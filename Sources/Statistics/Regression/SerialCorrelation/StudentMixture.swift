import Distributions

/// A weighted mixture of Student's t distributions of one number of degrees of freedom.
struct StudentMixture {
  struct Component {
    let weight: Double
    let location: Double
    let scale: Double

    func standardized(_ x: Double) -> Double { (x - location) / scale }
  }

  let components: [Component]
  let degreesOfFreedom: Double
  private let student: StudentT

  /// A mixture with weights given by logarithms, but for a common factor.
  init(_ components: [Component], logWeights: [Double], degreesOfFreedom: Double) {
    let largest = logWeights.max() ?? 0
    let weights = logWeights.map { Elementary.exp($0 - largest) }
    let total = weights.reduce(0, +)
    self.components = zip(components, weights).map { component, weight in
      Component(
        weight: weight / total, location: component.location, scale: component.scale)
    }
    self.degreesOfFreedom = degreesOfFreedom
    student = StudentT(degreesOfFreedom: degreesOfFreedom)
  }

  /// The mean of the locations.
  var mean: Double { components.reduce(0) { $0 + $1.weight * $1.location } }

  /// The standard deviation; nil below three degrees of freedom, where it is infinite.
  var spread: Double? {
    guard degreesOfFreedom > 2 else { return nil }
    let mean = mean
    // Through lengths, so that scales of 10⁻²⁰⁰ can be squared.
    let unit = components.reduce(0) { max($0, $1.scale, abs($1.location - mean)) }
    guard unit > 0 else { return 0 }
    var variance = 0.0
    for component in components {
      let scale = component.scale / unit
      let distance = (component.location - mean) / unit
      let own = scale * scale * degreesOfFreedom / (degreesOfFreedom - 2)
      variance += component.weight * (own + distance * distance)
    }
    return variance.squareRoot() * unit
  }

  /// The probability of a value up to `x`, without cancellation in the lower tail.
  func cumulative(at x: Double) -> Double {
    var total = 0.0
    for component in components {
      total += component.weight * student.cumulative(at: component.standardized(x))
    }
    return total
  }

  /// The probability of a value above `x`, without cancellation in the upper tail.
  func survival(at x: Double) -> Double {
    var total = 0.0
    for component in components {
      total += component.weight * student.survival(at: component.standardized(x))
    }
    return total
  }

  private func density(at x: Double) -> Double {
    var total = 0.0
    for component in components {
      total += component.weight * student.density(at: component.standardized(x)) / component.scale
    }
    return total
  }

  /// The value with a probability, at most one half, below it or above it.
  ///
  /// It lies between the least and the greatest of the components' own; Newton's steps are taken
  /// while they stay within the bracket, which each evaluation narrows.
  func quantile(_ probability: Double, upper: Bool) -> Double {
    let reach = student.upperQuantile(probability) * (upper ? 1 : -1)
    let ends = components.map { $0.location + reach * $0.scale }
    guard var low = ends.min(), var high = ends.max() else { return 0 }
    var x = low + (high - low) / 2
    for _ in 0..<200 {
      let excess =
        upper ? probability - survival(at: x) : cumulative(at: x) - probability
      if excess == 0 { return x }
      if excess > 0 { high = x } else { low = x }
      let newton = x - excess / density(at: x)
      let next = newton > low && newton < high ? newton : low + (high - low) / 2
      if next == x || abs(next - x) <= abs(x) * 0x1p-52 { return next }
      x = next
    }
    return x
  }
}
