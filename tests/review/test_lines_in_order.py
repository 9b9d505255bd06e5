"""Lines put in order on the review page: kept at once, taken back, put into the package, never aimed at other lines."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import review_packages
from review_packages import BASE, TOKEN
from starlette.testclient import TestClient

from converters.reading.boxes import Box
from pbgdpl_cli.review.answers.items import ReviewItem
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.lines.anew import may_be_shown
from validators.packages.package import CORRECTIONS, open_package
from validators.packages.verification import verify

PAGE = "/p/0/page/1"

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A leaflet with a doubtful amount, a doubtful word, and a doubt about the whole document."""
    return review_packages.doubtful(tmp_path_factory.mktemp("mot"))


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return review_packages.copied(made, tmp_path)


def sign(page: str) -> str:
    (found,) = set(re.findall(r'name="seen" value="([0-9a-f]+)"', page))
    return found


def do(client: TestClient, what: str, **fields: object) -> str:
    """The page after something was done with lines; fields are named as the form names them."""
    named = {name.rstrip("_"): str(value) for name, value in fields.items()}
    form = {"seen": sign(client.get(PAGE).text), "do": what, **named}
    return client.post(f"{PAGE}/arrange", data=form).text


def shown(page: str) -> list[str]:
    return re.findall(r'data-number="\d+"[^>]*>([^<]*)</a>', page)


def log(package: Path) -> list[dict[str, object]]:
    place = package / "data" / CORRECTIONS
    return [json.loads(line) for line in place.read_text("utf-8").splitlines()] if place.exists() else []


def content(package: Path) -> str:
    return (package / "data" / "content.md").read_text("utf-8")


LINES = [
    "Trang mot",
    "Con em trong xom xem sach",
    "Phat tien [to be read] doi voi hanh vi nay",
    "Ai hay thi nay xin ghi",
]


class TestOneByOne:
    """What a person does is shown, goes into the package, and is sealed there."""

    def test_lines_are_joined_and_written_down_with_who_and_when(self, client: TestClient, package: Path) -> None:
        page = do(client, "join", from_=1, to=2, why="one title")
        assert shown(page) == [f"{LINES[0]} {LINES[1]}", *LINES[2:]]
        assert "1 answers are in the package now" in client.post("/p/0/apply").text
        head, entry = log(package)
        assert head == {"version": 2}
        assert (entry["change"], entry["before"], entry["after"]) == (
            "joined", f"{LINES[0]}\n{LINES[1]}", f"{LINES[0]} {LINES[1]}",
        )  # fmt: skip
        assert (entry["who"], entry["why"]) == ("Trần Thị Bình Minh", "one title")
        assert f"{LINES[0]} {LINES[1]}" in content(package)
        assert verify(package) == []
        assert shown(client.get(PAGE).text)[0] == f"{LINES[0]} {LINES[1]}"

    def test_a_line_is_split_and_moved(self, client: TestClient) -> None:
        assert shown(do(client, "split", from_=1, words=1))[:2] == ["Trang", "mot"]
        assert shown(do(client, "move", from_=1))[-1] == "Trang"
        assert shown(do(client, "move", from_=5, before=1))[0] == "Trang"

    def test_a_paragraph_stays_one_in_the_record(self, client: TestClient, package: Path) -> None:
        before = len(open_package(package).record().content)
        do(client, "paragraph", from_=1, to=2)
        client.post("/p/0/apply")
        assert len(open_package(package).record().content) == before - 1

    def test_a_stamp_is_no_text(self, client: TestClient, package: Path) -> None:
        assert "Stamp" in do(client, "stamp", from_=4)
        client.post("/p/0/apply")
        (stamp,) = [one for one in open_package(package).record().content if one.type == "stamp"]
        assert stamp.text == LINES[3]

    def test_a_drawn_place_is_a_picture(self, client: TestClient, package: Path) -> None:
        review_packages.doubt_also(package, "ink", "", Box(300, 1000, 500, 1040))
        do(client, "picture", left=250, top=980, right=700, bottom=1100)
        client.post("/p/0/apply")
        (alto,) = (package / "data" / "ocr").glob("*.alto.xml")
        assert "Illustration" in alto.read_text("utf-8")

    def test_words_are_added_at_a_drawn_place(self, client: TestClient, package: Path) -> None:
        assert (
            shown(do(client, "add", left=250, top=1000, right=700, bottom=1040, text="Dòng thứ năm"))[-1]
            == "Dòng thứ năm"
        )
        client.post("/p/0/apply")
        assert "Dòng thứ năm" in content(package)

    @pytest.mark.parametrize("fields", [{}, {"from_": "x"}, {"from_": "99"}, {"from_": "0"}, {"from_": "1", "do": "?"}])
    def test_what_cannot_be_done_says_so(self, client: TestClient, package: Path, fields: dict[str, str]) -> None:
        assert "cannot be done" in do(client, fields.pop("do", "join"), **fields)
        client.post("/p/0/apply")
        assert log(package) == []


class TestTables:
    """Lines typed as a table."""

    def form(self, page: str, **cells: str) -> dict[str, str]:
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        typed = dict(re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)</textarea>', page))
        return {**fields, **typed, **{name.replace("_", "-"): text for name, text in cells.items()}}

    def test_a_grid_is_typed_and_numbers_are_asked_once_more(self, client: TestClient, package: Path) -> None:
        grid = do(client, "table", from_=2, to=3)
        assert review_packages.AMOUNT not in grid
        assert "[?1]" in grid
        grid = client.post(f"{PAGE}/table", data={**self.form(grid), "do": "column"}).text
        typed = {
            "c_0_0": "Con em",
            "c_0_1": "trong xom xem sach",
            "c_1_0": "Phat tien",
            "c_1_1": "700.000 doi voi hanh vi nay",
        }
        again = client.post(f"{PAGE}/table", data={**self.form(grid, **typed), "do": "save"}).text
        assert "type them once more" in again
        assert self.form(again)["c-1-1"] == ""
        assert self.form(again)["c-1-0"] == "Phat tien"
        other = {**self.form(again, c_1_1="900.000 doi voi hanh vi nay"), "do": "save"}
        assert "type them once more" in client.post(f"{PAGE}/table", data=other).text
        page = client.post(f"{PAGE}/table", data={**self.form(again, c_1_1=typed["c_1_1"]), "do": "save"}).text
        assert "Done" in page
        client.post("/p/0/apply")
        rows = [one.rows for one in open_package(package).record().content if one.type == "table"]
        assert rows == [[["Con em", "trong xom xem sach"], ["Phat tien", "700.000 doi voi hanh vi nay"]]]

    def test_a_number_nobody_has_read_may_stay_hidden(self, client: TestClient, package: Path) -> None:
        grid = do(client, "table", from_=2, to=3)
        assert "Done" in client.post(f"{PAGE}/table", data={**self.form(grid), "do": "save"}).text
        client.post("/p/0/apply")
        assert review_packages.AMOUNT in content(package)


class TestTakingBack:
    """Undo, over sessions, and answers that keep to their lines."""

    def test_the_last_thing_done_is_taken_back(self, opened: Callable[[], TestClient]) -> None:
        do(opened(), "join", from_=1, to=2)
        client = opened()
        assert shown(client.get(PAGE).text)[0] == f"{LINES[0]} {LINES[1]}"
        assert shown(client.post("/undo").text) == LINES
        assert 'id="undo"' not in client.get("/").text

    def test_answers_stay_with_their_lines(self, client: TestClient, package: Path) -> None:
        client.post("/p/0/item/line-1-3", data={"text": "Ai hay thì này xin ghi"})
        page = do(client, "join", from_=1, to=2)
        assert shown(page)[2] == "Ai hay thì này xin ghi"
        assert shown(client.post("/undo").text)[3] == "Ai hay thì này xin ghi"
        do(client, "join", from_=1, to=2)
        client.post("/p/0/apply")
        assert "Ai hay thì này xin ghi" in content(package)

    def test_a_line_with_an_answer_is_not_taken_apart(self, client: TestClient) -> None:
        client.post("/p/0/item/line-1-1", data={"text": "Con em trong xóm xem sách"})
        page = do(client, "join", from_=1, to=2)
        assert "is not in the package yet" in page
        assert len(shown(page)) == 4

    def test_a_second_window_reaches_no_other_lines(self, client: TestClient) -> None:
        seen = sign(client.get(PAGE).text)
        do(client, "join", from_=1, to=2)
        form = {"seen": seen, "do": "join", "from": "1", "to": "2"}
        page = client.post(f"{PAGE}/arrange", data=form).text
        assert "changed meanwhile" in page
        assert len(shown(page)) == 3

    def test_what_fits_nowhere_any_more_is_told_and_kept(self, client: TestClient, package: Path) -> None:
        do(client, "join", from_=1, to=2)
        review_packages.correct(package, LINES[1], "")
        page = client.post("/p/0/apply").text
        assert "1 answers were kept" in page
        assert "Lines joined" in page


class TestThePage:
    """What the page shows."""

    def test_the_place_of_the_picture_is_remembered(self, client: TestClient) -> None:
        assert 'class="side"' in client.get(PAGE).text
        page = client.post(f"{PAGE}/layout", data={"side": "above", "at": "line-1-2"}).text
        assert 'class="above"' in page
        assert 'class="above"' in client.get(PAGE).text

    def test_the_line_in_question_is_marked_and_enlarged(self, client: TestClient) -> None:
        page = client.get(f"{PAGE}?at=line-1-2").text
        assert re.search(r'<img src="/p/0/item/line-1-2.jpg[^"]*"[^>]*id="strip"', page)
        assert re.search(r'<rect[^>]*data-line="line-1-2"[^>]*class="at"', page)
        assert re.search(r'id="line-1-2"[^>]*aria-current="true"', page)

    def test_a_place_leads_to_its_line(self, client: TestClient) -> None:
        assert 'href="/p/0/page/1?at=line-1-2#line-1-2"' in client.get("/next").text

    def test_what_words_are_in_the_record_is_seen(self, client: TestClient, package: Path) -> None:
        do(client, "heading", from_=1)
        client.post("/p/0/apply")
        assert re.search(
            r'id="line-1-0"[^>]*>Trang mot</a><span class="chip role-heading">Heading', client.get(PAGE).text
        )

    def test_lines_in_doubt_are_marked(self, client: TestClient) -> None:
        page = client.get(PAGE).text
        assert page.count('class="line doubted"') == 2
        assert "In doubt: Amount" in page

    def test_a_picture_whose_file_is_gone_is_one_sentence(self, client: TestClient, package: Path) -> None:
        client.get(PAGE)
        for source in (package / "data" / "source").iterdir():
            source.unlink()
        assert "The picture cannot be shown" in client.get(PAGE).text


class TestNumbersInLines:
    """A line opened from its page shows no number that is still to be read."""

    def test_the_field_holds_a_sign(self, client: TestClient) -> None:
        page = client.get("/p/0/item/line-1-2").text
        assert review_packages.AMOUNT not in page
        assert 'value="Phat tien [?1] doi voi hanh vi nay"' in page

    def test_words_around_it_are_put_right_and_it_stays_in_doubt(self, client: TestClient, package: Path) -> None:
        page = client.post("/p/0/item/line-1-2", data={"text": "Phạt tiền [?1] đối với hành vi này"}).text
        assert review_packages.AMOUNT not in page
        client.post("/p/0/apply")
        assert f"Phạt tiền {review_packages.AMOUNT} đối với hành vi này" in content(package)
        assert [one["before"] for one in log(package)] == ["Phat tien", "doi voi hanh", "nay"]

    def test_another_number_is_asked_for_once_more(self, client: TestClient, package: Path) -> None:
        typed = "Phat tien 800.000 doi voi hanh vi nay"
        page = client.post("/p/0/item/line-1-2", data={"text": typed}).text
        assert "You typed something else" in page
        client.post("/p/0/item/line-1-2", data={"text": typed, "first": typed})
        client.post("/p/0/apply")
        assert "800.000" in content(package)


class TestInk:
    """Ink without a word: what stands there is typed, or nothing does."""

    BOX = Box(250, 1000, 700, 1040)

    @pytest.fixture
    def key(self, package: Path, opened: Callable[[], TestClient]) -> str:
        review_packages.doubt_also(package, "ink", "", self.BOX, None)
        place = str(opened().get("/next", follow_redirects=False).headers["location"])
        return place.rsplit("/", 1)[1]

    def test_what_is_printed_is_typed(self, key: str, opened: Callable[[], TestClient], package: Path) -> None:
        client = opened()
        assert 'name="text"' in client.get(f"/p/0/item/{key}").text
        client.post(f"/p/0/item/{key}", data={"text": "Xin chào"})
        client.post("/p/0/apply")
        assert "Xin chào" in content(package)
        assert [one["change"] for one in log(package)[1:]] == ["added"]
        assert verify(package) == []

    def test_a_number_is_typed_twice(self, key: str, opened: Callable[[], TestClient], package: Path) -> None:
        client = opened()
        assert "type it once more" in client.post(f"/p/0/item/{key}", data={"text": "Phạt 500.000 đồng"}).text
        client.post(f"/p/0/item/{key}", data={"text": "Phạt 500.000 đồng", "first": "Phạt 500.000 đồng"})
        client.post("/p/0/apply")
        assert "Phạt 500.000 đồng" in content(package)

    def test_nothing_is_printed_there(self, key: str, opened: Callable[[], TestClient], package: Path) -> None:
        client = opened()
        before = content(package)
        client.post(f"/p/0/item/{key}", data={"text": "", "nothing": "yes"})
        client.post("/p/0/apply")
        assert content(package) == before
        assert key not in client.get("/next", follow_redirects=False).headers["location"]


def test_a_number_over_two_lines_is_typed_whole(package: Path, opened: Callable[[], TestClient]) -> None:
    review_packages.doubt_also(package, "citation", "hanh vi nay Ai hay", None)
    client = opened()
    client.post(client.get("/next", follow_redirects=False).headers["location"], data={"text": review_packages.AMOUNT})
    place = client.get("/next", follow_redirects=False).headers["location"]
    assert "hanh vi nay" not in client.get(place).text
    typed = "hành vi nầy Ai hay"
    assert "You typed something else" in client.post(place, data={"text": typed}).text
    client.post(place, data={"text": typed, "first": typed})
    client.post("/p/0/apply")
    assert shown(client.get(PAGE).text)[2:] == [
        "Phat tien 300.000 doi voi hành vi nầy", "Ai hay thi nay xin ghi",
    ]  # fmt: skip


class TestReadAnew:
    """Other readings of a place: beside the field, never in it, and no number before it was typed."""

    @pytest.fixture
    def scan(self, tmp_path: Path) -> Path:
        return review_packages.scanned(tmp_path)

    def part(self, client: TestClient, key: str) -> str:
        for _ in range(200):
            answer = client.get(f"/p/0/item/{key}/anew")
            if answer.status_code != 202:
                return str(answer.text)
            time.sleep(0.1)
        raise AssertionError

    def test_a_line_reads_otherwise(self, scan: Path, tmp_path: Path) -> None:
        queue = ReviewQueue([PackageUnderReview(scan, tmp_path / "nha")])
        client = TestClient(build_application(queue, "en", TOKEN, "Trần Thị Bình Minh"), base_url=BASE)
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        assert "Read anew" not in self.part(client, "line-1-0")
        assert client.post("/p/0/item/line-1-0/anew", data={"quiet": "yes"}).status_code == 204
        part = self.part(client, "line-1-0")
        assert "Người dân nộp hồ sơ tại xã" in part
        assert 'data-reading="' in part
        page = client.post("/p/0/item/line-1-0/anew", data={"text": "Người dan"}).text
        assert 'value="Người dan"' in page
        assert queue.packages[0].answers == {}


def test_no_number_is_shown_before_it_was_typed() -> None:
    item = ReviewItem("k", 1, Box(0, 0, 9, 9), "300.000", (), "amount", None, None)
    ink = replace(item, text="", kind="ink")
    line = replace(item, kind="line", hidden=("300.000",))
    read = ["800.000", "ba", "300.000 ba"]
    for one, seen in ((item, []), (line, []), (ink, ["ba"]), (replace(line, hidden=()), ["300.000 ba"])):
        assert list(may_be_shown(one, read, typed=False)) == seen
        assert may_be_shown(one, read, typed=True) == read
