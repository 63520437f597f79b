"""What runs now and how long it may still take, on standard error."""

import sys
import time


class Progress:
    def __init__(self, expected_seconds):
        self.expected, self.done, self.begin = expected_seconds, 0, time.monotonic()

    def say(self, sentence):
        elapsed = time.monotonic() - self.begin
        # What is planned takes longer by the pauses between the runs, as far as these are known.
        slower = max(1.1, elapsed / self.done) if self.done > 10 else 1.2
        minutes = (self.expected - self.done) * slower / 60
        left = f"{minutes:.0f} min" if minutes >= 1.5 else f"{max(minutes, 0) * 60:.0f} s"
        print(f"{sentence} (about {left} left)", file=sys.stderr, flush=True)

    def finished(self, seconds):
        """A part that was expected to take so long is done."""
        self.done += seconds
