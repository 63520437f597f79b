"""The three files that stay of a benchmark."""

from harness import report, virtual_environment
from harness.building import run
from harness.paths import BENCHMARKS
from harness.problem import Problem

JSON, MARKDOWN, CHART = (BENCHMARKS / f"results.{ending}" for ending in ("json", "md", "svg"))


def save(results):
    results.write(JSON)
    MARKDOWN.write_text("\n".join(report.as_markdown(results)) + "\n")
    draw_chart()


def draw_chart():
    """By the interpreter that has matplotlib; the rest of the benchmark needs only the standard library."""
    if not JSON.exists():
        raise Problem(f"There is no {JSON}: a whole benchmark writes it.")
    virtual_environment.install(BENCHMARKS / "requirements.txt")
    script = BENCHMARKS / "harness" / "chart.py"
    run(f"drawing {CHART.name}", [virtual_environment.program("python"), "-B", script, JSON, CHART])
