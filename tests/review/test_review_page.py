"""The review page over a real package: worst first, numbers typed, answers kept and put into it; nobody else in."""

from __future__ import annotations

import html
import json
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import review_packages
from review_packages import BASE, TOKEN
from starlette.testclient import TestClient

from converters.reading.boxes import Box
from converters.records.doubts.settled import key_of, open_doubts
from pbgdpl_cli.review.answers.items import Said, answered
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from validators.packages.changing import changing
from validators.packages.package import CORRECTIONS, SETTLED, open_package
from validators.packages.verification import verify
from validators.problems import say as sentence

pytestmark = pytest.mark.real


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A leaflet with a doubtful amount, a doubtful word, and a doubt about the whole document."""
    return review_packages.doubtful(tmp_path)


def next_key(client: TestClient) -> str | None:
    place = str(client.get("/next", follow_redirects=False).headers["location"])
    match = re.fullmatch(r"/p/0/item/([0-9a-f]{16})", place)
    return match[1] if match else None


def say(client: TestClient, key: str | None, **fields: str) -> str:
    """The text after an answer, redirects followed."""
    return client.post(f"/p/0/item/{key}", data=fields).text


def lines(package: Path, name: str) -> list[dict[str, str]]:
    place = package / "data" / name
    return [json.loads(line) for line in place.read_text("utf-8").splitlines()] if place.exists() else []


class TestAnswering:
    """One place after the other."""

    def test_a_number_comes_first_and_its_reading_is_not_shown(self, client: TestClient) -> None:
        page = client.get("/next").text
        assert "Type the number as it is printed" in page
        assert review_packages.AMOUNT not in page

    def test_the_same_number_typed_settles_it(self, client: TestClient, package: Path) -> None:
        key = next_key(client)
        say(client, key, text=review_packages.AMOUNT)
        assert next_key(client) not in (key, None)
        client.post("/p/0/apply")
        assert [one["key"] for one in lines(package, SETTLED)] == [key]
        assert verify(package) == []

    def test_another_number_is_asked_for_twice(self, client: TestClient, package: Path) -> None:
        key = next_key(client)
        page = say(client, key, text="800.000 đồng")
        assert "You typed something else" in page
        assert review_packages.AMOUNT in page
        assert next_key(client) == key
        assert "You typed something else" in say(client, key, text="900.000 đồng", first="800.000 đồng")
        say(client, key, text="800.000 đồng", first="800.000 đồng")
        assert next_key(client) != key
        client.post("/p/0/apply")
        assert "800.000 đồng" in (package / "data" / "content.md").read_text("utf-8")
        assert [(one["before"], one["after"]) for one in lines(package, CORRECTIONS)] == [
            (review_packages.AMOUNT, "800.000 đồng")
        ]

    @pytest.mark.parametrize("fields", [{"seen": "yes"}, {"text": ""}, {}])
    def test_no_nod_takes_a_number(self, client: TestClient, fields: dict[str, str]) -> None:
        key = next_key(client)
        say(client, key, **fields)
        assert next_key(client) == key

    def test_a_word_is_taken_as_typed(self, client: TestClient, package: Path) -> None:
        say(client, next_key(client), text=review_packages.AMOUNT)
        say(client, next_key(client), seen="yes")
        key = next_key(client)
        assert review_packages.WORD in client.get(f"/p/0/item/{key}").text
        say(client, key, text="xóm")
        client.post("/p/0/apply")
        assert "xóm" in (package / "data" / "content.md").read_text("utf-8")

    def test_all_of_them_and_nothing_is_left(self, client: TestClient, package: Path) -> None:
        answered = []
        for fields in ({"text": review_packages.AMOUNT}, {"seen": "yes"}, {"text": "xóm"}):
            answered.append(next_key(client))
            say(client, answered[-1], **fields)
        assert next_key(client) is None
        assert "3 answers are in the package now" in client.post("/p/0/apply").text
        left = [key_of(one) for one in open_doubts(package, open_package(package).record())]
        assert set(left).isdisjoint(answered)

    def test_later_comes_again_at_the_end(self, client: TestClient) -> None:
        first = next_key(client)
        client.post(f"/p/0/item/{first}/later")
        assert next_key(client) != first
        for _ in range(2):
            client.post(f"/p/0/item/{next_key(client)}/later")
        assert next_key(client) == first

    def test_answers_outlive_the_program_and_can_be_taken_back(self, opened: Callable[[], TestClient]) -> None:
        first = opened()
        key = next_key(first)
        say(first, key, text=review_packages.AMOUNT)
        second = opened()
        assert next_key(second) != key
        second.post("/undo")
        assert next_key(opened()) == key


class TestPages:
    """Page by page."""

    def test_any_line_can_be_put_right(self, client: TestClient, package: Path) -> None:
        page = client.get("/p/0/page/1").text
        place = re.findall(r"/p/0/item/(line-1-\d+)", page)[0]
        say(client, place, text="Trang thứ nhất")
        assert "Trang thứ nhất" in client.get("/p/0/page/1").text
        client.post("/p/0/apply")
        assert "Trang thứ nhất" in (package / "data" / "content.md").read_text("utf-8")

    @pytest.mark.parametrize("number", ["1", "5555", "", "x", "٣", "9" * 30])
    def test_turning_to_a_page(self, client: TestClient, number: str) -> None:
        assert client.get("/p/0/page", params={"number": number}).url.path == "/p/0/page/1"

    def test_pictures(self, client: TestClient) -> None:
        for place in ("page/1.jpg", f"item/{next_key(client)}.jpg"):
            answer = client.get(f"/p/0/{place}")
            assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")

    @pytest.mark.parametrize(
        "path", ["/p/7/page/1", "/p/0/page/99", "/p/0/page/99.jpg", "/p/0/item/none", "/p/0/item/line-1-999.jpg"]
    )
    def test_what_is_not_there(self, client: TestClient, path: str) -> None:
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("path", ["/static/../queue.py", "/static/%2e%2e/queue.py", "/static//etc/passwd"])
    def test_no_way_out_of_the_static_files(self, client: TestClient, path: str) -> None:
        assert client.get(path).status_code in (403, 404)

    def test_what_was_read_is_never_html(self, package: Path, tmp_path: Path) -> None:
        evil = '<img src=x onerror="alert(1)">'
        queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha")])
        with TestClient(build_application(queue, "en", TOKEN, evil), base_url=BASE) as client:
            client.cookies.set(cookie_name(TOKEN), TOKEN)
            key = next_key(client)
            page = say(client, key, text=evil)
        assert evil not in page
        assert "&lt;img" in page


class TestWhoGetsIn:
    """The browser that was opened, and nobody else."""

    def test_the_address_that_was_printed_opens_it(self, client: TestClient) -> None:
        client.cookies.clear()
        answer = client.get(f"/?token={TOKEN}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert "HttpOnly" in answer.headers["set-cookie"]
        assert "SameSite=strict" in answer.headers["set-cookie"]
        assert client.get("/").status_code == 200

    @pytest.mark.parametrize("path", ["/", "/?token=", "/?token=y", "/p/0/page/1", "/p/0/page/1.jpg", "/static/x.js"])
    def test_without_the_token_nothing_is_read(self, client: TestClient, path: str) -> None:
        client.cookies.clear()
        assert client.get(path, follow_redirects=False).status_code == 403

    def test_nor_with_a_wrong_one(self, client: TestClient) -> None:
        client.cookies.set(cookie_name(TOKEN), "y" * 32)
        assert client.get("/").status_code == 403

    def test_another_site_changes_nothing(self, client: TestClient) -> None:
        key = next_key(client)
        answer = client.post(
            f"/p/0/item/{key}", data={"text": review_packages.AMOUNT}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert answer.status_code == 403
        assert next_key(client) == key

    def test_nor_does_another_name_of_this_machine(self, client: TestClient) -> None:
        assert client.get("/", headers={"Host": "evil.example"}).status_code == 421

    def test_scripts_and_pictures_come_from_here_only(self, client: TestClient) -> None:
        policy = client.get("/").headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy

    def test_a_form_without_end_is_cut(self, client: TestClient) -> None:
        assert client.post(f"/p/0/item/{next_key(client)}", data={"text": "x" * 100_000}).status_code == 413


class TestNobodyNods:
    """What a person did not read is not settled, however often Enter is pressed."""

    def test_an_empty_field_takes_nothing_away(self, client: TestClient, package: Path) -> None:
        key = next_key(client)
        for _ in range(3):
            assert "You typed nothing" in say(client, key, text=" ", first="")
        assert next_key(client) == key
        assert "answers are in the package" not in client.get("/").text

    def test_that_nothing_is_printed_there_is_said_with_a_button(self, client: TestClient, package: Path) -> None:
        say(client, next_key(client), text="", nothing="yes")
        client.post("/p/0/apply")
        assert review_packages.AMOUNT not in (package / "data" / "content.md").read_text("utf-8")

    def test_two_like_amounts_of_a_page_are_asked_for_one_by_one(
        self, package: Path, opened: Callable[[], TestClient]
    ) -> None:
        review_packages.doubt_also(package, "amount", review_packages.AMOUNT, Box(0, 0, 9, 9))
        client = opened()
        first = next_key(client)
        say(client, first, text=review_packages.AMOUNT)
        assert next_key(client) not in (first, None)

    def test_a_number_whose_words_cannot_be_named_is_typed_too(
        self, package: Path, opened: Callable[[], TestClient]
    ) -> None:
        review_packages.doubt_also(package, "amount", "500.000 đồng", None)
        client = opened()
        say(client, next_key(client), text=review_packages.AMOUNT)
        key = next_key(client)
        assert "500.000" not in client.get(f"/p/0/item/{key}").text
        assert "read, not nodded through" in say(client, key, seen="yes")
        assert "500.000" in say(client, key, text="800.000 đồng")
        say(client, key, text="800.000 đồng", first="800.000 đồng")
        assert next_key(client) == key
        say(client, key, text="500.000 đồng")
        assert next_key(client) != key

    def test_no_reason_tells_a_number(self, package: Path, opened: Callable[[], TestClient]) -> None:
        reason = sentence("A second reading says “{other}”.", other="450.000")
        review_packages.doubt_also(package, "amount", "500.000", None, reason)
        client = opened()
        say(client, next_key(client), text=review_packages.AMOUNT)
        assert "450.000" not in client.get("/next").text

    def test_no_title_tells_a_number(self, package: Path, opened: Callable[[], TestClient]) -> None:
        review_packages.doubt_also(package, "number", "79/2024", None)
        review_packages.retitle(package, "Thông tư số 79/2024")
        client = opened()
        say(client, next_key(client), text=review_packages.AMOUNT)
        assert "Type the number" in client.get("/next").text
        assert "79/2024" not in client.get("/next").text

    def test_nor_does_the_page_around_it(self, client: TestClient, package: Path) -> None:
        review_packages.doubt_also(package, "number", "Phat tien 300.000 doi", None)
        page = client.get("/p/0/page/1").text
        assert "[to be read] voi hanh vi nay" in page
        assert review_packages.AMOUNT not in page

    def test_a_line_looked_at_settles_no_number_in_it(self, client: TestClient, package: Path) -> None:
        key = next_key(client)
        page = client.get("/p/0/page/1").text
        (line,) = re.findall(r'item/(line-1-\d+)"[^>]*>Phat tien', page)
        assert review_packages.AMOUNT not in page
        say(client, line, text="Phat tien 300.000 doi voi hanh vi nay")
        assert next_key(client) == key
        say(client, line, text="Phạt tiền 300.000 đối với hành vi này")
        client.post("/p/0/apply")
        assert "Phạt tiền 300.000 đối với hành vi này" in (package / "data" / "content.md").read_text("utf-8")
        assert [one["before"] for one in lines(package, CORRECTIONS)] == ["Phat tien", "doi voi hanh", "nay"]


class TestMeanwhile:
    """Two windows, another program, another person, a crash."""

    def test_a_second_window_overwrites_no_answer_unseen(self, client: TestClient) -> None:
        say(client, next_key(client), text=review_packages.AMOUNT)
        say(client, next_key(client), seen="yes")
        key = next_key(client)
        say(client, key, text="xóm")
        page = say(client, key, text="xõm")
        assert "answered meanwhile" in page
        assert "xóm" in page
        assert "xõm" in page
        (known,) = re.findall(r'name="known" value="([^"]+)"', page)
        say(client, key, text="xõm", known=html.unescape(known))
        assert "answered meanwhile" not in client.get(f"/p/0/item/{key}").text

    def test_what_another_program_corrected_is_not_undone(self, client: TestClient, package: Path) -> None:
        key = next_key(client)
        say(client, key, text=review_packages.AMOUNT)
        review_packages.correct(package, review_packages.AMOUNT, "800.000")
        client.post("/p/0/apply")
        assert "800.000" in (package / "data" / "content.md").read_text("utf-8")
        page = client.get("/").text
        assert "fit nowhere in it any more" in page
        assert review_packages.AMOUNT in page
        client.post(f"/p/0/item/{key}/drop")
        assert "fit nowhere" not in client.get("/").text

    def test_an_answer_reaches_no_other_line(self, client: TestClient, package: Path) -> None:
        say(client, "line-1-2", text="Dòng thứ ba")
        review_packages.correct(package, "Con em trong xom xem sach", "")
        assert "0 answers are in the package now" in client.post("/p/0/apply").text
        assert "Dòng thứ ba" not in (package / "data" / "content.md").read_text("utf-8")

    def test_the_page_shows_what_the_package_holds_by_now(self, client: TestClient, package: Path) -> None:
        client.get("/p/0/page/1")
        review_packages.correct(package, "Trang mot", "Trang một")
        assert "Trang một" in client.get("/p/0/page/1").text

    def test_an_answer_given_while_others_go_into_the_package_stays(
        self, client: TestClient, package: Path, tmp_path: Path
    ) -> None:
        under_review = PackageUnderReview(package, tmp_path / "khac")
        keys = [key for key, _ in under_review.waiting]
        first, late = (answered(under_review.item(key), Said(), "Lê Văn Khánh") for key in keys[:2])
        under_review.answer(first)
        with changing(package):
            writing = threading.Thread(target=under_review.apply)
            writing.start()
            time.sleep(0.05)
            under_review.answer(late)
        writing.join()
        assert list(PackageUnderReview(package, tmp_path / "khac").answers) == [late.key]

    def test_answers_to_a_package_that_is_gone_are_kept(self, client: TestClient, package: Path) -> None:
        say(client, next_key(client), text=review_packages.AMOUNT)
        package.rename(package.with_name("khac"))
        assert client.get("/").status_code == 200
        assert "The answers are kept" in client.post("/p/0/apply").text
        package.with_name("khac").rename(package)
        assert "1 answers are in the package now" in client.post("/p/0/apply").text

    def test_no_picture_without_its_source(self, client: TestClient, package: Path) -> None:
        (package / "data" / "source" / "to-roi.pdf").unlink()
        assert client.get("/p/0/page/1.jpg").status_code == 404
        assert client.get("/p/0/page/1").status_code == 200

    def test_a_place_that_is_settled_by_now_is_told(self, client: TestClient) -> None:
        answer = client.post("/p/0/item/0123456789abcdef", data={"text": "đã gõ"})
        assert answer.status_code == 410
        assert "đã gõ" in answer.text

    def test_what_no_paper_bears_is_not_taken(self, client: TestClient, package: Path) -> None:
        say(client, "line-1-0", text="Trang\x00 một\u202e \x1bhai")
        client.post("/p/0/apply")
        assert "Trang một hai" in (package / "data" / "content.md").read_text("utf-8")
        assert verify(package) == []
