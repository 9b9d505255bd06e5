"""The bookshelf in a real browser: axe-core finds nothing, and phones and twice as large letters lose nothing."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pypdfium2
import pytest

from pbgdpl_cli.portal.store.stores import PortalStores
from tests.axe import axe_core
from tests.portal.furnished import furnish
from tests.portal.served import Served, served
from tests.review.chromium import PROGRAM, Chromium

pytestmark = [pytest.mark.real, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")]
_LINKS = "[...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))"
_TOLD = "axe.run().then((told) => JSON.stringify(told.violations))"
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_CUT = """[...document.querySelectorAll('main h1, main p, main a, main button, main td, main th, main label')]
    .filter((one) => one.getClientRects().length && getComputedStyle(one).textOverflow !== 'ellipsis'
        && one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scrolls'))
    .map((one) => one.outerHTML.slice(0, 120))"""
_FILES = re.compile(r"^/(?:files|covers|records|api|oai|feed|sitemap|openapi|opensearch|schema|static)\b")
_MOST = 30  # pages


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("home")
    with PortalStores(home) as stores:
        furnish(stores)
    with served(home) as running:
        yield running


def kind_of(path: str) -> str:
    """What makes a page another kind of page: its address, with what may be anything left out."""
    parts = urlsplit(path)
    names = sorted(one.partition("=")[0] for one in parts.query.split("&") if one)
    return f"{re.sub(r'urn:uuid:[0-9a-f-]+', '#', parts.path)}?{'&'.join(names)}"


def pages(browser: Chromium, base: str) -> Iterator[str]:
    """Goes to every kind of page that can be reached by links, and names it."""
    waiting, kinds = ["/", "/?q=dat+dai", "/?q=khong+co+dau", "/khong-co"], set[str]()
    while waiting and len(kinds) < _MOST:
        path = waiting.pop(0)
        if kind_of(path) in kinds:
            continue
        kinds.add(kind_of(path))
        browser.open(f"{base}{path}")
        yield path
        here = browser.tell("location.href")
        links = (urlsplit(urljoin(here, link)) for link in browser.tell(_LINKS))
        waiting += [
            f"{link.path}?{link.query}".rstrip("?") for link in links
            if link.netloc == urlsplit(base).netloc and not _FILES.match(link.path) and "&" not in link.query
        ]  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)], ids=["desk by day", "phone by night"])
def test_axe_finds_nothing_on_any_page(shelf: Served, tmp_path: Path, width: int, dark: bool) -> None:
    axe = axe_core()
    if axe is None:
        pytest.skip("no axe-core for node here (npm install axe-core, NODE_PATH)")
    seen, found = [], {}
    with Chromium(tmp_path / "profile", width, 800, dark=dark) as browser:
        browser.say("Page.setBypassCSP", enabled=True)
        for path in pages(browser, f"http://127.0.0.1:{shelf.port}"):
            seen.append(kind_of(path))
            browser.tell("document.querySelectorAll('details').forEach((one) => { one.open = true })")
            browser.tell(axe)
            if told := json.loads(browser.tell(_TOLD)):
                found[path] = [(one["id"], one["impact"], [node["html"] for node in one["nodes"]][:3]) for one in told]
    assert found == {}
    assert {"/?", "/?q", "/materials/#?", "/materials/#/read?", "/statistics?", "/about?", "/feedback?about"} <= {*seen}


@pytest.mark.parametrize(("width", "text"), [(320, 1.0), (360, 1.0), (640, 2.0)], ids=["320", "360", "twice the text"])
def test_nothing_is_wider_than_the_screen(shelf: Served, tmp_path: Path, width: int, text: float) -> None:
    found, seen = {}, 0
    with Chromium(tmp_path / "profile", width, 700, text=text) as browser:
        for path in pages(browser, f"http://127.0.0.1:{shelf.port}"):
            seen += 1
            browser.tell("document.querySelectorAll('details').forEach((one) => { one.open = true })")
            wider, cut = browser.tell(_WIDER), browser.tell(_CUT)
            if wider > 0 or cut:
                found[path] = wider, cut
    assert found == {}
    assert seen >= 12


_UNSEEN = """[...document.querySelectorAll('.field, button, .button, [aria-current]')]
    .filter((one) => one.getClientRects().length && getComputedStyle(one).borderTopStyle === 'none'
        && getComputedStyle(one).borderBottomStyle === 'none')
    .map((one) => one.outerHTML.slice(0, 120))"""


def test_with_colours_of_the_readers_own_every_field_and_button_has_a_line_around_it(
    shelf: Served, tmp_path: Path
) -> None:
    with Chromium(tmp_path / "profile", 1280, 900) as browser:
        browser.say("Emulation.setEmulatedMedia", features=[{"name": "forced-colors", "value": "active"}])
        for path in ("/?q=dat+dai", "/?kind=hoi-dap", "/feedback"):
            browser.open(f"http://127.0.0.1:{shelf.port}{path}")
            assert browser.tell(_UNSEEN) == [], path


def test_the_address_at_the_end_of_a_print_takes_no_page_of_its_own(shelf: Served, tmp_path: Path) -> None:
    with Chromium(tmp_path / "profile", 1280, 900) as browser:
        browser.open(f"http://127.0.0.1:{shelf.port}/?kind=sach")
        first = browser.tell("document.querySelector('.card a').href")
        browser.open(first)
        printed = browser.say("Page.printToPDF", preferCSSPageSize=True)["data"]
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(base64.b64decode(printed))]
    assert "/m/" in texts[-1]
    assert len(texts[-1].splitlines()) > 3


def test_what_was_typed_is_seen_with_letters_twice_as_large(shelf: Served, tmp_path: Path) -> None:
    with Chromium(tmp_path / "profile", 640, 900, text=2.0) as browser:
        browser.open(f"http://127.0.0.1:{shelf.port}/?q=luat+dat+dai+moi")
        field = "document.querySelector('.field input')"
        assert browser.tell(f"{field}.scrollWidth <= {field}.clientWidth")
