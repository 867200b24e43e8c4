#!/usr/bin/env python3
"""Audits the facts of the data package: what a schema cannot say.

    python3 ledger_audit.py [FOLDER]

FOLDER is the data package's folder; the default is `datasets` at the root of the repository.
The rules are the functions named rule_…; each says in its first line what must hold. Prints one
line for each fault and a summary of what was recomputed. Exit status: 0 sound, 1 faults, 2 the
folder cannot be read. Standard library only.
"""

import argparse
import csv
import datetime
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

TABLES = ["series", "claims", "sources", "events", "breaks", "hedges",
          "ucdp-candidate-iraq-2026h1"]
KINDS = {"exact", "approximate", "interval", "at_least", "at_most"}
MONEY = {"USD", "IQD", "USD per barrel"}
RULES = ("strict", "default", "wide")
LONGEST_QUOTE = 25
# Sources that are tables: their quote is a sample line, not the words behind each claim.
TABLE_SOURCES = {
    "ucdp_cy_251", "ucdp-cy-261", "ucdp-candidate-2026h1", "ucdp-candidate-2026-04", "troopdata",
    "wb_gdp", "wb_population", "eia_brent", "esoc_sigact", "esoc_ibc", "ibc_2019",
}
# An authorised ceiling or an adopted budget is a decision: it is final on the day it is taken,
# before the period it governs is over, and a round one is still exact.
DECIDED = {"ceiling", "state-budget"}
WORDS = {"three": 3, "four": 4, "five": 5, "half a million": 500_000}
UCDP = "deaths.{}.iraq.ucdp"


class Package:
    """The tables of the package, and the faults found in them."""

    def __init__(self, folder):
        self.folder = folder
        self.tables = {name: self.read(name) for name in TABLES}
        self.series = {row["id"]: row for row in self.tables["series"]}
        self.sources = {row["source"]: row for row in self.tables["sources"]}
        self.hedges = {row["phrase"]: row for row in self.tables["hedges"]}
        self.claims = self.tables["claims"]
        self.by_id = {row["claim_id"]: row for row in self.claims}
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self.as_of = descriptor["aftermath:asOf"]
        self.faults = []
        self.facts = []

    def read(self, name):
        """The rows of a table as dictionaries."""
        with open(self.folder / f"{name}.csv", encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    def fault(self, where, what):
        """Records a fault."""
        self.faults.append(f"{where}: {what}")

    def fact(self, text):
        """Records something recomputed that held."""
        self.facts.append(text)

    def definition(self, claim):
        """The definition key of the claim's series."""
        return self.series[claim["series"]]["definition"]


def decided(package, claim):
    """Whether the claim's number is a decision rather than a measurement."""
    return package.definition(claim) in DECIDED or claim["concept"] == "budgeted"


def first_day(published):
    """The earliest day a date of publication may stand for."""
    return published + "0000-01-01"[len(published):]


def last_day(published):
    """The latest day a date of publication may stand for, as sortable text."""
    return published + "0000-12-31"[len(published):]


def day(text):
    """A calendar day, or None."""
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def amount(text):
    """A number, or None if the cell is empty."""
    return float(text) if text else None


def digits(text):
    """How many significant digits a number is stated with, trailing zeros apart."""
    bare = text.replace(".", "").lstrip("0")
    return len(bare if "." in text else bare.rstrip("0"))


def is_calendar_year(claim):
    """Whether the claim's period is one calendar year."""
    start, end = claim["period_start"], claim["period_end"]
    return start[:4] == end[:4] and start[4:] == "-01-01" and end[4:] == "-12-31"


def numbers_in(text):
    """Every magnitude a piece of text may mean: separators and thousands read both ways."""
    stems = {value for word, value in WORDS.items() if word in text}
    for match in re.finditer(r"\d[\d.,]*", text):
        bare = match.group().rstrip(".,")
        points = bare.replace(".", "").replace(",", ".")
        for candidate in (bare.replace(",", ""), points, bare.replace(".", "")):
            try:
                stems.add(float(candidate))
            except ValueError:
                continue
    scales = (1, 1e3, 1e6, 1e9, 1e12)
    return {round(stem * scale, 4) for stem in stems for scale in scales}


def rule_identifiers(package):
    """Identifiers are present, unique, and a claim's begins with its series and year."""
    keys = {"series": "id", "claims": "claim_id", "sources": "source", "events": "id",
            "hedges": "phrase", "ucdp-candidate-iraq-2026h1": "id"}
    for table, key in keys.items():
        for value, count in Counter(row[key] for row in package.tables[table]).items():
            if count > 1 or not value:
                package.fault(table, f"{key} {value!r} occurs {count} times")
    for claim in package.claims:
        stem = f"{claim['series']}-{claim['period_start'][:4]}"
        if not claim["claim_id"].startswith(stem):
            package.fault(claim["claim_id"], f"does not begin with {stem}")


def rule_references(package):
    """Every reference leads somewhere, and every series and source is used."""
    used = set()
    for table in ("claims", "events", "breaks"):
        for row in package.tables[table]:
            where = row.get("claim_id") or row.get("id") or f"{row['series']} {row['date']}"
            used.add(row["source"])
            if row["source"] not in package.sources:
                package.fault(where, f"unknown source {row['source']}")
            if "series" in row and row["series"] not in package.series:
                package.fault(where, f"unknown series {row['series']}")
    for source in package.sources.keys() - used:
        package.fault(source, "source is never used")
    for series in package.series.keys() - {claim["series"] for claim in package.claims}:
        package.fault(series, "series has no claim")


def rule_repeats(package):
    """A claim repeats another, not itself, and not one that is a repetition."""
    for claim in package.claims:
        first = claim["repeats"]
        if not first:
            continue
        if first not in package.by_id:
            package.fault(claim["claim_id"], f"repeats unknown claim {first}")
        elif package.by_id[first]["repeats"]:
            package.fault(claim["claim_id"], f"repeats a repetition, {first}")


def rule_duplicates(package):
    """Two claims of one series with the same dates and numbers: one repeats the other."""
    groups = defaultdict(list)
    for claim in package.claims:
        keys = ("series", "period_start", "period_end", "value", "low", "high")
        groups[tuple(claim[key] for key in keys)].append(claim)
    for group in groups.values():
        if sum(not claim["repeats"] for claim in group) > 1:
            names = ", ".join(claim["claim_id"] for claim in group)
            package.fault("duplicates", names)


def rule_numbers(package):
    """Numbers are non-negative and ordered, and present as their kind requires."""
    for claim in package.claims:
        where, kind = claim["claim_id"], claim["kind"]
        value, low, high = (amount(claim[key]) for key in ("value", "low", "high"))
        given = [x for x in (low, value, high) if x is not None]
        if any(x < 0 for x in given):
            package.fault(where, "negative")
        if given != sorted(given):
            package.fault(where, "low, value and high are out of order")
        if kind not in KINDS:
            package.fault(where, f"unknown kind {kind}")
        if kind in ("exact", "approximate") and (value is None or (low, high) != (None, None)):
            package.fault(where, f"{kind} has a value and no bounds")
        if kind == "interval" and (low is None or high is None):
            package.fault(where, "interval without both bounds")
        if kind == "at_least" and (value is None or low != value or high is not None):
            package.fault(where, "at_least has value = low and no high")
        if kind == "at_most" and (value is None or high != value or low is not None):
            package.fault(where, "at_most has value = high and no low")


def rule_units(package):
    """Unit and scope repeat the series'; money has a price basis and nothing else has."""
    for claim in package.claims:
        series = package.series.get(claim["series"], {})
        for key in ("unit", "scope"):
            if claim[key] != series.get(key):
                package.fault(claim["claim_id"], f"{key} differs from its series")
    for row in package.tables["series"]:
        if (row["unit"] in MONEY) != (row["price_basis"] == "nominal"):
            package.fault(row["id"], f"price basis {row['price_basis']!r} of {row['unit']}")


def rule_periods(package):
    """Periods run forward; year is a year or longer, period is not a calendar year."""
    for claim in package.claims:
        where, per = claim["claim_id"], claim["per_period"]
        start, end = day(claim["period_start"]), day(claim["period_end"])
        if start is None or end is None or start > end:
            package.fault(where, "period is not two days in order")
            continue
        flow = package.series[claim["series"]]["accrual"] == "flow"
        if flow == (per == "point"):
            package.fault(where, f"{per} does not fit the accrual")
        if per == "year" and not is_calendar_year(claim) and (end - start).days < 366:
            package.fault(where, "a yearly value over less than a year")
        if per == "period" and is_calendar_year(claim):
            package.fault(where, "a total over a calendar year is per year")
    for event in package.tables["events"]:
        start, end = day(event["date_start"]), day(event["date_end"])
        if start is None or end is None or start > end:
            package.fault(event["id"], "dates are not two days in order")
    for row in package.tables["breaks"]:
        if day(row["date"]) is None:
            package.fault(f"break {row['series']}", "not a day")
    seen = Counter((row["series"], row["date"]) for row in package.tables["breaks"])
    for (series, date), count in seen.items():
        if count > 1:
            package.fault(f"break {series}", f"{date} occurs {count} times")


def rule_publication(package):
    """A final value is not older than its period, and nothing is younger than its source."""
    for claim in package.claims:
        where, published, status = claim["claim_id"], claim["published"], claim["status"]
        if not published:
            continue
        if first_day(published) > package.as_of:
            package.fault(where, f"published after {package.as_of}")
        if (status in ("final", "derived") and last_day(published) < claim["period_end"]
                and not decided(package, claim)):
            package.fault(where, f"{status}, but published {published}, before its period ended")
        if last_day(published) < claim["period_start"] and status != "planned":
            package.fault(where, f"{status}, but published {published}, before its period began")
        page = package.sources.get(claim["source"], {}).get("published", "")
        if page and first_day(published) > last_day(page):
            package.fault(where, f"published {published}, after its source, {page}")


def rule_hedges(package):
    """A hedge is in the grammar with the claim's kind; a stated range stays an interval."""
    for claim in package.claims:
        word, kind = claim["hedge"], claim["kind"]
        if not word:
            continue
        if word not in package.hedges:
            package.fault(claim["claim_id"], f"hedge {word!r} is not in hedges.csv")
            continue
        wanted = package.hedges[word]["kind"]
        if kind != wanted and (kind, wanted) != ("interval", "approximate"):
            package.fault(claim["claim_id"], f"{word!r} makes {wanted}, the claim is {kind}")
    words = {claim["hedge"] for claim in package.claims}
    package.fact(f"{len(words - {''})} hedging words, each with one kind")


def rule_grammar(package):
    """The grammar covers every kind, and its bounds widen from strict to default to wide."""
    for kind in KINDS:
        if f"kind:{kind}" not in package.hedges:
            package.fault("hedges", f"no row kind:{kind}")
    for word, row in package.hedges.items():
        lows = [amount(row[f"{rule}_low"]) for rule in RULES]
        highs = [amount(row[f"{rule}_high"]) for rule in RULES]
        known_lows = [x for x in lows if x is not None]
        known_highs = [x for x in highs if x is not None]
        if known_lows != sorted(known_lows, reverse=True) or any(x > 1 for x in known_lows):
            package.fault(f"hedge {word}", "lower bounds do not widen")
        if known_highs != sorted(known_highs) or any(x < 1 for x in known_highs):
            package.fault(f"hedge {word}", "upper bounds do not widen")
        later = lows[1:] + highs[1:]
        whole = {
            "as stated": all(x == 1 for x in lows + highs),
            "open": (all(x is None for x in lows)) != (all(x is None for x in highs)),
            "last digit": None not in later and None in (lows[0], highs[0]),
        }
        if not whole.get(row["rule"], False):
            package.fault(f"hedge {word}", f"does not fit the rule {row['rule']!r}")


def rule_round_figures(package):
    """A round figure from 1,000 that was not decided is not exact."""
    for claim in package.claims:
        value = claim["value"]
        if (claim["kind"] == "exact" and amount(value) is not None and float(value) >= 1000
                and digits(value) <= 2 and not decided(package, claim)):
            package.fault(claim["claim_id"], f"{value} is round and stands as exact")


def rule_quotes(package):
    """Quotes are short, and show the number unless the note says that they do not."""
    for name, source in package.sources.items():
        if len(source["quote"].split()) > LONGEST_QUOTE:
            package.fault(name, f"quote of more than {LONGEST_QUOTE} words")
    shown = 0
    for claim in package.claims:
        source = package.sources.get(claim["source"])
        if source is None or claim["source"] in TABLE_SOURCES or claim["status"] == "derived":
            continue
        if "not in the quote kept" in claim["note"]:
            continue
        there = numbers_in(source["quote"] + " " + claim["note"])
        for key in ("value", "low", "high"):
            number = amount(claim[key])
            if number is not None and round(number, 4) not in there:
                package.fault(claim["claim_id"], f"{key} {claim[key]} is in no quote or note")
        shown += 1
    package.fact(f"{shown} claims show their numbers in the quote or the note")


def rule_derived(package):
    """Simple arithmetic in a note of a derived claim gives its value, to 1 % and a scale."""
    form = re.compile(r"derived:? \$?([\d.,]+)[a-z]* ?(?:[a-z ]+ )?([-+/x]) "
                      r"(?:\"more than )?\$?([\d.,]+)")
    operations = {"-": float.__sub__, "+": float.__add__, "/": float.__truediv__,
                  "x": float.__mul__}
    checked = 0
    for claim in package.claims:
        match = form.search(claim["note"]) if claim["status"] == "derived" else None
        if match is None:
            continue
        left, right = (float(match.group(i).rstrip(".,").replace(",", "")) for i in (1, 3))
        result = operations[match.group(2)](left, right)
        scaled = [result * scale for scale in (1, 1e3, 1e6, 1e9)]
        if not any(abs(x / float(claim["value"]) - 1) < 0.01 for x in scaled):
            package.fault(claim["claim_id"], f"{match.group()} is not {claim['value']}")
        checked += 1
    package.fact(f"{checked} derivations recomputed")


def rule_ucdp_years(package):
    """UCDP: the three types sum to the total in every year, best, low and high alike."""
    years = defaultdict(dict)
    for name in ("organized-violence", "state-based", "non-state", "one-sided",
                 "civilian-in-conflict"):
        for claim in package.claims:
            if claim["series"] == UCDP.format(name) and claim["concept"] == "v25.1":
                best = amount(claim["value"])
                years[claim["period_start"][:4]][name] = tuple(
                    best if amount(claim[key]) is None else amount(claim[key])
                    for key in ("value", "low", "high"))
    for year, parts in sorted(years.items()):
        kinds = ("state-based", "non-state", "one-sided")
        if not {"organized-violence", "civilian-in-conflict", *kinds} <= parts.keys():
            package.fault(f"UCDP {year}", "a type of violence is missing")
            continue
        sums = tuple(sum(parts[kind][i] for kind in kinds) for i in range(3))
        if sums != parts["organized-violence"]:
            package.fault(f"UCDP {year}", f"types sum to {sums}, "
                                          f"total is {parts['organized-violence']}")
        if parts["civilian-in-conflict"][0] > parts["organized-violence"][0]:
            package.fault(f"UCDP {year}", "more civilians than deaths")
    package.fact(f"UCDP types sum to the total in {len(years)} years, "
                 f"{min(years)}-{max(years)}")


def rule_ucdp_half_year(package):
    """UCDP candidate events: the claims of 2026 equal the sums of the extract."""
    events = package.tables["ucdp-candidate-iraq-2026h1"]
    for event in events:
        if not int(event["low"]) <= int(event["best"]) <= int(event["high"]):
            package.fault(f"event {event['id']}", "best is not between low and high")

    def sums(chosen):
        return tuple(sum(int(row[key]) for row in chosen) for key in ("best", "low", "high"))

    state = [row for row in events if row["type_of_violence"] == "1"]
    group = [row for row in events if row["dyad"] == "Government of Iraq - IS"]
    march = [row for row in events if row["date_start"][5:7] == "03"]
    loose = [row for row in state if row["dyad"].startswith("unassigned")]
    expected = {
        UCDP.format("organized-violence"): sums(events),
        UCDP.format("state-based"): sums(state),
        UCDP.format("non-state"): sums([r for r in events if r["type_of_violence"] == "2"]),
        UCDP.format("one-sided"): sums([r for r in events if r["type_of_violence"] == "3"]),
        UCDP.format("is-dyad"): sums(group),
        "incidents.is-dyad.iraq.ucdp": (len(group),) * 3,
    }
    for series, wanted in expected.items():
        found = [claim for claim in package.claims if claim["series"] == series
                 and (claim["period_start"], claim["period_end"]) == ("2026-01-01", "2026-06-30")]
        if len(found) != 1:
            package.fault(series, f"{len(found)} claims for the first half of 2026")
            continue
        best = amount(found[0]["value"])
        stated = tuple(best if amount(found[0][key]) is None else amount(found[0][key])
                       for key in ("value", "low", "high"))
        if stated != wanted:
            package.fault(found[0]["claim_id"], f"states {stated}, the extract sums to {wanted}")
    package.fact(f"2026, first half: {len(events)} events, best, low, high {sums(events)}; "
                 f"March {sums(march)}; Iraq against IS {sums(group)} in {len(group)} events; "
                 f"no dyad: {sums(loose)[0]} deaths in {len(loose)} state-based events")


def rule_text(package):
    """Cells neither begin like formulas nor end in blanks; files are UTF-8 with LF."""
    for name, rows in package.tables.items():
        raw = (package.folder / f"{name}.csv").read_bytes()
        if b"\r" in raw or raw.startswith(b"\xef\xbb\xbf") or not raw.endswith(b"\n"):
            package.fault(f"{name}.csv", "not plain UTF-8 with LF at every line's end")
        for i, row in enumerate(rows, 2):
            for key, cell in row.items():
                if key is None or cell is None:
                    package.fault(f"{name}.csv, row {i}", "wrong number of cells")
                elif cell.startswith(("=", "+", "-", "@", "\t")):
                    package.fault(f"{name}.csv, row {i}", f"{key} begins like a formula")
                elif cell != cell.strip() or "\n" in cell:
                    package.fault(f"{name}.csv, row {i}", f"{key} has stray white space")


def audit(folder):
    """Runs every rule; returns the package with its faults and facts."""
    package = Package(folder)
    for name, rule in sorted(globals().items()):
        if name.startswith("rule_"):
            rule(package)
    return package


def main(arguments=None):
    """Runs the program; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    root = Path(__file__).resolve().parents[2]
    parser.add_argument("folder", nargs="?", type=Path, default=root / "datasets")
    options = parser.parse_args(arguments)
    try:
        package = audit(options.folder)
    except (OSError, KeyError, ValueError) as error:
        print(f"error: {options.folder.name} cannot be audited: {error!r}", file=sys.stderr)
        return 2
    for fault in package.faults:
        print(f"fault: {fault}")
    for fact in package.facts:
        print(fact)
    print(f"{len(package.series)} series, {len(package.claims)} claims, "
          f"{len(package.sources)} sources, {len(package.faults)} faults")
    return 1 if package.faults else 0


if __name__ == "__main__":
    sys.exit(main())
