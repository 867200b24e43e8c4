public import Reporting

/// A Jupyter notebook in Python: cells of Markdown and code, in the format nbformat 4.5.
///
/// The same cells make the same file to the byte: ids are numbers in order, and there are no
/// outputs.
public struct Notebook: Hashable, Sendable {
  /// A cell.
  public enum Cell: Hashable, Sendable {
    /// A text in Markdown.
    case markdown(String)
    /// Code in Python.
    case code(String)
  }

  /// The cells, from top to bottom.
  public var cells: [Cell]

  /// A notebook of cells.
  public init(_ cells: [Cell]) { self.cells = cells }

  /// The notebook as JSON (nbformat 4.5), to be run by the kernel `python3`.
  public var json: JSONValue {
    [
      "cells": .array(cells.enumerated().map { Notebook.json($1, id: "cell-\($0 + 1)") }),
      "metadata": [
        "kernelspec": ["display_name": "Python 3", "language": "python", "name": "python3"],
        "language_info": ["name": "python"],
      ],
      "nbformat": 4, "nbformat_minor": 5,
    ]
  }

  /// The notebook as the text of an `.ipynb` file.
  public var text: String { json.text() + "\n" }

  private static func json(_ cell: Cell, id: String) -> JSONValue {
    switch cell {
    case .markdown(let text):
      [
        "cell_type": "markdown", "id": .string(id), "metadata": .object([]),
        "source": lines(text),
      ]
    case .code(let text):
      [
        "cell_type": "code", "execution_count": .null, "id": .string(id),
        "metadata": .object([]), "outputs": .array([]), "source": lines(text),
      ]
    }
  }

  /// A text as the lines of a notebook: all but the last keep their line break.
  private static func lines(_ text: String) -> JSONValue {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return .array(
      lines.enumerated().map { .string(String($1) + ($0 == lines.count - 1 ? "" : "\n")) })
  }
}
