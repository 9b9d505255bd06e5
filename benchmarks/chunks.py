"""`export chunks` over many packages, beside a plain cutter and check-jsonschema: processor time and memory.

    python benchmarks/chunks.py [--records 10000] [--peer-records 250]

Packages are records of `validation.make_records`, each in a folder of its own. Every program runs in a process of its
own over files on the disk. The plain cutter is what is found in many a repository: it reads each record's JSON, joins
every text in it and cuts that every 2,000 characters, with nothing known of articles, acts, standing or personal data.
check-jsonschema looks at the schema alone. Peers look at few records, and at one alone: what one more takes them is
scaled up. Our memory is told for a tenth of the records and for all: it is flat where the two are alike.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from validation import SCHEMA, SCRIPTS, make_records

PEER_SCALE = 1_000  # records the peers' times are scaled to
CUTTER = """
import json, sys
from pathlib import Path

def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)

with open(sys.argv[1], "w", encoding="utf-8") as lines:
    for name in sys.argv[2:]:
        whole = "\\n".join(texts(json.loads(Path(name).read_text("utf-8"))["content"]))
        for start in range(0, len(whole), 2000):
            lines.write(json.dumps({"text": whole[start : start + 2000]}, ensure_ascii=False) + "\\n")
"""


@dataclass(frozen=True)
class Run:
    """Processor time in seconds, and the largest resident memory in megabytes, of one process."""

    seconds: float
    megabytes: float


def main() -> None:
    """Make packages, run the three, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--peer-records", type=int, default=250)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pbgdpl-bench-") as name:
        compare(Path(name), options.records, options.peer_records)


def compare(folder: Path, many: int, few: int) -> None:
    """Run and print."""
    make_packages(folder / "some", max(many // 10, 1))
    make_packages(folder / "many", many)
    make_records(folder / "few", few)
    files = sorted(map(str, (folder / "few").iterdir()))
    cutter = scaled("a cut every 2,000 characters", [sys.executable, "-c", CUTTER, str(folder / "cut")], files)
    schema = scaled("check-jsonschema, schema alone", [str(SCRIPTS / "check-jsonschema"), "--schemafile", str(SCHEMA)],
                    files)  # fmt: skip
    some = show("pbgdpl export chunks", max(many // 10, 1), exported(folder / "some"))
    ours = show("pbgdpl export chunks", many, exported(folder / "many"))
    print(f"memory: {some.megabytes:.0f} MB, and {ours.megabytes:.0f} MB for ten times as many")
    for peer, seconds in (("the plain cutter", cutter), ("check-jsonschema", schema)):
        ratio = ours.seconds / many * PEER_SCALE / seconds
        print(f"processor time of a record, pbgdpl / {peer}: {ratio:.2f}")


def make_packages(folder: Path, count: int) -> None:
    """So many packages: the records of `make_records`, each in a folder of its own."""
    records = folder.with_name(f"{folder.name}-records")
    make_records(records, count)
    for path in records.iterdir():
        data = folder / path.stem / "data"
        data.mkdir(parents=True)
        path.rename(data / "record.json")


def exported(folder: Path) -> Run:
    """Our own export."""
    return run([str(SCRIPTS / "pbgdpl"), "-q", "export", "chunks", str(folder), "-o", f"{folder}.jsonl"])


def scaled(name: str, command: list[str], files: list[str]) -> float:
    """Seconds a peer would take for `PEER_SCALE` records: starting, and for each more what it takes with few."""
    first = run([*command, files[0]])
    last = show(name, len(files), run([*command, *files]))
    return first.seconds + (last.seconds - first.seconds) * (PEER_SCALE - 1) / max(len(files) - 1, 1)


def run(command: list[str]) -> Run:
    """Run a command to its end."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def show(name: str, count: int, ran: Run) -> Run:
    """Print one line."""
    print(f"{name:32} {count:6} records, processor {ran.seconds:7.2f} s, {ran.megabytes:4.0f} MB", flush=True)
    return ran


if __name__ == "__main__":
    main()
