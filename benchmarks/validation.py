"""Validation side by side: this program (schema and all rules), check-jsonschema and jsonschema (schema alone).

    python benchmarks/validation.py [--records 10000] [--peer-records 250] [--rules RECORDS]

Records are made from the valid example: each has another identifier, number and text, and between ten and a hundred
blocks, so that nothing is a duplicate, and nothing is found in them. All programs run as they would in CI: a fresh
process over files on the disk. Peers look at few records, and at one alone: what one more takes them is scaled up to a
thousand. Prints seconds, peak memory, and the ratio the target is about. `--rules` prints instead what each rule takes
in so many records, those first that take the most: what several rules share is counted for the first of them.
"""

from __future__ import annotations

import argparse
import copy
import datetime as dt
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "validators" / "sharing" / "schema" / "record-1.1.schema.json"
WORDS = [
    "người",
    "dân",
    "có",
    "quyền",
    "yêu",
    "cầu",
    "cơ",
    "quan",
    "nhà",
    "nước",
    "giải",
    "quyết",
    "hồ",
    "sơ",
    "đúng",
    "thời",
    "hạn",
    "theo",
    "quy",
    "định",
    "của",
    "pháp",
    "luật",
    "về",
    "đất",
    "đai",
    "hôn",
    "nhân",
    "gia",
    "đình",
    "giao",
    "thông",
    "môi",
    "trường",
    "hòa",
    "giải",
    "trợ",
    "giúp",
    "tư",
    "vấn",
    "đăng",
    "ký",
    "khai",
    "sinh",
    "cư",
    "trú",
    "xử",
    "phạt",
    "vi",
    "phạm",
    "hành",
    "chính",
    "cá",
    "nhân",
    "tổ",
    "chức",
    "doanh",
    "nghiệp",
    "trẻ",
    "em",
    "phụ",
    "nữ",
    "bình",
    "đẳng",
    "giáo",
    "dục",
    "y",
    "tế",
    "bảo",
    "hiểm",
    "lao",
    "động",
    "việc",
    "làm",
    "khiếu",
    "nại",
    "tố",
    "cáo",
]


@dataclass(frozen=True)
class Seconds:
    """By the clock, and of processor time: on a busy machine only the second can be compared."""

    wall: float
    processor: float


def make_records(folder: Path, count: int, seed: int = 7) -> None:
    """Write so many records, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    base = json.loads((ROOT / "examples/valid/to-gap-hon-nhan.json").read_text(encoding="utf-8"))
    folder.mkdir()
    for index in range(count):
        record = copy.deepcopy(base)
        record["identifier"] = uuid.UUID(int=chance.getrandbits(128), version=4).urn
        record["number"] = f"{index + 1}/TL-STP"
        record["evidence"]["/number"][0]["text"] = record["number"]
        record["files"][0]["sha256"] = f"{chance.getrandbits(256):064x}"
        record["content"] += [
            {"type": "paragraph", "text": " ".join(chance.choices(WORDS, k=chance.randint(15, 60))).capitalize() + "."}
            for _ in range(chance.randint(5, 95))
        ]
        (folder / f"{index:05d}.json").write_text(json.dumps(record, ensure_ascii=False, indent=2), encoding="utf-8")


def timed(command: list[str]) -> Seconds:
    """Seconds a command takes; 0 and 5 (findings) are success."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in {0, 5}:
        raise SystemExit(f"{command[0]}: {done.stdout[-2000:]} {done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Seconds(time.perf_counter() - start, used)


JSONSCHEMA = """
import json, sys, jsonschema
from pathlib import Path
validator = jsonschema.Draft202012Validator(json.loads(Path(sys.argv[1]).read_text("utf-8")))
assert all(validator.is_valid(json.loads(Path(path).read_text("utf-8"))) for path in sys.argv[2:])
"""


AS_OF = "2026-11-22"
PEER_SCALE = 1_000  # records the peers' times are scaled to


def main() -> None:
    """Make records, run the three, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--peer-records", type=int, default=250)
    parser.add_argument("--rules", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pbgdpl-bench-") as name:
        folder = Path(name)
        if options.rules:
            make_records(folder / "each", options.rules)
            show_rules(folder / "each")
            return
        make_records(folder / "many", options.records)
        make_records(folder / "some", PEER_SCALE)
        make_records(folder / "few", options.peer_records)
        make_records(folder / "one", 1)
        compare(folder, options.records, options.peer_records)


def compare(folder: Path, many: int, few: int) -> None:
    """Run and print."""
    size = sum(path.stat().st_size for path in (folder / "few").iterdir()) / few
    print(f"records of {size / 1024:.1f} kB on average")
    peers = {name: scaled(name, command, folder, few) for name, command in PEERS.items()}
    validate = [str(SCRIPTS / "pbgdpl"), "-q", "validate", "--as-of", AS_OF]
    one = show("pbgdpl, one process", PEER_SCALE, timed([*validate, "--jobs", "1", str(folder / "some")]))
    ours = show("pbgdpl, schema and rules", many, timed([*validate, str(folder / "many")]))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'':36} peak memory of any process so far: {peak:.0f} MB")
    show("pbgdpl, first with memory", many, timed([*validate, "--incremental", str(folder / "many")]))
    show("pbgdpl, nothing changed", many, timed([*validate, "--incremental", str(folder / "many")]))
    for name, peer in peers.items():
        print(
            f"{many} by pbgdpl / {PEER_SCALE} by {name}: {ours.wall / peer.wall:.2f} by the clock, "
            f"{one.processor * many / PEER_SCALE / peer.processor:.2f} in processor time of one process"
        )


SCRIPTS = Path(sys.executable).parent
PEERS = {
    "check-jsonschema, schema alone": [str(SCRIPTS / "check-jsonschema"), "--schemafile", str(SCHEMA)],
    "jsonschema, schema alone": [sys.executable, "-c", JSONSCHEMA, str(SCHEMA)],
}


def scaled(name: str, command: list[str], folder: Path, few: int) -> Seconds:
    """What a peer would take for `PEER_SCALE` records: starting, and for each more what it takes with few."""
    start, some = (timed([*command, *map(str, sorted((folder / of).iterdir()))]) for of in ("one", "few"))
    show(name, few, some)
    more = (PEER_SCALE - 1) / (few - 1)
    wall, processor = (first + (last - first) * more for first, last in (
        (start.wall, some.wall), (start.processor, some.processor)))  # fmt: skip
    return show(f"{name}, scaled", PEER_SCALE, Seconds(wall, processor))


def show_rules(folder: Path) -> None:
    """What each rule takes, in processor time, over records in this process; a first half warms up and is not told."""
    from validators.check import subject_of
    from validators.options import CheckOptions
    from validators.packages.package import survey
    from validators.rules.catalogue import RULES
    from validators.rules.limits import rarely_collected

    options, found = CheckOptions(dt.date.fromisoformat(AS_OF)), survey([folder]).materials
    taken: Counter[str] = Counter()
    with rarely_collected():
        for place, one in enumerate(found):
            taken = taken if place != len(found) // 2 else Counter()
            before = time.process_time()
            subject = subject_of(one, None, options)
            for name, check in (("reading", None), *((rule.code, rule.check) for rule in RULES)):
                for _ in check(subject) if check else ():
                    pass
                before, since = time.process_time(), before
                taken[name] += round((before - since) * 1e9)
    told = len(found) - len(found) // 2
    print(f"{'all':8} {sum(taken.values()) / told / 1e6:8.3f} ms a record")
    for name, nanoseconds in taken.most_common(40):
        print(f"{name:8} {nanoseconds / told / 1e6:8.3f} ms")


def show(name: str, count: int, seconds: Seconds) -> Seconds:
    """Print one line."""
    print(f"{name:38} {count:6} records {seconds.wall:7.2f} s, processor {seconds.processor:7.2f} s", flush=True)
    return seconds


if __name__ == "__main__":
    main()
