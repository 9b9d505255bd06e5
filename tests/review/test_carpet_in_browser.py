"""Like places and like words in a real browser: the keys do what the page says, and nothing unseen is confirmed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import like_words
import pytest
from chromium import PROGRAM, Chromium

from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.web.serving import server_for
from pbgdpl_cli.web.sockets import address_of, listening

TOKEN = "x" * 32
ODD = "document.querySelectorAll('input[name=odd]:checked').length"
LATER = "document.querySelectorAll('input[name=later]:checked').length"
CHOSEN = "[...document.querySelectorAll('.spot')].indexOf(document.activeElement.closest('.spot'))"


def confirm(browser: Chromium) -> None:
    """Press Enter once every tile on the screen was seen, which a busy machine takes a while for."""
    browser.wait(
        "[...document.querySelectorAll('.spot')].filter((one) => one.getBoundingClientRect().bottom <= innerHeight)"
        ".every((one) => one.dataset.seen)"
    )
    browser.press("Enter", leads_on=True)


pytestmark = [pytest.mark.real, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One window for all tests."""
    with Chromium(tmp_path_factory.mktemp("ho-so")) as window:
        yield window


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six like words in doubt, and an amount."""
    return like_words.package_of(tmp_path_factory.mktemp("mau"))


@pytest.fixture
def under_review(made: Path, tmp_path: Path) -> PackageUnderReview:
    """The package, with answers of its own."""
    return PackageUnderReview(made, tmp_path / "nha")


@pytest.fixture
def base(browser: Chromium, under_review: PackageUnderReview) -> Iterator[str]:
    """A server, whose page the window has opened."""
    with listening("127.0.0.1", 0) as listener:
        listener.listen()
        server = server_for(build_application(ReviewQueue([under_review]), "vi", TOKEN, "Lê Văn Khánh"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        address = address_of("127.0.0.1", listener)
        browser.open(f"{address}/?token={TOKEN}")
        browser.open(f"{address}/carpet")
        yield address
        server.should_exit = True
        browser.open("about:blank")
        thread.join()


@pytest.mark.usefixtures("base")
class TestKeys:
    """Arrows, X, Space, Enter, Alt+Z, F2."""

    def test_arrows_go_from_place_to_place(self, browser: Chromium) -> None:
        browser.press("ArrowRight")
        assert browser.tell(CHOSEN) == 0
        for key, place in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("ArrowLeft", 0), ("ArrowLeft", 0)):
            browser.press(key)
            assert browser.tell(CHOSEN) == place

    @pytest.mark.parametrize("key", ["x", "X", "Delete"])
    def test_a_place_is_marked_and_unmarked(self, browser: Chromium, key: str) -> None:
        browser.press(key)
        assert browser.tell(ODD) == 0  # none is chosen yet
        browser.press("ArrowRight")
        browser.press(key)
        assert browser.tell(ODD) == 1
        browser.press(key)
        assert browser.tell(ODD) == 0

    def test_enter_answers_the_others(self, browser: Chromium, under_review: PackageUnderReview) -> None:
        browser.press("ArrowRight")
        browser.press("x")
        browser.press("ArrowRight")
        browser.press(" ")
        assert browser.tell(f"[{ODD}, {LATER}]") == [1, 1]
        confirm(browser)
        assert len(under_review.answers) == 4
        assert len(under_review.odd) == 1

    def test_a_place_put_off_is_not_odd_too(self, browser: Chromium) -> None:
        browser.press("ArrowRight")
        browser.press("x")
        browser.press(" ")
        assert browser.tell(f"[{ODD}, {LATER}]") == [0, 1]
        browser.press("x")
        assert browser.tell(f"[{ODD}, {LATER}]") == [1, 0]

    @pytest.mark.parametrize("key", [" ", "Escape"])
    def test_the_screen_is_put_off(self, browser: Chromium, under_review: PackageUnderReview, key: str) -> None:
        browser.press(key, leads_on=True)
        assert not browser.tell("!!document.querySelector('form.carpet')")
        assert under_review.answers == {}

    def test_alt_z_takes_the_screen_back(self, browser: Chromium, under_review: PackageUnderReview) -> None:
        confirm(browser)
        assert len(under_review.answers) == 6
        browser.press("z", alt=True, leads_on=True)
        assert under_review.answers == {}
        assert browser.tell("document.querySelectorAll('.spot').length") == 6

    def test_the_mouse_marks(self, browser: Chromium) -> None:
        browser.click(".spot img")
        assert browser.tell(ODD) == 1
        browser.click(".group button")
        assert browser.tell(ODD) == 6

    def test_f2_shows_the_page_and_comes_back(self, browser: Chromium) -> None:
        browser.press("ArrowRight")
        browser.press("x")
        browser.press("F2")
        browser.wait("[...document.querySelectorAll('#around img')].every(one => one.complete && one.naturalWidth)")
        browser.press("Enter")  # closes it, and confirms nothing
        browser.wait("!document.getElementById('around')")
        assert browser.tell(f"[{ODD}, {CHOSEN}]") == [1, 0]

    def test_composition_confirms_nothing(self, browser: Chromium, under_review: PackageUnderReview) -> None:
        browser.tell(
            "document.body.dispatchEvent(new KeyboardEvent('keydown',"
            " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
        )
        assert browser.tell("!!document.querySelector('form.carpet')")
        assert under_review.answers == {}


class TestUnseen:
    """A person confirms what was on the screen, and nothing else."""

    def test_a_key_held_down_confirms_nothing(
        self, browser: Chromium, base: str, under_review: PackageUnderReview
    ) -> None:
        browser.press("Enter", repeat=True)
        assert browser.tell("location.href") == f"{base}/carpet"
        assert under_review.answers == {}

    def test_what_is_below_the_edge_is_shown_first(
        self, browser: Chromium, base: str, under_review: PackageUnderReview
    ) -> None:
        browser.say("Emulation.setDeviceMetricsOverride", width=420, height=320, deviceScaleFactor=1, mobile=False)
        try:
            browser.open(f"{base}/carpet")
            browser.press("Enter")
            assert under_review.answers == {}
            assert browser.tell("window.scrollY") > 0
            assert browser.tell("document.getElementById('told').textContent") != ""
        finally:
            browser.say("Emulation.setDeviceMetricsOverride", width=1366, height=768, deviceScaleFactor=1, mobile=False)

    def test_a_place_without_its_picture_is_put_off(self, browser: Chromium, base: str) -> None:
        browser.tell("document.querySelector('.spot img').src = '/p/0/tile/none.jpg'")
        browser.wait(f"{LATER} === 1")

    def test_whatever_size_letters_have_nothing_sticks_out(self, browser: Chromium, base: str) -> None:
        for size in ("100%", "200%"):
            browser.tell(f"document.documentElement.style.fontSize = '{size}'")
            assert browser.tell("document.documentElement.scrollWidth <= innerWidth")


class TestSeries:
    """A word put right once, elsewhere too."""

    def test_enter_takes_those_ticked(self, browser: Chromium, base: str, under_review: PackageUnderReview) -> None:
        key = next(key for key, doubt in under_review.waiting if doubt.kind == "word")
        browser.open(f"{base}/p/0/item/{key}")
        browser.press("1", alt=True)
        confirm(browser)
        assert browser.tell("location.pathname").startswith("/series/")
        assert browser.tell("document.querySelectorAll('input[name=take]:checked').length") == 5
        browser.press("ArrowRight")
        browser.press("x")
        confirm(browser)
        assert [answer.text for answer in under_review.answers.values()] == ["xóm"] * 5
        browser.press("z", alt=True, leads_on=True)
        assert [answer.key for answer in under_review.answers.values()] == [key]

    def test_escape_takes_none(self, browser: Chromium, base: str, under_review: PackageUnderReview) -> None:
        key = next(key for key, doubt in under_review.waiting if doubt.kind == "word")
        browser.open(f"{base}/p/0/item/{key}")
        browser.press("1", alt=True)
        confirm(browser)
        browser.press("Escape", leads_on=True)
        assert [answer.key for answer in under_review.answers.values()] == [key]
