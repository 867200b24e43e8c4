#!/usr/bin/env python3
"""Compares a folder the command wrote with the one that is kept: the same files, the same words,
numbers within one part in a thousand million.

    python3 check_exports.py MADE KEPT

Other processors sum in another order, so last digits may differ; hashes and the kernels named in
manifest.json differ with them and are left out. Exit status: 0 alike, 1 not.
"""
import re
import sys
from pathlib import Path

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
TOLERANCE = 1e-9
# A drawing rounds to pixels and a page to three digits: there a last digit may turn.
ROUNDED = {".svg": 0.02, ".html": 2e-3, ".md": 2e-3}


def differs(first, second, tolerance):
    if first == second:
        return False
    one, other = float(first), float(second)
    return abs(one - other) > tolerance * max(abs(one), abs(other), 1e-300)


def compare(made, kept):
    """The first difference between two files, or None."""
    tolerance = ROUNDED.get(made.suffix, TOLERANCE)
    first, second = made.read_text("utf-8").split("\n"), kept.read_text("utf-8").split("\n")
    if len(first) != len(second):
        return f"{len(first)} lines, kept are {len(second)}"
    for number, (one, other) in enumerate(zip(first, second), 1):
        if one == other:
            continue
        if made.name == "manifest.json" and re.search(r'"(sha256|bytes|kernels|numerics|command|arguments)"', one):
            continue
        if NUMBER.sub("#", one) != NUMBER.sub("#", other):
            return f"line {number}: {one[:120]!r}, kept is {other[:120]!r}"
        for a, b in zip(NUMBER.findall(one), NUMBER.findall(other)):
            if differs(a, b, tolerance):
                return f"line {number}: {a}, kept is {b}"
    return None


def main():
    made, kept = map(Path, sys.argv[1:3])
    names = [sorted(str(p.relative_to(root)) for p in root.rglob("*") if p.is_file())
             for root in (made, kept)]
    if names[0] != names[1]:
        print("not the same files:", sorted(set(names[0]) ^ set(names[1]))[:10])
        return 1
    faults = 0
    for name in names[0]:
        difference = compare(made / name, kept / name)
        if difference:
            faults += 1
            print(f"{name}: {difference}")
    print(f"{len(names[0])} files compared, {faults} differ"
          + ("; `make notebooks` writes them anew" if faults else ""))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
