"""Draws the chart: chart.py RESULTS.json CHART.svg. Run by an interpreter that has matplotlib."""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("svg")
# Equal results give an equal file; letters are drawn, so that every browser shows the same.
matplotlib.rcParams.update({"svg.hashsalt": "movie-bag", "svg.fonttype": "path", "font.size": 10})

from matplotlib import pyplot  # noqa: E402

CONNECTIONS = 32
PANELS = {
    "one": "One movie",
    "page": "Page of 50 movies",
    "hot": "One of 100 movies, without and with nginx's microcache",
    "add": "Add a movie",
    "login": "Log in",
}
TITLE_INCHES = 0.75
OWN, OTHERS, TEXT = "#c2410c", "#94a3b8", "#1f2937"


def draw(results, path):
    # A cache of one second has no use for movies that are asked for once; results.md has those figures.
    samples = [
        row
        for row in results["medians"]
        if row["connections"] == CONNECTIONS and (row["work"] == "hot" or row["server"] != "movie-bag-cached")
    ]
    panels = [work for work in PANELS if any(row["work"] == work for row in samples)]
    if not panels:
        sys.exit(f"chart: there are no results with {CONNECTIONS} connections")
    # A panel is as high as its bars are many, so that all bars are equally thick.
    counts = [sum(row["work"] == work for row in samples) for work in panels]
    height = TITLE_INCHES + sum(0.32 * count + 0.62 for count in counts)
    figure, axes = pyplot.subplots(
        len(panels), 1, figsize=(8, height), squeeze=False, height_ratios=counts, facecolor="white", layout="constrained"
    )
    figure.get_layout_engine().set(rect=(0, 0, 1, 1 - TITLE_INCHES / height))
    for work, panel in zip(panels, axes.flat):
        _draw_panel(panel, PANELS[work], [row for row in samples if row["work"] == work])
    title, machine = f"Requests per second, {CONNECTIONS} clients, all behind nginx", results["machine"]
    figure.text(0.02, 1 - 0.15 / height, title, va="top", fontsize=13, fontweight="bold", color=TEXT)
    where = f"{machine['processor']}, {machine['cores']} cores, Linux {machine['kernel']}, {machine['date']}"
    figure.text(0.02, 1 - 0.45 / height, where, va="top", fontsize=9, color=TEXT)
    figure.savefig(path, metadata={"Date": None})


def _draw_panel(panel, title, rows):
    own = next((row["rate"] for row in rows if row["server"] == "movie-bag"), None)
    names, rates = [row["server"] for row in rows], [row["rate"] for row in rows]
    colours = [OWN if name.startswith("movie-bag") else OTHERS for name in names]
    bars = panel.barh(names, rates, color=colours, height=0.7)
    panel.bar_label(bars, [_label(name, rate, own) for name, rate in zip(names, rates)], padding=4, color=TEXT)
    panel.invert_yaxis()  # first at the top
    panel.set_xlim(0, max(rates) * 1.25)  # room for the labels
    panel.set_title(title, loc="left", fontsize=11, fontweight="bold", color=TEXT)
    panel.set_facecolor("white")
    panel.tick_params(axis="y", length=0, labelcolor=TEXT)
    panel.xaxis.set_visible(False)  # the labels say more
    for side in ("top", "right", "bottom"):
        panel.spines[side].set_visible(False)
    panel.spines["left"].set_color(OTHERS)


def _label(name, rate, own):
    figure = f"{rate:,.0f}" if rate >= 100 else f"{rate:.1f}"
    return figure if name == "movie-bag" or not own else f"{figure}  (×{rate / own:.2f})"


if __name__ == "__main__":
    draw(json.loads(pathlib.Path(sys.argv[1]).read_text()), sys.argv[2])
