"""What ends the benchmark early."""


class Problem(Exception):
    """A sentence for the user, and the end of the log that explains it."""

    def __init__(self, sentence, log=None):
        # Read now: the log is gone when this is shown.
        if log is not None and log.exists():
            last_lines = log.read_text(errors="replace").splitlines()[-20:]
            sentence = "\n".join([sentence, f"The end of {log.name}:", *(last_lines or ["(it is empty)"])])
        super().__init__(sentence)
