import Aftermath

func datasetBenchmarks() {
  measure("The bundled data package, read and checked") { try DataPackage.bundled() }
}
