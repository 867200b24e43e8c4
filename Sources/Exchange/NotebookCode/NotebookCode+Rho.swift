extension NotebookCode {
  /// Draws how p-values move with the declared autocorrelation.
  static let rhoCurve =
    #"""
    def draw_rho():
        """How the p-value of each change of level moves with the autocorrelation declared."""
        rows = estimates[estimates["estimand"] == "change-at-event"]
        rows = rows[rows["p_value"].notna() & rows["term"].astype(str).str.startswith("level")]
        if rows.empty:
            print("No change of level can be estimated yet: there is no curve to draw.")
            return None
        figure, axis = plt.subplots(figsize=(9, 4.5))
        colours = {name: f"C{i % 10}" for i, name in enumerate(dict.fromkeys(rows["series"]))}
        for _, row in rows.iterrows():
            place = observations["series"] == row["series"]
            for column in ["event", "baseline"]:
                place &= observations[column] == row[column]
            here = observations[place]
            before, after = (Side(here[here["group"] == side], False)
                             for side in ("before", "after"))
            times, y, step, _ = step_model(before, after, SERIES[row["series"]][1])
            columns = [np.ones_like(step), step]
            if row["term"].endswith("trend in the model"):
                columns.append(times - times[0])
            curve = declared_rho(times, y, np.column_stack(columns), 1, LEVEL)
            label = f"{row['series']}, {row['event']}, {row['term'].removeprefix('level change, ')}"
            line = "--" if len(columns) > 2 else "-"
            axis.plot(curve["rho"], curve["p_value"], line, marker="o", markersize=3, label=label,
                      color=colours[row["series"]])
        axis.axhline(1 - LEVEL, color="0.5", linewidth=0.8, linestyle="--")
        axis.set(xlabel="declared autocorrelation at one year", ylabel="p-value", ylim=(0, 1))
        axis.legend(fontsize=6, loc="upper left", bbox_to_anchor=(1, 1))
        figure.tight_layout()
        return figure


    if plt:
        figure = draw_rho()
        plt.show()
    """#
}
