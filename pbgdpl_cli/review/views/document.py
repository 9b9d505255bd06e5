"""A page of a document: its picture and its text side by side, each line of which can be put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from converters.corrections.lines.regions import box_of, lines_in
from converters.corrections.places import lines_of
from converters.reading.document import Block, BlockKind, Cell, Line, Page
from pbgdpl_cli.review.answers.items import line_key, line_of_key
from pbgdpl_cli.review.answers.masking import NumbersToRead, line_without
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.lines.on_page import LineFacts, facts_of, loose_doubts
from pbgdpl_cli.review.views.changes import tools
from pbgdpl_cli.review.views.frame import (
    Frame,
    answered_count,
    button,
    form,
    heading,
    notice,
    shown_text,
    title_beside,
    turn_form,
    undo_form,
)
from pbgdpl_cli.review.views.place import kind_name
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

_ROLES: Mapping[str, Message] = MappingProxyType({
    "heading": say("Heading"),
    "table": say("Table"),
    "figure": say("Picture"),
    "part": say("Part"),
    "chapter": say("Chapter"),
    "section": say("Section"),
    "article": say("Article"),
    "clause": say("Clause"),
    "point": say("Point"),
    "question": say("Question"),
    "answer": say("Answer"),
    "situation": say("Situation"),
    "solution": say("Solution"),
    "sanction": say("Fine"),
    "right": say("Right"),
    "duty": say("Duty"),
    "deadline": say("Time limit"),
    "procedure": say("Procedure"),
    "letterhead": say("Letterhead"),
    "closing": say("Closing"),
    "furniture": say("Running head or page number"),
    "stamp": say("Stamp"),
    "watermark": say("Watermark"),
    "aside": say("Beside the text"),
    "citation": say("Citation"),
})  # fmt: skip
_BLOCKS: Mapping[BlockKind, Message] = MappingProxyType({
    BlockKind.HEADING: say("Heading"),
    BlockKind.TABLE: say("Table"),
    BlockKind.FIGURE: say("Picture"),
    BlockKind.PICTURE: say("Picture"),
    BlockKind.FOOTNOTE: say("Footnote"),
    BlockKind.STAMP: say("Stamp"),
    BlockKind.SIGNATURE: say("Signature"),
    BlockKind.HANDWRITING: say("Handwriting"),
    BlockKind.WATERMARK: say("Watermark"),
    BlockKind.OVERLAY: say("Watermark"),
    BlockKind.HEADER: say("Running head or page number"),
    BlockKind.FOOTER: say("Running head or page number"),
    BlockKind.PAGE_NUMBER: say("Running head or page number"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageLook:
    """How a page is looked at.

    Attributes:
        at: Which line is in question, from 0; None for none.
        above: The picture stands above the text, not beside it.
        told: What has to be said first.
    """

    at: int | None = None
    above: bool = False
    told: tuple[Message, ...] = ()


def document_page(frame: Frame, index: int, page: Page, look: PageLook) -> str:
    """A page of a document: its picture, and its lines, each of which can be put right."""
    tell, package = frame.tell, frame.queue.packages[index]
    unread = [place.text for place in package.unread_numbers(page.number)]
    return frame.page(
        tell(say("Page {page}", page=page.number)),
        heading(title_beside(package, unread), tell(say("page {page}", page=page.number))),
        *(notice(tell(one)) for one in look.told),
        _ways(frame, index, page, look),
        element(
            "div",
            _sheet(tell, package, index, page, look),
            element(
                "section",
                _loose(tell, package, index, page),
                element("ol", *_blocks(tell, package, index, page, look), class_="lines", id="lines"),
                tools(tell, index, page, look.at) if package.work.second_reader is None else None,
                class_="text",
                aria_label=tell(say("Text of the page")),
            ),
            class_="above" if look.above else "side",
        ),
    )


def line_wanted(page: Page, key: str) -> int | None:
    """Which line of a page a key names; None for keys of other things."""
    named = line_of_key(key)
    return named[1] if named is not None and named[0] == page.number and named[1] < len(list(lines_of(page))) else None


def _ways(frame: Frame, index: int, page: Page, look: PageLook) -> Html:
    tell, package = frame.tell, frame.queue.packages[index]
    numbers = package.page_numbers
    at = numbers.index(page.number)
    other = say("Picture beside the text") if look.above else say("Picture above the text")
    return element(
        "div",
        _page_link(tell(say("Page before")), index, numbers[at - 1] if at else None, "before"),
        _page_link(tell(say("Page after")), index, numbers[at + 1] if at + 1 < len(numbers) else None, "after"),
        turn_form(tell, index, package) if len(numbers) > 1 else None,
        form(
            f"/p/{index}/page/{page.number}/layout",
            element("input", type="hidden", name="at", value="" if look.at is None else line_key(page.number, look.at)),
            button(tell(other), name="side", value="beside" if look.above else "above"),
        ),
        undo_form(tell) if answered_count(frame.queue) else None,
        element("a", tell(say("To the worst place")), href="/next", id="context"),
        element(
            "a", tell(say("Add a citation that was missed")), href=f"/p/{index}/citations?page={page.number}#text-new"
        ),
        class_="ways",
    )


def _page_link(words: str, index: int, number: int | None, name: str) -> Html | None:
    return None if number is None else element("a", words, href=f"/p/{index}/page/{number}", id=f"page-{name}")


def _sheet(tell: PageLanguage, package: PackageUnderReview, index: int, page: Page, look: PageLook) -> Html:
    """The picture: the line in question enlarged, below it the whole page with every line marked."""
    label = tell(say("Picture of the page"))
    if not page.width or not page.height:
        return element("section", tell(say("There is no picture of this page.")), class_="sheet", aria_label=label)
    if not package.source.is_file():
        told = notice(tell(say("The picture cannot be shown: the file it is drawn from is not in the package.")))
        return element("section", told, class_="sheet", aria_label=label)
    strip = None if look.at is None else strip_of(index, page.number, look.at, list(lines_of(page))[look.at])
    return element(
        "section",
        element(
            "img",
            src=strip,
            alt=tell(say("The line in question, enlarged")),
            id="strip",
            class_="picture",
            hidden=strip is None,
        ),
        element(
            "div",
            element(
                "img",
                src=f"/p/{index}/page/{page.number}.jpg",
                class_="whole",
                width=page.width,
                height=page.height,
                alt=tell(say("Page {page}; where only this sentence is seen, it cannot be drawn", page=page.number)),
            ),
            element("svg", *_marks(index, page, look), viewBox=f"0 0 {page.width} {page.height}", aria_hidden="true"),
            class_="paper",
            id="paper",
        ),
        class_="sheet",
        tabindex=0,
        aria_label=label,
    )


def strip_of(index: int, page: int, at: int, line: Line) -> str:
    """The address of the picture of a line; it tells the place, for browsers keep pictures and lines change places."""
    box = box_of(line)
    return f"/p/{index}/item/{line_key(page, at)}.jpg" + ("" if box is None else f"?{'-'.join(map(str, box))}")


def _marks(index: int, page: Page, look: PageLook) -> Iterator[Html]:
    """A mark on the picture for each line."""
    for at, line in enumerate(lines_of(page)):
        box, key = box_of(line), line_key(page.number, at)
        if box is not None:
            rect = element(
                "rect", x=box.left, y=box.top, width=box.width, height=box.height, data_line=key,
                data_strip=strip_of(index, page.number, at, line),
                class_="at" if at == look.at else None,
            )  # fmt: skip
            yield element("a", rect, href=f"/p/{index}/page/{page.number}?at={key}#{key}", tabindex=-1)


def _loose(tell: PageLanguage, package: PackageUnderReview, index: int, page: Page) -> Html | None:
    """Doubts about the page that are about no line."""
    items = loose_doubts(package, page)
    if not items:
        return None
    links = [element("a", kind_name(tell, one.kind), href=f"/p/{index}/item/{one.key}", class_="chip") for one in items]
    return element("p", tell(say("In doubt on this page: ")), *(part for link in links for part in (link, " ")))


class _Lines:
    """The lines of a page as links, in the order in which they are asked for."""

    def __init__(self, tell: PageLanguage, package: PackageUnderReview, index: int, page: Page, look: PageLook) -> None:
        self._tell, self._package, self._index, self._page, self._look = tell, package, index, page, look
        self._facts = facts_of(package, page)
        self._unread = package.unread_numbers(page.number)
        self._places = {id(line): at for at, line in enumerate(lines_of(page))}

    def item(self, line: Line) -> Html:
        """A line: its number, its text, what it is, and what is doubted in it."""
        at = self._places[id(line)]
        key, facts = line_key(self._page.number, at), self._facts[at]
        return element(
            "span",
            element("span", str(at + 1), class_="no", aria_hidden="true"),
            self._link(line, key, at, facts),
            *self._chips(facts),
            class_="line doubted" if facts.doubts else "line",
        )

    def _link(self, line: Line, key: str, at: int, facts: LineFacts) -> Html:
        answer = self._package.answers.get(key)
        changed = answer is not None and answer.text is not None
        classes = [name for name, holds in (("changed", changed), ("at", at == self._look.at)) if holds]
        return element(
            "a",
            shown_text(self._tell, self._without(line, answer.text if answer is not None else None)),
            href=f"/p/{self._index}/item/{key}" if self._package.work.second_reader is None else None,
            id=key,
            data_line=key,
            data_number=at + 1,
            class_=" ".join(classes) or None,
            aria_current="true" if at == self._look.at else None,
            aria_description=self._tell(say("in doubt")) if facts.doubts else None,
        )

    def _chips(self, facts: LineFacts) -> Iterator[Html]:
        for role in facts.roles:
            if role in _ROLES:
                yield element("span", self._tell(_ROLES[role]), class_=f"chip role-{role}")
        for key, kind in facts.doubts:
            words = self._tell(say("In doubt: {kind}", kind=kind_name(self._tell, kind)))
            yield element("a", words, href=f"/p/{self._index}/item/{key}", class_="chip doubt")

    def _without(self, line: Line, typed: str | None) -> str:
        """A line, or what was typed in its place, without the numbers that a person shall still read for himself."""
        sign = self._tell(say("[to be read]"))
        if typed is None:
            return line_without(line, self._unread, sign)
        return NumbersToRead(place.text for place in self._unread if place.line == line).taken_out(typed, sign)


def _blocks(tell: PageLanguage, package: PackageUnderReview, index: int, page: Page, look: PageLook) -> Iterator[Html]:
    """The blocks of a page, each with its name and its lines; of a table, its cells."""
    lines = _Lines(tell, package, index, page, look)
    for block in page.blocks:
        if not lines_in(block):
            continue
        name = _BLOCKS.get(block.kind)
        yield element(
            "li",
            None if name is None else element("span", tell(name), class_="name"),
            _table(block.cells, lines) if block.cells else _plain(block, lines),
            class_=f"block kind-{block.kind.value}",
        )


def _plain(block: Block, lines: _Lines) -> Html:
    return element("div", *(lines.item(line) for line in block.lines))


def _table(cells: Sequence[Cell], lines: _Lines) -> Html:
    rows: dict[int, list[Html]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        spans = {"rowspan": cell.row_span, "colspan": cell.column_span}
        rows[cell.row].append(
            element("td", *map(lines.item, cell.lines), **{name: many for name, many in spans.items() if many > 1})
        )
    return element("table", *(element("tr", *one) for one in rows.values()))
