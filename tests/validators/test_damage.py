"""One bad file costs one finding: whatever its bytes are, there is a report, and it tells of the others too."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from damage import damaged, memory_limit, rezipped, zipped
from sample import dumped, record

from pbgdpl_cli.app import run
from validators.check import check_paths
from validators.citations.register import Register, WrongRegister
from validators.options import CheckOptions
from validators.rules.catalogue import BY_CODE
from validators.rules.finding import Severity

DAY = dt.date(2026, 11, 22)
PACKAGE = Path(__file__).parents[2] / "examples" / "valid" / "goi"
REGISTER = Path(__file__).parents[2] / "examples" / "invalid" / "register.csv"
# Which seeds: twenty with every run of the tests; another and longer row of them where somebody asks ("5000:9000").
SEEDS = range(*(int(end) for end in os.environ.get("PBGDPL_DAMAGE_SEEDS", "0:20").split(":")))
GIVEN_UP = ("MemoryError", "RecursionError", "it took too long")


@pytest.fixture(autouse=True)
def _guarded() -> Iterator[None]:
    with memory_limit(1 << 30):
        yield


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  (repeatable, not secret)


def told(folder: Path) -> set[str]:
    """The codes for the damaged file in a folder, which also holds a record that is told of all the same."""
    (folder / "z.json").write_bytes(dumped(record(level="district", identifier="urn:uuid:z", number="99/TL-STP")))
    report = check_paths([folder], CheckOptions(DAY, ignore=("SACH34",)))
    assert report.checked == 2
    assert "DUNG165" in {finding.code for finding in report.findings if finding.path.endswith("z.json")}
    assert [str(finding.message) for finding in report.findings if any(why in str(finding.message) for why in GIVEN_UP)
            ] == []  # fmt: skip
    return {finding.code for finding in report.findings if not finding.path.endswith("z.json")}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_record(tmp_path: Path, seed: int) -> None:
    (tmp_path / "record.json").write_bytes(damaged(dumped(record()), chance_of(seed)))
    assert "DUNG015" not in told(tmp_path)


@pytest.mark.real
@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_zip(tmp_path: Path, seed: int) -> None:
    chance, archive = chance_of(seed), zipped(PACKAGE)
    change = damaged(archive, chance) if seed % 2 else rezipped(archive, chance, damaged)
    (tmp_path / "a.zip").write_bytes(change)
    assert "DUNG015" not in told(tmp_path)


def said_by(name: str, data: bytes) -> object:
    """What is sealed: of the seal itself, which nothing vouches for, its lines; an empty one says nothing."""
    return [line for line in data.splitlines() if line.strip()] if name.startswith("tagmanifest-") else data


@pytest.mark.real
@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_package(tmp_path: Path, seed: int) -> None:
    chance = chance_of(seed)
    shutil.copytree(PACKAGE, tmp_path / "a")
    hurt = sorted(path for path in (tmp_path / "a").rglob("*") if path.is_file())
    path = hurt[seed % len(hurt)]
    before = path.read_bytes()
    path.write_bytes(damaged(before, chance))
    codes = told(tmp_path)
    assert "DUNG015" not in codes
    if said_by(path.name, path.read_bytes()) != said_by(path.name, before):
        assert any(BY_CODE[code].severity is Severity.ERROR for code in codes)


@pytest.mark.real
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ["register.csv", "register.sqlite", "register.json"])
def test_a_damaged_register_is_refused_with_a_sentence_or_read(tmp_path: Path, name: str, seed: int) -> None:
    path = tmp_path / name
    if name.endswith("sqlite"):
        with_acts = Register.create(path)
        with_acts.import_file(REGISTER)
        with_acts.close()
    else:
        path.write_bytes(
            REGISTER.read_bytes()
            if name.endswith("csv")
            else b'[{"number": "1/2020/N\\u0110-CP", "events": '
            b'[{"kind": "in-force", "date": "2020-01-01"}], "date": "2020-01-01", "articles": "9"}]'
        )
    path.write_bytes(damaged(path.read_bytes(), chance_of(seed)))
    source = tmp_path / "a.json"
    source.write_bytes(dumped(record()))
    with contextlib.suppress(WrongRegister):
        check_paths([source], CheckOptions(DAY, register=path))


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sheet of one draft."""
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "a.json").write_bytes(dumped(DRAFT))
    assert run(["sheet", "export", str(folder / "a.json"), "-o", str(folder / "s.xlsx")]) == 0
    return (folder / "s.xlsx").read_bytes()


DRAFT = record(workflow={"state": "draft", "events": []}, approval={})


@pytest.mark.real
@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_sheet_is_refused_or_read_and_no_record_is_lost(
    tmp_path: Path, exported: bytes, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = chance_of(seed)
    source, sheet = tmp_path / "a.json", tmp_path / "s.xlsx"
    source.write_bytes(dumped(DRAFT))
    sheet.write_bytes(damaged(exported, chance) if seed % 3 == 0 else rezipped(exported, chance, damaged))
    run(["--json", "sheet", "import", str(sheet), str(source), "-o", str(tmp_path / "told.xlsx")])
    told_of = json.loads(capsys.readouterr().out)
    assert not {"internal", "memory"} & {error["code"] for error in told_of["errors"]}
    after = json.loads(source.read_text("utf-8"))
    states = [row["state"] for row in (told_of["data"] or {}).get("rows", [])]
    assert "ok" in states or after == DRAFT
    assert after.get("identifier") == DRAFT["identifier"]
