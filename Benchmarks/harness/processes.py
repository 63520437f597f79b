"""Programs that run beside the benchmark, and their certain end."""

import os
import signal
import subprocess

from harness.problem import Problem


class Program:
    """A process that we started, alone in a session of its own, with its output in a log."""

    def __init__(self, name, command, log, environment=None):
        self.name, self.log = name, log
        with log.open("ab") as output:
            # A session of its own: Ctrl-C in the terminal reaches only the benchmark, which then ends
            # the programs in order, and a program's children can be ended with it.
            self.process = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                cwd=log.parent, env=environment, start_new_session=True,
            )  # fmt: skip

    @property
    def pid(self):
        return self.process.pid

    def check_alive(self):
        if self.process.poll() is not None:
            raise Problem(f"{self.name} has ended, with status {self.process.returncode}.", self.log)

    def stop(self):
        """Asks politely, then makes certain that no child is left."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


class Programs:
    """All programs that run now; none is left when the `with` block ends."""

    def __init__(self, logs):
        self.logs, self.running = logs, []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # A second Ctrl-C must not leave one of them behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for program in reversed(self.running):
            program.stop()

    def start(self, name, command, environment=None):
        program = Program(name, command, self.logs / f"{name}.log", environment)
        self.running.append(program)
        return program

    def stop(self, program):
        program.stop()
        self.running.remove(program)
