extension NotebookCode {
  /// Computes again what is said around one event.
  static let aroundEvents =
    #"""
    def check_mean_level(before, after, window, rows, name):
        expected = {f"mean of {side.span}": (side, place)
                    for place, side in enumerate([before, after]) if len(side)}
        # A side that a break divides has no mean; the remark of the other says so.
        divided = rows["remark"].astype(str).str.contains("no mean of the baseline").any()
        if divided or (len(before) and len(after) and len(rows) == 1):
            missing = f"mean of {(before if divided else after).span}"
            expected.pop(missing, None)
        for term, row in (effects("mean-level", list(expected), rows) or {}).items():
            side, place = expected[term]
            agree("mean-level", row, "estimate", side.rates.mean())
            counts("mean-level", row, *[(len(side), 0), (0, len(side))][place])


    def check_means(estimand, before, after, window, rows, name):
        word = {"mean-difference": "less", "mean-ratio": "over"}[estimand]
        if not len(before) or not len(after):
            return effects(estimand, ["a refusal"], rows)
        term = f"mean of {after.span} {word} mean of {before.span}"
        for row in (effects(estimand, [term], rows) or {}).values():
            first, second = before.rates.mean(), after.rates.mean()
            mine = second - first if word == "less" else second / first
            agree(estimand, row, "estimate", mine, size=max(abs(first), abs(second)))
            counts(estimand, row, len(before), len(after))


    def on_scale(before, after, uses_logarithms):
        """Values of both sides, and whether logarithms can be taken of them."""
        if uses_logarithms and all((side.positive > 0).all() for side in (before, after)):
            return before.positive / before.exposures, after.positive / after.exposures, True
        return before.rates, after.rates, False


    def step_model(before, after, uses_logarithms):
        old, new, is_log = on_scale(before, after, uses_logarithms)
        y = np.concatenate([old, new])
        times = np.concatenate([before.times, after.times])
        step = np.repeat([0.0, 1.0], [len(before), len(after)])
        return times, np.log(y) if is_log else y, step, is_log


    def check_change(before, after, window, rows, name):
        expected = ["level change, no trend"]
        if len(before) >= 8:
            expected.append("level change, trend in the model")
        slope = "slope change, level and slope in the model"
        if len(before) >= 8 and len(after) >= 5:
            expected.append(slope)
        if len(before) < 5 or len(after) < 2 or len(before) + len(after) < 8:
            expected = ["a refusal"]
        for term, row in (effects("change-at-event", expected, rows) or {}).items():
            times, y, step, is_log = step_model(before, after, SERIES[name][1])
            columns, place = [np.ones_like(step), step], 1
            if not term.endswith("no trend"):
                columns.append(times - times[0])
            if term == slope:
                first = float(str(window["window"]).split("–")[0])
                columns.append(np.maximum(0, times - first))
                place = 3
            X = np.column_stack(columns)
            mine = rho_averaged(times, y, X, place, LEVEL)
            back = math.exp if is_log else float
            if is_log:
                mine["std_error"] = None
            for column in ["estimate", "conf_low", "conf_high"]:
                number = None if mine[column] is None else back(mine[column])
                agree("change-at-event", row, column, number, size=abs(y).max())
            for column in ["std_error", "df", "p_value"]:
                agree("change-at-event", row, column, mine[column])
            counts("change-at-event", row, len(before), len(after))
            if mine["p_value"] is not None:
                check_worst(row, declared_rho(times, y, X, place, LEVEL), back)


    def check_worst(row, declared, back):
        """The remark names the worst of the declared autocorrelations, in rounded numbers."""
        pattern = (r"worst of declared rho \S+ to [^:]+: p (< )?([\d.]+) at rho ([\d.e-]+), "
                   r"(-?[\d.e+-]+) to (-?[\d.e+-]+)")
        said = re.search(pattern, str(row["remark"]))
        if not said:
            raise LookupError(f"{row['series']}, {row['term']}: the remark names no worst rho")
        worst = declared.loc[declared["p_value"].idxmax()]
        changes = (declared["estimate"] > 0).any() and (declared["estimate"] < 0).any()
        p = 1.0 if changes else worst["p_value"]
        close = p < 0.0006 if said[1] else abs(p - float(said[2])) < 0.00051
        for mine, words in [(worst["rho"], said[3]), (back(declared["low"].min()), said[4]),
                            (back(declared["high"].max()), said[5])]:
            close = close and abs(mine - float(words)) <= 0.006 * abs(mine) + 1e-9
        if not close:
            raise ArithmeticError(f"{row['series']}, {row['term']}: {said[0]}\n{declared}")
        checked.append(("declared-rho", "remark", 0.0))


    def check_slope(before, after, window, rows, name):
        if len(after) < 5:
            return effects("slope", ["a refusal"], rows)
        for row in (effects("slope", [f"slope of {after.span}"], rows) or {}).values():
            slopes = pairwise_slopes(after.times, after.values)
            size = abs(after.values).max()
            agree("slope", row, "estimate", float(np.median(slopes)), size=size)
            S, p, floor, ranks = mann_kendall(after.values, LEVEL)
            agree("slope", row, "statistic", S)
            agree("slope", row, "p_value", p)
            agree("slope", row, "p_floor", floor)
            ends = [None, None]
            if ranks:
                ends = np.interp(ranks, np.arange(1, len(slopes) + 1), slopes)
            agree("slope", row, "conf_low", ends[0], size=size)
            agree("slope", row, "conf_high", ends[1], size=size)
            counts("slope", row, 0, len(after))


    def check_rank(expected, old, new, rows):
        for term, row in (effects("predictive-rank", expected, rows) or {}).items():
            value = new.rates[expected.index(term)]
            below, equal = int((old.rates < value).sum()), int((old.rates == value).sum())
            above, n = len(old) - below - equal, len(old) + 1
            agree("predictive-rank", row, "estimate", below + 1 + equal / 2)
            agree("predictive-rank", row, "p_value",
                  min(1.0, 2 * min(below + equal + 1, above + equal + 1) / n))
            agree("predictive-rank", row, "p_floor", min(1.0, 2 / n))
            counts("predictive-rank", row, len(old), 1)


    def check_predictive_rank(before, after, window, rows, name):
        expected = [f"{period} among the baseline {window['baseline']}" for period in after.periods]
        if len(before) < 8 or not len(after):
            expected = ["a refusal"]
        check_rank(expected, before, after, rows)


    def check_prediction_interval(before, after, window, rows, name):
        estimand, baseline = "prediction-interval", window["baseline"]
        if len(before) < 8:
            return effects(estimand, ["a refusal"], rows)
        ahead, joint = f"one year, expected from {baseline}", None
        expected = [f"{period} against {baseline}" for period in after.periods] or [ahead]
        if len(after) >= 2:
            joint = f"{after.span} together against {baseline}"
        found = effects(estimand, expected + ([joint] if joint else []), rows) or {}
        old, observed, is_log = on_scale(before, after, SERIES[name][1])
        there, back = (np.log, math.exp) if is_log else (np.asarray, float)
        old, new, n = there(old), there(observed), len(before)
        centre, error = old.mean(), old.std(ddof=1) * math.sqrt(1 + 1 / n)
        law, size = stats.t(n - 1), abs(old).max()
        reach = law.isf((1 - LEVEL) / 2) * error
        for term, row in found.items():
            if term == joint:
                # Chow's prediction test: what the new years add to the squares about one mean.
                together = np.concatenate([old, new])
                added = ((together - together.mean()) ** 2).sum() - ((old - centre) ** 2).sum()
                F = added / len(new) / old.var(ddof=1)
                agree(estimand, row, "statistic", F, size=1.0)
                agree(estimand, row, "df", len(new))
                agree(estimand, row, "p_value", stats.f(len(new), n - 1).sf(F))
                counts(estimand, row, n, len(new))
                continue
            agree(estimand, row, "df", n - 1)
            agree(estimand, row, "conf_low", back(centre - reach), size)
            agree(estimand, row, "conf_high", back(centre + reach), size)
            counts(estimand, row, n, 0 if term == ahead else 1)
            if term == ahead:
                agree(estimand, row, "estimate", back(centre), size)
                continue
            value = observed[expected.index(term)]
            t = (float(there(value)) - centre) / error
            agree(estimand, row, "estimate", value)
            agree(estimand, row, "statistic", t, size=1.0)
            agree(estimand, row, "p_value", 2 * law.sf(abs(t)))
            inside = row["conf_low"] <= value <= row["conf_high"]
            if str(row["remark"]).startswith("inside") != inside:
                raise ArithmeticError(f"{name}, {term}: {row['remark']}")


    def check_rate_ratio(later, earlier, baselines, rows):
        term = f"rate of {later.span} over rate of {earlier.span}"
        for row in (effects("rate-ratio", [term], rows) or {}).values():
            mine = rate_ratio(later, earlier, baselines, LEVEL)
            for column, number in mine.items():
                agree("rate-ratio", row, column, number)
            counts("rate-ratio", row, len(earlier), len(later))


    def check_window(name, window):
        """Every estimand around one event with one baseline."""
        place = (observations["series"] == name) & (observations["event"] == window["event"])
        place &= observations["baseline"] == window["baseline"]
        here = observations[place]
        is_flow = data[name]["accrual"].iloc[0] == "flow" if len(data[name]) else True
        before = Side(here[here["group"] == "before"], is_flow)
        after = Side(here[here["group"] == "after"], is_flow)
        for column, count in [("n_first", len(before)), ("n_second", len(after))]:
            if window[column] != count:
                raise ArithmeticError(f"{name}, {window['event']}: {column} is not {count}")
        place = (estimates["series"] == name) & (estimates["event"] == window["event"])
        rows = estimates[place & (estimates["baseline"] == window["baseline"])]
        for estimand, own in rows.groupby("estimand", sort=False):
            if estimand == "rate-ratio":
                if own["reason"].notna().all() or not len(before) or not len(after):
                    effects(estimand, ["a refusal"], own)
                else:
                    check_rate_ratio(after, before, [before], own)
            elif estimand in ("mean-difference", "mean-ratio"):
                check_means(estimand, before, after, window, own, name)
            else:
                {"mean-level": check_mean_level, "change-at-event": check_change,
                 "slope": check_slope, "predictive-rank": check_predictive_rank,
                 "prediction-interval": check_prediction_interval,
                 }[estimand](before, after, window, own, name)
        wanted = [word for word in ESTIMANDS if word != "slope-difference"]
        for estimand in wanted:
            if estimand not in set(rows["estimand"]):
                raise LookupError(f"{name}, {window['event']}: no row of {estimand}")
    """#
}
