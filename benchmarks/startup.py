"""How long a person waits for help, and for the answer to a mistyped line: CPU time against `import typer`.

    python benchmarks/startup.py [ROUNDS]

Every round runs each line once, in turn, so that a busy machine slows all of them alike. Printed are the median CPU
seconds (user and system, children included), the range, and the ratio of medians to `import typer`, the least any
program built on it can need. Exits with 1 when a ratio is over the bound. On a busy machine fewer rounds say little.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping

from pbgdpl_cli.commands import COMMANDS

ROUNDS = 20
BOUND = 1.5  # times `import typer`
PEER = "import typer"
PROGRAM = [sys.executable, "-m", "pbgdpl_cli"]
GROUPS = {"sheet": ("export", "import"), "portal": ("serve",)}
MISTAKES = (
    ["no-such-command"],
    ["--json", "no-such-command"],
    ["--lang", "xx", "doctor"],
    ["convert"],
    ["convert", "--no-such-option"],
    ["convert", "x", "--jobs", "many"],
    ["validate", "x", "--jobs"],
    ["doctor", "--json"],
    ["sheet"],
    ["sheet", "no-such"],
    ["upload", "--to"],
    ["portal", "serve", "--port", "70000"],
)


def lines() -> dict[str, list[str]]:
    """What is run, by the name it is printed under."""
    pages = [[], *([name] for name in COMMANDS), *([group, name] for group, names in GROUPS.items() for name in names)]
    words = [*([*page, "--help"] for page in pages), *MISTAKES]
    return {
        "python": [sys.executable, "-c", "pass"],
        PEER: [sys.executable, "-c", PEER],
        **{" ".join(line): [*PROGRAM, *line] for line in words},
    }


def cpu_seconds(argv: list[str], environment: Mapping[str, str]) -> float:
    """CPU time one run takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(argv, capture_output=True, check=False, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int) -> int:
    """Measure, print, and tell whether the bound holds."""
    measured = lines()
    taken: dict[str, list[float]] = {name: [] for name in measured}
    with tempfile.TemporaryDirectory() as compiled:
        # Everything runs from bytecode, as it does once it was used, whatever the environment says about writing it.
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for argv in measured.values():
            cpu_seconds(argv, environment)
        for _ in range(rounds):
            for name, argv in measured.items():
                taken[name].append(cpu_seconds(argv, environment))
    over = []
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        ratio = median / statistics.median(taken[PEER])
        print(f"{name:<34} {median:.3f} s  ({min(seconds):.3f}–{max(seconds):.3f})  {ratio:.2f} × {PEER}")
        if ratio > BOUND:
            over.append(name)
    print(f"over {BOUND} × {PEER}: {', '.join(over) or 'none'}")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
