"""Page view, form and citations in a real browser: by keys alone, over reloads, kills, two windows and two people."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import cited_packages
import pytest
from chromium import PROGRAM, Chromium
from review_packages import TOKEN, doubt_also
from served_review import UNNAMED, Program, served

from converters.corrections.cited.said import read_cited
from converters.reading.boxes import Box
from converters.writing.stored_record import record_json
from pbgdpl_cli.review.answers.package import PackageUnderReview
from validators.packages.changing import changing
from validators.packages.package import open_package

pytestmark = [pytest.mark.real, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")]
WHO = "Lê Văn Khánh"
FOCUS = "document.activeElement"
TITLE = "#value\\\\.title textarea"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One window for all tests."""
    with Chromium(tmp_path_factory.mktemp("ho-so")) as window:
        yield window


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drawn page, its package with a number in doubt, and the register."""
    folder = tmp_path_factory.mktemp("mau")
    package = cited_packages.package_of(folder).folder
    doubt_also(package, "citation", "13/2021/NĐ-CP", Box(880, 400, 1169, 444))
    cited_packages.register_of(folder)
    return folder


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A package of its own for each test."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "goi" / "to-gap"


@pytest.fixture
def server(browser: Chromium, package: Path, tmp_path: Path) -> Iterator[tuple[str, PackageUnderReview]]:
    """A server whose page the window has opened."""
    with served(package, tmp_path / "nha", tmp_path / "so.sqlite", WHO) as (address, under_review):
        browser.open(f"{address}/?token={TOKEN}")
        yield address, under_review
        browser.open("about:blank")


@pytest.fixture
def base(server: tuple[str, PackageUnderReview]) -> str:
    return server[0]


@pytest.fixture
def under_review(server: tuple[str, PackageUnderReview]) -> PackageUnderReview:
    return server[1]


def tab_to(browser: Chromium, wanted: str) -> None:
    """Press Tab until an expression about what has the focus is true."""
    for _ in range(80):
        if browser.tell(wanted):
            return
        browser.press("Tab")
    raise AssertionError(f"Tab never came to: {wanted}")


def text_of_focus(browser: Chromium) -> str:
    return str(browser.tell(f"{FOCUS}.textContent.trim()"))


class TestCitationsByKeys:
    """From the first citation to the last with Tab, Enter and letters."""

    def test_enter_confirms_and_goes_on(self, browser: Chromium, base: str, under_review: PackageUnderReview) -> None:
        browser.open(f"{base}/p/0/citations")
        browser.press("Enter")  # on the way to the first of them
        browser.wait(f"{FOCUS}.textContent === 'Đúng rồi'")
        browser.press("Enter", leads_on=True)
        browser.wait(f"{FOCUS}.textContent === 'Đúng rồi'")
        assert len(under_review.answers) == 1
        browser.press("Enter", leads_on=True)
        browser.wait(f"{FOCUS}.name === 'act'")  # a number in it is in doubt: it is typed
        assert browser.tell(f"{FOCUS}.value") == ""
        assert len(under_review.answers) == 2

    def test_a_number_in_doubt_is_typed_and_compared(
        self, browser: Chromium, base: str, under_review: PackageUnderReview
    ) -> None:
        browser.open(f"{base}/p/0/citations")
        assert "13/2021" not in browser.tell("document.documentElement.outerHTML")
        tab_to(browser, f"{FOCUS}.name === 'act' && {FOCUS}.value === '' && !{FOCUS}.id.endsWith('new')")
        browser.type("13/2021/NĐ-CP")
        browser.press("Tab")
        browser.type("khoản 3 Điều 8")
        browser.press("Enter", leads_on=True)
        assert under_review.answers == {}
        assert "khoản 3 Điều 9" in browser.tell("document.querySelector('.field .notice').textContent")
        browser.wait(f"{FOCUS}.name === 'act'")
        browser.type("13/2021/NĐ-CP")
        browser.press("Tab")
        browser.type("khoản 3 Điều 9")
        browser.press("Enter", leads_on=True)
        (answer,) = under_review.answers.values()
        assert '"decision":"confirmed"' in (answer.text or "")

    def test_an_act_is_found_without_marks_and_taken_by_keys(
        self, browser: Chromium, base: str, under_review: PackageUnderReview
    ) -> None:
        browser.open(f"{base}/p/0/citations")
        browser.press("Enter")
        browser.wait(f"{FOCUS}.textContent === 'Đúng rồi'")
        tab_to(browser, f"{FOCUS}.localName === 'summary' && {FOCUS}.textContent === 'Sửa lại'")
        browser.press("Enter")
        browser.press("Tab")
        browser.tell(f"{FOCUS}.select()")
        browser.type("dat dai")
        browser.wait("!!document.querySelector('[role=option]')")
        browser.press("ArrowDown")
        browser.press("Enter")
        assert browser.tell(f"{FOCUS}.value") == "Luật Đất đai số 31/2024/QH15"
        assert under_review.answers == {}  # choosing saves nothing
        browser.press("Enter", leads_on=True)
        (answer,) = under_review.answers.values()
        assert '"number":"31/2024/QH15"' in (answer.text or "")

    def test_a_missed_one_is_added_from_its_page(
        self, browser: Chromium, base: str, under_review: PackageUnderReview
    ) -> None:
        browser.open(f"{base}/p/0/page/1")
        tab_to(browser, f"{FOCUS}.textContent === 'Thêm viện dẫn bị bỏ sót'")
        browser.press("Enter", leads_on=True)
        browser.wait(f"{FOCUS}.name === 'words'")
        for words in ("Đ.4 của bản quy định", "31/2024/QH15", "Điều 4"):
            browser.type(words)
            browser.press("Tab")
        browser.press("Tab")
        browser.press("Enter", leads_on=True)
        (answer,) = under_review.answers.values()
        assert '"page":1,"box":[' in (answer.text or "")
        assert browser.tell("document.querySelectorAll('section.field').length") == 4

    def test_alt_z_takes_the_last_decision_back(
        self, browser: Chromium, base: str, under_review: PackageUnderReview
    ) -> None:
        browser.open(f"{base}/p/0/citations")
        browser.press("Enter")
        browser.wait(f"{FOCUS}.textContent === 'Đúng rồi'")
        browser.press("Enter", leads_on=True)
        assert len(under_review.answers) == 1
        browser.press("z", alt=True, leads_on=True)
        assert under_review.answers == {}
        browser.wait(f"{FOCUS}.textContent === 'Đúng rồi'")

    def test_a_key_held_down_confirms_nothing(
        self, browser: Chromium, base: str, under_review: PackageUnderReview
    ) -> None:
        browser.open(f"{base}/p/0/citations")
        browser.press("Enter")
        browser.wait(f"{FOCUS}.textContent === 'Đúng rồi'")
        for _ in range(3):
            browser.press("Enter", repeat=True)
        assert browser.tell("location.pathname") == "/p/0/citations"
        assert under_review.answers == {}


class TestForm:
    """Each value is saved when it is left, seen to be saved, and still there after a reload."""

    def test_a_value_is_saved_when_it_is_left(
        self, browser: Chromium, base: str, under_review: PackageUnderReview
    ) -> None:
        browser.open(f"{base}/p/0/form")
        tab_to(browser, f"{FOCUS}.id === 'value.title-value'")
        browser.tell(f"{FOCUS}.select()")
        browser.type("Hỏi đáp về an toàn ở thôn")
        browser.press("Tab")
        browser.wait("document.getElementById('value.title').querySelector('output').className === 'saved'")
        assert under_review.answers["value.title"].text == "Hỏi đáp về an toàn ở thôn"
        browser.open(f"{base}/p/0/form")
        assert browser.tell("document.getElementById('value.title-value').value") == "Hỏi đáp về an toàn ở thôn"

    def test_two_windows(self, browser: Chromium, base: str, under_review: PackageUnderReview) -> None:
        """The second one to save is told, sees the first's, and overwrites nothing unseen."""
        browser.open(f"{base}/p/0/form")
        body = "known=&base=' + document.getElementById('value.title').querySelector('[name=base]').value + '"
        browser.tell(
            f"fetch('/p/0/form/value.title', {{method: 'POST', body: new URLSearchParams('{body}&value=Kh%C3%A1c')}})"
        )
        browser.tell("document.getElementById('value.title-value').focus()")
        browser.tell(f"{FOCUS}.select(); window.isOld = true")
        browser.type("Của tôi")
        browser.press("Tab")
        browser.wait("!window.isOld && document.readyState === 'complete'")
        assert browser.tell("document.getElementById('value.title-value').value") == "Khác"
        assert under_review.answers["value.title"].text == "Khác"


class TestPageView:
    """A line is chosen by arrows, put right, and stands put right where one comes back to."""

    def test_a_line_is_put_right_by_keys(
        self, browser: Chromium, base: str, under_review: PackageUnderReview, package: Path
    ) -> None:
        browser.open(f"{base}/p/0/page/1")
        for _ in range(5):
            browser.press("ArrowDown")
        assert text_of_focus(browser) == cited_packages.MISSED
        browser.press("Enter", leads_on=True)
        browser.tell(f"{FOCUS}.select()")
        browser.type(cited_packages.MISSED.replace("biết", "hiểu"))
        browser.press("Enter", leads_on=True)
        if "/series/" in browser.tell("location.pathname"):
            browser.open(f"{base}/p/0/page/1")
        assert "hiểu cách làm" in browser.tell("document.getElementById('lines').innerText")
        assert len(under_review.answers) == 1
        browser.tell(f"fetch('{base}/p/0/apply', {{method: 'POST'}}).then(() => true)")
        assert "hiểu cách làm" in (package / "data" / "content.md").read_text("utf-8")
        browser.open(f"{base}/p/0/page/1")
        assert "hiểu cách làm" in browser.tell("document.getElementById('lines').innerText")


class TestComposition:
    """A Vietnamese input method that is still composing neither accepts nor sends."""

    @pytest.mark.parametrize("place", ["citations?page=1#text-new", "form#value.title", "item/line-1-4"])
    def test_enter_while_composing_sends_nothing(
        self, browser: Chromium, base: str, under_review: PackageUnderReview, place: str
    ) -> None:
        browser.open(f"{base}/p/0/{place}")
        browser.tell("[...document.querySelectorAll('#text-new, textarea, input[name=text]')].pop().focus()")
        browser.tell("window.sent = 0; document.addEventListener('submit', () => window.sent++, true)")
        where = browser.tell("location.href")
        browser.say("Input.imeSetComposition", text="đie", selectionStart=3, selectionEnd=3)
        assert browser.tell(f"{FOCUS}.value.includes('đie')")
        for name in ("rawKeyDown", "keyUp"):
            browser.say("Input.dispatchKeyEvent", type=name, key="Enter", windowsVirtualKeyCode=229)
        browser.say("Input.insertText", text="điề")  # what the method makes of it
        assert browser.tell("[window.sent, location.href]") == [0, where]
        assert browser.tell(f"{FOCUS}.value.includes('điề')")
        assert under_review.answers == {}

    def test_arrows_and_enter_while_composing_choose_no_act(self, browser: Chromium, base: str) -> None:
        browser.open(f"{base}/p/0/citations?page=1#text-new")
        browser.tell("document.getElementById('act-new').focus()")
        browser.type("dat")
        browser.wait("!!document.querySelector('[role=option]')")
        browser.say("Input.imeSetComposition", text="đ", selectionStart=1, selectionEnd=1)
        for key in ("ArrowDown", "Enter"):
            browser.say("Input.dispatchKeyEvent", type="rawKeyDown", key=key, windowsVirtualKeyCode=229)
        assert browser.tell("document.getElementById('act-new').value") == "datđ"


def test_kill_and_restart(browser: Chromium, package: Path, tmp_path: Path) -> None:
    """What was decided and typed is there after `kill -9`; what was not sent is all that is lost."""
    first = Program(package, tmp_path / "nha", WHO)
    browser.open(f"{first.address}/?token={first.token}")
    browser.open(f"{first.address}/p/0/citations")
    browser.press("Enter")
    browser.wait(f"{FOCUS}.textContent === 'Đúng rồi'")
    browser.press("Enter", leads_on=True)
    browser.open(f"{first.address}/p/0/form")
    browser.tell("document.getElementById('value.title-value').focus()")
    browser.type("!")
    browser.press("Tab")
    browser.wait("document.getElementById('value.title').querySelector('output').className === 'saved'")
    first.kill()
    second = Program(package, tmp_path / "nha", WHO)
    try:
        browser.open(f"{second.address}/?token={second.token}")
        browser.open(f"{second.address}/p/0/citations")
        assert "Đã xác nhận" in browser.tell("document.querySelector('section.field').innerText")
        browser.open(f"{second.address}/p/0/form")
        assert browser.tell("document.getElementById('value.title-value').value")
    finally:
        second.kill()
        browser.open("about:blank")


def test_two_people(browser: Chromium, package: Path, tmp_path: Path) -> None:
    """Each with a folder of his own: what the first put into the package is not overwritten by the second."""
    register = tmp_path / "so.sqlite"
    with (
        served(package, tmp_path / "nha-1", register, WHO) as (one, first),
        served(package, tmp_path / "nha-2", register, "Trần Thị Bình Minh") as (two, second),
    ):
        for address, words in ((one, "Đúng rồi"), (two, "Không phải viện dẫn")):
            browser.open(f"{address}/?token={TOKEN}")
            browser.open(f"{address}/p/0/citations")
            tab_to(browser, f"{FOCUS}.textContent === '{words}'")
            browser.press("Enter", leads_on=True)
        for address in (one, two):
            browser.open(f"{address}/p/0/citations")
            browser.tell(f"fetch('{address}/p/0/apply', {{method: 'POST'}}).then(() => true)")
        assert (len(first.answers), len(second.answers)) == (0, 1)
        assert [one.who for one in read_cited(package)] == [WHO]
        browser.open(f"{two}/")
        assert "Viện dẫn đã bỏ" in browser.tell("document.body.innerText")
        browser.open("about:blank")


def test_what_is_approved_meanwhile_is_left_alone(
    browser: Chromium, base: str, under_review: PackageUnderReview, package: Path
) -> None:
    browser.open(f"{base}/p/0/citations")
    browser.press("Enter")
    browser.wait(f"{FOCUS}.textContent === 'Đúng rồi'")
    browser.press("Enter", leads_on=True)
    with changing(package) as change:
        record = change.record()
        said = {"state": "approved", "by": WHO, "date": dt.date(2026, 11, 29)}
        change.write_record(
            record_json(record.model_copy(update={"approval": record.approval.model_copy(update=said)}))
        )
    browser.click("form[action='/p/0/apply'] button", leads_on=True)
    assert "đã được phê duyệt" in browser.tell("document.body.innerText").lower()
    assert open_package(package).record().legal_basis[0].found == "number"
    assert len(under_review.answers) == 1


@pytest.mark.parametrize(
    "page", ["", "p/0/citations", "p/0/citations?page=1", "p/0/form", "p/0/page/1", "p/0/item/line-1-2", "next"]
)
def test_every_control_has_a_name(browser: Chromium, base: str, page: str) -> None:
    browser.open(f"{base}/{page}")
    assert browser.tell(UNNAMED) == []
