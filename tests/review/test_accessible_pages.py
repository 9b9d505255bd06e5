"""Every page of a review under axe-core, by day and by night: nothing serious is in anybody's way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import review_packages
from chromium import PROGRAM, Chromium
from served_review import Program

from tests.axe import axe_core

pytestmark = [pytest.mark.real, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")]
_LINKS = "[...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))"
_GRAVE = (
    "axe.run().then((told) => JSON.stringify(told.violations.filter((one) => /serious|critical/.test(one.impact))))"
)
_FIRST = ("/", "/p/0/standing", "/p/0/put-right", "/p/0/page/1", "/p/0/second-reading")
_MOST = 24  # pages


def pages(browser: Chromium, base: str) -> Iterator[str]:
    """Goes to every kind of page that can be reached by links, once, and names it."""
    waiting, kinds = list(_FIRST), set[str]()
    while waiting and len(kinds) < _MOST:
        path = waiting.pop(0)
        kind = re.sub(r"\d+", "#", path)
        if kind in kinds:
            continue
        kinds.add(kind)
        browser.open(f"{base}{path}")
        yield path
        here = browser.tell("location.href")
        links = (urlsplit(urljoin(here, link)) for link in browser.tell(_LINKS))
        waiting += [
            f"{link.path}?{link.query}".rstrip("?") for link in links
            if link.netloc == urlsplit(base).netloc and not re.search(r"\.(?:jpg|png|md|css|js)$", link.path)
        ]  # fmt: skip


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_axe_finds_nothing_serious_on_any_page(tmp_path: Path, dark: bool) -> None:
    axe = axe_core()
    if axe is None:
        pytest.skip("no axe-core for node here (npm install axe-core, NODE_PATH)")
    package = review_packages.doubtful(tmp_path)
    program, seen, found = Program(package, tmp_path / "nha", "Lê Văn Khánh"), [], {}
    try:
        with Chromium(tmp_path / "ho-so", dark=dark) as browser:
            browser.say("Page.setBypassCSP", enabled=True)
            browser.open(f"{program.address}/?token={program.token}")
            for path in pages(browser, program.address):
                seen.append(path)
                browser.tell("document.querySelectorAll('details').forEach((one) => { one.open = true })")
                browser.tell(axe)
                if grave := json.loads(browser.tell(_GRAVE)):
                    found[path] = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in grave]
    finally:
        program.kill()
    assert found == {}
    assert len(seen) >= 8, seen
