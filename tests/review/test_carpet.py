"""Like doubts side by side, over HTTP: what is confirmed, what is refused, what happens in two windows."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import like_words
import pytest
import review_packages
from starlette.testclient import TestClient

from converters.records.doubts.doubt import doubt
from converters.records.doubts.settled import key_of, open_doubts
from pbgdpl_cli.review.alike.carpet import digest
from pbgdpl_cli.review.answers.journal import Journal
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from validators.packages.package import SETTLED, open_package
from validators.packages.verification import verify

TOKEN = "x" * 32
WHO = "Trần Thị Bình Minh"
XOM = 6  # places where "xom" stands in small letters

pytestmark = pytest.mark.real
Open = Callable[..., TestClient]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six like words in doubt, and an amount; made once, copied for every test."""
    return like_words.package_of(tmp_path_factory.mktemp("mau"))


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A copy for one test."""
    return shutil.copytree(made, tmp_path / "goi")


@pytest.fixture
def opened(package: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens the page anew over what is kept, as another start of the program does."""
    clients: list[TestClient] = []

    def again(*more: Path) -> TestClient:
        queue = ReviewQueue([PackageUnderReview(one, tmp_path / "nha") for one in (package, *more)])
        client = TestClient(build_application(queue, "en", TOKEN, WHO), base_url="http://127.0.0.1:8799")
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        clients.append(client)
        return client

    yield again
    for client in clients:
        client.close()


@pytest.fixture
def client(opened: Open) -> TestClient:
    return opened()


def tokens(page: str) -> list[str]:
    return re.findall(r'name="tile" value="([^"]+)"', page)


def shown(client: TestClient) -> list[str]:
    return tokens(client.get("/carpet").text)


def answered(package: Path, home: Path) -> dict[str, str | None]:
    """What is on the disk, as another program reads it."""
    answers = Journal(home, package, open_package(package).record().identifier).answers()
    return {key: answer.text for key, answer in answers.items()}


def keys(package: Path, kind: str) -> set[str]:
    return {key_of(one) for one in open_doubts(package, open_package(package).record()) if one.kind == kind}


class TestAScreen:
    """What stands on it, and what becomes of it."""

    def test_like_words_stand_together_and_no_number_with_them(self, client: TestClient, package: Path) -> None:
        page = client.get("/carpet").text
        assert {token.split(":")[1] for token in tokens(page)} == keys(package, "word")
        assert "xom ↔ xóm" in page
        assert "300.000" not in page

    def test_enter_answers_all_but_the_odd_and_those_put_off(
        self, client: TestClient, package: Path, tmp_path: Path
    ) -> None:
        odd, later, *right = shown(client)
        page = client.post("/carpet", data={"tile": [odd, later, *right], "odd": odd, "later": later}).text
        assert "4 places are answered. 1 were marked and go one by one. 1 were put off." in page
        assert answered(package, tmp_path / "nha") == {token.split(":")[1]: "xom" for token in right}

    def test_the_odd_go_item_by_item_and_those_put_off_come_again(self, client: TestClient, opened: Open) -> None:
        odd, later, *right = shown(client)
        page = client.post("/carpet", data={"tile": [odd, later, *right], "odd": odd, "later": later}).text
        assert "Show the 1 that were put off" in page
        assert tokens(client.post("/carpet/again").text) == [later]
        assert client.get(f"/p/0/item/{odd.split(':')[1]}").status_code == 200
        assert shown(opened()) == [later]  # that a place is odd outlives the program

    def test_the_whole_screen_is_put_off(self, client: TestClient, package: Path, tmp_path: Path) -> None:
        client.post("/carpet", data={"tile": shown(client), "all_later": "yes"})
        assert shown(client) == []
        assert answered(package, tmp_path / "nha") == {}

    def test_what_was_confirmed_is_settled_in_the_package(self, client: TestClient, package: Path) -> None:
        client.post("/carpet", data={"tile": shown(client)})
        client.post("/p/0/apply")
        settled = (package / "data" / SETTLED).read_text("utf-8").splitlines()
        assert {(one["text"], one["who"]) for one in map(json.loads, settled)} == {("xom", WHO)}
        assert keys(package, "word") == set()
        assert len(keys(package, "amount")) == 1
        assert verify(package) == []

    def test_packages_lie_side_by_side(self, opened: Open, made: Path, package: Path, tmp_path: Path) -> None:
        other = shutil.copytree(made, tmp_path / "hai")
        client = opened(other)
        found = shown(client)
        assert len(found) == 2 * XOM
        client.post("/carpet", data={"tile": found})
        for one in (package, other):
            assert len(answered(one, tmp_path / "nha")) == XOM

    def test_pictures_of_places(self, client: TestClient) -> None:
        for picture in re.findall(r'src="(/p/0/tile/[^"]+)"', client.get("/carpet").text):
            answer = client.get(picture)
            assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")

    def test_without_a_name_nothing_is_answered(self, package: Path, tmp_path: Path) -> None:
        queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha")])
        with TestClient(build_application(queue, "en", TOKEN), base_url="http://127.0.0.1:8799") as client:
            client.cookies.set(cookie_name(TOKEN), TOKEN)
            client.post("/carpet", data={"tile": f"0:{keys(package, 'word').pop()}:x"})
        assert answered(package, tmp_path / "nha") == {}


class TestInk:
    """Where ink was not read, nothing is nodded through: each place is marked where nothing is to be read."""

    @pytest.fixture
    def package(self, made: Path, tmp_path: Path) -> Path:
        """The same page with ink that was not read."""
        package = shutil.copytree(made, tmp_path / "goi")
        boxes = [(60 + 40 * at, 2200, 90 + 40 * at, 2240) for at in range(3)]
        reason = like_words.HARD
        like_words.doubt_only(package, [doubt("ink", reason, page=1, box=box) for box in boxes])
        return package

    def test_only_marked_places_are_answered(self, client: TestClient, package: Path, tmp_path: Path) -> None:
        blank, *others = shown(client)
        client.post("/carpet", data={"tile": [blank, *others], "blank": blank})
        assert answered(package, tmp_path / "nha") == {blank.split(":")[1]: None}
        assert shown(client) == []

    def test_a_word_is_never_on_the_same_screen(self, package: Path, opened: Open) -> None:
        inks = open_doubts(package, open_package(package).record())
        words = [
            doubt("word", like_words.HARD, page=1, box=one, text="xom") for one in like_words.boxes_of(package, "xom")
        ]
        like_words.doubt_only(package, [*inks, *words])
        client = opened()
        page = client.get("/carpet").text
        assert 'name="odd"' in page
        assert 'name="blank"' not in page


class TestForged:
    """Whatever a form says, no number is answered with others, nor anything that was on no screen."""

    def test_a_number_is_refused(self, client: TestClient, package: Path, tmp_path: Path) -> None:
        (key,) = keys(package, "amount")
        seen = client.get("/carpet").text
        page = client.post("/carpet", data={"tile": [*tokens(seen), f"0:{key}:{digest('300.000')}"]}).text
        assert "1 were left open" in page
        assert key not in answered(package, tmp_path / "nha")

    @pytest.mark.parametrize("kind", ["date", "number", "locator", "percentage", "phone", "duration", "citation"])
    def test_nor_any_other_number(self, kind: str, package: Path, opened: Open, tmp_path: Path) -> None:
        box = like_words.boxes_of(package, "300.000")[0]
        like_words.doubt_only(package, [doubt(kind, like_words.HARD, page=1, box=box, text="300.000")])
        client = opened()
        (key,) = keys(package, kind)
        client.post("/carpet", data={"tile": f"0:{key}:{digest('300.000')}"})
        assert answered(package, tmp_path / "nha") == {}

    def test_nor_a_word_in_the_frame_of_a_number(self, package: Path, opened: Open, tmp_path: Path) -> None:
        line = like_words.line_boxes(package)[like_words.LINES[3]]
        word = like_words.boxes_of(package, "dong")[0]
        amount = doubt("amount", like_words.HARD, page=1, box=line, text="300.000 dong")
        like_words.doubt_only(package, [doubt("word", like_words.HARD, page=1, box=word, text="dong"), amount])
        client = opened()
        (key,) = keys(package, "word")
        assert shown(client) == []
        client.post("/carpet", data={"tile": f"0:{key}:{digest('dong')}"})
        assert answered(package, tmp_path / "nha") == {}

    def test_nor_more_than_a_screen_holds(self, package: Path, opened: Open, tmp_path: Path) -> None:
        many = [
            doubt("word", like_words.HARD, page=1, box=box, text="xom", candidates=(f"x{'o' * more}m",))
            for box in like_words.boxes_of(package, "xom")
            for more in range(2, 9)
        ]
        like_words.doubt_only(package, many)
        client = opened()
        client.post("/carpet", data={"tile": [f"0:{key}:{digest('xom')}" for key in keys(package, "word")]})
        assert len(answered(package, tmp_path / "nha")) <= 28

    @pytest.mark.parametrize(
        "token", ["", "0", "7:x:y", "0:none:y", "x:y:z", "-1:x:y", "0::", "٣:x:y", "9" * 30 + ":x:y"]
    )
    def test_nor_what_is_nowhere(self, client: TestClient, package: Path, tmp_path: Path, token: str) -> None:
        assert client.post("/carpet", data={"tile": token, "odd": token}).status_code == 200
        assert client.post("/carpet", data={"tile": token, "all_later": "yes"}).status_code == 200
        assert answered(package, tmp_path / "nha") == {}

    def test_another_site_confirms_nothing(self, client: TestClient, package: Path, tmp_path: Path) -> None:
        found = shown(client)
        answer = client.post("/carpet", data={"tile": found}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert answered(package, tmp_path / "nha") == {}


class TestMeanwhile:
    """Two windows, another program, a full disk, a killed server."""

    def test_two_windows_with_one_screen(self, client: TestClient, package: Path, tmp_path: Path) -> None:
        found = shown(client)
        client.post("/carpet", data={"tile": found[:4]})
        (first,) = found[:1]
        client.post(f"/p/0/item/{found[5].split(':')[1]}", data={"text": "xóm"})
        page = client.post("/carpet", data={"tile": found, "odd": first}).text
        assert "5 were left open" in page
        held = answered(package, tmp_path / "nha")
        assert held[found[5].split(":")[1]] == "xóm"
        assert held[first.split(":")[1]] == "xom"

    def test_what_another_program_put_right_is_not_confirmed(
        self, client: TestClient, package: Path, tmp_path: Path
    ) -> None:
        found = shown(client)
        review_packages.correct(package, "lang xom giup", "lang xóm giup")
        page = client.post("/carpet", data={"tile": found}).text
        assert "1 were left open" in page
        assert len(answered(package, tmp_path / "nha")) == XOM - 1

    def test_nothing_is_confirmed_whose_picture_is_gone(
        self, client: TestClient, package: Path, tmp_path: Path
    ) -> None:
        (package / "data" / "source" / "to-roi.pdf").unlink()
        found = shown(client)
        page = client.post("/carpet", data={"tile": found}).text
        assert f"{len(found)} were left open" in page
        assert answered(package, tmp_path / "nha") == {}

    def test_a_full_disk_takes_none_of_a_screen(
        self, client: TestClient, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = shown(client)

        def full(descriptor: int, content: bytes) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as disk:
            disk.setattr(os, "write", full)
            assert client.post("/carpet", data={"tile": found}).status_code == 507
        assert answered(package, tmp_path / "nha") == {}
        assert shown(client) == found

    def test_what_was_confirmed_outlives_a_killed_server(self, opened: Open, client: TestClient) -> None:
        found = shown(client)
        client.post("/carpet", data={"tile": found[:5], "odd": found[0]})
        again = opened()
        assert shown(again) == found[5:]


class TestUndo:
    """A screen is taken back as a whole, or place by place."""

    def test_the_whole_screen(self, client: TestClient, package: Path, tmp_path: Path) -> None:
        found = shown(client)
        client.post("/carpet", data={"tile": found, "odd": found[0]})
        assert f"{XOM - 1} answers were taken back" in client.post("/undo").text
        assert shown(client) == found
        assert answered(package, tmp_path / "nha") == {}

    def test_the_answer_before_it_stays(self, client: TestClient, package: Path, tmp_path: Path) -> None:
        found = shown(client)
        typed = found[0].split(":")[1]
        client.post(f"/p/0/item/{typed}", data={"text": "xóm"})
        client.post("/carpet", data={"tile": found[1:]})
        client.post("/undo")
        assert answered(package, tmp_path / "nha") == {typed: "xóm"}

    def test_in_another_sitting(self, opened: Open, client: TestClient, package: Path, tmp_path: Path) -> None:
        client.post("/carpet", data={"tile": shown(client)})
        opened().post("/undo")
        assert answered(package, tmp_path / "nha") == {}

    def test_one_place_of_it(self, client: TestClient, package: Path, tmp_path: Path) -> None:
        found = shown(client)
        page = client.post("/carpet", data={"tile": found}).text
        (batch,) = set(re.findall(r'href="(/batch/[^"]+)"', page))
        spot = re.findall(r'name="spot" value="([^"]+)"', client.get(batch).text)[0]
        client.post(f"{batch}/drop", data={"spot": spot})
        assert len(answered(package, tmp_path / "nha")) == XOM - 1
        assert shown(client) == []  # it goes item by item now
        client.post(f"{batch}/undo")
        assert answered(package, tmp_path / "nha") == {}
        assert client.get(batch).status_code == 404

    @pytest.mark.parametrize("spot", ["", "0:none:", "7:x:", "0:line-1-0:"])
    def test_nothing_else_is_taken_back(self, client: TestClient, package: Path, tmp_path: Path, spot: str) -> None:
        page = client.post("/carpet", data={"tile": shown(client)}).text
        (batch,) = set(re.findall(r'href="(/batch/[^"]+)"', page))
        client.post(f"{batch}/drop", data={"spot": spot})
        assert len(answered(package, tmp_path / "nha")) == XOM
