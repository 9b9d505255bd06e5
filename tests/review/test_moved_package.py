"""A package that was moved: what was answered goes with it, and while it is open one sentence tells what is wrong."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import review_packages
from review_packages import TOKEN, WORD
from starlette.testclient import TestClient

from pbgdpl_cli.app import run
from pbgdpl_cli.review.answers.items import Said, answered
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.trying.work import Work

WHO = "Trần Thị Bình Minh"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_packages.doubtful(tmp_path_factory.mktemp("goc"))


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    return review_packages.copied(original, tmp_path)


def answer(package: PackageUnderReview, text: str = "xóm") -> None:
    key = next(key for key in package.keys_on(1) if (doubt := package.doubt(key)) is not None and doubt.text == WORD)
    item = package.item(key)
    assert item is not None
    package.answer(answered(item, Said(text), WHO))


def texts(package: PackageUnderReview) -> list[str | None]:
    return [one.text for one in package.answers.values()]


def test_answers_go_with_it(package: Path, tmp_path: Path) -> None:
    home = tmp_path / "nha"
    answer(PackageUnderReview(package, home))
    moved = package.rename(tmp_path / "kho")
    again = PackageUnderReview(moved, home)
    assert (texts(again), again.moved_from) == (["xóm"], package)
    assert again.apply().count == 1
    assert PackageUnderReview(moved, home).answers == {}


def test_and_back_again(package: Path, tmp_path: Path) -> None:
    home = tmp_path / "nha"
    answer(PackageUnderReview(package, home))
    moved = package.rename(tmp_path / "kho")
    answer(PackageUnderReview(moved, home), "xôm")
    moved.rename(package)
    assert texts(PackageUnderReview(package, home)) == ["xôm"]


def test_a_copy_has_answers_of_its_own(package: Path, tmp_path: Path) -> None:
    home = tmp_path / "nha"
    answer(PackageUnderReview(package, home))
    copy = PackageUnderReview(Path(shutil.copytree(package, tmp_path / "ban-sao")), home)
    assert (copy.answers, copy.moved_from) == ({}, None)
    assert texts(PackageUnderReview(package, home)) == ["xóm"]


def test_another_material_takes_nothing(package: Path, tmp_path: Path) -> None:
    home, other = tmp_path / "nha", tmp_path / "khac"
    answer(PackageUnderReview(package, home))
    other.mkdir()
    strange = review_packages.package_of(other, ("Mot tai lieu khac", "Con em trong xom xem sach"))
    shutil.rmtree(package)
    assert PackageUnderReview(strange, home).moved_from is None


def test_answers_that_are_there_are_never_overwritten(package: Path, tmp_path: Path) -> None:
    home = tmp_path / "nha"
    copy = Path(shutil.copytree(package, tmp_path / "ban-sao"))
    answer(PackageUnderReview(package, home))
    answer(PackageUnderReview(copy, home), "xôm")
    shutil.rmtree(package)
    assert texts(PackageUnderReview(copy, home)) == ["xôm"]


def test_what_was_begun_and_marked_goes_with_it(package: Path, tmp_path: Path) -> None:
    home = tmp_path / "nha"
    PackageUnderReview(package, home).begun.keep("line-1-1", WHO, {"text": "Con em"})
    moved = PackageUnderReview(package.rename(tmp_path / "kho"), home)
    assert moved.begun.of("line-1-1", WHO) == {"text": "Con em"}


def test_a_second_readers_answers_go_with_it(package: Path, tmp_path: Path) -> None:
    home = tmp_path / "nha"
    reading = PackageUnderReview(package, home, Work(second_reader=WHO))
    reading.journal.add(Answer("so", "1", WHO, dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)))
    moved = package.rename(tmp_path / "kho")
    assert PackageUnderReview(moved, home).answers == {}  # they are to other questions
    assert texts(PackageUnderReview(moved, home, Work(second_reader=WHO))) == ["1"]


def test_a_list_of_places_that_cannot_be_read_stops_nobody(package: Path, tmp_path: Path) -> None:
    home = tmp_path / "nha"
    PackageUnderReview(package, home)
    (places,) = (home / "review").glob("*.places")
    places.write_bytes(b"not json\n")
    assert PackageUnderReview(package, home).moved_from is None


def test_moved_while_it_is_open(client: TestClient, package: Path) -> None:
    moved = package.rename(package.with_name("kho"))
    told = client.get("/").text
    assert "it was moved or taken away" in told
    assert str(package) in told
    assert client.get("/p/0/page/1").status_code == 200
    assert client.get("/p/0/standing").status_code == 200
    moved.rename(package)
    assert "it was moved" not in client.get("/").text


def test_what_is_answered_meanwhile_is_kept(
    client: TestClient, opened: Callable[[], TestClient], package: Path
) -> None:
    moved = package.rename(package.with_name("kho"))
    client.post("/p/0/item/line-1-3", data={"text": "Ai hay thi nay", "known": ""})
    assert "The answers are kept" in client.post("/p/0/apply").text
    moved.rename(package)
    assert "Ai hay thi nay" in opened().get("/p/0/item/line-1-3").text


def test_it_is_told_that_answers_were_taken_along(client: TestClient, package: Path, tmp_path: Path) -> None:
    client.post("/p/0/item/line-1-3", data={"text": "Ai hay thi nay", "known": ""})
    moved = PackageUnderReview(package.rename(tmp_path / "kho"), tmp_path / "nha")
    application = build_application(ReviewQueue([moved]), "en", TOKEN, WHO)
    with TestClient(application, base_url=review_packages.BASE) as again:
        again.cookies.set(cookie_name(TOKEN), TOKEN)
        assert f"while this package stood at {package} was taken along" in again.get("/").text


def test_another_material_in_its_place_is_told_and_gets_none_of_its_answers(
    client: TestClient, package: Path, tmp_path: Path
) -> None:
    client.post("/p/0/item/line-1-3", data={"text": "Ai hay thi nay", "known": ""})
    other = tmp_path / "khac"
    other.mkdir()
    strange = review_packages.package_of(other, ("Mot tai lieu khac", "Con em trong xom xem sach"))
    shutil.rmtree(package)
    shutil.copytree(strange, package)
    assert "Another material stands at" in client.get("/").text
    before = (package / "data" / "record.json").read_bytes()
    told = client.post("/p/0/apply").text
    assert "Another material stands at" in told
    assert "The answers are kept" in told
    assert (package / "data" / "record.json").read_bytes() == before


@pytest.mark.real
def test_an_approval_sees_answers_given_before_the_move(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "nha"
    monkeypatch.setenv("PBGDPL_HOME", str(home))
    answer(PackageUnderReview(package, home))
    moved = package.rename(tmp_path / "kho")
    assert run(["review", "compare", str(moved), "--by", WHO]) == 0
    assert run(["--lang", "en", "review", "approve", str(moved), "--by", WHO]) != 0
    assert "1 answers of the review page are not in this package yet" in capsys.readouterr().err
