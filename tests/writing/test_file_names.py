"""File names every system can hold, and what runs that died have left in a folder."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters.writing.leftovers import LOCK, at_work, is_abandoned, sweep_workspaces
from converters.writing.names import MAX_LENGTH, is_reserved, safe_file_name, slug
from tests.each import each
from tests.properties import at_most
from validators.packages.durable import replacing, unfinished_name
from validators.packages.locking import Lock, have_alone, share
from validators.packages.swapping import OLD


class TestSlugs:
    @each(
        ("text", "name"),
        [
            ("Đường Đê", "duong-de"),
            ("ĐƯỜNG", "duong"),
            ("e\u0302\u0301", "e"),
            ("Ð ð", "d-d"),
            ("ﬁle ①", "file-1"),
            ("  --a--  ", "a"),
            ("a_b.c", "a-b-c"),
            ("法律 2024", "2024"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Windows", "c-windows"),
        ],
    )
    def test_examples(self, text: str, name: str) -> None:
        assert slug(text) == name

    @each("text", ["", "   ", "…", "法律", "\u0301"])
    def test_a_name_of_nothing_is_the_fallback(self, text: str) -> None:
        assert slug(text) == "tai-lieu"
        assert slug(text, fallback="trang") == "trang"

    def test_a_long_name_is_cut_and_never_ends_in_a_hyphen(self) -> None:
        assert slug("a" * 100) == "a" * MAX_LENGTH
        assert slug("a" * (MAX_LENGTH - 1) + " bb") == "a" * (MAX_LENGTH - 1)

    @given(st.text(max_size=60))
    @settings(max_examples=at_most(60))
    def test_a_slug_is_a_slug_already(self, text: str) -> None:
        name = slug(text)
        assert slug(name) == name
        assert not is_reserved(name)

    def test_a_fallback_may_not_be_a_device_either(self) -> None:
        assert slug("…", fallback="con") == "con-x"


class TestWindows:
    @each(
        "name",
        ["con", "PRN", "Aux", "nul", "com1", "COM9", "lpt0", "lpt9", "COM¹", "lpt³.txt", "con.txt", "aux.tar.gz"],
    )
    def test_devices(self, name: str) -> None:
        assert is_reserved(name)

    @each("name", ["cong", "con1", "com", "com10", "com⁴", "lpt", "nul-1", "x.con", "", "a con"])
    def test_other_names(self, name: str) -> None:
        assert not is_reserved(name)


class TestFileNames:
    @each(
        ("name", "safe"),
        [
            ("Tờ gấp.PDF", "to-gap.pdf"),
            ("a.tar.gz", "a-tar.gz"),
            ("báo cáo 1.2.docx", "bao-cao-1-2.docx"),
            (".htaccess", "tai-lieu.htaccess"),
            ("không đuôi", "khong-duoi"),
            ("a.", "a"),
            ("a.đuôi", "a-duoi"),
            ("a.quadailamrui", "a-quadailamrui"),
            ("CON.TXT", "con-x.txt"),
            ("../a.pdf", "a.pdf"),
            ("a.p/df", "a-p-df"),
        ],
    )
    def test_the_ending_stays_where_it_is_one(self, name: str, safe: str) -> None:
        assert safe_file_name(name) == safe

    @given(st.text(max_size=40))
    @settings(max_examples=at_most(60))
    def test_any_name_becomes_one_plain_part_of_a_path(self, name: str) -> None:
        safe = safe_file_name(name)
        assert safe.isascii()
        assert Path(safe).name == safe
        assert not safe.endswith(".")
        assert not is_reserved(safe)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A folder another run is at work in."""
    with (tmp_path / LOCK).open("a+b") as stream:
        assert have_alone(stream) is Lock.OURS
        share(stream)
        yield tmp_path


def aged(path: Path, seconds: float) -> Path:
    moment = time.time() - seconds
    os.utime(path, (moment, moment))
    return path


def leftover(folder: Path, name: str = "a.pdf") -> Path:
    path = folder / unfinished_name(name, "part")
    path.write_bytes(b"half")
    return path


class TestAtWork:
    def test_halves_of_dead_runs_are_taken_away(self, tmp_path: Path) -> None:
        half, whole = leftover(tmp_path), tmp_path / "a.pdf"
        whole.write_bytes(b"whole")
        with at_work(tmp_path):
            assert not half.exists()
            assert whole.exists()

    def test_halves_of_a_run_that_lives_stay(self, held: Path) -> None:
        half = leftover(held)
        with at_work(held):
            assert half.exists()

    def test_unless_they_are_older_than_any_run(self, held: Path) -> None:
        old, young = aged(leftover(held, "cũ"), OLD + 60), aged(leftover(held, "mới"), OLD - 60)
        with at_work(held):
            assert not old.exists()
            assert young.exists()

    @pytest.mark.parametrize(
        "name",
        [".a.pdf.12345678.tmp", "a.pdf.12345678.part", ".a.pdf.1234567.part", ".a.pdf.1234567g.part", ".12345678.part"],
    )
    def test_other_people_s_files_stay(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"mine")
        with at_work(tmp_path):
            assert (tmp_path / name).exists()

    def test_a_folder_of_such_a_name_stays(self, tmp_path: Path) -> None:
        folder = tmp_path / unfinished_name("a", "part")
        folder.mkdir()
        with at_work(tmp_path):
            assert folder.is_dir()

    def test_what_is_being_written_now_stays(self, tmp_path: Path) -> None:
        with at_work(tmp_path), replacing(tmp_path / "a.pdf") as stream:
            stream.write(b"a")
            with at_work(tmp_path):
                assert list(tmp_path.glob(".a.pdf.*.part"))
        assert (tmp_path / "a.pdf").read_bytes() == b"a"

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match="none"), at_work(tmp_path / "none"):
            pass


class TestAbandoned:
    def test_a_folder_whose_run_is_no_more(self, tmp_path: Path) -> None:
        with at_work(tmp_path):
            assert not is_abandoned(tmp_path)
        assert is_abandoned(tmp_path)

    def test_a_folder_nobody_ever_worked_in(self, tmp_path: Path) -> None:
        assert not is_abandoned(tmp_path)
        assert not is_abandoned(tmp_path / "none")


class TestWorkspaces:
    def workspace(self, place: Path, name: str) -> Path:
        folder = place / name
        folder.mkdir()
        (folder / LOCK).touch()
        (folder / "trang.png").write_bytes(b"x")
        return folder

    def test_those_of_dead_runs_are_taken_away(self, tmp_path: Path) -> None:
        dead, alive = self.workspace(tmp_path, "pbgdpl-1"), self.workspace(tmp_path, "pbgdpl-2")
        with at_work(alive):
            sweep_workspaces(tmp_path, "pbgdpl-")
        assert not dead.exists()
        assert (alive / "trang.png").exists()

    def test_folders_of_other_names_and_without_a_lock_stay(self, tmp_path: Path) -> None:
        other = self.workspace(tmp_path, "firefox-1")
        (tmp_path / "pbgdpl-3").mkdir()
        (tmp_path / "pbgdpl-4").write_bytes(b"a file")
        sweep_workspaces(tmp_path, "pbgdpl-")
        assert sorted(path.name for path in tmp_path.iterdir()) == [other.name, "pbgdpl-3", "pbgdpl-4"]

    @pytest.mark.skipif(os.name != "posix", reason="links need rights of their own on Windows")
    def test_links_are_not_followed(self, tmp_path: Path) -> None:
        target = self.workspace(tmp_path, "elsewhere")
        (tmp_path / "pbgdpl-5").symlink_to(target)
        sweep_workspaces(tmp_path, "pbgdpl-")
        assert (target / "trang.png").exists()

    def test_a_place_that_is_not_there(self, tmp_path: Path) -> None:
        sweep_workspaces(tmp_path / "none", "pbgdpl-")
