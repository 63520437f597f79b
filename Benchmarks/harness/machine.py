"""On what, and with which versions, was measured."""

import ctypes.util
import datetime
import os
import pathlib
import platform
import re
import subprocess

from harness import virtual_environment
from harness.servers.php import find_fpm


def describe():
    return {
        "date": datetime.date.today().isoformat(),
        "processor": _first(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text()) or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "kernel": platform.release(),
        "nginx": _version("nginx", "-v"),
        "sqlite": _sqlite_version(),
        "php": _version(find_fpm(), "-v"),
        "python": _version(virtual_environment.program("python"), "-V"),
        "swift": _version("swift", "--version"),
    }


def sentence(machine):
    versions = ", ".join(
        f"{title} {machine[name]}"
        for name, title in (("nginx", "nginx"), ("sqlite", "SQLite"), ("php", "PHP"), ("python", "Python"), ("swift", "Swift"))
        if machine[name]
    )  # fmt: skip
    return f"{machine['date']}, {machine['processor']}, {machine['cores']} cores, Linux {machine['kernel']}; {versions}"


def _version(*command):
    """The first number with a dot that the program says about itself; None when it is not there."""
    environment = os.environ | {"PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}
    try:
        run = ["/usr/bin/env", *(str(word) for word in command)]
        said = subprocess.run(run, capture_output=True, text=True, env=environment, timeout=20, check=True)
    except (subprocess.SubprocessError, OSError):
        return None
    return _first(r"(\d+\.[\d.]*\d)", said.stdout + said.stderr)


def _sqlite_version():
    """Of the library that the service and the C program are linked with."""
    name = ctypes.util.find_library("sqlite3")
    if name is None:
        return None
    function = ctypes.CDLL(name).sqlite3_libversion
    function.restype = ctypes.c_char_p
    return function().decode()


def _first(pattern, text):
    found = re.search(pattern, text)
    return found[1].strip() if found else None
