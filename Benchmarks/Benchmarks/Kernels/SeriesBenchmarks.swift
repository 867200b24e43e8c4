import Aftermath

func seriesBenchmarks() {
  for count in [25, 100] {
    let noise = Inputs.normal(2 * count, stream: 31)
    var level = 0.0
    let values: [Double?] = (0..<count).map { row in
      level += 0.5 * noise[row]
      return level + noise[count + row]
    }
    let plain = values.compactMap { $0 }
    let step = [Intervention(.step, firstAfter: count / 2)]
    measure("Local level by likelihood, n = \(count)") { try LocalLevel().fit(values) }
    measure("Local level with a step, n = \(count)") {
      try LocalLevel().fit(values, interventions: step)
    }
    measure("Local trend by likelihood, n = \(count)") { try LocalTrend().fit(values) }
    measure("ARIMA(1,1,1) by exact likelihood, n = \(count)") { try Arima(1, 1, 1).fit(values) }
    measure("ARIMA(2,0,2) by exact likelihood, n = \(count)") { try Arima(2, 0, 2).fit(values) }
    measure("Holt's smoothing, n = \(count)") { try ExponentialSmoothing().fit(plain) }
  }
}
