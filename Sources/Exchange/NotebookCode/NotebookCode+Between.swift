extension NotebookCode {
  /// Computes again what is said between aftermaths, and runs all checks.
  static let betweenEvents =
    #"""
    TERMS = [r"(?:geometric )?(?:mean|total) of (.+) (?:over|less) (?:mean|total) of (.+)",
             r"rate of (.+) over rate of (.+)", r"slope of (.+) less slope of (.+)",
             r"(.+) among the years (.+)"]


    def stretch(name, span):
        """The observations of a span of periods, as the series has them."""
        table = data[name].reset_index(drop=True)
        ends = []
        for period in (span.split("–") * 2)[:2] if "–" not in span else span.split("–"):
            place = table.index[table["period"] == period]
            if len(place) != 1:
                raise LookupError(f"{SERIES[name][0]} has no period {period}, of {span}")
            ends.append(place[0])
        part = table.loc[ends[0]:ends[1]]
        days = pd.PeriodIndex(part["period_end"], freq="D").astype("int64")
        starts = pd.PeriodIndex(part["period_start"], freq="D").astype("int64")
        if (starts[1:] != days[:-1] + 1).any():
            raise ArithmeticError(f"{name}: the observations of {span} leave a gap")
        return Side(part, part["accrual"].iloc[0] == "flow"), int(days[-1] - starts[0] + 1)


    def level(side, are_years):
        """The mean of years; of parts of years the total of a flow, of a stock the mean by days."""
        if are_years:
            return side.values.mean(), "mean"
        if side.is_flow:
            return side.values.sum(), "total"
        dates = [pd.PeriodIndex(side.frame[name], freq="D").astype("int64")
                 for name in ("period_start", "period_end")]
        return np.average(side.values, weights=dates[1] - dates[0] + 1), "mean"


    def check_between(name, event, estimand, rows):
        """The years after one event beside the years after another."""
        if rows["reason"].notna().any():
            return effects(estimand, ["a refusal"], rows)
        spans = [re.fullmatch(pattern, term).groups() for term in rows["term"]
                 for pattern in TERMS if re.fullmatch(pattern, term)]
        if len(spans) != len(rows):
            raise LookupError(f"{name}, {event}, {estimand}: unknown terms {list(rows['term'])}")
        later, earlier = spans[0]
        if estimand == "predictive-rank" and len(spans) > 1:
            later = f"{spans[0][0]}–{spans[-1][0]}"
        (second, later_days), (first, earlier_days) = stretch(name, later), stretch(name, earlier)
        if abs(later_days - earlier_days) > 1 + earlier_days / 365:
            raise ArithmeticError(f"{name}: {later} and {earlier} are not as long as one another")
        are_years = first.is_years and second.is_years
        several = are_years and len(first) >= 3 and len(second) >= 3
        (one, word), (other, other_word) = level(first, are_years), level(second, are_years)
        size = max(abs(one), abs(other))
        if estimand == "predictive-rank":
            expected = [f"{period} among the years {first.span}" for period in second.periods]
            return check_rank(expected, first, second, rows)
        if estimand == "rate-ratio":
            anchors = event.split(" beside ")
            near = observations[observations["event"].isin(anchors)]
            near = near[(near["series"] == name) & (near["group"] == "before")]
            baselines = [Side(frame, True) for _, frame in near.groupby(["event", "baseline"])]
            return check_rate_ratio(second, first, baselines, rows)
        if estimand == "slope-difference":
            term = f"slope of {second.span} less slope of {first.span}"
            row = effects(estimand, [term], rows)[term]
            y = np.concatenate([first.rates, second.rates])
            is_second = np.repeat([0.0, 1.0], [len(first), len(second)])
            elapsed = np.concatenate([first.times - first.times[0], second.times - second.times[0]])
            X = np.column_stack([np.ones_like(y), is_second, elapsed, is_second * elapsed])
            times = np.concatenate([first.times, second.times])
            mine = rho_averaged(times, y, X, 3, LEVEL)
        elif estimand == "mean-difference":
            term = f"{other_word} of {second.span} less {word} of {first.span}"
            row = effects(estimand, [term], rows)[term]
            mine = {"estimate": other - one}
            if several:
                mine = welch(second.rates, first.rates, LEVEL)
                if mine["statistic"]:
                    mine["std_error"] = mine["estimate"] / mine["statistic"]
        else:
            term = f"{other_word} of {second.span} over {word} of {first.span}"
            term = "geometric " + term if several else term
            row = effects(estimand, [term], rows)[term]
            mine = {"estimate": other / one}
            if several:
                mine = welch(np.log(second.rates), np.log(first.rates), LEVEL)
                for column in ["estimate", "conf_low", "conf_high"]:
                    mine[column] = math.exp(mine[column])
        for column, number in mine.items():
            agree(estimand, row, column, number, size=size)
        counts(estimand, row, len(first), len(second))


    def check_adjusted(name):
        """Adjusted p-values, over all rows of a series that have one."""
        method = {"holm": "holm", "bh": "fdr_bh"}[ADJUSTMENT]
        rows = estimates[(estimates["series"] == name) & estimates["p_value"].notna()]
        if len(rows):
            adjusted = multipletests(rows["p_value"], method=method)[1]
            for (_, row), mine in zip(rows.iterrows(), adjusted):
                agree("adjusted p", row, "p_adjusted", mine)


    def check_data(name):
        """The tables show the values that the series has."""
        table = data[name].set_index("period")
        for _, row in observations[observations["series"] == name].iterrows():
            if row["period"] in table.index:
                own = table.loc[row["period"]].copy()
                if pd.isna(own["value"]) and row["kind"] == "interval":
                    own["value"] = middle(own["low"], own["high"])
                for column in ["value", "low", "high"]:
                    both = own[column], row[column]
                    if both[0] != both[1] and not all(pd.isna(number) for number in both):
                        raise ArithmeticError(f"{name}, {row['period']}: {column} differs")


    for name in SERIES:
        check_data(name)
        for _, window in overview[overview["series"] == name].iterrows():
            check_window(name, window)
        between = estimates[(estimates["series"] == name) & estimates["baseline"].isna()]
        for (event, estimand), rows in between.groupby(["event", "estimand"], sort=False):
            check_between(name, event, estimand, rows)
        if ADJUSTMENT != "none":
            check_adjusted(name)

    with_number = estimates["estimate"].notna().sum()
    summary = pd.DataFrame(checked, columns=["estimand", "column", "largest difference"])
    summary = summary.groupby(["estimand", "column"], sort=False)["largest difference"].agg(
        ["count", "max"])
    estimate_rows = sum(1 for _, column, _ in checked if column == "estimate")
    if estimate_rows != with_number:
        raise LookupError(f"{with_number} rows have an estimate, {estimate_rows} were checked")
    print(f"{len(checked)} numbers in {with_number} rows agree to {TOLERANCE}")
    summary
    """#
}
