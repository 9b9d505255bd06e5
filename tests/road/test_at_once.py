"""Every two commands that touch a package, at once on the same one, and one of them killed at any moment.

Whatever happens, the package is whole, holds everything it held, and an exit code of 0 means that the command's work is
in it. `AT_ONCE_ROUNDS` asks for more rounds than one a pair, `AT_ONCE_SEED` for others.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import bagit
import pytest
import road_inputs as inputs
from road_inputs import here

from validators.packages.changing import changing

pytestmark = pytest.mark.real
ROUNDS = int(os.environ.get("AT_ONCE_ROUNDS", "1"))
SEED = int(os.environ.get("AT_ONCE_SEED", "11"))
LONGEST = 2.0  # seconds until the kill; a command is done in about that time
TITLE = "Nhan đề đã sửa trong bảng"
UNSEEN = "\u200b"  # what --fix takes out
CHANGING = (
    "import sys; from pathlib import Path; from validators.packages.changing import changing\n"
    "with changing(Path(sys.argv[1])) as change: change.write('ghi-chu.txt', b'note')"
)
HONEST = {"package-locked", "changed-meanwhile", "package-changed", "already-running"}
DRAFT = "derivative-out-of-date"  # a draft that was drawn first is not sent


@dataclass(frozen=True, slots=True)
class Actor:
    """A command, what it is told, and how one sees that its work is in the package."""

    words: Callable[[Path], tuple[str | Path, ...]]
    done: Callable[[Path, dict[str, Any]], bool]
    code: bool = False

    def start(self, folder: Path, home: Path) -> subprocess.Popen[str]:
        how = ("-c",) if self.code else ("-m", "pbgdpl_cli", "--lang", "en", "--json")
        return subprocess.Popen(
            [sys.executable, *how, *map(str, self.words(folder))],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(inputs.ROOT), "PBGDPL_HOME": str(home)},
        )


def package(folder: Path) -> Path:
    return folder / "out" / "to-gap"


def has_poster(root: Path, record: dict[str, Any]) -> bool:
    listed = [entry["role"] for entry in record["files"]]
    return (root / "data/derivatives/infographic.png").is_file() and listed.count("infographic") == 1


ACTORS = {
    "derive": Actor(lambda folder: ("derive", "infographic", package(folder), "--draft"), has_poster),
    "sheet": Actor(
        lambda folder: ("sheet", "import", folder / "s.xlsx", package(folder), "-o", folder / "status.xlsx"),
        lambda root, record: record["title"] == TITLE,
    ),
    "upload": Actor(
        lambda folder: ("upload", package(folder), "--to", folder / "usb"),
        lambda root, record: whole(root.parents[1] / "usb" / root.name) is None,
    ),
    "convert": Actor(
        lambda folder: ("convert", folder / "to-gap.docx", "-o", folder / "out", "--again"),
        lambda root, record: True,
    ),
    "fix": Actor(
        lambda folder: ("validate", package(folder), "--fix"),
        lambda root, record: UNSEEN not in json.dumps(record["content"], ensure_ascii=False),
    ),
    "changing": Actor(
        lambda folder: (CHANGING, package(folder)),
        lambda root, record: (root / "data/ghi-chu.txt").read_bytes() == b"note",
        code=True,
    ),
}

PAIRS = list(combinations_with_replacement(ACTORS, 2))


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A converted source, a sheet with another title, and a record with something to repair."""
    import openpyxl

    folder = tmp_path_factory.mktemp("material")
    inputs.word_file(folder, "to-gap.docx")
    assert here("convert", folder / "to-gap.docx", "-o", folder / "out").code == 0
    root = package(folder)
    with changing(root) as change:
        text = (root / "data/record.json").read_text("utf-8")
        title = json.loads(text)["title"]
        content = text.index('"content"')
        change.write_record((text[:content] + text[content:].replace("quyền", f"quy{UNSEEN}ền")).encode())
    assert here("sheet", "export", root, "-o", folder / "s.xlsx").code == 0
    book = openpyxl.load_workbook(folder / "s.xlsx")
    for cell in (cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == title):
        cell.value = TITLE
    book.save(folder / "s.xlsx")
    return folder


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def whole(root: Path) -> str | None:
    """What is wrong with a package, seen without any part of ours."""
    try:
        bagit.Bag(str(root)).validate()
    except bagit.BagError as error:
        return str(error)
    record = json.loads((root / "data/record.json").read_text("utf-8"))
    for entry in record["files"]:
        file = root / "data" / entry["path"]
        if not file.is_file() or sha256(file) != entry["sha256"]:
            return f"the record claims {entry['path']}"
    missing = {"source", "content"} - {entry["role"] for entry in record["files"]}
    return f"no {missing}" if missing else None


def told(printed: str) -> set[str]:
    """The codes of what a command says went wrong."""
    return {error["code"] for error in json.loads(printed)["errors"]} if printed.strip() else set()


def may_be_undone(name: str, other: str) -> bool:
    """A conversion writes the record anew: what a sheet said is then gone, as it was asked for."""
    return name == "sheet" and other == "convert"


@pytest.mark.parametrize("names", PAIRS, ids="+".join)
def test_two_at_once(names: tuple[str, str], material: Path, tmp_path: Path) -> None:
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        shutil.copytree(material, folder)
        one_round(names, folder, random.Random(f"{SEED} {names} {number}"))  # noqa: S311
        shutil.rmtree(folder)


def one_round(names: tuple[str, str], folder: Path, chance: random.Random) -> None:
    root, source = package(folder), sha256(package(folder) / "data/source/to-gap.docx")
    killed = chance.choice([None, 0, 1])
    running = [ACTORS[name].start(folder, folder / f"home{place}") for place, name in enumerate(names)]
    if killed is not None:
        time.sleep(chance.uniform(0.1, LONGEST))
        running[killed].kill()
    printed = [process.communicate(timeout=120) for process in running]
    assert here("derive", "infographic", root, "--draft").code == 0  # the next run finds its way, and clears up
    assert inputs.leftovers(folder / "out") == []
    assert whole(root) is None
    assert sha256(root / "data/source/to-gap.docx") == source
    record = json.loads((root / "data/record.json").read_text("utf-8"))
    for place, (name, process) in enumerate(zip(names, running, strict=True)):
        if place == killed and process.returncode < 0:
            continue
        problems = set() if ACTORS[name].code else told(printed[place][0])
        done = ACTORS[name].done(root, record) or may_be_undone(name, names[1 - place])
        assert done or process.returncode == 1, (name, process.returncode, printed[place])
        assert problems <= (HONEST | {DRAFT} if name == "upload" else HONEST), printed[place]
        assert "Traceback" not in printed[place][1] or "PackageLocked" in printed[place][1]
