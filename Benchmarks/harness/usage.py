"""What processes have used, with all their children, as the kernel counts it."""

import contextlib
import os
import pathlib
import time

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def _processes():
    """Parent and CPU ticks (its own, all threads, and those of children that have ended) by process id."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended meanwhile
            found[int(entry.name)] = int(fields[1]), sum(int(ticks) for ticks in fields[11:15])
    return found


def _tree(processes, root):
    """The process and all its descendants."""
    members, added = {root}, True
    while added:
        added = {pid for pid, (parent, _) in processes.items() if parent in members} - members
        members |= added
    return members & processes.keys()


def cpu_seconds(*roots):
    """CPU time that each of the process trees has used so far."""
    processes = _processes()
    return [sum(processes[pid][1] for pid in _tree(processes, root)) / TICKS_A_SECOND for root in roots]


def busy_seconds():
    """CPU time that the whole machine has used so far, for whomever."""
    ticks = [int(field) for field in pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    idle, waiting_for_disk = ticks[3:5]
    return (sum(ticks) - idle - waiting_for_disk) / TICKS_A_SECOND


def proportional_bytes(root):
    """PSS: memory of the process tree, where what several processes share is divided among them."""
    total = 0
    for pid in _tree(_processes(), root):
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
    return total


def wait_until_idle(*roots, limit=30):
    """Clients that went away leave work behind, which would be counted in the next run."""
    deadline = time.monotonic() + limit
    before, quiet = _nanoseconds(roots), 0
    while quiet < 2 and time.monotonic() < deadline:
        time.sleep(0.06)
        now = _nanoseconds(roots)
        # A hundredth of a processor: the service keeps its reading transaction young, with half of that.
        quiet = quiet + 1 if now - before < 600_000 else 0
        before = now


def _nanoseconds(roots):
    """Finer than ticks, of the threads that live: who mostly waits for a disk uses less than a tick at a time."""
    processes, total = _processes(), 0
    for pid in set().union(*(_tree(processes, root) for root in roots)):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a process or thread that ended meanwhile
            for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
                total += int((thread / "schedstat").read_text().split()[0])
    return total
