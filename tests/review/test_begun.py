"""What is typed and not sent yet: kept on the disk, for the same person, until it is sent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import review_packages
from review_packages import AMOUNT, TOKEN
from starlette.testclient import TestClient

from pbgdpl_cli.review.answers.begun import Begun
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name

WHO, OTHER = "Trần Thị Bình Minh", "Lê Văn Khánh"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_packages.doubtful(tmp_path_factory.mktemp("goc"))


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    return review_packages.copied(original, tmp_path)


def begun_in(page: str) -> dict[str, str]:
    """What the page brings back into its form."""
    found = re.search(r'data-begun="([^"]+)"', page)
    return {} if found is None else dict(json.loads(unescape(found[1])))


def key_of(client: TestClient, text: str) -> str:
    """The key of the doubt about a text."""
    package: PackageUnderReview = client.app.state.sitting.queue.packages[0]  # type: ignore[attr-defined]
    return next(key for key, doubt in package.waiting if doubt.text == text)


def keep(client: TestClient, key: str, text: str, name: str = "text") -> int:
    return client.post("/p/0/begun", data={"key": key, f"field.{name}": text}).status_code


def test_it_stands_there_again_after_a_new_start(opened: Callable[[], TestClient]) -> None:
    assert keep(opened(), "line-1-1", "Con em trong xóm") == 204
    assert begun_in(opened().get("/p/0/item/line-1-1").text) == {"text": "Con em trong xóm"}


def test_it_is_no_answer(client: TestClient) -> None:
    keep(client, "line-1-1", "Con em")
    assert client.app.state.sitting.queue.packages[0].answers == {}  # type: ignore[attr-defined]


def test_the_later_one_holds(client: TestClient) -> None:
    keep(client, "line-1-1", "Con")
    keep(client, "line-1-1", "Con em")
    assert begun_in(client.get("/p/0/item/line-1-1").text) == {"text": "Con em"}


def test_once_sent_it_is_gone_over_a_new_start_too(client: TestClient, opened: Callable[[], TestClient]) -> None:
    keep(client, "line-1-1", "Con em trong xóm xem sách")
    client.post("/p/0/item/line-1-1", data={"text": "Con em trong xóm xem sách", "known": ""})
    assert begun_in(client.get("/p/0/item/line-1-1").text) == {}
    assert begun_in(opened().get("/p/0/item/line-1-1").text) == {}


def test_a_number_that_differs_is_typed_twice_all_the_same(client: TestClient) -> None:
    """The field is empty the second time: what was begun does not fill it."""
    key = key_of(client, AMOUNT)
    keep(client, key, "800.000")
    page = client.post(f"/p/0/item/{key}", data={"text": "800.000", "known": ""}).text
    assert 'name="first" value="800.000"' in page
    assert begun_in(page) == {}


def test_one_place_sent_leaves_the_others(client: TestClient, opened: Callable[[], TestClient]) -> None:
    keep(client, "line-1-1", "Con em")
    keep(client, "line-1-3", "Ai hay")
    client.post("/p/0/item/line-1-1", data={"text": "Con em xem", "known": ""})
    assert begun_in(opened().get("/p/0/item/line-1-3").text) == {"text": "Ai hay"}
    assert begun_in(opened().get("/p/0/item/line-1-1").text) == {}


def test_nobody_sees_what_another_person_types(package: Path, tmp_path: Path) -> None:
    begun = Begun(tmp_path / "nha", package, "một")
    begun.keep("so", WHO, {"text": "800.000"})
    assert begun.of("so", OTHER) == {}
    assert Begun(tmp_path / "nha", package, "một").of("so", WHO) == {"text": "800.000"}


def test_another_package_at_the_same_place_has_its_own(package: Path, tmp_path: Path) -> None:
    Begun(tmp_path / "nha", package, "một").keep("so", WHO, {"text": "800.000"})
    assert Begun(tmp_path / "nha", package, "hai").of("so", WHO) == {}


def test_the_file_is_gone_with_the_last_of_it(package: Path, tmp_path: Path) -> None:
    begun = Begun(tmp_path / "nha", package, "một")
    begun.keep("so", WHO, {"text": "800.000"})
    begun.sent("so")
    begun.sent("so")
    assert [one for one in (tmp_path / "nha").rglob("*") if one.is_file()] == []


@pytest.mark.parametrize("damage", [b"[1]\n", b"not json\n", b'{"key": 1}\n'])
def test_a_damaged_file_stops_nobody(package: Path, tmp_path: Path, damage: bytes) -> None:
    begun = Begun(tmp_path / "nha", package, "một")
    begun.keep("so", WHO, {"text": "800.000"})
    (file,) = (one for one in (tmp_path / "nha").rglob("*") if one.is_file())
    file.write_bytes(damage)
    assert Begun(tmp_path / "nha", package, "một").of("so", WHO) == {}


def test_a_value_of_the_form_comes_back_until_it_is_saved(client: TestClient) -> None:
    keep(client, "value.title", "Một cái tên", "value")
    assert begun_in(client.get("/p/0/form").text) == {"value": "Một cái tên"}
    base = re.search(r'id="value\.title".*?name="base" value="([^"]*)"', client.get("/p/0/form").text, re.DOTALL)
    assert base is not None
    client.post("/p/0/form/value.title", data={"value": "Một cái tên", "known": "", "base": unescape(base[1])})
    assert begun_in(client.get("/p/0/form").text) == {}


def test_a_value_that_cannot_be_taken_stays(client: TestClient) -> None:
    keep(client, "value.date_issued", "31/02/2026", "value")
    base = re.search(r'id="value\.date_issued".*?name="base" value="([^"]*)"', client.get("/p/0/form").text, re.DOTALL)
    assert base is not None
    client.post("/p/0/form/value.date_issued", data={"value": "31/02/2026", "known": "", "base": unescape(base[1])})
    assert begun_in(client.get("/p/0/form").text) == {"value": "31/02/2026"}


def test_a_missed_citation_that_was_begun_comes_back(client: TestClient) -> None:
    client.post("/p/0/begun", data={"key": "citation-added", "field.words": "Đ.4", "field.act": "31/2024/QH15"})
    assert begun_in(client.get("/p/0/citations").text) == {"words": "Đ.4", "act": "31/2024/QH15"}


def test_a_table_comes_back_with_its_added_rows(client: TestClient) -> None:
    address = "/p/0/page/1/table"
    page = client.get(f"{address}?from=2&to=3").text
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    typed = {**fields, "rows": "3", "columns": "1", "c-0-0": "Một", "c-1-0": "Hai", "c-2-0": "Ba"}
    key = re.search(r'data-key="(table-[^"]+)"', page)
    assert key is not None
    client.post("/p/0/begun", data={"key": key[1], **{f"field.{name}": text for name, text in typed.items()}})
    again = client.get(f"{address}?from=2&to=3").text
    assert re.findall(r"<textarea[^>]*>([^<]*)</textarea>", again) == ["Một", "Hai", "Ba"]
    assert 'data-back="yes"' in again
    client.post(address, data={**typed, "do": "save"})
    assert 'data-back="yes"' not in client.get(f"{address}?from=2&to=3").text


@pytest.mark.parametrize("sent", [{"key": ""}, {"key": "x" * 201}, {}])
def test_what_names_no_place_is_not_kept(client: TestClient, tmp_path: Path, sent: dict[str, str]) -> None:
    assert client.post("/p/0/begun", data=sent).status_code == 400
    assert list((tmp_path / "nha").rglob("*.begun.jsonl")) == []


def test_nothing_is_kept_for_nobody(package: Path, tmp_path: Path) -> None:
    queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha")])
    with TestClient(build_application(queue, "en", TOKEN), base_url=review_packages.BASE) as client:
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        assert keep(client, "line-1-1", "Con em") == 400


def test_more_than_a_person_types_is_refused(client: TestClient) -> None:
    assert keep(client, "line-1-1", "x" * (1 << 20)) == 413


def test_without_the_token_nothing_is_kept(client: TestClient) -> None:
    client.cookies.clear()
    assert keep(client, "line-1-1", "Con em") == 403
