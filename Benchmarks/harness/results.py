"""All that one benchmark has found."""

import dataclasses
import json

from harness.load import Sample


@dataclasses.dataclass
class Results:
    """Medians. Samples are found by work, number of connections and server's label."""

    machine: dict
    settings: dict
    medians: dict = dataclasses.field(default_factory=dict)
    memory: dict = dataclasses.field(default_factory=dict)  # bytes by server
    start_up: dict = dataclasses.field(default_factory=dict)  # ms by server
    slow_disk: dict = dataclasses.field(default_factory=dict)  # samples
    login_loop: dict = dataclasses.field(default_factory=dict)  # "logins" and "hashes" a second, "failures"
    size: dict = dataclasses.field(default_factory=dict)  # samples
    disturbance: float = 0  # median share of the machine that other programs took

    SAMPLES = ("medians", "slow_disk", "size")

    def write(self, path):
        plain = dict(vars(self))
        for name in self.SAMPLES:
            plain[name] = [
                {"work": work, "connections": connections, "server": server} | dataclasses.asdict(sample)
                for (work, connections, server), sample in plain[name].items()
            ]
        path.write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n")

    @classmethod
    def read(cls, path):
        plain = json.loads(path.read_text())
        for name in cls.SAMPLES:
            plain[name] = {
                tuple(row.pop(key) for key in ("work", "connections", "server")): Sample(**row) for row in plain[name]
            }
        return cls(**plain)

    def failures(self, server="movie-bag"):
        """Failed requests of the service, in everything that was measured."""
        samples = [*self.medians.items(), *self.slow_disk.items(), *self.size.items()]
        return self.login_loop.get("failures", 0) + sum(
            sample.failures for (_, _, label), sample in samples if label.startswith(server)
        )
