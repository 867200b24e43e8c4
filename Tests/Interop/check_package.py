#!/usr/bin/env python3
"""Validates a data package with the Frictionless library.

    python3 check_package.py [FOLDER]

FOLDER holds datapackage.json; the default is `datasets` at the root of the repository. Checked
are the descriptor, the size and SHA-256 sum of each file, and every row against types,
constraints, primary and foreign keys. A package without a resource, or whose resources have no
schema or no hash, is not valid here: such a package would pass by saying nothing.

Exit status: 0 valid, 1 faults, 2 there is no package. Requires frictionless.
"""

import argparse
import json
import sys
from pathlib import Path

import frictionless


def omissions(descriptor):
    """What a descriptor leaves unsaid that this project's packages always say."""
    resources = descriptor.get("resources") or []
    if not resources:
        yield "the descriptor has no resources"
    for key in ("$schema", "name", "licenses"):
        if not descriptor.get(key):
            yield f"the descriptor has no {key}"
    for resource in resources:
        name = resource.get("name", "a resource")
        if not resource.get("path", "").endswith((".csv", ".tsv")):
            continue
        for key in ("schema", "hash", "bytes"):
            if not resource.get(key):
                yield f"{name} has no {key}"


def main(arguments=None):
    """Runs the program; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    root = Path(__file__).resolve().parents[2]
    parser.add_argument("folder", nargs="?", type=Path, default=root / "datasets")
    options = parser.parse_args(arguments)
    path = options.folder / "datapackage.json"
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"error: {path.name}: {error}", file=sys.stderr)
        return 2
    faults = list(omissions(descriptor))
    try:
        report = frictionless.validate(str(path))
    except frictionless.FrictionlessException as error:
        print(f"fault: {error.error.message}")
        return 1
    rows = 0
    faults.extend(error.message for error in report.errors)
    for task in report.tasks:
        rows += task.stats.get("rows") or 0
        faults.extend(f"{task.name}: {error.message}" for error in task.errors)
    for fault in faults:
        print(f"fault: {fault}")
    print(f"{len(report.tasks)} tables, {rows} rows, {len(faults)} faults")
    return 0 if report.valid and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
