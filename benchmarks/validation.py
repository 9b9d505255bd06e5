"""Validation side by side: this program (schema and all rules), check-jsonschema and jsonschema (schema alone).

    python benchmarks/validation.py [--records 10000] [--peer-records 1000]

Records are made from the valid example: each has another identifier, number and text, and between ten and a hundred
blocks, so that nothing is a duplicate. All programs run as they would in CI: a fresh process over files on the disk.
Prints seconds, records a second, peak memory, and the ratio the target is about.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
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
        record["identifier"] = f"urn:uuid:{chance.getrandbits(128):032x}"
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
assert all(validator.is_valid(json.loads(path.read_text("utf-8"))) for path in sorted(Path(sys.argv[2]).glob("*.json")))
"""


def main() -> None:
    """Make records, run the three, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--peer-records", type=int, default=1_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pbgdpl-bench-") as name:
        folder = Path(name)
        make_records(folder / "many", options.records)
        make_records(folder / "few", options.peer_records)
        compare(folder, options.records, options.peer_records)


def compare(folder: Path, many: int, few: int) -> None:
    """Run and print."""
    size = sum(path.stat().st_size for path in (folder / "few").iterdir()) / few
    print(f"records of {size / 1024:.1f} kB on average")
    scripts = Path(sys.executable).parent
    few_files = sorted(str(path) for path in (folder / "few").iterdir())
    validate = [str(scripts / "pbgdpl"), "-q", "validate", "--as-of", "2026-11-22"]
    peers = {
        "check-jsonschema, schema alone": [str(scripts / "check-jsonschema"), "--schemafile", str(SCHEMA), *few_files],
        "jsonschema, schema alone": [sys.executable, "-c", JSONSCHEMA, str(SCHEMA), str(folder / "few")],
    }
    seconds = {name: show(name, few, timed(command)) for name, command in peers.items()}
    show("pbgdpl, schema and rules", few, timed([*validate, str(folder / "few")]))
    one = show("pbgdpl, one process", many, timed([*validate, "--jobs", "1", str(folder / "many")]))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'':36} peak memory of any child so far: {peak:.0f} MB")
    ours = show("pbgdpl, schema and rules", many, timed([*validate, str(folder / "many")]))
    show("pbgdpl, first with memory", many, timed([*validate, "--incremental", str(folder / "many")]))
    show("pbgdpl, nothing changed", many, timed([*validate, "--incremental", str(folder / "many")]))
    for name, peer in seconds.items():
        print(
            f"{many} by pbgdpl / {few} by {name}: {ours.wall / peer.wall:.2f} by the clock, "
            f"{one.processor / peer.processor:.2f} in processor time of one process"
        )


def show(name: str, count: int, seconds: Seconds) -> Seconds:
    """Print one line."""
    print(f"{name:34} {count:6} records {seconds.wall:7.2f} s, processor {seconds.processor:7.2f} s", flush=True)
    return seconds


if __name__ == "__main__":
    main()
