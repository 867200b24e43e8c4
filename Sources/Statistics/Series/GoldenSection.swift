/// The largest value of a function of one variable between two places, by golden section.
enum GoldenSection {
  /// What was found: the place, the number of evaluations, and the width of the last bracket.
  struct Result {
    let place: Double
    let iterations: Int
    let width: Double
  }

  /// The place of the largest value; of a function with several peaks, of one of them.
  static func maximum(
    from start: Double, to end: Double, _ function: (Double) -> Double
  ) -> Result {
    let share = (5.0.squareRoot() - 1) / 2
    var (low, high) = (start, end)
    var left = high - share * (high - low)
    var right = low + share * (high - low)
    var (leftValue, rightValue) = (function(left), function(right))
    var iterations = 2
    // Beyond the square root of a rounding the function is flat: each step shrinks the bracket by
    // .618, so that 90 steps reach it from any width.
    while high - low > 1e-10 * (1 + abs(low) + abs(high)), iterations < 90 {
      if leftValue >= rightValue {
        high = right
        (right, rightValue) = (left, leftValue)
        left = high - share * (high - low)
        leftValue = function(left)
      } else {
        low = left
        (left, leftValue) = (right, rightValue)
        right = low + share * (high - low)
        rightValue = function(right)
      }
      iterations += 1
    }
    return Result(
      place: leftValue >= rightValue ? left : right, iterations: iterations, width: high - low)
  }
}
