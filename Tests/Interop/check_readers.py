#!/usr/bin/env python3
"""Reads exported CSV files with pandas and with R, and checks the types they give.

    python3 check_readers.py [--delimiter ,] [--decimal .] [--require-r] FILE…

The types a file means are told from its cells: a column all of whose cells are numbers (or
empty) is numeric, one of calendar days is a date, any other is text. Then

* pandas.read_csv must give the same columns and the same count of rows, a number type for each
  numeric column, no number type for any other, and the same double in every numeric cell;
* base R's read.csv must give the same types and doubles within two units in the last place:
  R's reader accumulates digits and may itself miss the nearest double.

Both readers are left at their defaults but for the separator, the decimal mark and
check.names = FALSE in R. R is skipped, and that is said, if Rscript is not on the path.

Exit status: 0 agreed, 1 a difference, 2 a reader failed. Requires numpy and pandas.
"""

import argparse
import csv
import math
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy
import pandas

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$")
ULPS_IN_R = 2
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
MISSING = {"", "NA"}

R_PROGRAM = r"""
given <- commandArgs(trailingOnly = TRUE)
for (path in given[-(1:2)]) {
  table <- read.csv(path, sep = given[1], dec = given[2], check.names = FALSE,
                    na.strings = c("", "NA"), fileEncoding = "UTF-8-BOM")
  cat("table", nrow(table), ncol(table), "\n")
  for (i in seq_along(table)) {
    column <- table[[i]]
    kind <- if (is.numeric(column)) "number" else if (all(is.na(column))) "empty" else "text"
    cat(kind, if (kind == "number") sprintf("%a", column) else character(0), "\n")
  }
}
"""


def expected(path, delimiter, decimal):
    """Header and columns of the file, with the type each column means."""
    with open(path, encoding="utf-8-sig", newline="") as handle:
        header, *rows = list(csv.reader(handle, delimiter=delimiter))
    columns = []
    for index, name in enumerate(header):
        cells = [row[index] for row in rows]
        plain = [cell.replace(decimal, ".") if decimal != "." and "." not in cell else cell
                 for cell in cells]
        present = [cell for cell in plain if cell not in MISSING]
        if not present:
            kind = "empty"
        elif all(NUMBER.match(cell) for cell in present):
            kind = "number"
        else:
            kind = "date" if all(DAY.match(cell) for cell in present) else "text"
        columns.append((name, kind, plain))
    return columns, len(rows)


def same(cell, number, ulps=0):
    """Whether a reader's double is the one the cell stands for, to units in the last place."""
    if cell in MISSING or math.isnan(number):
        return cell in MISSING and math.isnan(number)
    wanted = float(cell)
    return wanted == number or abs(wanted - number) <= ulps * math.ulp(wanted)


def check_pandas(path, delimiter, decimal, columns, count):
    """What pandas reads differently."""
    table = pandas.read_csv(path, sep=delimiter, decimal=decimal, encoding="utf-8-sig")
    names = [name for name, _, _ in columns]
    if list(table.columns) != names or len(table) != count:
        yield f"{len(table)} rows of {list(table.columns)}"
        return
    for name, kind, cells in columns:
        column = table[name]
        numeric = pandas.api.types.is_numeric_dtype(column.dtype)
        boolean = pandas.api.types.is_bool_dtype(column.dtype)
        if kind == "number" and (not numeric or boolean):
            yield f"{name} is {column.dtype}, not a number"
        elif kind in ("text", "date") and numeric:
            yield f"{name} is {column.dtype}, not {kind}"
        elif kind == "number":
            doubles = column.to_numpy(dtype=numpy.float64, na_value=numpy.nan)
            wrong = sum(not same(cell, float(x)) for cell, x in zip(cells, doubles))
            if wrong:
                yield f"{name}: {wrong} numbers differ"
        elif kind == "date" and pandas.to_datetime(column, format="%Y-%m-%d").isna().sum() != sum(
                cell in MISSING for cell in cells):
            yield f"{name}: not all are days"


def read_by_r(program, paths, delimiter, decimal):
    """What R reads of the files: for each its size and the lines of its columns."""
    command = [program, "--vanilla", "-e", R_PROGRAM, delimiter, decimal, *map(str, paths)]
    limit = 120 + 10 * len(paths)
    result = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    if result.returncode != 0:
        raise RuntimeError(f"R: {result.stderr.strip()}")
    tables = []
    for line in result.stdout.splitlines():
        kind, *rest = line.split()
        if kind == "table":
            tables.append((rest, []))
        else:
            tables[-1][1].append((kind, rest))
    if len(tables) != len(paths):
        raise RuntimeError(f"R reads {len(tables)} of {len(paths)} files")
    return tables


def check_r(table, columns, count):
    """What base R reads differently."""
    size, lines = table
    if size != [str(count), str(len(columns))]:
        yield f"R reads {' '.join(size)} rows and columns, not {count} {len(columns)}"
        return
    for (name, kind, cells), (found, values) in zip(columns, lines):
        if found != ("text" if kind == "date" else kind):
            yield f"R: {name} is {found}, not {kind}"
        elif kind == "number":
            doubles = [math.nan if x in ("NA", "NaN") else float.fromhex(x) for x in values]
            wrong = sum(not same(cell, x, ULPS_IN_R) for cell, x in zip(cells, doubles))
            if wrong or len(doubles) != count:
                yield f"R: {name}: {wrong} of {len(doubles)} numbers differ"


def main(arguments=None):
    """Runs the program; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--delimiter", default=",")
    parser.add_argument("--decimal", default=".")
    parser.add_argument("--require-r", action="store_true", help="fail if R is missing")
    options = parser.parse_args(arguments)
    rscript = shutil.which("Rscript")
    if rscript is None:
        print("Rscript is not on the path: R is skipped", file=sys.stderr)
        if options.require_r:
            return 2
    status = 0
    tables = [None] * len(options.files)
    try:
        if rscript is not None:
            tables = read_by_r(rscript, options.files, options.delimiter, options.decimal)
    except (OSError, RuntimeError, subprocess.TimeoutExpired) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for path, table in zip(options.files, tables):
        try:
            columns, count = expected(path, options.delimiter, options.decimal)
            given = (path, options.delimiter, options.decimal, columns, count)
            faults = list(check_pandas(*given))
            if table is not None:
                faults += check_r(table, columns, count)
        except (OSError, ValueError, IndexError, pandas.errors.ParserError) as error:
            print(f"{path.name}: error: {error}", file=sys.stderr)
            return 2
        for fault in faults:
            print(f"{path.name}: {fault}")
        readers = "pandas and R" if rscript else "pandas"
        print(f"{path.name}: {count} rows, {len(columns)} columns, {readers}: "
              f"{len(faults)} differences")
        status = 1 if faults else status
    return status


if __name__ == "__main__":
    sys.exit(main())
