"""Whether two checkouts make the same of the same sources: text, record, PDF bytes, pictures, reports.

    python benchmarks/same_outputs.py OLD NEW SOURCE… [--jobs N] [--keep FOLDER]

OLD and NEW are roots of two checkouts; both are run with this interpreter, one after the other, source by source.
Every source (a file or a folder) goes through `convert` and `ocr`; the packages then through `derive`, `sheet export`
and `validate`. What is the same by chance only (times, the day, folders' names) is put aside before comparing; every
other byte counts. Printed is one line for each file that differs, with the first difference; the exit code is 1 when
there is one. With `--keep`, what OLD made there before is used again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What differs between two runs of one checkout: times, and the identifiers made from chance.
_CHANCE = (
    re.compile(rb'"(at|as_of|when|checked_on|converted_on)": ?"[0-9T:.+Z-]+"'),
    re.compile(rb"Bagging-Date: \S+"),
    re.compile(rb"urn:uuid:[0-9a-f-]{36}"),
    re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)"),
)
# Hashes of files that hold such things, and archives that hold the times of their members.
_UNCOMPARED = ("manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt", ".xlsx", ".lock")


@dataclass(frozen=True, slots=True)
class Checkout:
    """One side of the comparison: its root, and the folder its outputs go to."""

    root: Path
    out: Path

    def run(self, *words: str | Path) -> str:
        """Run the program of this checkout; what it prints on stdout, with its own folders left out."""
        environment = {
            **os.environ, "PYTHONPATH": str(self.root), "PBGDPL_HOME": str(self.out / "home"), "PBGDPL_LANG": "en",
        }  # fmt: skip
        ran = subprocess.run(
            [sys.executable, "-m", "pbgdpl_cli", *map(str, words)],
            cwd=self.out, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return f"exit {ran.returncode}\n{ran.stdout}".replace(str(self.out), "OUT")


def outputs(checkout: Checkout, source: Path, jobs: int) -> None:
    """Everything the program makes of one source, below `checkout.out`."""
    said = checkout.out / "said"
    said.mkdir(parents=True, exist_ok=True)
    name = source.name
    packages = checkout.out / name / "packages"
    reports = {
        "convert.json": checkout.run("--json", "convert", source, "-o", packages, "-j", str(jobs)),
        "ocr.json": checkout.run("--json", "ocr", source, "-o", checkout.out / name / "ocr", "-j", str(jobs)),
    }
    if packages.is_dir():
        reports["derive.json"] = checkout.run("--json", "derive", "infographic", packages, "--draft")
        reports["validate.json"] = checkout.run("--json", "validate", packages)
        reports["status.json"] = checkout.run("--json", "status", packages)
        reports["sheet.txt"] = checkout.run("sheet", "export", packages, "-o", checkout.out / name / "sheet.xlsx")
    for report, text in reports.items():
        (said / f"{name}.{report}").write_text(text, encoding="utf-8")


def comparable(path: Path) -> bytes:
    """The bytes of a file without what is the same by chance only."""
    data = path.read_bytes()
    for pattern in _CHANCE:
        data = pattern.sub(b"-", data)
    if path.name == "record.json":
        data = _without_hashes(data)
    return data


def _without_hashes(data: bytes) -> bytes:
    """A record without the hashes of files that are compared by themselves."""
    record = json.loads(data)
    for entry in record.get("files", ()):
        entry.pop("sha256", None)
        entry.pop("bytes", None)
    return json.dumps(record, ensure_ascii=False, indent=1).encode()


def differences(old: Path, new: Path) -> Iterator[str]:
    """One line for each file that is missing on one side or says something else."""
    names = {path.relative_to(root) for root in (old, new) for path in root.rglob("*") if path.is_file()}
    for name in sorted(names):
        if name.parts[0] == "home" or name.name.endswith(_UNCOMPARED):
            continue
        one, other = old / name, new / name
        if not (one.is_file() and other.is_file()):
            yield f"{name}: only in {'OLD' if one.is_file() else 'NEW'}"
            continue
        first, second = comparable(one), comparable(other)
        if first != second:
            yield f"{name}: {_first_difference(first, second)}"


def _first_difference(first: bytes, second: bytes) -> str:
    place = next((index for index, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]),
                 min(len(first), len(second)))  # fmt: skip
    around = slice(max(0, place - 40), place + 60)
    return f"at byte {place}: {first[around]!r} → {second[around]!r}"


def main() -> int:
    """Run both, compare, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="folder for the outputs")
    chosen = parser.parse_args()
    keep = chosen.keep or Path(tempfile.mkdtemp(prefix="same-outputs-"))
    old = Checkout(chosen.old.resolve(), (keep / "old").resolve())
    new = Checkout(chosen.new.resolve(), (keep / "new").resolve())
    shutil.rmtree(new.out, ignore_errors=True)
    for source in chosen.sources:
        if not (old.out / "said" / f"{source.name}.convert.json").is_file():
            outputs(old, source.resolve(), chosen.jobs)
        outputs(new, source.resolve(), chosen.jobs)
        print(f"{source}: run", file=sys.stderr, flush=True)
    found = list(differences(old.out, new.out))
    print("\n".join(found))
    compared = sum(1 for path in new.out.rglob("*") if path.is_file())
    digest = hashlib.sha256("\n".join(found).encode()).hexdigest()[:12]
    print(f"{len(found)} of {compared} files differ ({digest}); outputs in {keep}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
