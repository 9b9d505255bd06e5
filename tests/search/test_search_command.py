"""`pbgdpl search`: packages of a folder, found as they are now."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pbgdpl_cli.runs.search import SearchChoice, SearchPayload, run
from pbgdpl_cli.search.folder_index import FolderIndex
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.console import Console
from tests.upload.package_factory import make_package

Ask = Callable[..., SearchPayload]
TEXTS = {"dat": "Người sử dụng đất đai có quyền.", "luc": "Phòng, chống bạo lực gia đình."}


def session_in(folder: Path) -> Session:
    settings = Settings(language="vi", json=True, verbosity=0, chosen_home=folder / "home")
    return Session(Console(settings, io.StringIO(), io.StringIO()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        make_package(tmp_path / "goi", name, title=f"Tờ gấp {name}", content=[{"type": "paragraph", "text": text}])
    return tmp_path / "goi"


@pytest.fixture
def ask(folder: Path, tmp_path: Path) -> Ask:
    def answer(words: str, most: int = 10) -> SearchPayload:
        result = run(session_in(tmp_path), SearchChoice(words, folder, most))
        assert result.data is not None
        assert not result.errors
        return result.data

    return answer


def names(payload: SearchPayload) -> list[str]:
    return [hit.path.name for hit in payload.found]


def test_packages_are_found_with_the_place_that_shows_it(ask: Ask) -> None:
    found = ask("bao luc")
    assert names(found) == ["luc"]
    assert "bạo lực gia đình" in found.found[0].excerpt
    assert (found.total, found.how) == (1, "close")


def test_what_changed_or_went_is_seen_at_the_next_search(ask: Ask, folder: Path) -> None:
    assert names(ask("sử dụng đất")) == ["dat"]
    make_package(folder, "dat", title="Tờ gấp", content=[{"type": "paragraph", "text": "Nói về rừng và biển."}])
    assert (names(ask("sử dụng đất")), names(ask("rừng và biển"))) == ([], ["dat"])
    shutil.rmtree(folder / "dat")
    assert names(ask("rừng và biển")) == []


def test_an_unchanged_package_is_not_read_again(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("sử dụng đất")
    monkeypatch.setattr(FolderIndex, "put", lambda *_: pytest.fail("read again"))
    assert names(ask("sử dụng đất")) == ["dat"]


def test_a_package_that_cannot_be_read_is_told_and_the_others_are_found(folder: Path, tmp_path: Path) -> None:
    (folder / "luc" / "data" / "record.json").write_text("{", encoding="utf-8")
    result = run(session_in(tmp_path), SearchChoice("đất đai", folder))
    assert result.data is not None
    assert names(result.data) == ["dat"]
    assert [error.path for error in result.errors] == [str(folder / "luc" / "data" / "record.json")]


def test_only_so_many_are_shown_and_the_rest_is_counted(ask: Ask) -> None:
    found = ask("to gap", 1)
    assert (found.total, len(found.found)) == (2, 1)
