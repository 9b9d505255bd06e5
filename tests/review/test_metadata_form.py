"""The form of the metadata over a real package: saved at once, typed like numbers are, put in and never overwritten."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import review_packages
from starlette.testclient import TestClient

from converters.corrections.places import places_of
from converters.corrections.rebuilding import pages_to_correct
from validators.packages.package import open_package
from validators.packages.verification import verify

JSON = {"Accept": "application/json"}

pytestmark = pytest.mark.real


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return review_packages.doubtful(tmp_path)


def section(client: TestClient, name: str) -> str:
    """The part of the form that one field has."""
    page = client.get("/p/0/form").text
    return next(one for one in page.split("<section") if f'id="value.{name}"' in one)


def marks(client: TestClient, name: str) -> dict[str, str]:
    part = section(client, name)
    found = re.findall(r'name="(known|base|first)" value="([^"]*)"', part)
    return {key: html.unescape(value) for key, value in found}


def save(client: TestClient, name: str, value: str, **more: str) -> dict[str, str]:
    """What a script is told after a value."""
    sent = {**marks(client, name), **more, "value": value}
    answer: dict[str, str] = client.post(f"/p/0/form/value.{name}", data=sent, headers=JSON).json()
    return answer


def record(package: Path) -> dict[str, object]:
    stored: dict[str, object] = json.loads((package / "data" / "record.json").read_bytes())
    return stored


def findings_of(client: TestClient) -> set[tuple[str, str]]:
    """Codes and severities, once they are there."""
    while "data-waiting" in (part := client.get("/p/0/findings").text):
        time.sleep(0.05)
    return {(code, kind) for kind, code in re.findall(r'class="kind (\w+)">[^<]*</span><code>(\w+)', part)}


class TestSaving:
    """One value after the other."""

    def test_a_value_is_on_the_disk_at_once_and_in_the_package_when_it_is_put_in(
        self, client: TestClient, opened: Callable[[], TestClient], package: Path
    ) -> None:
        assert save(client, "publisher.name", "Sở Tư pháp tỉnh Mẫu")["state"] == "saved"
        assert "Sở Tư pháp tỉnh Mẫu" in section(opened(), "publisher.name")
        assert "publisher" not in record(package)
        client.post("/p/0/apply")
        assert record(package)["publisher"] == {"name": "Sở Tư pháp tỉnh Mẫu"}
        assert verify(package) == []

    def test_it_outlives_the_next_reading(self, client: TestClient, package: Path) -> None:
        save(client, "title", "Tên do người đặt")
        client.post("/p/0/apply")
        review_packages.correct(package, "Trang mot", "Trang một")
        assert record(package)["title"] == "Tên do người đặt"

    def test_so_does_that_somebody_took_a_value_away(self, client: TestClient, package: Path) -> None:
        save(client, "keywords", "mẫu")
        client.post("/p/0/apply")
        save(client, "keywords", "")
        client.post("/p/0/apply")
        review_packages.correct(package, "Trang mot", "Trang một")
        assert not record(package).get("keywords")
        assert "DUNG180" not in {code for code, _ in findings_of(client)}

    def test_together_with_words_put_right(self, client: TestClient, package: Path) -> None:
        save(client, "title", "Tên do người đặt")
        page = client.get("/p/0/page/1").text
        key = re.findall(r"/p/0/item/(line-1-\d+)", page)[0]
        client.post(f"/p/0/item/{key}", data={"text": "Trang thứ nhất"})
        client.post("/p/0/apply")
        assert record(package)["title"] == "Tên do người đặt"
        assert "Trang thứ nhất" in (package / "data" / "content.md").read_text("utf-8")

    @pytest.mark.parametrize(
        ("name", "value", "told"),
        [("kind", "tờ bướm", "is not in the list"), ("date_issued", "31/02/2026", "is not a date"),
         ("title", "", "has to be given"), ("place.code", "00000", "No place has the code"),
         ("signer.position", "Giám đốc", "has to be given"), ("published_before", "có lẽ", "Write")],
    )  # fmt: skip
    def test_what_does_not_fit_is_told_and_nothing_is_lost(
        self, client: TestClient, name: str, value: str, told: str
    ) -> None:
        answer = save(client, name, value)
        assert answer["state"] == "refused"
        assert told in answer["told"]
        sent = {**marks(client, name), "value": value}
        page = client.post(f"/p/0/form/value.{name}", data=sent).text  # without a script
        assert told in page
        assert html.escape(value) in page

    def test_a_place_chosen_by_its_code_has_its_name(self, client: TestClient, package: Path) -> None:
        offers = client.get("/p/0/form/choices/value.place.code?value=hai chau da nang", headers=JSON).json()
        save(client, "place.code", offers[0]["value"])
        client.post("/p/0/apply")
        assert record(package)["place"] == {"code": offers[0]["value"], "name": "Phường Hải Châu"}

    def test_what_the_package_says_already_is_no_answer(self, client: TestClient, package: Path) -> None:
        title = open_package(package).record().title
        assert save(client, "title", title)["state"] == "same"
        assert "Take it back" not in section(client, "title")

    def test_undone_and_taken_back(self, client: TestClient) -> None:
        save(client, "keywords", "mẫu")
        assert client.post("/undo").url.path == "/p/0/form"
        assert "mẫu" not in section(client, "keywords")
        save(client, "keywords", "mẫu")
        client.post("/p/0/form/value.keywords/drop")
        assert "mẫu" not in section(client, "keywords")


class TestMeanwhile:
    """Two tabs, another program."""

    def test_a_second_tab_overwrites_nothing_unseen(self, client: TestClient) -> None:
        seen = marks(client, "keywords")
        save(client, "keywords", "một")
        sent = {**seen, "value": "hai"}
        answer = client.post("/p/0/form/value.keywords", data=sent, headers=JSON).json()
        assert (answer["state"], answer["reload"]) == ("meanwhile", True)
        assert "một" in section(client, "keywords")
        assert save(client, "keywords", "hai")["state"] == "saved"

    def test_a_value_another_program_changed_is_shown_not_overwritten(self, client: TestClient, package: Path) -> None:
        save(client, "title", "Tên của tôi")
        review_packages.retitle(package, "Tên của người khác")
        page = html.unescape(section(client, "title"))
        assert "Tên của người khác" in page
        assert "Tên của tôi" in page
        assert "0 answers are in the package now" in client.post("/p/0/apply").text
        assert record(package)["title"] == "Tên của người khác"
        save(client, "title", "Tên của tôi")
        client.post("/p/0/apply")
        assert record(package)["title"] == "Tên của tôi"

    def test_forged_posts(self, client: TestClient) -> None:
        evil = {"Sec-Fetch-Site": "cross-site"}
        assert client.post("/p/0/form/value.title", data={"value": "x"}, headers=evil).status_code == 403
        assert client.post("/p/0/waive", data={"code": "DU210"}, headers=evil).status_code == 403
        assert client.post("/p/0/form/value.content", data={"value": "x"}).status_code == 404
        assert client.post("/p/0/form/value.title", data={"value": "x"}, headers=JSON).json()["state"] == "meanwhile"
        assert client.get("/p/0/form/value.title.jpg").status_code in (200, 404)
        assert client.get("/p/7/form").status_code == 404


class TestNumbers:
    """A doubtful number is typed, and its reading stands nowhere."""

    @pytest.fixture
    def package(self, tmp_path: Path) -> Path:
        package = review_packages.doubtful(tmp_path)
        before = open_package(package).record()
        (place,) = places_of(pages_to_correct(package, before), "Trang mot")
        review_packages.numbered(package, "12/HD-STP", place.box)
        return package

    def test_it_is_not_shown(self, client: TestClient) -> None:
        assert "12/HD-STP" not in client.get("/p/0/form").text
        assert client.get("/p/0/form/value.number.jpg").status_code == 200

    def test_nor_do_title_and_findings_tell_it(self, client: TestClient, package: Path) -> None:
        review_packages.retitle(package, "Hướng dẫn số 12/HD-STP")
        findings_of(client)
        page = client.get("/p/0/form").text
        assert "12/HD-STP" not in page
        assert "Read the number first" in page

    def test_typed_and_compared(self, client: TestClient, package: Path) -> None:
        again = save(client, "number", "21/HD-STP")
        assert (again["state"], again["first"]) == ("differs", "21/HD-STP")
        assert save(client, "number", "12/HD-STP")["state"] == "saved"
        client.post("/p/0/apply")
        assert record(package)["evidence"]["/number"][0]["method"] == "person"

    def test_another_one_counts_when_it_is_typed_twice(self, client: TestClient, package: Path) -> None:
        save(client, "number", "21/HD-STP")
        assert save(client, "number", "21/HD-STP", first="21/HD-STP")["state"] == "saved"
        client.post("/p/0/apply")
        assert record(package)["number"] == "21/HD-STP"


class TestChoosing:
    """Lists that are searched."""

    @pytest.mark.parametrize("typed", ["dat dai", "Đất đ", "DAI dat"])
    def test_found_without_marks(self, client: TestClient, typed: str) -> None:
        offers = client.get(f"/p/0/form/choices/value.subjects?value={typed}", headers=JSON).json()
        assert offers[0]["value"] == "Đất đai"

    def test_without_a_script_there_is_a_page_to_choose_on(self, client: TestClient) -> None:
        page = client.get("/p/0/form/choices/value.place.code?value=thanh pho hue").text
        assert re.search(r'<button name="value" value="46">', page)
        assert "Nothing is called so" in client.get("/p/0/form/choices/value.place.code?value=zzz").text

    def test_and_the_browser_has_the_short_lists(self, client: TestClient) -> None:
        assert '<datalist id="value.subjects-list">' in section(client, "subjects")


class TestFindings:
    """What validation says, anew after every answer."""

    def test_the_page_does_not_wait_for_them(self, client: TestClient) -> None:
        assert client.get("/p/0/form").status_code == 200
        assert findings_of(client)

    def test_errors_come_first_and_lead_to_their_field(self, client: TestClient) -> None:
        findings_of(client)
        page = client.get("/p/0/form").text
        kinds = re.findall(r'class="kind (\w+)"><?', page.split('id="findings"')[1])
        assert kinds == sorted(kinds, key=["error", "warning", "note"].index)
        assert 'href="/p/0/form#value.publisher.name"' in page

    def test_an_answer_ends_a_finding_before_it_is_in_the_package(self, client: TestClient) -> None:
        before = findings_of(client)
        save(client, "publisher.name", "Sở Tư pháp tỉnh Mẫu")
        after = findings_of(client)
        assert {code for code, _ in before} - {code for code, _ in after}
        client.post("/undo")
        assert findings_of(client) == before

    def test_a_person_answers_for_one_and_takes_that_back(self, client: TestClient, package: Path) -> None:
        findings_of(client)
        page = client.get("/p/0/findings").text
        code, pointer = re.findall(
            r'name="code" value="(\w+)"><input type="hidden" name="pointer" value="([^"]*)"', page
        )[0]
        client.post("/p/0/waive", data={"code": code, "pointer": pointer, "why": "Bản mẫu"})
        assert open_package(package).record().waivers[0].by == "Trần Thị Bình Minh"
        findings_of(client)
        assert "Bản mẫu" in client.get("/p/0/findings").text
        client.post("/p/0/waive", data={"code": code, "pointer": pointer, "undo": "yes"})
        assert not open_package(package).record().waivers

    @pytest.mark.parametrize("sent", [{"code": "DUNG001", "why": "x"}, {"code": "", "why": "x"}, {"code": "DU210"}])
    def test_what_cannot_be_waived_is_told(self, client: TestClient, package: Path, sent: dict[str, str]) -> None:
        assert client.post("/p/0/waive", data=sent).status_code == 400
        assert not open_package(package).record().waivers
