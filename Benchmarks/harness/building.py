"""Makes programs under .build-bench; what is up to date is left alone."""

import subprocess
import sys

from harness.paths import BUILD
from harness.problem import Problem


def run(title, command):
    """Its output goes to standard error: standard output is for the results."""
    command = [str(word) for word in command]
    print(title, file=sys.stderr, flush=True)
    try:
        subprocess.run(command, check=True, stdout=sys.stderr)
    except FileNotFoundError:
        raise Problem(f"{command[0]} is not installed.") from None
    except subprocess.CalledProcessError as error:
        raise Problem(f"This command failed with status {error.returncode}: {' '.join(command[:3])} …") from None


def compile_c(product, source, flags):
    """A program from the C file, or from all C files in the directory, `source`."""
    sources = sorted(source.glob("*.c")) if source.is_dir() else [source] if source.exists() else []
    if not sources:
        raise Problem(f"There is no C source at {source}.")
    inputs = [*sources, *(source.glob("*.h") if source.is_dir() else ())]
    if product.exists() and product.stat().st_mtime > max(file.stat().st_mtime for file in inputs):
        return
    BUILD.mkdir(exist_ok=True)
    run(f"building {product.name}", ["cc", "-O2", "-o", product, *sources, *flags])
