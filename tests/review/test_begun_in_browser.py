"""Typed, and not sent: after `kill -9` or a closed tab at most the word being typed is gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import cited_packages
import pytest
from chromium import PROGRAM, Chromium
from review_packages import TOKEN
from served_review import Program, served, until

pytestmark = [pytest.mark.real, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")]
WHO = "Lê Văn Khánh"
FIELD = "document.querySelector('input[name=text]')"
KEPT = "document.querySelector('output.begun').textContent.startsWith('Đã giữ')"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("ho-so")) as window:
        yield window


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mau")
    cited_packages.package_of(folder)
    return folder


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "goi" / "to-gap"


def test_typed_and_killed(browser: Chromium, package: Path, tmp_path: Path) -> None:
    """A line, a value of the form and a citation: all of it stands there after the power cut, and none is an answer."""
    first = Program(package, tmp_path / "nha", WHO)
    browser.open(f"{first.address}/?token={first.token}")
    browser.open(f"{first.address}/p/0/item/line-1-4")
    browser.type(" và làm theo")
    browser.wait(KEPT)
    browser.open(f"{first.address}/p/0/form#value.title")
    browser.tell("document.getElementById('value.title-value').focus()")
    browser.type("!!")
    browser.wait("document.querySelector('#value\\\\.title output.begun').textContent !== ''")
    browser.open(f"{first.address}/p/0/citations?page=1#text-new")
    browser.tell("document.getElementById('text-new').focus()")
    browser.type("Đ.4 của bản quy định")
    browser.wait("document.querySelector('#text-new').form.querySelector('output.begun').textContent !== ''")
    first.kill()
    second = Program(package, tmp_path / "nha", WHO)
    try:
        browser.open(f"{second.address}/?token={second.token}")
        browser.open(f"{second.address}/p/0/item/line-1-4")
        assert browser.tell(f"{FIELD}.value").endswith("cách làm. và làm theo")
        assert "chưa gửi" in browser.tell("document.querySelector('output.begun').textContent")
        browser.open(f"{second.address}/p/0/citations")
        assert browser.tell("document.getElementById('text-new').value") == "Đ.4 của bản quy định"
        assert browser.tell("document.getElementById('text-new').closest('details').open")
        browser.open(f"{second.address}/p/0/form")
        assert browser.tell("document.getElementById('value.title-value').value").startswith("!!")
    finally:
        second.kill()
        browser.open("about:blank")


def test_a_tab_that_is_closed_at_once(browser: Chromium, package: Path, tmp_path: Path) -> None:
    """No pause is needed: what was typed leaves with the page."""
    with served(package, tmp_path / "nha", None, WHO) as (address, under_review):
        browser.open(f"{address}/?token={TOKEN}")
        browser.open(f"{address}/p/0/item/line-1-4")
        browser.type(" nhé")
        browser.open("about:blank")
        # What a leaving page sends is nobody's to wait for: on a busy machine the next page is asked for first.
        until(lambda: under_review.begun.of("line-1-4", WHO) != {})
        browser.open(f"{address}/p/0/item/line-1-4")
        assert browser.tell(f"{FIELD}.value").endswith(" nhé")
        browser.press("Enter", leads_on=True)
        browser.open(f"{address}/p/0/item/line-1-4")
        assert browser.tell("document.querySelector('output.begun').textContent") == ""
        browser.open("about:blank")


def test_who_never_pauses_is_kept_too(browser: Chromium, package: Path, tmp_path: Path) -> None:
    with served(package, tmp_path / "nha", None, WHO) as (address, under_review):
        browser.open(f"{address}/?token={TOKEN}")
        browser.open(f"{address}/p/0/item/line-1-4")
        browser.tell(
            "new Promise(done => { let at = 0; const one = setInterval(() => { document.execCommand('insertText', "
            "false, 'a'); if (++at >= 26) { clearInterval(one); done(true) } }, 100) })"
        )
        assert "aaaa" in under_review.begun.of("line-1-4", WHO)["text"]
        browser.open("about:blank")


def test_a_value_that_was_saved_is_not_begun(browser: Chromium, package: Path, tmp_path: Path) -> None:
    with served(package, tmp_path / "nha", None, WHO) as (address, under_review):
        browser.open(f"{address}/?token={TOKEN}")
        browser.open(f"{address}/p/0/form#value.title")
        browser.tell("document.getElementById('value.title-value').focus()")
        browser.type("?")
        browser.press("Tab")
        browser.wait("document.getElementById('value.title').querySelector('output').className === 'saved'")
        browser.tell("new Promise(done => setTimeout(done, 700))")
        assert under_review.begun.of("value.title", WHO) == {}
        assert under_review.answers["value.title"].text is not None
        browser.open("about:blank")
