"""`upload` and `status` as typed: lists, reports, taking back, asking the portal; and who must say yes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from package_factory import make_package

from pbgdpl_cli.portal.server import start_background

pytestmark = pytest.mark.real


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with start_background(tmp_path / "home"):
        yield tmp_path / "home"


def typed(home: Path, place: Path, *words: str, said: str | None = None) -> tuple[int, dict[str, Any]]:
    environment = os.environ | {"PBGDPL_HOME": str(home)}
    environment.pop("PBGDPL_PORTAL_TOKEN", None)
    done = subprocess.run(
        [sys.executable, "-m", "pbgdpl_cli", "--json", "--lang", "en", *words],
        env=environment, cwd=place, capture_output=True, text=True, encoding="utf-8", input=said or "",
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)


def test_a_list_goes_comes_back_and_is_taken_back(home: Path, tmp_path: Path) -> None:
    for name in ("mot", "hai"):
        make_package(tmp_path / "goi", name, title=name)
    (tmp_path / "ds.csv").write_text("STT,Gói\n1,goi/mot\n2,goi/khong\n3,goi/hai\n", encoding="utf-8")
    code, told = typed(
        home,
        tmp_path,
        "upload",
        "--drafts",
        "--list",
        "ds.csv",
        "--report",
        "r.xlsx",
        "--failed",
        "lai.csv",
        "--receipts",
        "b.html",
    )
    assert code == 1
    assert [item["state"] for item in told["data"]["items"]] == ["sent", "sent"]
    assert [error["code"] for error in told["errors"]] == ["wrong-row"]
    assert (tmp_path / "lai.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("2,goi/khong,")
    assert (tmp_path / "r.xlsx").stat().st_size > 0
    batch = told["data"]["batch"]
    assert batch
    code, told = typed(home, tmp_path, "status", "goi", "--portal", "--read")
    assert [package["portal"]["state"] for package in told["data"]["packages"]] == ["same", "same"]
    code, told = typed(home, tmp_path, "upload", "--undo", batch)
    assert (code, told["errors"][0]["code"]) == (2, "usage")  # nobody can be asked, and nobody said yes
    code, told = typed(home, tmp_path, "upload", "--undo", batch, "--dry-run")
    assert {item["state"] for item in told["data"]["items"]} == {"planned"}
    code, told = typed(home, tmp_path, "upload", "--undo", batch, "--yes")
    assert (code, {item["state"] for item in told["data"]["items"]}) == (0, {"withdrawn"})
    code, told = typed(home, tmp_path, "upload", "--undo", batch, "--yes")
    assert (code, told["data"]["items"]) == (0, [])
    code, told = typed(home, tmp_path, "upload", "--drafts", "goi")
    assert {item["state"] for item in told["data"]["items"]} == {"refused"}


def test_the_settings_of_the_office_decide_what_goes(home: Path, tmp_path: Path) -> None:
    for name in ("mot", "hai"):
        make_package(tmp_path / "goi", name, title=name)
    (tmp_path / "goi" / "pbgdpl.toml").write_text('[upload]\nallow = ["DU"]\n', encoding="utf-8")  # came with them
    (tmp_path / "pbgdpl.toml").write_text('[upload]\nallow = ["SACH322"]\n', encoding="utf-8")
    _, told = typed(home, tmp_path, "upload", "goi")
    assert [error["code"] for error in told["errors"]] == ["draft-not-asked"] * 2
    _, told = typed(home, tmp_path, "upload", "goi", "--drafts", "--receipts", "b.json")
    assert [item["state"] for item in told["data"]["items"]] == ["sent", "sent"]
    receipts = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert [receipt["allowed"] for receipt in receipts] == [["SACH322"]] * 2
    (tmp_path / "pbgdpl.toml").write_text('[upload]\ndrafts = "never"\n', encoding="utf-8")
    code, told = typed(home, tmp_path, "upload", "goi")
    assert (code, told["errors"][0]["code"]) == (1, "wrong-policy")
    (tmp_path / "pbgdpl.toml").write_text('[upload]\ndrafts = "marked"\n', encoding="utf-8")
    make_package(tmp_path / "goi", "ba", title="ba")
    _, told = typed(home, tmp_path, "upload", "goi")
    assert sorted(item["state"] for item in told["data"]["items"]) == ["sent", "unchanged", "unchanged"]


def test_the_offices_register_is_asked_before_anything_goes(home: Path, tmp_path: Path) -> None:
    act = {"type": "nghi-dinh", "number": "967/2015/NĐ-CP", "date": "2014-08-14"}
    validity = {"state": "in-force", "as_of": "2026-11-01", "source": "vbpl.vn"}
    basis = {"text": "Nghị định số 967/2015/NĐ-CP", "act": act, "validity": validity}
    make_package(tmp_path / "goi", "mot", legal_basis=[basis])
    settings = '[upload]\nrefuse = ["SONG406"]\n'
    (tmp_path / "pbgdpl.toml").write_text(settings, encoding="utf-8")
    _, told = typed(home, tmp_path, "upload", "goi", "--drafts", "--dry-run")
    assert [item["state"] for item in told["data"]["items"]] == ["planned"]  # who keeps none is not asked
    rows = "number,date,in_force_from,expired_on\n967/2015/NĐ-CP,2015-08-14,2015-10-01,2020-09-01\n"
    (tmp_path / "acts.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "pbgdpl.toml").write_text(f'[validate]\nregister = "acts.csv"\n{settings}', encoding="utf-8")
    _, told = typed(home, tmp_path, "upload", "goi", "--drafts")
    assert [item["state"] for item in told["data"]["items"]] == ["refused"]
    assert "SONG406" in told["errors"][0]["message"]


def test_findings_are_told_by_row_package_file_and_line(home: Path, tmp_path: Path) -> None:
    make_package(tmp_path / "goi", "mot", content=[{"type": "paragraph", "text": "MẬT"}])
    (tmp_path / "ds.csv").write_text("Gói\ngoi/mot\n", encoding="utf-8")
    environ = os.environ | {"PBGDPL_HOME": str(home)}
    command = [sys.executable, "-m", "pbgdpl_cli", "--lang", "en", "upload", "--list", "ds.csv", "--dry-run"]
    done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    lines = done.stdout.splitlines()
    at = lines.index(f"ds.csv, row 2: {tmp_path / 'goi' / 'mot'}")
    assert lines[at + 1].endswith("record.json")
    line, code = lines[at + 2].split()[:2]
    assert (line.isdigit(), code) == (True, "SACH310")


def test_a_dry_run_tells_bytes_and_time(home: Path, tmp_path: Path) -> None:
    make_package(tmp_path / "goi", "mot", {"source/a.pdf": b"%PDF-1.7 " + bytes(500_000)})
    words = ("upload", "goi", "--drafts", "--dry-run")
    _, told = typed(home, tmp_path, *words)
    (item,) = told["data"]["items"]
    assert (item["state"], told["data"]["seconds_due"]) == ("planned", None)  # nobody knows the line yet
    _, told = typed(home, tmp_path, *words, "--limit-rate", "10k")
    assert told["data"]["seconds_due"] == item["bytes_due"] / 10240


@pytest.mark.parametrize(
    "words",
    [
        ("upload",),
        ("upload", "--undo", "2020-01-01-1", "--yes"),
        ("upload", "goi", "--undo", "2020-01-01-1"),
        ("upload", "goi", "--report", "r.doc"),
        ("upload", "goi", "--failed", "khong/r.csv"),
        ("status", "--read"),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_is_done(tmp_path: Path, words: tuple[str, ...]) -> None:
    make_package(tmp_path / "goi", "mot")
    code, told = typed(tmp_path / "home", tmp_path, *words)
    assert (code, told["errors"][0]["code"]) == (2, "usage")


def test_a_portal_that_is_not_there_leaves_the_rest_of_status(tmp_path: Path) -> None:
    make_package(tmp_path / "goi", "mot")
    code, told = typed(tmp_path / "home", tmp_path, "status", "goi", "--portal")
    assert code == 1
    assert len(told["data"]["packages"]) == 1
