extension NotebookCode {
  /// Draws the series.
  static let figures =
    #"""
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        plt = None
        print("Without matplotlib there are no figures; everything above has been checked.")


    def draw_series():
        names = [name for name in SERIES if len(data[name])]
        rows = max(1, math.ceil(len(names) / 2))
        figure, axes = plt.subplots(rows, 2, figsize=(11, 2.6 * rows), squeeze=False, sharex=True)
        for axis in axes.flat[len(names):]:
            axis.set_visible(False)
        for axis, name in zip(axes.flat, names):
            table = data[name]
            place, value = table["time"], table["value"]
            axis.vlines(place, table["low"], table["high"], color="0.7", linewidth=2)
            floors = table["high"].isna()
            axis.plot(place[floors], table["low"][floors], "^", color="0.5", markersize=5)
            whole = (table["coverage"] >= 1) & (table["status"] != "provisional")
            axis.plot(place[whole], value[whole], "o", color="C0", markersize=4)
            axis.plot(place[~whole], value[~whole], "o", color="C0", markersize=4, mfc="white")
            here = observations[(observations["series"] == name)
                                & observations["group"].str.startswith("after")]
            for time in sorted(set(here.groupby("event")["time"].min())):
                axis.axvline(time, color="C3", linewidth=0.8, linestyle="--")
            axis.set_title(name, fontsize=9)
            unit = table["unit"].iloc[0]
            axis.set_ylabel("" if pd.isna(unit) else unit, fontsize=8)
            axis.tick_params(labelsize=8, labelbottom=True)
            axis.xaxis.set_major_locator(plt.MaxNLocator(integer=True))
            axis.grid(axis="x", color="0.92")
        figure.suptitle("Values with their bounds; hollow: provisional or part of a year; "
                        "triangle: at least; dashed: first observation after an event", fontsize=9)
        figure.tight_layout(rect=(0, 0, 1, 0.98))
        return figure


    if plt:
        figure = draw_series()
        plt.show()
    """#
}
