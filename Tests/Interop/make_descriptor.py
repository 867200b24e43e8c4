#!/usr/bin/env python3
"""Writes datapackage.json of the data package from the tables and the words below.

The descriptor follows Data Package v2. Sizes and SHA-256 sums are computed from the files, so
the descriptor is made again after every change of a table. With --check nothing is written: the
exit status is 1 when the descriptor that lies beside the tables is not the one this program
would write.

    python3 make_descriptor.py [--check] [FOLDER]

FOLDER is the data package's folder; the default is `datasets` at the root of the repository.
Standard library only.
"""

import argparse
import csv
import hashlib
import json
import sys
from pathlib import Path

DATE = "2026-11-23"
VERSION = "1.0.0"

MEASURES = [
    "attacks", "deaths", "troops", "fighters", "revenue", "personnel", "population", "gdp",
    "price", "volume", "reserves", "budget",
]
UNITS = [
    "attacks", "incidents", "deaths", "persons", "USD", "IQD", "USD per barrel",
    "barrels per day", "tonnes",
]
KINDS = {
    "exact": "the number as stated",
    "approximate": "a rounded or hedged number; its bounds come from hedges.csv",
    "interval": "low and high as stated; value, if present, is the source's best estimate",
    "at_least": "value equals low; nothing is said of the upper end",
    "at_most": "value equals high; the lower end comes from hedges.csv",
}
SERIES_ID = r"[a-z0-9-]+(\.[a-z0-9-]+)+"
SLUG = r"[A-Za-z0-9_-]+"
VINTAGE = r"\d{4}(-\d{2}(-\d{2})?)?"

CC_BY = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
PUBLIC_DOMAIN = {
    "name": "other-pd",
    "path": "https://www.copyright.gov/title17/92chap1.html#105",
    "title": "Public domain: works of the United States Government",
}


def field(name, kind, title, description, /, *, required=False, unique=False, enum=None,
          pattern=None, minimum=None, **extra):
    """One field descriptor; only the constraints that are given appear in it."""
    constraints = {}
    if required:
        constraints["required"] = True
    if unique:
        constraints["unique"] = True
    if enum is not None:
        constraints["enum"] = list(enum)
    if pattern is not None:
        constraints["pattern"] = pattern
    if minimum is not None:
        constraints["minimum"] = minimum
    made = {"name": name, "type": kind, "title": title, "description": description}
    made.update(extra)
    if constraints:
        made["constraints"] = constraints
    return made


def key(fields, resource, reference):
    """A foreign key; an empty resource name is the table itself."""
    return {"fields": [fields], "reference": {"resource": resource, "fields": [reference]}}


SERIES = {
    "name": "series",
    "title": "Series: what is counted, where, by which definition",
    "description": "One row for each concept. Claims belong to exactly one series.",
    "primaryKey": ["id"],
    "fields": [
        field("id", "string", "Series", "Dotted identifier: measure, actor, place, definition.",
              required=True, unique=True, pattern=SERIES_ID),
        field("title", "string", "Title", "Short title.", required=True),
        field("measure", "string", "Measure", "What kind of quantity it is.",
              required=True, enum=MEASURES),
        field("accrual", "string", "Accrual",
              "flow accumulates over a period; stock, rate and price are levels.",
              required=True, enum=["flow", "stock", "rate", "price"]),
        field("unit", "string", "Unit", "Unit of every claim of the series.",
              required=True, enum=UNITS),
        field("actor", "string", "Actor", "Who acts, holds or receives; empty where nobody does."),
        field("scope", "string", "Scope", "The territory.", required=True),
        field("definition", "string", "Definition",
              "Key of the counting rule or collector; two definitions are never spliced.",
              required=True),
        field("role", "string", "Role",
              "core series carry the comparison, context series explain it.",
              required=True, enum=["core", "context"]),
        field("description", "string", "Description", "What the series holds.", required=True),
        field("cautions", "string", "Cautions", "What a reader must know before using it."),
        field("price_basis", "string", "Price basis",
              "nominal for every series in money: amounts as stated, at the prices of their own "
              "time, never deflated. Empty otherwise.", enum=["nominal"]),
    ],
}

CLAIMS = {
    "name": "claims",
    "title": "Claims: one statement of a value by one source",
    "description": "Every row is one statement for one period. Nothing is averaged, filled in or "
                   "interpolated; rival and restated values stand side by side.",
    "primaryKey": ["claim_id"],
    "foreignKeys": [
        key("series", "series", "id"),
        key("source", "sources", "source"),
        key("hedge", "hedges", "phrase"),
        key("repeats", "", "claim_id"),
    ],
    "fields": [
        field("claim_id", "string", "Claim", "Stable identifier: series, period, source.",
              required=True, unique=True, pattern=r"[a-z0-9.-]+"),
        field("series", "string", "Series", "The series the claim belongs to.", required=True),
        field("period_start", "date", "First day", "First day of the period, inclusive.",
              required=True, format="%Y-%m-%d"),
        field("period_end", "date", "Last day", "Last day of the period, inclusive.",
              required=True, format="%Y-%m-%d"),
        field("kind", "string", "Kind", "What the source says of the number's bounds.",
              required=True, enum=KINDS, kinds=KINDS),
        field("value", "number", "Value",
              "The number stated; a best estimate where the kind is interval, and empty if the "
              "source gives none.", minimum=0, unitField="unit", kindField="kind",
              lowField="low", highField="high", perField="per_period"),
        field("low", "number", "Low", "Lower bound as stated.", minimum=0, unitField="unit"),
        field("high", "number", "High", "Upper bound as stated.", minimum=0, unitField="unit"),
        field("unit", "string", "Unit", "Unit of value, low and high; repeats the series' unit.",
              required=True, enum=UNITS),
        field("per_period", "string", "Per",
              "year, month, week, day: a rate per that unit which held during the period (a "
              "calendar-year count or sum is year). period: a total over a period that is not a "
              "calendar year. point: a level at or during the dates.",
              required=True, enum=["year", "month", "week", "day", "period", "point"]),
        field("concept", "string", "Concept",
              "Separates things that share a series; empty is the series' own definition. "
              "first-published, revised, confirmed, candidate and version numbers are releases of "
              "one count; all others are different definitions."),
        field("scope", "string", "Scope", "Repeats the series' scope.", required=True),
        field("source", "string", "Source", "Where it was read.", required=True),
        field("published", "string", "Published",
              "When the number was first published (the vintage): year, year-month or day.",
              pattern=VINTAGE),
        field("status", "string", "Status",
              "derived is arithmetic on stated figures; planned is an announcement, draft or "
              "projection; provisional was published before the period ended or is expected to "
              "be revised.",
              required=True, enum=["final", "provisional", "planned", "derived"]),
        field("quality", "string", "Quality",
              "high: statistical agency or primary document; medium: press report or expert; "
              "low: blog, wiki, unedited copy, a party's own claim, inferred date.",
              required=True, enum=["high", "medium", "low"]),
        field("hedge", "string", "Hedge", "The source's own hedging word, where it is known."),
        field("note", "string", "Note", "Anything else."),
        field("repeats", "string", "Repeats",
              "The claim of which this one is a repetition; the two are one piece of evidence."),
    ],
}

SOURCES = {
    "name": "sources",
    "title": "Sources: documents and pages",
    "description": "One row for each document or page, with its licence class and a short quote.",
    "primaryKey": ["source"],
    "fields": [
        field("source", "string", "Source", "Stable key.", required=True, unique=True,
              pattern=SLUG),
        field("author", "string", "Author", "Author, or the body that speaks."),
        field("title", "string", "Title", "Title of the document or page.", required=True),
        field("publisher", "string", "Publisher", "Publisher."),
        field("published", "string", "Published", "Date of the page or of its last update.",
              pattern=VINTAGE),
        field("url", "string", "Address",
              "Address; a second one after '; copy:' where the original was read in a copy.",
              required=True),
        field("licence", "string", "Licence class", "See LICENSE-DATA.md.", required=True,
              enum=["public-domain", "cc-by-4.0", "cc-by-sa", "cited-fact"]),
        field("licence_note", "string", "Licence note", "What the class rests on."),
        field("quote", "string", "Quote", "At most 25 words that carry a number of the source."),
    ],
}

EVENTS = {
    "name": "events",
    "title": "Events: withdrawals, returns, offensives and what else happened",
    "description": "Dated events, the two withdrawals among them.",
    "primaryKey": ["id"],
    "foreignKeys": [key("source", "sources", "source")],
    "fields": [
        field("id", "string", "Event", "Stable identifier.", required=True, unique=True,
              pattern=r"[a-z0-9-]+"),
        field("date_start", "date", "First day", "First day, inclusive.", required=True,
              format="%Y-%m-%d"),
        field("date_end", "date", "Last day", "Last day, inclusive.", required=True,
              format="%Y-%m-%d"),
        field("precision", "string", "Precision", "How precisely the dates are known.",
              required=True, enum=["day", "month", "year"]),
        field("title", "string", "Title", "What happened.", required=True),
        field("kind", "string", "Kind", "Kind of event.", required=True,
              enum=["withdrawal", "return", "offensive", "co-intervention", "definition"]),
        field("status", "string", "Status", "Whether it happened, was planned or is claimed.",
              required=True, enum=["happened", "planned", "claimed"]),
        field("source", "string", "Source", "Where it was read.", required=True),
        field("role", "string", "Role", "Headline: an event this package was made to compare "
              "around. Context: another.", required=True, enum=["headline", "context"]),
        field("baselines", "string", "Baselines", "The years before that comparisons use unless "
              "told otherwise, as first..last, several divided by semicolons.",
              pattern=r"([0-9]{4}\.\.[0-9]{4})(;[0-9]{4}\.\.[0-9]{4})*"),
    ],
}

BREAKS = {
    "name": "breaks",
    "title": "Breaks: where a series stops being comparable with itself",
    "description": "A comparison across one of these dates compares two definitions.",
    "primaryKey": ["series", "date"],
    "foreignKeys": [key("series", "series", "id"), key("source", "sources", "source")],
    "fields": [
        field("series", "string", "Series", "The series that breaks.", required=True),
        field("date", "date", "Date", "First day of the new state.", required=True,
              format="%Y-%m-%d"),
        field("kind", "string", "Kind", "What changed.", required=True,
              enum=["definition", "collection", "scope", "withheld", "revision"]),
        field("description", "string", "Description", "How.", required=True),
        field("source", "string", "Source", "Where it was read.", required=True),
    ],
}


def multipliers():
    """The six multiplier columns of the hedge grammar."""
    for rule in ("strict", "default", "wide"):
        for end in ("low", "high"):
            yield field(f"{rule}_{end}", "number", f"{rule.capitalize()} {end}",
                        f"The {end} bound under the {rule} rules as a multiple of the stated "
                        "number; if empty, see rule.", minimum=0)


HEDGES = {
    "name": "hedges",
    "title": "Hedges: from a hedging word to bounds",
    "description": "The grammar by which about, nearly, over and the like become bounds, under "
                   "three rules a reader chooses from. Rows kind:… serve claims without a word.",
    "primaryKey": ["phrase"],
    "fields": [
        field("phrase", "string", "Phrase", "The hedging word, or kind: and a kind.",
              required=True, unique=True),
        field("kind", "string", "Kind", "The kind a claim with this word has. A stated range "
              "stays an interval, whatever word goes with it.", required=True, enum=KINDS),
        *multipliers(),
        field("rule", "string", "Rule",
              "What an empty multiplier means. as stated: none is empty. open: no bound on that "
              "side (zero below, for what cannot be negative). last digit: half a unit of the "
              "last digit of the stated number that is not zero, but never beyond the default "
              "bound.", required=True, enum=["as stated", "open", "last digit"]),
        field("note", "string", "Note", "Remarks."),
    ],
}

EXTRACT = {
    "name": "ucdp-candidate-iraq-2026h1",
    "title": "UCDP candidate events in Iraq, January to June 2026",
    "description": "The 65 candidate events located in Iraq behind the claims for 2026. "
                   "Provisional coding; deaths are best, low and high estimates.",
    "primaryKey": ["id"],
    "licenses": [CC_BY],
    "fields": [
        field("id", "integer", "Event", "UCDP's event number.", required=True, unique=True),
        field("date_start", "date", "First day", "First day, inclusive.", required=True,
              format="%Y-%m-%d"),
        field("date_end", "date", "Last day", "Last day, inclusive.", required=True,
              format="%Y-%m-%d"),
        field("type_of_violence", "integer", "Type",
              "1 state-based conflict, 2 non-state conflict, 3 one-sided violence.",
              required=True, enum=[1, 2, 3]),
        field("dyad", "string", "Dyad", "The two sides, as UCDP names them.", required=True),
        field("best", "integer", "Best", "Best estimate of deaths.", required=True, minimum=0,
              lowField="low", highField="high"),
        field("low", "integer", "Low", "Low estimate of deaths.", required=True, minimum=0),
        field("high", "integer", "High", "High estimate of deaths.", required=True, minimum=0),
    ],
}

TABLES = [SERIES, CLAIMS, SOURCES, EVENTS, BREAKS, HEDGES, EXTRACT]

SOURCE_WORKS = [
    {"title": "UCDP Country-Year Dataset on Organized Violence within Country Borders, "
              "versions 25.1 and 26.1", "path": "https://ucdp.uu.se/downloads/"},
    {"title": "UCDP Candidate Events Dataset, January to June 2026",
     "path": "https://ucdp.uu.se/downloads/"},
    {"title": "Iraq Body Count, yearly totals",
     "path": "https://www.iraqbodycount.org/analysis/numbers/2019/"},
    {"title": "World Bank, NY.GDP.MKTP.CD and SP.POP.TOTL",
     "path": "https://data.worldbank.org/country/iraq"},
    {"title": "All others: one row each in sources.csv"},
]

EXTENSIONS = {
    "aftermath:asOf": "The day to which the package speaks: nothing published later is in it.",
    "aftermath:priceBasis": "Every amount of money is nominal: as stated, at the prices of its "
                            "own time. series.csv says so for each series in price_basis.",
    "unitField": "On a field: the field of the same row that holds its unit.",
    "lowField": "On a field: the field that holds its lower bound.",
    "highField": "On a field: the field that holds its upper bound.",
    "kindField": "On a field: the field that says what kind of statement the number is.",
    "perField": "On a field: the field that says per what the number is stated.",
    "kinds": "On a field: the kinds and what each says of value, low and high.",
}


def resource(folder, table):
    """The resource descriptor of one table, with the size and sum of its file."""
    path = folder / f"{table['name']}.csv"
    content = path.read_bytes()
    header = next(csv.reader(content.decode("utf-8").splitlines()[:1]))
    names = [each["name"] for each in table["fields"]]
    if header != names:
        raise SystemExit(f"{path.name}: the columns are {header}, the descriptor has {names}")
    schema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": table["fields"],
        "missingValues": [""],
        "primaryKey": table["primaryKey"],
    }
    if "foreignKeys" in table:
        schema["foreignKeys"] = table["foreignKeys"]
    made = {
        "name": table["name"],
        "path": path.name,
        "type": "table",
        "title": table["title"],
        "description": table["description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        "dialect": {
            "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
            "header": True,
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
    }
    if "licenses" in table:
        made["licenses"] = table["licenses"]
    made["schema"] = schema
    return made


def descriptor(folder):
    """The whole descriptor as the text of datapackage.json."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "aftermath",
        "title": "Aftermath: dated, cited figures on Iraq around two withdrawals",
        "description": "Attacks, deaths, troop levels, strength and income of armed groups in "
                       "Iraq before and after the United States withdrawal of 2011, and up to "
                       "and after the one that began in 2025. Each value is one statement by one "
                       "source, with its bounds, its vintage and its quality.",
        "version": VERSION,
        "created": f"{DATE}T00:00:00Z",
        "aftermath:asOf": DATE,
        "aftermath:priceBasis": "nominal",
        "aftermath:extensions": EXTENSIONS,
        "keywords": ["Iraq", "armed conflict", "troop withdrawal", "terrorism", "time series"],
        "licenses": [CC_BY, PUBLIC_DOMAIN],
        "contributors": [
            {"title": "The Aftermath authors", "roles": ["dataCurator", "projectLeader"]},
        ],
        "sources": SOURCE_WORKS,
        "resources": [resource(folder, table) for table in TABLES],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def main(arguments=None):
    """Runs the program; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    root = Path(__file__).resolve().parents[2]
    parser.add_argument("folder", nargs="?", type=Path, default=root / "datasets")
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    options = parser.parse_args(arguments)
    target = options.folder / "datapackage.json"
    text = descriptor(options.folder)
    if options.check:
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            print(f"{target.name} is stale: run make_descriptor.py", file=sys.stderr)
            return 1
        return 0
    target.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
