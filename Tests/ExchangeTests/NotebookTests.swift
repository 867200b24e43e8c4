import Comparison
import Datasets
import DelimitedText
import Exchange
import Foundation
import Reporting
import Tables
import Testing
import TimeSeries

@Suite("Notebooks")
struct NotebookTests {
  /// What nbformat 4.5 asks of a notebook, by its schema.
  private func expectNotebook(_ text: String) throws {
    let notebook = try #require(try parsed(text) as? [String: Any])
    #expect(Set(notebook.keys) == ["cells", "metadata", "nbformat", "nbformat_minor"])
    #expect(notebook["nbformat"] as? Int == 4)
    #expect(notebook["nbformat_minor"] as? Int == 5)
    let metadata = try #require(notebook["metadata"] as? [String: Any])
    let kernel = try #require(metadata["kernelspec"] as? [String: String])
    #expect(kernel["name"] == "python3" && kernel["display_name"] != nil)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect(!cells.isEmpty)
    var ids: Set<String> = []
    for cell in cells {
      let id = try #require(cell["id"] as? String)
      #expect(id.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil)
      #expect(ids.insert(id).inserted, "\(id)")
      #expect(cell["metadata"] is [String: Any])
      let lines = try #require(cell["source"] as? [String])
      #expect(
        lines.dropLast().allSatisfy { $0.hasSuffix("\n") && $0.filter(\.isNewline).count == 1 })
      #expect(lines.last?.contains("\n") != true)
      if cell["cell_type"] as? String == "code" {
        #expect(
          Set(cell.keys) == [
            "cell_type", "execution_count", "id", "metadata", "outputs", "source",
          ])
        #expect((cell["outputs"] as? [Any])?.isEmpty == true)
        #expect(cell["execution_count"] is NSNull)
      } else {
        #expect(cell["cell_type"] as? String == "markdown")
        #expect(Set(cell.keys) == ["cell_type", "id", "metadata", "source"])
      }
    }
  }

  @Test("cells become the JSON of nbformat 4.5")
  func structure() throws {
    let notebook = Notebook([.markdown("# Title\n\nText"), .code("a = 1\nb = \"</x>\"\n")])
    try expectNotebook(notebook.text)
    let cells = try #require(
      (try parsed(notebook.text) as? [String: Any])?["cells"] as? [[String: Any]])
    #expect((cells[0]["source"] as? [String])?.joined() == "# Title\n\nText")
    #expect((cells[1]["source"] as? [String])?.joined() == "a = 1\nb = \"</x>\"\n")
    #expect(notebook.text == Notebook(notebook.cells).text)
  }

  @Test("a comparison's notebook names its series and choices, whatever their names hold")
  func comparison() throws {
    let package = try DataPackage.bundled()
    let id = "troops.us.iraq"
    let resolved = try package.archive(id).resolved()
    let plan = ComparisonPlan(
      level: 0.9, reading: ReadingRule(point: .high), declaredRho: [0, 0.5], adjustment: .bh)
    let comparison = WindowComparison(
      resolved, name: "a\"\\\n\u{201C}x", info: try package.info(id),
      events: [.init(anchors: [.after(2011)])], plan: plan)
    let notebook = ComparisonNotebook(
      plan: plan, series: [.init(comparison, path: "data/1.csv")]
    ).notebook
    try expectNotebook(notebook.text)
    let code = notebook.cells.compactMap { cell in
      if case .code(let text) = cell { text } else { nil }
    }
    let parameters = try #require(code.first)
    #expect(
      parameters.contains(
        #"    "a\"\\\U0000000a\U0000201cx": ("data/1.csv", False),"#), "\(parameters)")
    #expect(parameters.contains("READING = \"high\""))
    #expect(parameters.contains("LEVEL = 0.9\nDECLARED_RHO = [0.0, 0.5]\nADJUSTMENT = \"bh\""))
    for estimand in Estimand.allCases {
      #expect(code.joined().contains("\"\(estimand.name)\""), "\(estimand.name)")
    }
  }
}
