from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record
from test_derive import package
from test_epub import CRUEL

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing.palette import MINIMUM_CONTRAST, PALETTES, contrast
from converters.derivatives.kinds.web import web
from converters.derivatives.kinds.web.style import colours
from converters.derivatives.saying import words
from converters.derivatives.saying.account import passages
from converters.derivatives.saying.key_points import NothingToShow, choose_key_points
from tests.axe import axe_core
from tests.each import each
from tests.review.chromium import PROGRAM, Chromium
from validators.packages.package import open_package
from validators.packages.verification import verify
from validators.sharing.record import Record

OPTIONS = DeriveOptions()


class Read(HTMLParser):
    """What a page says, and where it leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.ids, self.places, self.scripts = "", set[str](), list[str](), list[str]()
        self._in = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in {"href", "src", "srcset", "action", "data", "poster"}:
                self.places.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script":
            self.scripts.append(data)
        elif self._in != "style":
            self.text += data


def made(folder: Path, record: Record, options: DeriveOptions = OPTIONS) -> str:
    web.write(record, folder / "web.html", options)
    return (folder / "web.html").read_text(encoding="utf-8")


def test_it_asks_for_nothing_outside_itself(tmp_path: Path) -> None:
    page = made(tmp_path, mediation_record(content=[*mediation_record().model_dump()["content"], *CRUEL]))
    read = Read(page)
    assert all(place.startswith("#") for place in read.places)
    assert {place[1:] for place in read.places} <= read.ids
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_it_says_the_whole_text_and_each_point_with_its_provision(tmp_path: Path) -> None:
    record = mediation_record()
    text = Read(made(tmp_path, record)).text
    assert all(said in text for _, said in passages(record) if said.casefold() != record.title.casefold())
    for point in choose_key_points(record).points:
        assert point.text in text
        assert f"{words.SOURCE}: {point.citation}" in text


def test_what_holds_for_all_is_pinned_above_the_points(tmp_path: Path) -> None:
    record = alcohol_record()
    condition = {"type": "paragraph", "text": "Mức phạt nêu trên áp dụng đối với cá nhân."}
    content = [*record.model_dump()["content"], condition]
    text = Read(made(tmp_path, record.model_validate({**record.model_dump(), "content": content}))).text
    before, after = (text.index(one) for one in (words.KEY_POINTS, words.WHOLE_TEXT))
    assert text[before:after].count(condition["text"]) == 1
    assert "2.000.000 – 3.000.000 đồng" in text[before:after]


def test_search_engines_read_what_it_is_and_which_law_it_cites(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script>"
    page = made(tmp_path, mediation_record(description=evil))
    (script,) = Read(page).scripts
    told: dict[str, Any] = json.loads(script)
    assert told["@type"] == "LearningResource"
    assert told["abstract"] == evil
    assert {one["@type"] for one in told["citation"]} == {"Legislation"}
    assert told["citation"][0]["legislationIdentifier"] == "35/2013/QH13"
    assert told["creativeWorkStatus"] == "Published"


def test_what_the_package_holds_beside_it_changes_nothing(tmp_path: Path) -> None:
    file = {"path": "x.png", "role": "infographic", "media_type": "image/png", "sha256": "0" * 64, "bytes": 1}
    assert made(tmp_path, mediation_record()) == made(tmp_path, mediation_record(files=[file]))


def test_a_draft_says_so_at_its_head_in_its_title_and_on_paper(tmp_path: Path) -> None:
    page = made(tmp_path, mediation_record(), DeriveOptions(draft=True))
    assert page.count(words.DRAFT_BANNER) == 2
    assert "noindex" in page
    assert json.loads(Read(page).scripts[0])["creativeWorkStatus"] == "Draft"
    assert words.DRAFT_BANNER not in made(tmp_path, mediation_record())


def test_ai_is_named(tmp_path: Path) -> None:
    assert words.AI_NOTICE in made(tmp_path, mediation_record(ai={"generated": True, "tool": "x"}))


def test_the_recipe_is_read_back(tmp_path: Path) -> None:
    made(tmp_path, mediation_record())
    assert web.recipe_in(tmp_path / "web.html") == web.KIND.recipe(mediation_record(), OPTIONS)
    assert web.recipe_in(tmp_path / "absent.html") is None
    (tmp_path / "web.html").write_text("<!DOCTYPE html><title>x</title>", encoding="utf-8")
    assert web.recipe_in(tmp_path / "web.html") is None


def test_a_text_without_provisions_is_a_page_without_points(tmp_path: Path) -> None:
    page = made(tmp_path, bookshelf_record(legal_basis=[]))
    assert words.KEY_POINTS not in page
    with pytest.raises(NothingToShow):
        web.write(mediation_record(content=[]), tmp_path / "other.html", OPTIONS)
    assert not (tmp_path / "other.html").exists()


@each("dark", [False, True])
def test_every_palette_can_be_read_by_day_and_by_night(dark: bool) -> None:
    for palette in PALETTES:
        named = colours(palette, dark=dark)
        for ink in ("ink", "quiet", "link"):
            assert contrast(named[ink], named["ground"]) >= MINIMUM_CONTRAST, (palette.name, ink)
            assert contrast(named[ink], named["panel"]) >= MINIMUM_CONTRAST, (palette.name, ink)
        assert contrast(named["on-head"], named["head"]) >= MINIMUM_CONTRAST, palette.name


@pytest.mark.real
@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")
def test_axe_finds_nothing_on_a_phone_by_day_and_by_night(tmp_path: Path) -> None:
    axe = axe_core()
    if axe is None:
        pytest.skip("no axe-core for node here (npm install axe-core, NODE_PATH)")
    record = mediation_record(content=[*mediation_record().model_dump()["content"], *CRUEL])
    made(tmp_path, record, DeriveOptions(draft=True))
    for dark in (False, True):
        with Chromium(tmp_path / f"profile-{dark}", 360, 740, dark=dark) as browser:
            browser.say("Page.setBypassCSP", enabled=True)
            browser.open((tmp_path / "web.html").as_uri())
            browser.tell(axe)
            found = browser.tell("axe.run().then(told => JSON.stringify(told.violations))")
            assert json.loads(found) == []
            assert browser.tell("document.documentElement.scrollWidth <= innerWidth"), "no sideways scrolling"


@pytest.mark.real
def test_it_goes_into_a_package_that_verifies_and_is_not_made_twice(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    (page,) = derive_package(root, ["web"], OPTIONS)
    assert verify(root) == []
    (entry,) = open_package(root).record().files
    assert (entry.path, entry.role, entry.media_type) == ("derivatives/web.html", "web-page", "text/html")
    assert re.search(r"^<!DOCTYPE html>", page.path.read_text(encoding="utf-8"))
    assert derive_package(root, ["web"], OPTIONS)[0].state == "unchanged"
