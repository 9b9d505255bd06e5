"""The review page over a real package: worst first, numbers typed, answers kept and put into it; nobody else in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import review_packages
from starlette.testclient import TestClient

from converters.records.doubts.settled import key_of, open_doubts
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.package import PackageUnderReview
from pbgdpl_cli.review.queue import ReviewQueue
from validators.packages.package import CORRECTIONS, SETTLED, open_package
from validators.packages.verification import verify

TOKEN = "x" * 32
BASE = "http://127.0.0.1:8799"

pytestmark = pytest.mark.real


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A leaflet with a doubtful amount, a doubtful word, and a doubt about the whole document."""
    return review_packages.doubtful(tmp_path)


@pytest.fixture
def opened(package: Path, tmp_path: Path) -> Iterator[Callable[[], TestClient]]:
    """Opens the page anew over what is kept, as another start of the program does."""
    clients: list[TestClient] = []

    def again() -> TestClient:
        queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha")])
        client = TestClient(build_application(queue, "en", TOKEN, "Trần Thị Bình Minh"), base_url=BASE)
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        clients.append(client)
        return client

    yield again
    for client in clients:
        client.close()


@pytest.fixture
def client(opened: Callable[[], TestClient]) -> TestClient:
    return opened()


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
