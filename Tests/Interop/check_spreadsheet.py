#!/usr/bin/env python3
"""Opens CSV files in LibreOffice and checks that no cell changed.

    python3 check_spreadsheet.py [--dialect auto|standard|excel|excel-eu] [--locale LOCALE] FILE…

Each file is opened under a locale as a spreadsheet user would open it, with number recognition
switched on for every column, saved as a workbook, and compared cell by cell:

* a cell that is a number in the dialect must be a number cell with the same double;
* a cell that is a calendar date (2014-06-18) may become a date cell with the same date;
* every other cell must be a text cell with the same characters; empty cells stay empty;
* no cell may be a number of the other decimal mark, nor begin like a formula (= + - @): other
  spreadsheets read such cells even where LibreOffice leaves them alone.

The workbook is saved as .xls because that format holds the sheet's doubles bit for bit;
LibreOffice writes .xlsx, .ods and .csv with 15 significant digits. It holds 65,536 rows. On
opening, too, LibreOffice takes 922.3199999999999 for 922.32: a number that misses a short decimal
by the rounding of its computation shows here as changed, and should be computed otherwise.

`standard` (commas, points) and `excel` (the same, with byte-order mark and CRLF) are opened
under en-US, `excel-eu` (semicolons, decimal commas) under de-DE, unless --locale says
otherwise; a user of another locale meets the pair that fits. `auto` tells the dialect by the
first bytes. LibreOffice runs with a profile of its own in a temporary folder, so the user's
settings neither matter nor change.

Exit status: 0 nothing changed, 1 a cell changed, 2 LibreOffice is missing or failed.
Requires xlrd and `soffice` on the path.
"""

import argparse
import csv
import datetime
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import xlrd

LANGUAGE = {"en-US": 1033, "de-DE": 1031}
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
UTF8 = 76
QUOTE = 34
MARK = "\ufeff"
MOST_SHOWN = 20
MOST_ROWS = 65_536
FORMULA = ("=", "+", "-", "@", "\t", "\r")

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
 <item oor:path="/org.openoffice.Setup/L10N">
  <prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop>
 </item>
</oor:items>
"""


class SpreadsheetFailure(Exception):
    """LibreOffice is missing, failed, or wrote nothing."""


def dialect_of(text):
    """Tells the dialect of a file by its first line."""
    first = text.split("\n", 1)[0]
    if ";" in first and "," not in first:
        return "excel-eu"
    return "excel" if text.startswith(MARK) else "standard"


def separator(dialect):
    """The character between the cells."""
    return ";" if dialect == "excel-eu" else ","


def number(text, dialect):
    """The double a cell stands for in the dialect, or None if it is not a number."""
    if dialect == "excel-eu":
        if "." in text:
            return None
        text = text.replace(",", ".")
    return float(text) if NUMBER.match(text) else None


def convert(paths, dialect, locale, folder):
    """Lets LibreOffice open the files and save each as a workbook; returns the workbooks' paths."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SpreadsheetFailure("soffice is not on the path")
    profile = folder / "profile"
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(PROFILE.format(locale=locale))
    # Files of one name from several folders must not overwrite one another.
    copies = [folder / f"{index}.csv" for index in range(len(paths))]
    for path, copy in zip(paths, copies):
        shutil.copyfile(path, copy)
    # Separator, quote, character set, first line, no column formats, language, quoted cells
    # are not forced to text, special numbers are recognised: what an eager spreadsheet does.
    options = f"{ord(separator(dialect))},{QUOTE},{UTF8},1,,{LANGUAGE[locale]},false,true"
    command = [
        program, f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless",
        "--norestore", f"--infilter=CSV:{options}", "--convert-to", "xls", "--outdir",
        str(folder), *map(str, copies),
    ]
    limit = 120 + 20 * len(paths)
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired as error:
        raise SpreadsheetFailure("LibreOffice did not finish") from error
    books = [copy.with_suffix(".xls") for copy in copies]
    for path, book in zip(paths, books):
        if result.returncode != 0 or not book.exists():
            reason = result.stderr.strip() or "nothing was written"
            raise SpreadsheetFailure(f"{path.name}: {reason}")
    return books


def hazard(text, dialect):
    """What another spreadsheet may make of a cell, or None."""
    other = "standard" if dialect == "excel-eu" else "excel-eu"
    if number(text, dialect) is not None:
        return None
    if number(text, other) is not None:
        return "is a number with the other decimal mark"
    return "begins like a formula" if text.startswith(FORMULA) else None


def difference(text, cell, mode, dialect):
    """What changed between a cell of the file and the workbook's cell, or None."""
    wanted = number(text, dialect)
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None if text == "" else "became empty"
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        if wanted is None:
            return f"text became the number {cell.value!r}"
        return None if cell.value == wanted else f"number became {cell.value!r}"
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate_as_datetime(cell.value, mode)
        except xlrd.XLDateError:
            return "became a date out of range"
        same = bool(DAY.match(text)) and moment == datetime.datetime.fromisoformat(text)
        return None if same else f"became the date {moment.isoformat(' ')}"
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "became a truth value"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return "became an error"
    if wanted is not None:
        return f"number became the text {cell.value!r}"
    return None if cell.value == text else f"text became {cell.value!r}"


class Opened:
    """A file as its rows, with the dialect and the locale it is opened in."""

    def __init__(self, path, dialect, locale):
        with open(path, encoding="utf-8", newline="") as handle:
            text = handle.read()
        self.path = path
        self.dialect = dialect_of(text) if dialect == "auto" else dialect
        self.locale = locale or ("de-DE" if self.dialect == "excel-eu" else "en-US")
        lines = io.StringIO(text.removeprefix(MARK), newline="")
        self.rows = list(csv.reader(lines, delimiter=separator(self.dialect)))
        if len(self.rows) > MOST_ROWS:
            raise SpreadsheetFailure(f"{path.name}: more than {MOST_ROWS} rows")


def compare(opened, workbook):
    """Compares a file with its workbook; returns the changes, and the numbers and dates seen."""
    changes, numbers, dates = [], 0, 0
    rows = opened.rows
    book = xlrd.open_workbook(workbook)
    sheet = book.sheet_by_index(0)
    width = max((len(row) for row in rows), default=0)
    if sheet.nrows > len(rows) or sheet.ncols > width:
        changes.append((0, 0, "", f"the sheet has {sheet.nrows} by {sheet.ncols} cells, "
                                  f"the file {len(rows)} by {width}"))
    absent = xlrd.sheet.Cell(xlrd.XL_CELL_EMPTY, "")
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            cell = sheet.cell(i, j) if i < sheet.nrows and j < sheet.ncols else absent
            numbers += cell.ctype == xlrd.XL_CELL_NUMBER
            dates += cell.ctype == xlrd.XL_CELL_DATE
            what = difference(text, cell, book.datemode, opened.dialect)
            what = what or hazard(text, opened.dialect)
            if what is not None:
                changes.append((i + 1, j + 1, text, what))
    return changes, numbers, dates


def check(paths, dialect, locale):
    """Checks files, LibreOffice being started once for each dialect and locale."""
    files = [Opened(path, dialect, locale) for path in paths]
    for pair in sorted({(file.dialect, file.locale) for file in files}):
        group = [file for file in files if (file.dialect, file.locale) == pair]
        with tempfile.TemporaryDirectory() as name:
            books = convert([file.path for file in group], *pair, Path(name))
            for file, book in zip(group, books):
                yield file, *compare(file, book)


def main(arguments=None):
    """Runs the program; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--dialect", default="auto",
                        choices=["auto", "standard", "excel", "excel-eu"])
    parser.add_argument("--locale", choices=sorted(LANGUAGE))
    options = parser.parse_args(arguments)
    status = 0
    try:
        for file, changes, numbers, dates in check(options.files, options.dialect, options.locale):
            name = file.path.name
            for row, column, text, what in changes[:MOST_SHOWN]:
                print(f"{name}:{row}:{column}: {text!r} {what}")
            if len(changes) > MOST_SHOWN:
                print(f"{name}: and {len(changes) - MOST_SHOWN} more")
            print(f"{name}: {file.dialect}, {file.locale}: {numbers} numbers, {dates} dates, "
                  f"{len(changes)} changed")
            status = 1 if changes else status
    except (SpreadsheetFailure, OSError, UnicodeDecodeError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return status


if __name__ == "__main__":
    sys.exit(main())
