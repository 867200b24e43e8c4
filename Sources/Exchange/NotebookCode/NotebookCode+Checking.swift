extension NotebookCode {
  /// Sets numbers computed in the notebook beside those of the tables.
  static let checking =
    #"""
    TOLERANCE = 1e-6
    checked = []


    def agree(estimand, row, column, mine, size=0.0):
        """Sets a number computed here beside the one in the table; stops where they differ.

        An end that does not exist is empty in the table and infinite or None here. `size` is the
        size of the values a difference was taken of: one that cancels has no digits of its own.
        """
        given = row[column]
        exists = mine is not None and math.isfinite(mine)
        place = f"{row['series']}, {row['event']}, {estimand}, {row['term']}, {column}"
        if pd.isna(given) or not exists:
            if not pd.isna(given) or exists:
                raise ArithmeticError(f"{place}: the table has {given}, computed here {mine}")
            return
        largest = max(abs(given), abs(mine))
        if abs(given - mine) > TOLERANCE * largest + 1e-12 * size:
            raise ArithmeticError(f"{place}: the table has {given}, computed here {mine}")
        difference = abs(given - mine) / largest if largest > 1e-6 * size and largest > 0 else 0.0
        checked.append((estimand, column, difference))


    def effects(estimand, expected, rows):
        """The rows of an estimand by term, all that are expected and no other; None if refused."""
        if rows.empty:
            raise LookupError(f"estimates.csv has no row of {estimand} for {expected}")
        if rows["reason"].notna().any():
            if len(rows) > 1:
                raise LookupError(f"{estimand}: a refusal among other rows for {expected}")
            return None
        found = list(rows["term"])
        if sorted(found) != sorted(expected):
            raise LookupError(f"{estimand}: the table has {found}, expected {expected}")
        return {row["term"]: row for _, row in rows.iterrows()}


    def counts(estimand, row, first, second):
        agree(estimand, row, "n_first", first)
        agree(estimand, row, "n_second", second)


    def middle(low, high):
        return low + (high - low) / 2


    class Side:
        """Observations on one side of an event, as numbers.

        For a range without a best estimate its middle stands, on the scale of the analysis: another
        number where logarithms are taken.
        """

        def __init__(self, frame, is_flow):
            self.frame, self.is_flow = frame, is_flow
            self.periods = list(frame["period"])
            self.times = frame["time"].to_numpy(float)
            low, high = frame["low"].to_numpy(float), frame["high"].to_numpy(float)
            best, is_stated = frame["value"].to_numpy(float), frame["is_stated"].to_numpy(bool)
            with np.errstate(invalid="ignore"):
                geometric = np.sqrt(low * high)
            plain = {"best": np.where(is_stated, best, middle(low, high)),
                     "midpoint": middle(low, high), "low": low, "high": high}
            scaled = {"best": np.where(is_stated, best, geometric), "midpoint": geometric,
                      "low": low, "high": high}
            self.values, self.positive = plain[READING], scaled[READING]
            self.exposures = (frame["exposure"].to_numpy(float) if is_flow
                              else np.ones(len(frame)))
            self.rates = self.values / self.exposures
            self.is_years = all(re.fullmatch(r"-?\d{4,}", period) for period in self.periods)

        def __len__(self):
            return len(self.periods)

        @property
        def span(self):
            """First and last period, and how many years of how many where some are missing."""
            first, last = self.periods[0], self.periods[-1]
            if first == last:
                return first
            years = int(last) - int(first) + 1 if self.is_years else 0
            gaps = f" ({len(self)} of {years} years)" if len(self) < years else ""
            return f"{first}–{last}{gaps}"
    """#
}
