"""Lines and blocks in a real browser, by keys alone: joined, split, moved, marked, typed as a table, places drawn."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import cited_packages
import pytest
from chromium import PROGRAM, Chromium
from review_packages import TOKEN
from served_review import served

from converters.corrections.as_left import PagesAsLeft
from converters.corrections.places import lines_of
from converters.reading.document import BlockKind, Page
from pbgdpl_cli.review.answers.package import PackageUnderReview
from validators.packages.package import open_package

pytestmark = [pytest.mark.real, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")]
WHO = "Lê Văn Khánh"
HEAD, FINE, RIGHT, CLAUSE, MISSED = cited_packages.LINES


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One window for all tests, too low for the whole page."""
    with Chromium(tmp_path_factory.mktemp("ho-so"), 1366, 500) as window:
        yield window


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drawn page and its package."""
    folder = tmp_path_factory.mktemp("mau")
    cited_packages.package_of(folder)
    return folder


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """A package of its own for each test."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "goi" / "to-gap"


@pytest.fixture
def under_review(browser: Chromium, package: Path, tmp_path: Path) -> Iterator[PackageUnderReview]:
    """The package under review; the window shows its page."""
    with served(package, tmp_path / "nha", None, WHO) as (address, under_review):
        browser.open(f"{address}/?token={TOKEN}")
        browser.open(f"{address}/p/0/page/1")
        yield under_review
        browser.open("about:blank")


def base(browser: Chromium) -> str:
    return str(browser.tell("location.origin"))


def shown(browser: Chromium) -> list[str]:
    return list(
        browser.tell("[...document.querySelectorAll('#lines a[data-line]:not(.chip)')].map(a => a.textContent)")
    )


def choose(browser: Chromium, first: int, last: int) -> None:
    """Lines from one to another, counted from 1, by arrows."""
    for _ in range(first):
        browser.press("ArrowDown")
    for _ in range(last - first):
        browser.press("ArrowDown", shift=True)


def in_package(browser: Chromium, package: Path) -> Page:
    """The page as it stands in the package, once all was put into it."""
    assert browser.tell(f"fetch('{base(browser)}/p/0/apply', {{method: 'POST'}}).then(one => one.ok)")
    page = PagesAsLeft(package, open_package(package).record()).page(1)
    assert page is not None
    return page


def texts(page: Page) -> list[str]:
    return [line.text for line in lines_of(page)]


def kinds(page: Page) -> list[BlockKind]:
    return [block.kind for block in page.blocks]


def test_lines_become_one(browser: Chromium, under_review: PackageUnderReview, package: Path) -> None:
    choose(browser, 3, 4)
    browser.press("j", leads_on=True)
    assert shown(browser) == [HEAD, FINE, f"{RIGHT} {CLAUSE}", MISSED]
    assert len(under_review.answers) == 1
    assert texts(in_package(browser, package)) == [HEAD, FINE, f"{RIGHT} {CLAUSE}", MISSED]


@pytest.mark.usefixtures("under_review")
def test_a_line_becomes_two(browser: Chromium, package: Path) -> None:
    choose(browser, 5, 5)
    browser.press("s")
    browser.type("3")
    browser.press("Enter", leads_on=True)
    first, second = " ".join(MISSED.split()[:3]), " ".join(MISSED.split()[3:])
    assert shown(browser)[-2:] == [first, second]
    assert texts(in_package(browser, package))[-2:] == [first, second]


@pytest.mark.usefixtures("under_review")
def test_lines_move_before_another(browser: Chromium, package: Path) -> None:
    choose(browser, 4, 5)
    browser.press("m")
    browser.type("2")
    browser.press("Enter", leads_on=True)
    assert texts(in_package(browser, package)) == [HEAD, CLAUSE, MISSED, FINE, RIGHT]


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("h", BlockKind.HEADING),
        ("b", BlockKind.PICTURE),
        ("d", BlockKind.STAMP),
        ("v", BlockKind.HANDWRITING),
    ],
)
@pytest.mark.usefixtures("under_review")
def test_lines_are_marked(browser: Chromium, package: Path, key: str, kind: BlockKind) -> None:
    choose(browser, 5, 5)
    browser.press(key, leads_on=True)
    assert kinds(in_package(browser, package)).count(kind) == (2 if kind is BlockKind.HEADING else 1)


@pytest.mark.usefixtures("under_review")
def test_lines_become_a_table_that_is_typed(browser: Chromium, package: Path) -> None:
    choose(browser, 4, 5)
    browser.press("t", leads_on=True)
    fields = browser.tell("document.querySelectorAll('table.grid textarea').length")
    assert fields >= 2
    browser.tell("document.activeElement.select()")
    browser.type("Việc nộp hồ sơ")
    browser.press("Enter", leads_on=True)
    page = in_package(browser, package)
    assert BlockKind.TABLE in kinds(page)
    assert "Việc nộp hồ sơ" in texts(page)


@pytest.mark.usefixtures("under_review")
def test_a_place_is_drawn_by_keys_and_is_a_stamp(browser: Chromium, package: Path) -> None:
    choose(browser, 5, 5)
    browser.press("k")
    edges = "['left', 'top', 'right', 'bottom'].map(one => +document.getElementById('drawn-' + one).value)"
    begun = browser.tell(edges)
    browser.press("ArrowDown")
    browser.press("ArrowRight", shift=True)
    moved = browser.tell(edges)
    assert moved[0] == begun[0]
    assert moved[1] > begun[1]
    assert moved[2] > begun[2]
    browser.press("Enter")
    assert browser.tell("document.activeElement.value") == "picture"
    browser.press("Tab")
    browser.press("Enter", leads_on=True)
    assert BlockKind.STAMP in kinds(in_package(browser, package))


def test_a_place_begun_by_keys_is_let_go(browser: Chromium, under_review: PackageUnderReview) -> None:
    browser.press("k")
    assert browser.tell("!document.getElementById('drawn').hidden")
    browser.press("Escape")
    assert browser.tell("document.getElementById('drawn').hidden && !document.querySelector('rect.drawn')")
    browser.press("ArrowDown")
    assert browser.tell("document.activeElement.textContent") == HEAD
    assert not under_review.answers


@pytest.mark.usefixtures("under_review")
def test_the_line_is_marked_enlarged_and_in_view(browser: Chromium) -> None:
    choose(browser, 5, 5)
    browser.wait("!document.getElementById('strip').classList.contains('coming')")
    assert browser.tell("document.querySelectorAll('#paper rect.at').length") == 1
    assert "line-1-4" in browser.tell("document.getElementById('strip').src")
    inside = "(() => { const b = {}.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight })()"
    assert browser.tell(inside.replace("{}", "document.activeElement", 1))
    assert browser.tell(inside.replace("{}", "document.querySelector('#paper rect.at')", 1))
    wide = "document.querySelector('{}').getBoundingClientRect().width"
    assert browser.tell(wide.replace("{}", "#strip")) > 0


@pytest.mark.usefixtures("under_review")
def test_no_other_line_is_shown_beside_a_line_while_its_picture_comes(browser: Chromium) -> None:
    choose(browser, 1, 1)
    browser.wait("!document.getElementById('strip').classList.contains('coming')")
    browser.tell("document.getElementById('strip').addEventListener('load', () => { window.came = true })")
    seen = (
        "document.getElementById('line-1-3').focus(); "
        "[document.getElementById('strip').classList.contains('coming'), !!window.came]"
    )
    assert browser.tell(seen) == [True, False]
    browser.wait("window.came && !document.getElementById('strip').classList.contains('coming')")


@pytest.mark.usefixtures("under_review")
def test_where_the_picture_stands_is_remembered(browser: Chromium, package: Path, tmp_path: Path) -> None:
    beside = "document.getElementById('lines').getBoundingClientRect().left >= 600"
    assert browser.tell(beside)
    browser.click("button[name=side]", leads_on=True)
    assert not browser.tell(beside)
    with served(package, tmp_path / "nha", None, WHO) as (address, _):  # on another day
        browser.open(f"{address}/?token={TOKEN}")
        browser.open(f"{address}/p/0/page/1")
        assert not browser.tell(beside)
        browser.click("button[name=side]", leads_on=True)
        assert browser.tell(beside)


def test_what_was_done_is_taken_back_on_another_day(
    browser: Chromium, under_review: PackageUnderReview, package: Path, tmp_path: Path
) -> None:
    choose(browser, 3, 4)
    browser.press("j", leads_on=True)
    assert len(under_review.answers) == 1
    with served(package, tmp_path / "nha", None, WHO) as (address, again):
        browser.open(f"{address}/?token={TOKEN}")
        browser.open(f"{address}/p/0/page/1")
        assert len(shown(browser)) == len(cited_packages.LINES) - 1
        browser.press("z", alt=True, leads_on=True)
        browser.open(f"{address}/p/0/page/1")
        assert shown(browser) == [HEAD, FINE, RIGHT, CLAUSE, MISSED]
        assert not again.answers
