"""No reader loses a word, and none says one twice: every text of a made-up tree stands in the document exactly once.

Each text is a word of its own kind ("tu17x"), so that it can be counted wherever it ends up; texts that are deleted or
hidden must stand nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_samples import cell, control, opendocument, paragraph, row, run, table, word
from pptx.util import Emu
from reading_samples import read

from converters.reading.document import Document

MADE = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
_WORD = re.compile(r"tu\d+x")
# What holds what: leaves are texts; the rest holds a few of the others.
LEAVES = st.sampled_from(["plain", "bold", "link", "hidden", "deleted", "inserted", "raised"])
TREES = st.recursive(
    st.tuples(st.just("paragraph"), st.lists(LEAVES, min_size=1, max_size=4)),
    lambda inner: st.tuples(
        st.sampled_from(["box", "control", "table", "nested", "list", "group", "heading"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)
FORESTS = st.lists(TREES, min_size=1, max_size=4)


class Maker:
    """Writes a tree as one kind of file would hold it, and remembers which words must stand in the document."""

    def __init__(self) -> None:
        self.wanted: Counter[str] = Counter()
        self._made = 0

    def word(self, *, printed: bool = True) -> str:
        self._made += 1
        name = f"tu{self._made}x"
        self.wanted[name] += printed
        return name


def words_of(document: Document) -> Counter[str]:
    return Counter(
        word
        for page in document.pages
        for block in page.blocks
        for word in _WORD.findall(block.text.replace("\n", " "))
    )


def check(maker: Maker, document: Document) -> None:
    assert words_of(document) == +maker.wanted


class WordMaker(Maker):
    def body(self, forest: list[Any]) -> str:
        return "".join(self.one(tree) for tree in forest)

    def one(self, tree: Any) -> str:
        kind, inner = tree
        if kind == "paragraph":
            return paragraph(*(self.text(leaf) for leaf in inner))
        if kind == "table":
            return table(*(row(cell(self.one(part)), cell(paragraph(self.word()))) for part in inner))
        if kind == "nested":
            return table(row(cell(self.body(inner), paragraph(self.word()))))
        if kind == "control":
            return control(self.body(inner))
        if kind == "box":
            return paragraph(f"<w:r><w:pict><w:txbxContent>{self.body(inner)}</w:txbxContent></w:pict></w:r>")
        if kind == "heading":
            return paragraph(self.word(), properties='<w:outlineLvl w:val="1"/>') + self.body(inner)
        return self.body(inner)

    def text(self, leaf: str) -> str:
        if leaf == "hidden":
            return run(self.word(printed=False) + " ", "<w:vanish/>")
        if leaf == "deleted":
            return f"<w:del><w:r><w:delText>{self.word(printed=False)} </w:delText></w:r></w:del>"
        if leaf == "inserted":
            return f"<w:ins>{run(self.word() + ' ')}</w:ins>"
        if leaf == "link":
            return f"<w:hyperlink>{run(self.word() + ' ')}</w:hyperlink>"
        return run(self.word() + " ", "<w:b/>" if leaf == "bold" else "")


@given(forest=FORESTS)
@MADE
def test_word(tmp_path: Path, forest: list[Any]) -> None:
    maker = WordMaker()
    path = word(tmp_path / "a.docx", maker.body(forest) + paragraph(maker.word()))
    check(maker, read(path))


_TAGS = {"control": "section", "box": "div", "group": "blockquote", "heading": "article"}


class HtmlMaker(Maker):
    def body(self, forest: list[Any]) -> str:
        return "".join(self.one(tree) for tree in forest)

    def one(self, tree: Any) -> str:
        kind, inner = tree
        if kind == "paragraph":
            return f"<p>{''.join(map(self.text, inner))}</p>"
        if kind in {"table", "nested"}:
            rows = "".join(f"<tr><td>{self.one(part)}<th>{self.word()}</tr>" for part in inner)
            return f"<table>{rows}</table>"
        if kind == "list":
            return f"<ul>{''.join(f'<li>{self.word()} {self.one(part)}</li>' for part in inner)}</ul>"
        tag = _TAGS[kind]
        return f"<{tag}>{self.word()}{self.body(inner)}</{tag}>"

    def text(self, leaf: str) -> str:
        if leaf == "hidden":
            return f"<span style='display: none'>{self.word(printed=False)}</span> "
        tag = {"deleted": "del", "bold": "b", "link": "a", "raised": "sup", "inserted": "ins"}.get(leaf, "span")
        return f"<{tag}>{self.word(printed=leaf != 'deleted')}</{tag}> "


@given(forest=FORESTS)
@MADE
def test_html(tmp_path: Path, forest: list[Any]) -> None:
    maker = HtmlMaker()
    path = tmp_path / "a.html"
    menu = f"<nav>{maker.word()}</nav>"
    path.write_text(f"<html><body>{menu}{maker.body(forest)}<footer>{maker.word()}</footer></body></html>")
    check(maker, read(path))


class OpenMaker(Maker):
    STYLES = (
        '<style:style style:name="b"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="h"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="s"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="r"><style:text-properties style:text-position="super 58%"/></style:style>'
    )

    def body(self, forest: list[Any]) -> str:
        return "".join(self.one(tree) for tree in forest)

    def one(self, tree: Any) -> str:
        kind, inner = tree
        if kind == "paragraph":
            return f"<text:p>{''.join(map(self.text, inner))}</text:p>"
        if kind in {"table", "nested"}:
            rows = "".join(
                f"<table:table-row><table:table-cell>{self.one(part)}</table:table-cell>"
                f"<table:table-cell><text:p>{self.word()}</text:p></table:table-cell></table:table-row>"
                for part in inner
            )
            return f"<table:table>{rows}</table:table>"
        if kind == "list":
            items = "".join(f"<text:list-item>{self.one(part)}</text:list-item>" for part in inner)
            return f"<text:list>{items}</text:list>"
        if kind == "box":
            box = f"<draw:frame><draw:text-box>{self.body(inner)}</draw:text-box></draw:frame>"
            return f"<text:p>{self.word()} {box}</text:p>"
        if kind == "heading":
            return f'<text:h text:outline-level="2">{self.word()}</text:h>{self.body(inner)}'
        if kind == "group" and all(part[0] == "paragraph" for part in inner):
            body = f"<text:note-body>{self.body(inner)}</text:note-body>"
            return (
                f"<text:p>{self.word()}<text:note><text:note-citation>1</text:note-citation>{body}</text:note></text:p>"
            )
        return f"<text:section>{self.body(inner)}</text:section>"

    def text(self, leaf: str) -> str:
        style = {"bold": "b", "hidden": "h", "deleted": "s", "raised": "r"}.get(leaf, "")
        printed = leaf not in {"hidden", "deleted"}
        return f'<text:span text:style-name="{style}">{self.word(printed=printed)}</text:span><text:s/>'


@given(forest=FORESTS)
@MADE
def test_opendocument(tmp_path: Path, forest: list[Any]) -> None:
    maker = OpenMaker()
    body = maker.body(forest)
    path = opendocument(tmp_path / "a.odt", f"{body}<text:p>{maker.word()}</text:p>", maker.STYLES)
    check(maker, read(path))


class SlideMaker(Maker):
    def fill(self, shapes: Any, tree: Any, left: int = 0) -> None:
        kind, inner = tree
        if kind == "paragraph":
            frame = shapes.add_textbox(Emu(left), Emu(100_000 * self._made), Emu(900_000), Emu(300_000)).text_frame
            for leaf in inner:
                added = frame.add_paragraph().add_run()
                added.text = self.word(printed=leaf != "deleted")
                if leaf == "deleted":
                    added._r.get_or_add_rPr().set("strike", "sngStrike")
        elif kind in {"table", "nested"} and hasattr(shapes, "add_table"):
            grid = shapes.add_table(len(inner), 2, Emu(0), Emu(0), Emu(900_000), Emu(300_000)).table
            for place in range(len(inner)):
                grid.cell(place, 0).text, grid.cell(place, 1).text = self.word(), self.word()
        elif kind == "group":
            group = shapes.add_group_shape()
            for part in inner:
                self.fill(group.shapes, part, left)
        else:
            for part in inner:
                self.fill(shapes, part, left + 1000)


@pytest.mark.real
@given(forest=FORESTS, hidden=st.booleans())
@MADE
def test_slides(tmp_path: Path, forest: list[Any], hidden: bool) -> None:
    maker = SlideMaker()
    deck = pptx.Presentation()
    for tree in forest:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = maker.word()
        maker.fill(slide.shapes, tree)
        slide.notes_slide.notes_text_frame.text = maker.word()
        if hidden:
            slide._element.set("show", "0")
    deck.save(str(tmp_path / "a.pptx"))
    document = read(tmp_path / "a.pptx")
    check(maker, document)
    assert {page.hidden for page in document.pages} == {hidden}


@pytest.mark.parametrize("text", ["", "tu1x tu1x", "tu1x tu2x"])
def test_the_count_notices_lost_doubled_and_foreign_words(tmp_path: Path, text: str) -> None:
    maker = Maker()
    maker.word()
    (tmp_path / "a.txt").write_text(f"chữ {text}")
    with pytest.raises(AssertionError):
        check(maker, read(tmp_path / "a.txt"))
