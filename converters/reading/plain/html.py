"""HTML to blocks, however badly it was written; fonts are kept until the letters are converted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import takewhile
from pathlib import Path

from converters.legacy.conversion import Findings
from converters.reading.document import Block, BlockKind, Method, Page
from converters.reading.office.flow import (
    RichCell,
    RichParagraph,
    RichRun,
    RichTable,
    block_of,
    description_of,
    table_of,
    unframed,
)
from converters.reading.office.formulas import lowered, raised
from converters.reading.office.package import worthy_title
from converters.reading.office.word.numbering import format_number
from converters.reading.paging.read_pages import PagesRead
from converters.reading.plain.encodings import decode_bytes
from converters.reading.plain.web_formulas import WebFormula
from converters.reading.plain.web_furniture import Trust, furniture_of
from converters.reading.problems import EmptyFile, TooLarge, damaged
from validators.problems import say

_MAX_BYTES = 50_000_000
_MAX_DEPTH = 400
LEAST_TEXT = 0.3  # of the letters of a page that are no menu, foot or the like
_FEWEST_LINKS = 3  # and nothing else in a cell that sets a page: a menu
_PIECE = 1_000_000  # characters
_LONGEST_TAG = 24_000_000  # characters: a picture written into the page
_LONGEST_END = 200_000  # characters
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,40})", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']{1,80})", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_PARAGRAPHS = {
    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "blockquote", "pre", "address",
    "figure", "figcaption", "center", "dl", "dt", "dd", "form", "fieldset", "ul", "ol", "li", "table", "caption", "hr",
    "h1", "h2", "h3", "h4", "h5", "h6", "body", "title", "tr",
}  # fmt: skip
_SKIPPED = {
    "script", "style", "noscript", "template", "title", "select", "option", "svg", "object", "iframe", "s",
    "strike", "del",
}  # fmt: skip
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "base", "area", "embed", "source", "track", "param"}
_SET_BOLD = {"b", "strong", "th", "summary"}
_OTHER_PAGES = re.compile(
    r"(?:các )?(?:tin|bài)(?: bài| viết| tức)? (?:liên quan|khác|cùng chuyên mục|mới hơn|cũ hơn|mới nhất|đọc nhiều)"
    r"|xem thêm|đọc thêm|có thể bạn quan tâm",
    re.IGNORECASE,
)
_LIST_SIGN = re.compile(r"mso-list:\s?Ignore", re.IGNORECASE)  # Word writes the sign of an item as text
_WORD_BULLETS = frozenset("·§oØüvq")  # as the fonts Symbol, Wingdings and Courier hold them
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True)
class _Open:
    """An open element and what it passes on."""

    tag: str
    font: str | None
    bold: bool
    centred: bool
    skipped: bool
    furniture: BlockKind | None = None
    position: str | None = None
    label: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table, and what it is a part of where that is no text: a menu, the foot of the page."""

    table: RichTable
    kind: BlockKind | None


_Item = RichParagraph | _Placed


@dataclass(slots=True)
class _Table:
    """A table being read.

    Attributes:
        cells: So far, each with its own paragraphs and those of tables inside it.
        contents: What stands in each of them, tables inside it whole.
        cell: What stands in the one under way.
        ruled: Drawn with lines, so that what is inside its cells belongs to them.
        nests: Another table stands inside it.
        headed: Rows with a cell that heads others.
        told: Rows with a cell that says something; a heading cell beside it heads the row.
    """

    cells: list[RichCell] = field(default_factory=list)
    contents: list[list[_Item]] = field(default_factory=list)
    row: int = -1
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    cell: list[_Item] | None = None
    ruled: bool = False
    nests: bool = False
    spans: tuple[int, int] = (1, 1)
    header: bool = False
    headed: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class HtmlRead:
    """A page, and the title its head gives it."""

    page: Page
    title: str | None


def read_html(source: Path) -> PagesRead:
    """Read an HTML file.

    Raises:
        TooLarge, EmptyFile: It cannot be used.
    """
    if source.stat().st_size > _MAX_BYTES:
        raise TooLarge(say("The file has more than {megabytes} MB.", megabytes=_MAX_BYTES // 1_000_000), path=source)
    findings = Findings()
    read = html_page(source.read_bytes(), findings)
    if not read.page.blocks:
        raise EmptyFile(say("The file holds no text."), path=source)
    return PagesRead((read.page,), read.title, findings.notes())


def html_page(data: bytes, findings: Findings, charset: str | None = None) -> HtmlRead:
    """Read HTML.

    Args:
        data: As stored.
        findings: Legacy encodings met; added to.
        charset: As said by whoever sent it; what the page itself says otherwise.
    """
    declared = _CHARSET.search(data[:8192])
    if charset is None and declared:
        charset = declared.group(1).decode("ascii")
    parser = _parsed(decode_bytes(data, findings, charset, by_letters=False))
    blocks = tuple(block for item in parser.items if (block := _block(item, findings)) is not None)
    return HtmlRead(Page(1, None, None, None, blocks, Method.PLAIN), worthy_title(parser.title))


def _block(item: RichParagraph | _Placed, findings: Findings) -> Block | None:
    if isinstance(item, RichParagraph):
        return block_of(item, findings)
    table = table_of(item.table, findings)
    return table if table is None or item.kind is None else replace(table, kind=item.kind)


def _parsed(text: str) -> _Parser:
    """Parse; where what the author's names call furniture would be most of the page, they are not believed."""
    parser = _parse(text, by_names=True)
    letters = [(item.kind is None, _letters(item)) for item in parser.items]
    text_letters = sum(number for is_text, number in letters if is_text)
    if text_letters >= LEAST_TEXT * sum(number for _, number in letters):
        return parser
    return _parse(text, by_names=False)


def _letters(item: RichParagraph | _Placed) -> int:
    if isinstance(item, RichParagraph):
        return sum(len(run.text) for run in item.runs)
    return sum(len(run.text) for cell in item.table.cells for part in cell.paragraphs for run in part.runs)


def _parse(text: str, *, by_names: bool) -> _Parser:
    """Parse piece by piece: the standard parser goes back again and again over a tag that never ends."""
    parser = _Parser(by_names=by_names, says_text=_says_text(text))
    for start in range(0, len(text), _PIECE):
        parser.feed(text[start : start + _PIECE])
        if len(parser.rawdata) > _LONGEST_TAG:
            raise damaged("HTML")
    if len(parser.rawdata) > _LONGEST_END:
        raise damaged("HTML")
    parser.close()
    parser.finish()
    return parser


def _says_text(text: str) -> bool:
    """Whether a page says itself where its text stands, title included: in `main` or `article`."""
    lower = text.lower()
    begins = max(lower.find("<main"), lower.find("<article"))
    return begins >= 0 and lower.find("<h1", begins) > begins


class _Parser(HTMLParser):
    """Gathers paragraphs and tables."""

    def __init__(self, *, by_names: bool, says_text: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._trust = Trust(by_names, says_text)
        self.title = ""
        self._in_title = False
        self._formula = WebFormula()
        self._stack: list[_Open] = [_Open("", None, bold=False, centred=False, skipped=False)]
        self._runs: list[RichRun] = []
        self.items: list[RichParagraph | _Placed] = []
        self._tables: list[_Table] = []
        self._lists: list[list[str | int]] = []
        self._label: str | None = None
        self._heading: int | None = None
        self._kind: BlockKind | None = None
        self._descriptions: list[RichParagraph] = []
        self._all_linked = True  # the paragraph under way is nothing but links
        self._links: set[int] = set()  # the identities of such paragraphs

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        if self._formula.starts(tag):
            return
        given = {name: value or "" for name, value in attributes}
        if tag == "title":
            self._in_title = True
        if tag == "br":
            self._add("\n")
            return
        if tag in _PARAGRAPHS or tag in {"td", "th"}:
            self._end_paragraph()
        if tag not in _VOID and len(self._stack) < _MAX_DEPTH:
            self._stack.append(self._inherited(tag, given))
        if tag == "img":
            self._describe(given.get("alt"))
        self._structure(tag, given)

    def _describe(self, said: str | None) -> None:
        """What the author says a picture in the text shows; it stands behind the paragraph the picture stands in."""
        place = self._stack[-1]
        if said and not place.skipped and place.furniture is None and description_of(said) is not None:
            self._descriptions.append(RichParagraph((RichRun(said),), kind=BlockKind.DESCRIPTION))

    def _inherited(self, tag: str, given: dict[str, str]) -> _Open:
        above = self._stack[-1]
        style = given.get("style", "")
        centred = tag == "center" or given.get("align", "").lower() == "center" or bool(_CENTRED.search(style))
        font = _FONT.search(style)
        face = given.get("face", "").split(",")[0].strip() if tag == "font" else ""
        return _Open(
            tag,
            (font.group(1).strip() if font else face) or above.font,
            above.bold or tag in _SET_BOLD or bool(_BOLD.search(style)),
            above.centred or centred,
            above.skipped or tag in _SKIPPED or bool(_HIDDEN.search(style)) or "hidden" in given,
            above.furniture or furniture_of(tag, given, {item.tag for item in self._stack}, self._trust),
            "sup" if "noteref" in given.get("epub:type", "") else tag if tag in {"sup", "sub"} else above.position,
            above.label or _LIST_SIGN.search(style) is not None,
            above.linked or (tag == "a" and "href" in given),
        )

    def _structure(self, tag: str, given: dict[str, str]) -> None:
        """What an element means for paragraphs, lists and tables."""
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
            self._heading = int(tag[1])
        elif tag in {"ul", "ol"}:
            start = given.get("start", "1")
            self._lists.append([_FORMATS.get(given.get("type", "1"), "decimal") if tag == "ol" else "", _whole(start)])
        elif tag == "li":
            self._label = self._next_label()
        elif tag == "figcaption" or tag == "caption":
            self._kind = BlockKind.CAPTION
        elif tag == "table":
            self._tables.append(_Table(ruled=given.get("border", "0").strip() not in {"", "0"}))
        elif self._tables:
            self._table_tag(tag, given)

    def _table_tag(self, tag: str, given: dict[str, str]) -> None:
        table = self._tables[-1]
        if tag == "tr":
            self._end_cell()
            table.row += 1
            table.column = 0
        elif tag in {"td", "th"}:
            self._end_cell()
            table.row = max(table.row, 0)
            while (table.row, table.column) in table.taken:
                table.column += 1
            table.spans = min(_whole(given.get("rowspan")), 1000), min(_whole(given.get("colspan")), 200)
            table.cell = []
            table.header = tag == "th"

    def _next_label(self) -> str | None:
        if not self._lists:
            return "•"  # browsers show it as an item, too
        style, number = self._lists[-1]
        if not style:
            return "•"
        self._lists[-1][1] = int(number) + 1
        return f"{format_number(int(number), str(style))}."

    def handle_endtag(self, tag: str) -> None:
        """An element closes; elements left open inside it close with it."""
        if (formula := self._formula.ends(tag)) is not None:
            self._add(formula)
            return
        if tag == "title":
            self._in_title = False
        if tag in _PARAGRAPHS or tag in {"td", "th"}:
            self._end_paragraph()
        if any(item.tag == tag for item in self._stack[1:]):
            while len(self._stack) > 1 and self._stack.pop().tag != tag:
                pass
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag in {"td", "th", "tr"} and self._tables:
            self._end_cell()
        elif tag == "table" and self._tables:
            self._end_table()

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._formula.holds(data):
            return
        if self._in_title:
            self.title += data
        preformatted = any(item.tag == "pre" for item in self._stack)
        self._add(data if preformatted else re.sub(r"[ \t\r\n\f]+", " ", data))

    def _add(self, text: str) -> None:
        place = self._stack[-1]
        if place.label:
            sign = text.strip()
            self._label = "•" if sign in _WORD_BULLETS else sign or self._label
            return
        if place.position:
            text = (raised if place.position == "sup" else lowered)(text) or text
        if not place.skipped:
            self._runs.append(RichRun(text, place.font, place.bold))
            self._all_linked = self._all_linked and (place.linked or not text.strip())

    def _end_paragraph(self) -> None:
        runs, self._runs = tuple(self._runs), []
        if not any(run.text.strip() for run in runs):
            self._put_descriptions()
            return
        depth = max(len(self._lists) - 1, 0) if self._label else None
        paragraph = RichParagraph(
            runs,
            self._heading,
            self._label,
            depth,
            centred=self._stack[-1].centred,
            kind=self._stack[-1].furniture or self._kind,
        )
        self._label = self._heading = self._kind = None
        self._all_linked, all_linked = True, self._all_linked
        cell = self._tables[-1].cell if self._tables else None
        if all_linked:
            self._links.add(id(paragraph))
        (self.items if cell is None else cell).append(paragraph)
        self._put_descriptions()

    def _put_descriptions(self) -> None:
        """Behind the paragraph or table that is complete."""
        if not self._tables:
            self.items += self._descriptions
            self._descriptions = []

    def _end_cell(self) -> None:
        self._end_paragraph()
        table = self._tables[-1]
        if table.cell is None:
            return
        row_span, column_span = table.spans
        table.contents.append(table.cell)
        inside = tuple(_paragraphs_in(table.cell))
        table.cells.append(RichCell(table.row, table.column, inside, row_span, column_span))
        if row_span > 1:
            table.taken |= {
                (table.row + down, table.column + across)
                for down in range(1, row_span)
                for across in range(column_span)
            }
        (table.headed if table.header else table.told if inside else set()).add(table.row)
        table.column += column_span
        table.cell = None

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        outer = self._tables[-1].cell if self._tables else None
        into = self.items if outer is None else outer
        heads = sum(1 for _ in takewhile(lambda row: row in table.headed - table.told, range(table.row + 1)))
        made = RichTable(tuple(table.cells), heads)
        if self._tables:
            self._tables[-1].nests = True
        if _sets_page(made) or (table.nests and not table.ruled and _is_lopsided(made)):
            for content in table.contents:
                into += self._as_menu(content)
        else:
            into.append(_Placed(made, self._stack[-1].furniture))

    def _as_menu(self, content: list[_Item]) -> list[_Item]:
        """What stands in a cell that sets a page; several links and nothing else are the page's menu."""
        if len(content) < _FEWEST_LINKS or not all(id(item) in self._links for item in content):
            return content
        return [replace(item, kind=BlockKind.HEADER) for item in content if isinstance(item, RichParagraph)]

    def finish(self) -> None:
        """The file ends here, whatever is still open; descriptions that only say again what stands there go."""
        self._end_paragraph()
        while self._tables:
            self._end_table()
        self._put_descriptions()
        self._put_aside_other_pages()
        said = {_key(item) for item in self.items if isinstance(item, RichParagraph) and not _describes(item)}
        said.add("".join(self.title.casefold().split()))
        self.items = [item for item in self.items if not (_describes(item) and _key(item) in said)]

    def _put_aside_other_pages(self) -> None:
        """A heading for other pages ("Tin liên quan") and the links below it are no text of this one."""
        for place, item in enumerate(self.items):
            named = isinstance(item, RichParagraph) and _OTHER_PAGES.fullmatch(_said(item).rstrip(":"))
            linked = [*takewhile(lambda below: id(below) in self._links, self.items[place + 1 :])] if named else []
            for one, paragraph in enumerate((item, *linked), place) if linked else ():
                if isinstance(paragraph, RichParagraph):
                    self.items[one] = replace(paragraph, kind=BlockKind.FOOTER)


def _said(item: RichParagraph) -> str:
    return " ".join("".join(run.text for run in item.runs).split())


def _describes(item: RichParagraph | _Placed) -> bool:
    return isinstance(item, RichParagraph) and item.kind is BlockKind.DESCRIPTION


def _key(item: RichParagraph | _Placed) -> str:
    """The words of a paragraph, to be held against others."""
    return "".join(_said(item).casefold().split()) if isinstance(item, RichParagraph) else ""


def _is_lopsided(table: RichTable) -> bool:
    """Whether most of the text stands in one cell, as beside a menu."""
    letters = [sum(len(run.text) for item in cell.paragraphs for run in item.runs) for cell in table.cells]
    return bool(letters) and max(letters) > sum(letters) / 2


def _paragraphs_in(content: list[_Item]) -> Iterator[RichParagraph]:
    for item in content:
        if isinstance(item, RichParagraph):
            yield item
        else:
            yield from (paragraph for cell in item.table.cells for paragraph in cell.paragraphs)


def _sets_page(table: RichTable) -> bool:
    """Whether a table only sets a page: one column, headings in its cells, or one row of cells of many paragraphs."""
    headed = any(paragraph.heading is not None for cell in table.cells for paragraph in cell.paragraphs)
    one_row = len({cell.row for cell in table.cells}) == 1
    return unframed(table) is not None or headed or (one_row and any(len(cell.paragraphs) > 1 for cell in table.cells))


def _whole(text: str | None) -> int:
    return max(1, int(text)) if text and text.strip().isdecimal() else 1
