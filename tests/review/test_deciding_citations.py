"""A person confirms, puts right, takes out and adds citations; what was said stays through `convert --again`."""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import cited_packages
import pytest
import review_packages
from review_packages import BASE, TOKEN
from starlette.testclient import TestClient

from converters.corrections.cited.said import Decision, read_cited
from converters.reading.boxes import Box
from converters.writing.stored_record import record_json
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.metadata.cited import citations_of
from validators.options import CheckOptions
from validators.packages.changing import changing
from validators.packages.package import open_package
from validators.sharing.record import Record

pytestmark = pytest.mark.real
WHO = "Trần Thị Bình Minh"


class Page:
    """The page of citations, as a person uses it without scripts."""

    def __init__(self, package: Path, home: Path, register: Path | None, who: str = WHO) -> None:
        self.package = PackageUnderReview(package, home)
        checks = CheckOptions(day=cited_packages.DAY, register=register)
        application = build_application(ReviewQueue([self.package]), "en", TOKEN, who, checks=checks)
        self.client = TestClient(application, base_url=BASE)
        self.client.cookies.set(cookie_name(TOKEN), TOKEN)

    @property
    def text(self) -> str:
        return html.unescape(self.client.get("/p/0/citations").text)

    def sections(self) -> list[str]:
        return self.text.split('<section class="field"')[1:]

    def key(self, at: int) -> str:
        found = re.search(r'id="citation-(\w+)"', self.sections()[at])
        assert found is not None
        return found[1]

    def do(self, at: int, what: str, seen: str | None = None, **typed: str) -> str:
        """Press a button of a citation with what was typed; `seen` is the page as it was seen before."""
        section = (seen or self.text).split('<section class="field"')[at + 1]
        marks = {name: re.search(rf'name="{name}" value="([^"]*)"', section) for name in ("base", "given", "first")}
        sent = {name: found[1] for name, found in marks.items() if found is not None}
        return html.unescape(self.client.post(f"/p/0/citations/{self.key(at)}/{what}", data={**sent, **typed}).text)

    def add(self, **typed: str) -> str:
        return html.unescape(self.client.post("/p/0/citations", data=typed).text)

    def apply(self) -> Record:
        self.client.post("/p/0/apply")
        return open_package(self.package.path).record()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, its package and the register."""
    folder = tmp_path_factory.mktemp("mau")
    cited_packages.package_of(folder)
    cited_packages.register_of(folder)
    return folder


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A package of its own for each test."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "goi" / "to-gap"


@pytest.fixture
def page(package: Path, tmp_path: Path) -> Iterator[Page]:
    page = Page(package, tmp_path / "nha", tmp_path / "so.sqlite")
    yield page
    page.client.close()


def numbers(record: Record) -> list[str | None]:
    return [one.act.number for one in record.legal_basis]


class TestTheRegister:
    """The words of the place cited stand beside it, with its force; missing words are said to be missing."""

    def test_a_point_is_shown_with_what_leads_up_to_it(self, page: Page) -> None:
        first, second, third = page.sections()
        assert "a) Không chấp hành tín hiệu đèn;" in first
        assert first.index("Điều 5. Xử phạt") < first.index("2. Phạt tiền đối với") < first.index("a) Không chấp")
        assert "b) Đi không đúng" not in first
        assert "replaced by 99/2025/NĐ-CP" in first
        assert "Later changes of the act are not worked into it" in first
        assert "does not know this act" in second
        assert "does not know this act" in third

    def test_words_it_lacks_are_said_to_be_lacking(self, page: Page) -> None:
        page.do(0, "correct", act="12/2020/NĐ-CP", place="Điều 6", role="basis")
        assert "The register does not have the text of Điều 6." in page.sections()[0]

    def test_acts_are_found_without_marks(self, page: Page) -> None:
        found = [one["value"] for one in page.client.get("/p/0/citations-acts", params={"value": "dat dai"}).json()]
        assert found == ["Luật Đất đai số 31/2024/QH15"]
        first = page.client.get("/p/0/citations-acts", params={"value": "13/20"}).json()[0]["value"]
        assert first == "Nghị định số 13/2021/NĐ-CP"


class TestDecisions:
    """Each is on the disk at once, in the package with the other answers, and can be taken back."""

    def test_what_is_confirmed_is_a_persons(self, page: Page) -> None:
        assert "Confirmed; it goes into the package" in page.do(0, "confirm")
        record = page.apply()
        assert [one.found for one in record.legal_basis] == ["person", "title", "number"]
        assert record.evidence["/legal_basis/0"][0].method == "person"
        (said,) = read_cited(page.package.path)
        assert (said.decision, said.who, said.before) == (Decision.CONFIRMED, WHO, said.read)
        assert f"Confirmed by {WHO}" in page.sections()[0]

    def test_what_is_put_right(self, page: Page) -> None:
        shown = page.do(1, "correct", act="31/2024/QH15", place="khoản 1 Điều 7", role="basis", why="Đọc bản gốc")
        assert "Put right; it goes into the package" in shown
        record = page.apply()
        one = record.legal_basis[1]
        assert (one.act.title, one.act.number, one.role, one.found) == ("Đất đai", "31/2024/QH15", "basis", "person")
        assert (one.locator.article, one.locator.clause, one.text) == ("7", "1", "Điều 7 Luật Mẫu mực")
        (said,) = read_cited(page.package.path)
        assert said.why == "Đọc bản gốc"
        assert said.before is not None
        assert said.before.act.title == "Mẫu mực"

    def test_what_is_taken_out_can_be_put_back(self, page: Page) -> None:
        page.do(2, "remove")
        assert numbers(page.apply()) == ["12/2020/NĐ-CP", None]
        key = read_cited(page.package.path)[0].key
        assert "Taken out" in page.text
        page.client.post(f"/p/0/citations/{key}/back", data={"given": ""})
        record = page.apply()
        assert numbers(record) == ["12/2020/NĐ-CP", None, "13/2021/NĐ-CP"]
        assert record.legal_basis[2].found == "number"

    def test_a_missed_one_is_added_where_its_words_stand(self, page: Page) -> None:
        page.add(page="1", words="Đ.4 của bản quy định", act="Luật Đất đai", place="Điều 4", role="mentioned")
        assert "Added; it goes into the package" in page.sections()[3]
        assert page.client.get(f"/p/0/citations/{page.key(3)}.jpg").status_code == 200
        record = page.apply()
        one, (read,) = record.legal_basis[3], record.evidence["/legal_basis/3"]
        assert (one.act.number, one.locator.article, one.found) == ("31/2024/QH15", "4", "person")
        assert read.page == 1
        assert read.box is not None
        assert 480 < read.box[1] < 560
        assert "Take it out again" in page.sections()[3]

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"page": "9", "words": "Điều 4", "act": "31/2024/QH15"}, "There is no page “9”"),
            ({"page": "1", "words": " ", "act": "31/2024/QH15"}, "Type the words"),
            ({"page": "1", "words": "x", "act": "gì đó"}, "names no act"),
            ({"page": "1", "words": "x", "act": "31/2024/QH15", "place": "Điều 4, Điều 5"}, "names several places"),
            ({"page": "1", "words": "x", "act": "31/2024/QH15", "place": "dưới kia"}, "names no place"),
            ({"page": "1", "words": "x", "act": "13/2021/NĐ-CP", "place": "khoản 3 Điều 9"}, "cited already"),
        ],
    )
    def test_what_cannot_be_added_is_told_and_kept_in_the_fields(
        self, page: Page, typed: dict[str, str], told: str
    ) -> None:
        shown = page.add(**typed)
        assert told in shown
        assert f'value="{typed["act"]}"' in shown
        assert page.package.answers == {}

    def test_words_that_stand_nowhere_are_told(self, page: Page) -> None:
        shown = page.add(page="1", words="Điều 4 Luật khác", act="31/2024/QH15", place="Điều 4")
        assert "were not found on page 1" in shown
        assert len(page.package.answers) == 1

    def test_undo_works_over_starts(self, page: Page, package: Path, tmp_path: Path) -> None:
        page.do(0, "confirm")
        page.do(2, "remove")
        again = Page(package, tmp_path / "nha", None)
        assert "Taken out; it goes" in again.sections()[2]
        assert "/p/0/citations#citation-" in str(again.client.post("/undo").url)
        assert "Taken out; it goes" not in again.text
        assert "Confirmed; it goes" in again.sections()[0]

    def test_the_reading_counts_again_when_asked_to(self, page: Page) -> None:
        page.do(1, "correct", act="31/2024/QH15", place="Điều 8")
        page.apply()
        page.do(1, "open")
        record = page.apply()
        assert (record.legal_basis[1].act.title, record.legal_basis[1].found) == ("Mẫu mực", "title")

    def test_two_tabs(self, page: Page) -> None:
        seen = page.text
        page.do(0, "correct", seen, act="31/2024/QH15", place="Điều 5")
        assert "decided about meanwhile" in page.do(0, "remove", seen)
        (answer,) = page.package.answers.values()
        assert '"decision":"corrected"' in (answer.text or "")

    def test_another_program_changed_the_citation(self, page: Page, package: Path) -> None:
        page.do(0, "confirm")
        review_packages.correct(package, "12/2020/NĐ-CP,", "14/2020/NĐ-CP,")
        record = page.apply()
        assert record.legal_basis[0].found == "number"
        assert len(page.package.answers) == 1
        lost = html.unescape(page.client.get("/").text)
        assert "Citation confirmed: điểm a khoản 2 Điều 5 Nghị định số 12/2020/NĐ-CP" in lost
        assert "{" not in lost


class TestNumbersInDoubt:
    """The reading is hidden, what is printed is typed; agreement settles it, a difference is asked for once more."""

    @pytest.fixture(autouse=True)
    def _doubt(self, package: Path) -> None:
        review_packages.doubt_also(package, "citation", "12/2020/NĐ-CP", Box(760, 200, 1050, 244))

    def test_nothing_of_it_is_shown_and_it_cannot_be_nodded_through(self, page: Page) -> None:
        assert "12/2020" not in page.text
        assert "It is right" not in page.sections()[0]
        assert "a) Không chấp hành" not in page.text
        offers = page.client.get("/p/0/citations-acts", params={"value": "nghi dinh"}).json()
        assert ["12/2020" in one["value"] for one in offers] == [False, True]  # the cited one is not, the office's is
        assert "read, not nodded through" in page.do(0, "confirm")
        assert page.package.answers == {}

    def test_agreement_confirms(self, page: Page) -> None:
        page.do(0, "correct", act="12/2020/NĐ-CP", place="điểm a khoản 2 Điều 5", role="mentioned")
        (answer,) = page.package.answers.values()
        assert '"decision":"confirmed"' in (answer.text or "")

    def test_a_difference_is_asked_for_again_and_then_holds(self, page: Page) -> None:
        typed = {"act": "14/2020/NĐ-CP", "place": "điểm a khoản 2 Điều 5"}
        shown = page.do(0, "correct", None, **typed)
        assert "The program reads “Nghị định số 12/2020/NĐ-CP”" in shown
        assert page.package.answers == {}
        section = shown.split('<section class="field"')[1]
        first = re.search(r'name="first" value="([^"]*)"', section)
        base = re.search(r'name="base" value="([^"]*)"', section)
        assert first is not None
        assert base is not None
        sent = {**typed, "first": first[1], "base": base[1], "given": ""}
        page.client.post(f"/p/0/citations/{page.key(0)}/correct", data=sent)
        (answer,) = page.package.answers.values()
        assert '"number":"14/2020/NĐ-CP"' in (answer.text or "")


class TestConvertedAgain:
    """What a person said is locked; where the new reading differs, it is told."""

    @pytest.fixture(autouse=True)
    def _said(self, page: Page) -> None:
        page.do(0, "confirm")
        page.do(1, "remove")
        page.add(page="1", words="Đ.4 của bản quy định", act="31/2024/QH15", place="Điều 4")
        page.apply()

    def test_the_same_reading(self, tmp_path: Path) -> None:
        made = cited_packages.package_of(tmp_path, again=True)
        assert numbers(made.record) == ["12/2020/NĐ-CP", "13/2021/NĐ-CP", "31/2024/QH15"]
        assert [one.found for one in made.record.legal_basis] == ["person", "number", "person"]
        assert made.notes == ()

    def test_another_reading(self, tmp_path: Path) -> None:
        lines = [line.replace("12/2020", "72/2020") for line in cited_packages.LINES]
        made = cited_packages.package_of(tmp_path, lines, again=True)
        assert numbers(made.record) == ["12/2020/NĐ-CP", "13/2021/NĐ-CP", "31/2024/QH15"]
        (told,) = made.notes
        assert "72/2020/NĐ-CP" in str(told)
        assert "what the person said stays" in str(told)


def test_what_is_approved_is_left_alone(page: Page, package: Path) -> None:
    page.do(0, "confirm")
    record = open_package(package).record()
    approval = {"state": "approved", "by": "Lê Văn Khánh", "date": dt.date(2026, 11, 29)}
    with changing(package) as change:
        made = record.model_copy(update={"approval": record.approval.model_copy(update=approval)})
        change.write_record(record_json(made))
    page.client.post("/p/0/apply")
    assert open_package(package).record().legal_basis[0].found == "number"
    assert len(page.package.answers) == 1


def test_text_of_a_citation_is_never_html(tmp_path: Path) -> None:
    lines = (*cited_packages.LINES[:-1], "Theo Điều 8 Nghị định số 15/2022/NĐ-CP <b>x</b>")
    package = cited_packages.package_of(tmp_path, lines).folder
    page = Page(package, tmp_path / "nha", None)
    page.client.post(
        "/p/0/citations", data={"page": "1", "words": "<b>x</b>", "act": "<i>31/2024/QH15", "place": "<u>"}
    )
    assert "<b>x" not in page.client.get("/p/0/citations").text
    assert "<u>" not in page.client.get("/p/0/citations").text
    page.client.close()


def test_of_many_places_the_first_is_shown(tmp_path: Path) -> None:
    """A frame around all of them would show half a page, and nothing large enough to be read."""
    lines = (*cited_packages.LINES[:-1], cited_packages.FINE)
    package = cited_packages.package_of(tmp_path, lines).folder
    first = citations_of(PackageUnderReview(package, tmp_path / "nha"), None, cited_packages.DAY)[0]
    assert first.box is not None
    assert first.box.height < 60
    review_packages.doubt_also(package, "locator", "khoản 2", Box(290, 500, 400, 544))  # in the second place
    again = citations_of(PackageUnderReview(package, tmp_path / "nha"), None, cited_packages.DAY)[0]
    assert again.is_hidden
