"""How long a person waits for `--help`: CPU time of the program against an interpreter that only imports typer.

    python benchmarks/startup.py [ROUNDS]

Every round runs each command once, in turn, so that a busy machine slows all of them alike. Printed are the median
CPU seconds (user and system, children included), the range, and the ratio to `import typer`, the least any program
built on it can need. The bound for `--help` is 0.3 s.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

ROUNDS = 15
BOUND = 0.3  # seconds of CPU
PEER = "import typer"
PROGRAM = [sys.executable, "-m", "pbgdpl_cli"]
LINES: dict[str, list[str]] = {
    "python": [sys.executable, "-c", "pass"],
    PEER: [sys.executable, "-c", "import typer"],
    "--help": [*PROGRAM, "--help"],
    "convert --help": [*PROGRAM, "convert", "--help"],
    "a usage error": [*PROGRAM, "--json", "no-such-command"],
}


def cpu_seconds(argv: list[str]) -> float:
    """CPU time one run takes."""
    before = os.times()
    subprocess.run(argv, capture_output=True, check=False)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main(rounds: int) -> int:
    """Measure, print, and tell whether the bound holds."""
    for argv in LINES.values():
        cpu_seconds(argv)  # bytecode and disk cache
    taken: dict[str, list[float]] = {name: [] for name in LINES}
    for _ in range(rounds):
        for name, argv in LINES.items():
            taken[name].append(cpu_seconds(argv))
    peer = statistics.median(taken[PEER])
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name:<16} {median:.3f} s  ({min(seconds):.3f}–{max(seconds):.3f})  {median / peer:.2f} × {PEER}")
    return int(statistics.median(taken["--help"]) > BOUND)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
