extension NotebookCode {
  /// Reads the tables of the report.
  static let loading =
    #"""
    import math
    import re
    from pathlib import Path

    import numpy as np
    import pandas as pd
    import statsmodels.api as sm
    from scipy import optimize, stats
    from statsmodels.stats.multitest import multipletests

    ROOT = Path(".")
    TEXT = ["series", "event", "baseline", "window", "period", "term", "estimand", "group",
            "reason", "remark", "kind", "accrual", "status", "source"]


    def read(path):
        """A table of the report, words as words; an empty cell is a missing value."""
        columns = pd.read_csv(ROOT / path, nrows=0).columns
        words = {name: str for name in columns if name in TEXT}
        return pd.read_csv(ROOT / path, dtype=words, keep_default_na=False, na_values=[""])


    estimates = read("tables/estimates.csv")
    overview = read("tables/overview.csv")
    # A table without rows is not written: no series has a year around any event.
    if (ROOT / "tables/observations.csv").exists():
        observations = read("tables/observations.csv")
    else:
        observations = pd.DataFrame(columns=["series", "event", "baseline", "group", "period",
                                             "time", "value", "low", "high", "kind", "exposure"])
    data = {name: read(path) for name, (path, _) in SERIES.items()}

    # Which values a source put forward. Of a range without a best estimate the data have no value;
    # the table of observations shows its middle.
    stated = {(name, period): not pd.isna(value) for name, table in data.items()
              for period, value in zip(table["period"], table["value"])}
    for table in data.values():
        table["is_stated"] = table["value"].notna()
    is_middle = (observations["kind"] == "interval") & (
        observations["value"] == observations["low"]
        + (observations["high"] - observations["low"]) / 2)
    observations["is_stated"] = [
        stated.get(place, not is_range) for place, is_range
        in zip(zip(observations["series"], observations["period"]), is_middle)]

    for name, table in [("estimates", estimates), ("overview", overview)]:
        missing = set(SERIES) - set(table["series"])
        unknown = set(table["series"]) - set(SERIES)
        if missing or unknown:
            raise LookupError(f"{name}.csv: missing {sorted(missing)}, new {sorted(unknown)}")

    print(len(SERIES), "series,", len(estimates), "rows of estimates,",
          int(estimates["estimate"].notna().sum()), "of them with a number")
    if (ROOT / "provenance.csv").exists():
        print(len(pd.read_csv(ROOT / "provenance.csv")), "rows of provenance")
    """#
}
