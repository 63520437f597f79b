"""The results as text: for the terminal, and as Markdown."""

from harness import goals, machine, rounds, size, table


def parts(results):
    """Title, headings and rows of every table that has something to show."""
    yield "", table.HEADINGS, list(table.rows(results.medians, rounds.TITLES))
    yield "Memory and start-up", ("server", "memory MB", "", "start-up ms", ""), list(_resources(results))
    yield "Slow disk: every fsync takes 4 ms", table.HEADINGS, list(table.rows(results.slow_disk, rounds.TITLES))
    yield "Logging in, 32 clients", ("server", "a second", "", "failed"), list(_login_loop(results.login_loop))
    reference = size.label(size.SMALL)
    yield "Size of the database", table.HEADINGS, list(table.rows(results.size, rounds.TITLES, reference))
    yield "Goals", goals.HEADINGS, list(goals.rows(results))


def disturbance(results):
    return f"Other programs took {results.disturbance:.0%} of the machine's CPU (median of all runs)."


def as_text(results):
    for title, headings, rows in parts(results):
        if rows:
            yield from ["", f"{title}:"] if title else [""]
            yield from table.as_text(headings, rows)
    yield from ["", disturbance(results)]


def as_markdown(results):
    settings = results.settings
    yield "# Results"
    yield ""
    yield f"{machine.sentence(results.machine)}."
    yield (
        f"Medians of {settings['rounds']} rounds of {settings['seconds']} s, {settings['movies']:,} movies. "
        "× is the ratio to movie-bag. CPU is per request: of the server, and of the server with nginx. "
        + disturbance(results)
    )
    for title, headings, rows in parts(results):
        if rows:
            yield from ["", f"## {title}", ""] if title else [""]
            yield from table.as_markdown(headings, rows)


def _resources(results):
    for server in results.memory | results.start_up:
        cells = [server]
        for figures, unit in ((results.memory, 1e6), (results.start_up, 1)):
            figure, own = figures.get(server), figures.get("movie-bag")
            cells += [f"{figure / unit:.1f}", table.ratio(figure, own)] if figure else ["", ""]
        yield tuple(cells)


def _login_loop(found):
    if found:
        yield "movie-bag", f"{found['logins']:.2f}", "×1.00", str(found["failures"])
        yield "only hashing", f"{found['hashes']:.2f}", table.ratio(found["hashes"], found["logins"]), ""
