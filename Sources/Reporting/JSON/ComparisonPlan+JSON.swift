public import Comparison
import Statistics
import TimeSeries

extension ComparisonPlan {
  /// The plan as JSON, every choice said; null where a choice is left to the data.
  public var json: JSONValue {
    [
      "estimands": .array(estimands.map(JSONValue.string)), "level": .number(level),
      "reading": [
        "point": .string(reading.point.rawValue), "scale": .string(reading.scale.rawValue),
        "hedges": .string(reading.hedges.rawValue),
      ],
      "scale": scale.map { .string($0.rawValue) } ?? .null, "window": .integer(window),
      "horizon": horizon.map(JSONValue.integer) ?? .null,
      "declared_rho": .array(declaredRho.map(JSONValue.number)),
      "adjustment": .string(adjustment.rawValue), "is_forced": .bool(isForced),
    ]
  }
}
