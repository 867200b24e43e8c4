#!/usr/bin/env python3
"""Executes notebooks from top to bottom and fails upon any error.

    python3 check_notebook.py [--timeout SECONDS] [--output FILE] NOTEBOOK…

Each notebook runs in its own folder, under the Python that runs this program and no other: the
kernel the notebook names is replaced by one made for the occasion, so that neither an installed
kernel nor its packages can stand in. A notebook without a code cell, or whose code cells put
out nothing at all, fails too. --output saves the executed notebook (one notebook only).

Exit status: 0 all ran, 1 a cell failed or nothing ran, 2 a file is no notebook.
Requires nbclient, nbformat and ipykernel.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

KERNEL = "this-python"


def install_kernel(folder):
    """Writes a kernel that is the running Python, and makes Jupyter find it first."""
    place = folder / "kernels" / KERNEL
    place.mkdir(parents=True)
    launch = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    specification = {"argv": launch, "display_name": "This Python", "language": "python"}
    (place / "kernel.json").write_text(json.dumps(specification), encoding="utf-8")
    os.environ["JUPYTER_PATH"] = str(folder)
    os.environ["IPYTHONDIR"] = str(folder / "ipython")


def run(path, timeout):
    """Executes one notebook; returns it and the reason why it fails, or None."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if not cells:
        return notebook, "it has no code"
    client = NotebookClient(notebook, timeout=timeout, kernel_name=KERNEL,
                            resources={"metadata": {"path": str(path.resolve().parent)}})
    try:
        client.execute()
    except CellExecutionError as error:
        return notebook, str(error).strip()
    except (CellTimeoutError, DeadKernelError) as error:
        return notebook, f"{type(error).__name__}: {error}"
    outputs = [output for cell in cells for output in cell.outputs]
    if any(output.output_type == "error" for output in outputs):
        return notebook, "a cell put out an error"
    return notebook, None if outputs else "no cell put out anything"


def main(arguments=None):
    """Runs the program; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    parser.add_argument("--timeout", type=int, default=600, help="seconds for each cell")
    parser.add_argument("--output", type=Path, help="where to save the executed notebook")
    options = parser.parse_args(arguments)
    if options.output and len(options.notebooks) > 1:
        parser.error("--output takes one notebook")
    status = 0
    with tempfile.TemporaryDirectory() as name:
        install_kernel(Path(name))
        for path in options.notebooks:
            try:
                notebook, reason = run(path, options.timeout)
            except (OSError, ValueError, nbformat.ValidationError) as error:
                print(f"{path.name}: error: {error}", file=sys.stderr)
                return 2
            if options.output:
                nbformat.write(notebook, options.output)
            print(f"{path.name}: {reason or 'ran'}")
            status = 1 if reason else status
    return status


if __name__ == "__main__":
    sys.exit(main())
