"""A word put right once, elsewhere too: what is offered, what is ticked, what never is, and what it becomes."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import like_words
import pytest
import review_packages
from starlette.testclient import TestClient

from converters.corrections.places import lines_of, places_on
from converters.corrections.rebuilding import pages_to_correct
from converters.reading.boxes import Box
from converters.reading.document import Flag, Page
from pbgdpl_cli.review.alike.series import Change, changes
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from validators.packages.package import CORRECTIONS, open_package

TOKEN = "x" * 32
ROW = re.compile(r'<input type="checkbox" name="take" value="([^"]+)"( checked)?( disabled)?')

Open = Callable[..., TestClient]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Điêu", "Điều", [Change("Điêu", "Điều")]),
        ("theo Điêu này,", "theo Điều này,", [Change("Điêu", "Điều")]),
        ("tiên phạt va", "tiền phạt và", [Change("tiên", "tiền"), Change("va", "và")]),
        ("tiên và tiên", "tiền và tiền", [Change("tiên", "tiền")]),
        ("phạt 300 nghìn", "phạt 800 nghìn", []),
        ("điểm d", "điểm đ", []),
        ("đúng", "đúng", []),
        ("đúng", "đúng rồi", []),
        ("thừa này", "này", []),
        ("một hai ba bốn năm", "hết sạch cả chữ rồi", []),
    ],
)
def test_what_may_stand_elsewhere_too(before: str, after: str, found: list[Change]) -> None:
    assert changes(before, after) == found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page on which two of the six small "xom" are doubted, and the amount."""

    def doubts(page: Page) -> list[Flag]:
        words = like_words.default_doubts(page)
        return [*words[:2], words[-1]]

    return like_words.package_of(tmp_path_factory.mktemp("mau"), doubts)


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A copy for one test."""
    return shutil.copytree(made, tmp_path / "goi")


@pytest.fixture
def opened(package: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens the page over the package, and others."""
    clients: list[TestClient] = []

    def again(*more: Path) -> TestClient:
        queue = ReviewQueue([PackageUnderReview(one, tmp_path / "nha") for one in (package, *more)])
        client = TestClient(build_application(queue, "en", TOKEN, "Lê Văn Khánh"), base_url="http://127.0.0.1:8799")
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        clients.append(client)
        return client

    yield again
    for client in clients:
        client.close()


def put_right(client: TestClient, package: Path, text: str = "xóm") -> str:
    """The page that follows when the first doubted word is put right."""
    under_review = PackageUnderReview(package, package.parent / "nha")
    key = next(key for key, doubt in under_review.waiting if doubt.kind == "word")
    return client.post(f"/p/0/item/{key}", data={"text": text}).text


def take(client: TestClient, page: str, tokens: list[str]) -> str:
    (address,) = re.findall(r'<form action="(/series/[^"]+)"', page)
    before, after = (
        html.unescape(re.findall(rf'name="{name}" value="([^"]*)"', page)[0]) for name in ("before", "after")
    )
    return client.post(address, data={"before": before, "after": after, "take": tokens}).text


def content(package: Path) -> str:
    return (package / "data" / "content.md").read_text("utf-8")


@pytest.mark.real
class TestOffered:
    """What stands in the rows."""

    def test_the_doubted_is_ticked_and_the_rest_is_not(self, opened: Open, package: Path) -> None:
        rows = ROW.findall(put_right(opened(), package))
        assert [bool(ticked) for _, ticked, _ in rows] == [True] + [False] * 5  # "Xom" among them
        assert not any(disabled for *_, disabled in rows)

    def test_all_packages_are_searched(self, opened: Open, package: Path, made: Path, tmp_path: Path) -> None:
        other = shutil.copytree(made, tmp_path / "hai")
        rows = ROW.findall(put_right(opened(other), package))
        assert [token[0] for token, *_ in rows].count("1") == 7

    def test_words_stand_between_what_is_beside_them(self, opened: Open, package: Path) -> None:
        page = put_right(opened(), package)
        assert 'lang="vi">Ba con lang </td>' in page
        assert "<del>xom</del> <ins>xóm</ins>" in page
        assert "<del>Xom</del> <ins>Xóm</ins>" in page

    def test_each_has_its_picture(self, opened: Open, package: Path) -> None:
        client = opened()
        for picture in re.findall(r'<img src="([^"]+)"', put_right(client, package)):
            assert client.get(picture).headers["content-type"] == "image/jpeg"

    def test_no_row_tells_a_number_that_is_to_be_read(self, opened: Open, package: Path) -> None:
        client = opened()
        (line,) = re.findall(r'item/(line-1-\d+)"[^>]*>Moi nguoi', client.get("/p/0/page/1").text)
        page = client.post(f"/p/0/item/{line}", data={"text": "Moi người trong xom ai cung biet chu"}).text
        assert "[to be read] dong doi voi " in page
        assert "300.000" not in page

    def test_right_as_it_stands_offers_nothing(self, opened: Open, package: Path) -> None:
        assert "/series/" not in put_right(opened(), package, "xom")

    def test_what_stands_nowhere_else_is_not_asked_for(self, opened: Open, package: Path) -> None:
        client = opened()
        (line,) = re.findall(r'item/(line-1-\d+)"[^>]*>Moi nguoi', client.get("/p/0/page/1").text)
        answer = client.post(f"/p/0/item/{line}", data={"text": "Moi nguoi trong xom ai cung biết chu"})
        assert answer.url.path == "/p/0/page/1"


@pytest.mark.real
class TestTaken:
    """What was ticked is put right, each with its own undo, and nothing else is."""

    def test_ticked_places_become_corrections(self, opened: Open, package: Path) -> None:
        client = opened()
        page = put_right(client, package)
        tokens = [token for token, *_ in ROW.findall(page)]
        take(client, page, tokens[:3])
        client.post("/p/0/apply")
        log = (package / "data" / CORRECTIONS).read_text("utf-8").splitlines()
        made = [(one["before"], one["after"]) for one in map(json.loads, log)]
        assert made.count(("xom", "xóm")) + made.count(("Xom", "Xóm")) == 4  # the first one, and three
        assert content(package).count("xóm") == 4

    def test_two_places_of_one_line(self, opened: Open, package: Path, tmp_path: Path) -> None:
        client = opened()
        (line,) = re.findall(r'item/(line-1-\d+)"[^>]*>Hoi phu nu', client.get("/p/0/page/1").text)
        page = client.post(f"/p/0/item/{line}", data={"text": "Hoi phu nu xom tren giup nhau nuôi con"}).text
        assert "/series/" not in page  # "nuoi" stands nowhere else
        page = put_right(client, package)
        apart = [disabled for *_, disabled in ROW.findall(page)]
        assert apart.count(" disabled") == 1  # the line that was typed already

    def test_undo_takes_the_series_back_and_leaves_the_first(self, opened: Open, package: Path) -> None:
        client = opened()
        page = put_right(client, package)
        take(client, page, [token for token, *_ in ROW.findall(page)])
        client.post("/undo")
        client.post("/p/0/apply")
        assert content(package).count("xóm") == 1

    def test_none_ticked_takes_none(self, opened: Open, package: Path) -> None:
        client = opened()
        take(client, put_right(client, package), [])
        client.post("/p/0/apply")
        assert content(package).count("xóm") == 1

    @pytest.mark.parametrize("token", ["", "0:1:0:0:x", "7:1:1:13:x", "x"])
    def test_what_is_no_row_is_not_taken(self, opened: Open, package: Path, token: str) -> None:
        client = opened()
        take(client, put_right(client, package), [token])
        client.post("/p/0/apply")
        assert content(package).count("xóm") == 1

    def test_other_words_than_those_shown_are_not_taken(self, opened: Open, package: Path) -> None:
        client = opened()
        page = put_right(client, package)
        (address,) = re.findall(r'<form action="(/series/[^"]+)"', page)
        tokens = [token for token, *_ in ROW.findall(page)]
        client.post(address, data={"before": "xom", "after": "500.000", "take": tokens})
        client.post("/p/0/apply")
        assert "500.000" not in content(package)

    def test_a_place_changed_meanwhile_is_not_taken(self, opened: Open, package: Path) -> None:
        client = opened()
        page = put_right(client, package)
        review_packages.correct(package, "Ba con lang xom", "Bà con làng xom")
        take(client, page, [token for token, *_ in ROW.findall(page)])
        client.post("/p/0/apply")
        assert "Bà con làng xom" in content(package)


@pytest.mark.real
class TestNumbers:
    """No number is put right among others, nor a word in the frame of one."""

    @pytest.fixture
    def made(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """One "con" is doubted; another stands in the frame of a doubted number."""

        def doubts(page: Page) -> list[Flag]:
            word, other = (place.box for place in places_on(page, "xom")[:2])
            line = next(line for line in lines_of(page) if "lang xom" in line.text)
            wide = Box.around_known((other, line.words[-1].box))
            return [like_words.flag("word", word, "xom", "xóm"), like_words.flag("number", wide, "xom giup nhau")]

        return like_words.package_of(tmp_path_factory.mktemp("so"), doubts)

    def test_it_is_shown_and_goes_by_itself(self, opened: Open, package: Path) -> None:
        client = opened()
        page = put_right(client, package)
        assert "A number is read by itself." in page
        tokens = [token for token, *_ in ROW.findall(page)]
        take(client, page, tokens)
        client.post("/p/0/apply")
        (kept,) = pages_to_correct(package, open_package(package).record()).pages
        assert "Ba con lang xom giup nhau lam ruong" in [line.text for line in lines_of(kept)]
        assert [flag.kind for flag in kept.flags] == ["number"]
