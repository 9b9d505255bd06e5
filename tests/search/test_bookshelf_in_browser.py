"""The bookshelf of a stick in a real browser, from its folder: no server, no network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from converters.exports.material import Mark, Material
from converters.progress import Silent
from pbgdpl_cli.bookshelf.site import Bookshelf
from tests.review.chromium import PROGRAM, Chromium
from tests.upload.package_factory import APPROVED, make_package
from validators.packages.package import open_package

pytestmark = [pytest.mark.real, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("ho-so")) as window:
        yield window


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two leaflets and a draft, in a folder whose name has spaces and marks."""
    folder = tmp_path_factory.mktemp("goi")
    told = {"to-gap": "Phòng, chống bạo lực gia đình", "phao": "Dùng pháo đúng luật", "nhap": "Bạo lực học đường"}
    for name, title in told.items():
        content = [{"type": "paragraph", "text": f"Tài liệu nói về: {title}."}]
        make_package(folder, name, title=title, content=content, **({} if name == "nhap" else APPROVED))
    marked = {"nhap": (Mark.DRAFT,)}
    materials = [Material(open_package(folder / name).record(), folder / name, marked.get(name, ())) for name in told]
    target = tmp_path_factory.mktemp("usb") / "Tủ sách 50% #1"
    Bookshelf().write(materials, target, Silent())
    return target


def found(browser: Chromium, stick: Path, words: str) -> str:
    """What the page says after some words are typed and sent with the Enter key."""
    browser.open((stick / "index.html").as_uri())
    browser.tell("document.querySelector('input[type=search]').focus()")
    browser.type(words)
    browser.press("Enter", leads_on=True)
    browser.wait(f"document.querySelector('main').innerText.includes({json.dumps(words)})")
    return str(browser.tell("document.querySelector('main').innerText"))


def test_words_without_marks_find_what_they_mean_and_cautions_stand_there(browser: Chromium, stick: Path) -> None:
    said = found(browser, stick, "bao luc")
    assert "Phòng, chống bạo lực gia đình" in said
    assert "Dùng pháo đúng luật" not in said
    assert said.index("Bạo lực học đường") < said.index(Mark.DRAFT.caution)
    assert said.count(Mark.DRAFT.caution) == 1


def test_what_is_found_leads_to_its_page_in_the_same_folder(browser: Chromium, stick: Path) -> None:
    found(browser, stick, "pháo")
    browser.click("main a[href*='tai-lieu/phao']", leads_on=True)
    assert str(browser.tell("location.href")).startswith(stick.as_uri())
    assert "Tài liệu nói về: Dùng pháo đúng luật." in str(browser.tell("document.body.innerText"))


def test_nothing_is_asked_of_the_network(browser: Chromium, stick: Path) -> None:
    found(browser, stick, "gia đình")
    taken = "[...document.querySelectorAll('[src], link[href]')].map(one => one.src || one.href)"
    asked = browser.tell(taken)
    assert asked
    assert all(str(one).startswith(stick.as_uri()) for one in asked)
