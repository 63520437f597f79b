"""What the service is to reach. A list to be read, not a test: nothing depends on it."""

import dataclasses
from collections.abc import Callable

from harness import size


@dataclasses.dataclass(frozen=True)
class Goal:
    name: str
    sign: str
    limit: float
    figure: Callable  # of the results: the figure, and the failed requests behind it; KeyError when not measured
    unit: str = ""


def ratio_to(server, figure, work, connections, samples="medians"):
    """The service's figure divided by that of another server."""

    def divide(results):
        found = getattr(results, samples)
        own, other = (found[work, connections, label] for label in ("movie-bag", server))
        return getattr(own, figure) / getattr(other, figure), own.failures + other.failures

    return divide


def size_ratio(work):
    """CPU of the service and nginx with many movies, divided by that with few."""

    def divide(results):
        large, small = (results.size[work, size.CONNECTIONS, size.label(count)] for count in (size.LARGE, size.SMALL))
        return large.total_cpu / small.total_cpu, large.failures + small.failures

    return divide


def html_ratio(results):
    """CPU of the service for a page in HTML, divided by that for the same movies in JSON."""
    html, page = (results.medians[work, 32, "movie-bag"] for work in ("html", "page"))
    return html.server_cpu / page.server_cpu, html.failures + page.failures


def login_ratio(results):
    found = results.login_loop
    return found["logins"] / found["hashes"], found["failures"]


AT_LEAST, AT_MOST = "≥", "≤"

GOALS = [
    Goal("one movie, 32 clients: CPU with nginx ÷ minimal", AT_MOST, 0.7, ratio_to("minimal", "total_cpu", "one", 32)),
    Goal("one movie, 32 clients: requests/s ÷ minimal", AT_LEAST, 1.4, ratio_to("minimal", "rate", "one", 32)),
    Goal("one movie, 32 clients: requests/s ÷ php", AT_LEAST, 3, ratio_to("php", "rate", "one", 32)),
    Goal("one movie, 32 clients: requests/s ÷ hummingbird", AT_LEAST, 2, ratio_to("hummingbird", "rate", "one", 32)),
    Goal("one movie, 32 clients: requests/s ÷ flask", AT_LEAST, 10, ratio_to("flask", "rate", "one", 32)),
    Goal("one movie, 256 clients: p99 ÷ minimal", AT_MOST, 1, ratio_to("minimal", "p99", "one", 256)),
    Goal("page of 50, 32 clients: CPU with nginx ÷ minimal", AT_MOST, 0.9, ratio_to("minimal", "total_cpu", "page", 32)),
    Goal("page of 50, 32 clients: requests/s ÷ php", AT_LEAST, 4, ratio_to("php", "rate", "page", 32)),
    Goal("page of 50, 32 clients: requests/s ÷ hummingbird", AT_LEAST, 2.5, ratio_to("hummingbird", "rate", "page", 32)),
    Goal("page of 50, 32 clients: requests/s ÷ flask", AT_LEAST, 10, ratio_to("flask", "rate", "page", 32)),
    Goal("page of 50 in HTML, 32 clients: CPU ÷ that of its JSON", AT_MOST, 10, html_ratio),
    Goal("page of 50 in HTML, 32 clients: requests/s ÷ php", AT_LEAST, 2, ratio_to("php", "rate", "html", 32)),
    Goal("page of 50 in HTML, 32 clients: requests/s ÷ flask", AT_LEAST, 5, ratio_to("flask", "rate", "html", 32)),
    Goal("add a movie, 32 clients: requests/s ÷ minimal", AT_LEAST, 2, ratio_to("minimal", "rate", "add", 32)),
    Goal("add a movie, 256 clients: requests/s ÷ minimal", AT_LEAST, 2.5, ratio_to("minimal", "rate", "add", 256)),
    Goal("add a movie, 32 clients: requests/s ÷ php", AT_LEAST, 1.2, ratio_to("php", "rate", "add", 32)),
    Goal("slow disk, 32 clients: requests/s ÷ minimal", AT_LEAST, 6, ratio_to("minimal", "rate", "add", 32, "slow_disk")),
    Goal("slow disk, 256 clients: requests/s ÷ minimal", AT_LEAST, 20, ratio_to("minimal", "rate", "add", 256, "slow_disk")),
    Goal("logins/s ÷ mere hashes/s", AT_LEAST, 0.95, login_ratio),
    Goal("memory after reads (PSS)", AT_MOST, 20, lambda results: (results.memory["movie-bag"] / 1e6, 0), " MB"),
    Goal("start-up to the first answer", AT_MOST, 40, lambda results: (results.start_up["movie-bag"], 0), " ms"),
    Goal("one movie: CPU with nginx, 1,000,000 movies ÷ 1,000", AT_MOST, 1.2, size_ratio("one")),
    Goal("page of 50: CPU with nginx, 1,000,000 movies ÷ 1,000", AT_MOST, 1.2, size_ratio("page")),
    Goal("page of 50 in HTML: CPU with nginx, 1,000,000 movies ÷ 1,000", AT_MOST, 1.2, size_ratio("html")),
]  # fmt: skip

HEADINGS = ("goal", "limit", "is", "")


def rows(results):
    """Only those whose figures were measured."""
    for goal in GOALS:
        try:
            figure, failures = goal.figure(results)
        except (KeyError, ZeroDivisionError):
            continue
        met = figure >= goal.limit if goal.sign == AT_LEAST else figure <= goal.limit
        limit = f"{goal.sign} {goal.limit:g}{goal.unit}"
        verdict = "met" if met else "missed"
        if failures:
            # Refusing is less work than doing: such a figure proves nothing.
            verdict = f"missed ({failures} failed requests)"
        yield goal.name, limit, f"{figure:.2f}{goal.unit}", verdict
