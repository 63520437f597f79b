"""Python packages, in a virtual environment of our own."""

import pathlib
import shutil
import sys

from harness.building import run
from harness.paths import BUILD
from harness.problem import Problem

DIRECTORY = BUILD / "venv"


def program(name):
    return DIRECTORY / "bin" / name


def install(requirements):
    """Packages that a file lists; a copy of the file says that they are there."""
    if not requirements.exists():
        raise Problem(f"There is no {requirements}.")
    installed = DIRECTORY / f"{requirements.parent.name}-{requirements.name}"
    if installed.exists() and installed.read_text() == requirements.read_text():
        return
    if not program("pip").exists():
        BUILD.mkdir(exist_ok=True)
        run("making a virtual environment for Python", [_python(), "-m", "venv", DIRECTORY])
    pip = [program("pip"), "install", "--quiet", "--disable-pip-version-check", "-r", requirements]
    run(f"installing {requirements.parent.name}/{requirements.name}", pip)
    shutil.copyfile(requirements, installed)


def _python():
    """The system's own, which servers use, rather than one that somebody has built for development."""
    system = pathlib.Path("/usr/bin/python3")
    return system if system.exists() else sys.executable
