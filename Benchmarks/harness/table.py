"""Rows of text as a table, aligned for the terminal or as Markdown."""

HEADINGS = (
    "work", "clients", "server", "requests/s", "", "p50 ms", "", "p99 ms", "",
    "server CPU µs", "", "with nginx µs", "", "failed",
)  # fmt: skip


def rows(medians, titles, reference="movie-bag"):
    """A row for each server, its figures followed by their ratio to those of `reference`."""
    before = None
    for (work, connections, server), sample in medians.items():
        own = medians.get((work, connections, reference))
        first = (titles[work], str(connections)) if (work, connections) != before else ("", "")
        before = work, connections
        cells = [*first, server]
        for name, digits in (("rate", 0), ("p50", 2), ("p99", 2), ("server_cpu", 1), ("total_cpu", 1)):
            figure = getattr(sample, name)
            cells += [f"{figure:.{digits}f}", ratio(figure, getattr(own, name)) if own else ""]
        yield (*cells, str(sample.failures))


def ratio(figure, reference):
    return f"×{figure / reference:.2f}" if figure and reference else ""


def as_text(headings, lines):
    lines = [headings, *lines]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    left = _left_columns(headings)
    for line in lines:
        cells = (
            cell.ljust(width) if column < left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths))
        )
        yield "  ".join(cells).rstrip()


def as_markdown(headings, lines):
    left = _left_columns(headings)
    yield "| " + " | ".join(headings) + " |"
    yield "|" + "".join("---|" if column < left else "--:|" for column in range(len(headings)))
    for line in lines:
        yield "| " + " | ".join(line) + " |"


def _left_columns(headings):
    """Names come first, in columns up to the one headed "server", "section" or "goal"."""
    return next(column for column, text in enumerate(headings) if text in ("server", "goal")) + 1
