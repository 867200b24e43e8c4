import Aftermath
import Benchmark

func textBenchmarks() {
  measure("Delimited text, scan of 10 MB") {
    try RecordFile(bytes: Inputs.text, name: "synthetic.csv")
  }
  measure("Delimited text, 10 MB to three columns of numbers") {
    let file = try RecordFile(bytes: Inputs.text, name: "synthetic.csv")
    return try (2...4).map { try file.numbers(column: $0) }
  }

  let values = Inputs.normal(1_000, stream: 17)
  let texts = values.map { Array(NumberText.text($0).utf8)[...] }
  measure("Numbers read, 1,000 of 16 or 17 digits") {
    texts.reduce(into: 0.0) { sum, text in
      if case .success(let value) = NumberText.double(text) { sum += value }
    }
  }
  measure("Numbers written, 1,000 of 16 or 17 digits") {
    values.reduce(into: 0) { $0 += NumberText.text($1).utf8.count }
  }
}
