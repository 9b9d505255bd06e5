"""Looking at a package changes nothing and leads nowhere: neither links nor names nor databases."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from validators.check import check_paths
from validators.citations.register import Register, WrongRegister
from validators.options import CheckOptions
from validators.packages.durable import walk
from validators.packages.package import open_package
from validators.packages.swapping import make_staging

EXAMPLES = Path(__file__).parents[2] / "examples"
OPTIONS = CheckOptions(dt.date(2026, 11, 22))
SECRET = "Cháu CCCD 033099001234"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "valid/goi", tmp_path / "goi")
    return tmp_path / "goi"


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        path.as_posix(): (path.lstat().st_mode, path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in walk(folder)
    }


def codes(path: Path) -> set[str]:
    return {finding.code for finding in check_paths([path], OPTIONS).findings}


def test_nothing_is_written_not_even_to_settle_what_a_dead_run_left(package: Path) -> None:
    shutil.copytree(EXAMPLES / "valid/goi", package.parent / "hai")
    cut = package.parent / "hai"
    cut.rename(make_staging(cut).previous)
    (package.parent / ".goi.pbgdpl-lock").touch()
    before = state(package.parent)
    check_paths([package.parent], OPTIONS)
    assert state(package.parent) == before


@pytest.mark.parametrize("hidden", ["data/record.json", "data", "data/content.md"])
def test_what_stands_behind_a_link_is_not_read(package: Path, hidden: str) -> None:
    outside = package.parent / "outside"
    outside.mkdir()
    record = json.loads((package / "data/record.json").read_bytes())
    record["content"].append({"type": "paragraph", "text": SECRET})
    (outside / "record.json").write_text(json.dumps(record), encoding="utf-8")
    (outside / "content.md").write_text("[x](nowhere.pdf)", encoding="utf-8")
    place = package / hidden
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.symlink_to(outside if hidden == "data" else outside / place.name)
    found = codes(package)
    assert "DUNG076" in found
    assert not found & {"SACH320", "SONG432"}


@pytest.mark.parametrize("name", [
    "../../outside.pdf", "/etc/hosts", "access/../../../outside.pdf", "link.pdf", "far/outside.pdf", "a\0b", "~/x",
    "x" * 5000, "C:\\x.pdf", "", "access", "\ud800.pdf",
])  # fmt: skip
def test_no_name_leads_out_of_a_package(package: Path, name: str) -> None:
    (package.parent / "outside.pdf").write_bytes(b"x")
    (package / "data/link.pdf").symlink_to(package.parent / "outside.pdf")
    (package / "data/far").symlink_to(package.parent)
    assert open_package(package).own_file(name) is None


def test_its_own_files_are_found(package: Path) -> None:
    opened = open_package(package)
    assert (
        opened.own_file("access/to-gap.pdf")
        == opened.own_file("data/access/to-gap.pdf")
        == opened.data / "access/to-gap.pdf"
    )


def test_a_link_above_the_package_is_the_caller_s(package: Path) -> None:
    (package.parent / "by-link").symlink_to(package)
    assert codes(package.parent / "by-link") == codes(package)


class TestRegisters:
    """A database that is only looked into stays as it is."""

    def test_a_foreign_database_is_refused_and_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "other.sqlite"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE people (name TEXT)")
        before = path.read_bytes()
        with pytest.raises(WrongRegister):
            Register.open(path)
        assert path.read_bytes() == before
        assert [entry.name for entry in tmp_path.iterdir()] == ["other.sqlite"]

    def test_an_own_one_is_read_without_a_trace(self, tmp_path: Path) -> None:
        path = tmp_path / "số của tôi #1?.sqlite"
        register = Register.create(path)
        register.import_file(EXAMPLES / "invalid/register.csv")
        register.close()
        before = state(tmp_path)
        path.chmod(0o444)
        assert len(Register.open(path)) > 0
        path.chmod(0o644)
        assert state(tmp_path) == before
