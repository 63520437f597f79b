"""Where things are in the repository."""

import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BENCHMARKS = ROOT / "Benchmarks"
PEERS = BENCHMARKS / "peers"
TOOLS = BENCHMARKS / "tools"
LOAD = BENCHMARKS / "load"
NGINX = ROOT / "nginx"
# Everything that is built for the benchmark, and the databases while it runs.
BUILD = ROOT / ".build-bench"
