"""RTF files to blocks: runs with their fonts, tables, footnotes, list numbers as printed, deleted text left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from converters.legacy.conversion import Findings
from converters.legacy.fonts import judge_font
from converters.reading.document import Block, BlockKind, Method, Page, ParagraphCount
from converters.reading.office.flow import (
    RichParagraph,
    RichRun,
    RichTable,
    block_of,
    table_of,
    unframed,
    without_repeats,
)
from converters.reading.office.formulas import raised
from converters.reading.paging.read_pages import PagesRead
from converters.reading.problems import EmptyFile, TooLarge, damaged
from converters.reading.rtf.styles import heading_styles
from converters.reading.rtf.tables import TableRow, joined_runs, table_of_rows
from converters.reading.rtf.tokens import Token, TokenKind, tokens
from converters.reading.rtf.words import CHARSETS, ENTERED, RUNNING, SKIPPED, SUPERSCRIPTS, SYMBOLS
from validators.problems import Message, say

_MAX_BYTES = 200_000_000
_MAX_DEPTH = 2_000


@dataclass(slots=True)
class _State:
    """What a group inherits and may change."""

    font: int = 0
    bold: bool = False
    hidden: bool = False
    capitals: bool = False
    struck: bool = False
    raised: bool = False
    deleted: bool = False
    skip_after_unicode: int = 1
    skipped: bool = False
    destination: str = ""
    outer: _Flow | None = None


@dataclass(slots=True)
class _Flow:
    """A stream of paragraphs: the body, a footnote, a header."""

    kind: BlockKind | None = None
    runs: list[RichRun] = field(default_factory=list)
    label: str = ""
    centred: bool = False
    heading: int | None = None
    in_table: bool = False
    items: list[RichParagraph | RichTable] = field(default_factory=list)
    notes: list[RichParagraph] = field(default_factory=list)
    cell: list[RichParagraph] = field(default_factory=list)
    row: list[tuple[RichParagraph, ...]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)


def read_rtf(source: Path) -> PagesRead:
    """Read an RTF file.

    Raises:
        TooLarge, Damaged, EmptyFile: It cannot be used.
    """
    if source.stat().st_size > _MAX_BYTES:
        raise TooLarge(say("The file has more than {megabytes} MB.", megabytes=_MAX_BYTES // 1_000_000), path=source)
    data = source.read_bytes()
    reader = _Reader(heading_styles(data))
    for token in tokens(data):
        reader.take(token)
    blocks = reader.blocks()
    if not blocks:
        raise EmptyFile(say("The document holds no text."), path=source)
    page = Page(1, None, None, None, blocks, Method.OFFICE)
    count = ParagraphCount(reader.source, reader.kept)
    return PagesRead((page,), None, reader.notes(), count)


class _Reader:
    """Follows one file token by token."""

    def __init__(self, headings: Mapping[int, int]) -> None:
        self._headings = headings
        self._stack: list[_State] = []
        self._state = _State()
        self._fonts: dict[int, str] = {}
        self._pages: dict[int, str] = {}
        self._ansi = "cp1252"
        self._default_font = 0
        self._font_number = 0
        self._flow = _Flow()
        self._running: list[_Flow] = []
        self._pending = 0  # characters to skip after \u
        self._high = 0
        self._starred = False
        self._bytes = b""
        self._notes_seen = 0
        self._deleted = 0
        self._pictures = 0
        self._findings = Findings()
        self.source = 0
        self.kept = 0

    def take(self, token: Token) -> None:
        """Follow one token."""
        if token.kind is TokenKind.BYTES:
            self._take_bytes(token.data)
            return
        self._flush()
        if token.kind is TokenKind.OPEN:
            if len(self._stack) >= _MAX_DEPTH:
                raise damaged("RTF groups nest too deep")
            self._stack.append(self._state)
            self._state = replace(self._state, outer=None)
        elif token.kind is TokenKind.CLOSE:
            self._close()
        else:
            self._word(token)

    def _close(self) -> None:
        if not self._stack:
            return
        ended = self._state
        self._state = self._stack.pop()
        if ended.outer is not None:
            self._end_flow(ended.outer)

    def _end_flow(self, outer: _Flow) -> None:
        """A footnote or header is over: put it where it belongs and go on with the text around it."""
        inner, self._flow = self._flow, outer
        self._paragraph(inner)
        self._end_table(inner)
        if inner.kind is BlockKind.FOOTNOTE:
            outer.notes += [replace(item, kind=inner.kind) for item in inner.items if isinstance(item, RichParagraph)]
        else:
            self._running.append(inner)

    def _take_bytes(self, data: bytes) -> None:
        if self._pending:
            cut = min(self._pending, len(data))
            self._pending -= cut
            data = data[cut:]
        self._bytes += data

    def _flush(self) -> None:
        """Decode the bytes gathered in the present font."""
        data, self._bytes = self._bytes, b""
        if not data or self._state.skipped:
            return
        if self._state.destination == "fonttbl":
            name = data.decode("cp1252", "replace")
            self._fonts[self._font_number] = self._fonts.get(self._font_number, "") + name
        else:
            self._add(self._decoded(data))

    def _decoded(self, data: bytes) -> str:
        name = self._font_name()
        if judge_font(name).encoding is not None:
            return "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in data)
        page = self._pages.get(self._state.font, self._ansi)
        try:
            return data.decode(page, "replace")
        except LookupError:
            return data.decode("cp1252", "replace")

    def _font_name(self) -> str | None:
        name = self._fonts.get(self._state.font, "").split(";")[0].strip()
        return name or None

    def _add(self, text: str) -> None:
        state = self._state
        if self._high and text:
            self._high, text = 0, f"\ufffd{text}"  # half a letter without the other
        if state.skipped or state.hidden or state.struck:
            return
        if state.deleted:
            self._deleted += len(text)
        elif state.destination in {"listtext", "pntext"}:
            self._flow.label += text
        else:
            text = (raised(text) or text) if state.raised else text
            self._flow.runs.append(RichRun(text.upper() if state.capitals else text, self._font_name(), state.bold))

    def _word(self, token: Token) -> None:
        word, number = token.word, token.number
        if word == "*":
            self._starred = True
            return
        starred, self._starred = self._starred, False
        if word in SKIPPED or (starred and word not in ENTERED):
            self._pictures += word == "pict"
            self._state.skipped = True
        elif word in SYMBOLS:
            self._add(SYMBOLS[word])
        elif word == "u":
            self._unicode(number or 0)
        elif word == "-":
            # Byte 0xAD is a letter in fonts of before Unicode.
            self._add("\u00ad" if judge_font(self._font_name()).encoding is not None else "")
        elif self._state.destination == "fonttbl":
            self._font_table(word, number)
        elif (handler := _HANDLERS.get(word)) is not None:
            handler(self, number)
        elif word in RUNNING:
            self._begin_flow(RUNNING[word])
        elif word == "footnote":
            self._begin_footnote()

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self._high = code  # the first half of a letter beyond the 65,536 that one control word can name
        elif 0xDC00 <= code < 0xE000:
            high, self._high = self._high, 0
            self._add(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd")
        else:
            self._add(chr(code))
        self._pending = self._state.skip_after_unicode

    def _font_table(self, word: str, number: int | None) -> None:
        if word == "f":
            self._font_number = number or 0
            self._fonts.setdefault(self._font_number, "")
        elif word == "fcharset" and number in CHARSETS:
            self._pages[self._font_number] = CHARSETS[number]
        elif word == "cpg" and number:
            self._pages[self._font_number] = f"cp{number}"

    def _begin_flow(self, kind: BlockKind) -> None:
        if self._state.outer is None and not self._state.skipped:
            self._state.outer = self._flow
            self._flow = _Flow(kind=kind)

    def _begin_footnote(self) -> None:
        if self._state.skipped or self._state.outer is not None:
            return
        self._begin_flow(BlockKind.FOOTNOTE)

    def _footnote_mark(self, _number: int | None) -> None:
        """The automatic number, printed in the text and again before the note."""
        if self._flow.kind is BlockKind.FOOTNOTE:
            self._flow.label = str(self._notes_seen)
        else:
            self._notes_seen += 1
            self._add(str(self._notes_seen).translate(SUPERSCRIPTS))

    def _end_paragraph(self, _number: int | None) -> None:
        if not self._state.skipped:
            self._paragraph(self._flow)

    def _paragraph(self, flow: _Flow) -> None:
        runs, flow.runs = joined_runs(flow.runs), []
        label, flow.label = flow.label.strip(), ""
        paragraph = RichParagraph(
            tuple(runs),
            heading=flow.heading,
            label=label or None,
            depth=0 if label else None,
            centred=flow.centred,
        )
        if not any(run.text.strip() for run in runs):
            return
        self.source += 1
        if flow.in_table:
            flow.cell.append(paragraph)
        else:
            self._end_table(flow)
            flow.items.append(paragraph)
            self._end_notes(flow)

    def _end_notes(self, flow: _Flow) -> None:
        """Notes stand below what bears their numbers."""
        flow.items += flow.notes
        flow.notes = []

    def _end_cell(self, _number: int | None) -> None:
        flow = self._flow
        flow.in_table = True
        self._paragraph(flow)
        flow.row.append(tuple(flow.cell))
        flow.cell = []

    def _end_row(self, _number: int | None) -> None:
        flow = self._flow
        if flow.row:
            flow.rows.append((flow.row, flow.merges))
        flow.row = []
        flow.in_table = False

    def _begin_row(self, _number: int | None) -> None:
        self._flow.merges = []

    def _cell_edge(self, _number: int | None) -> None:
        flow = self._flow
        if flow.merges and flow.merges[-1].startswith("?"):
            flow.merges[-1] = flow.merges[-1][1:]
        else:
            flow.merges.append("")

    def _merge(self, kind: str) -> None:
        merges = self._flow.merges
        if merges and merges[-1].startswith("?"):
            merges[-1] += kind
        else:
            merges.append(f"?{kind}")

    def _end_table(self, flow: _Flow) -> None:
        rows, flow.rows = flow.rows, []
        if flow.cell:
            flow.items += flow.cell
            flow.cell = []
        if rows:
            flow.items.append(table_of_rows(rows))
            if not flow.runs:
                self._end_notes(flow)

    def _plain_paragraph(self, _number: int | None) -> None:
        flow = self._flow
        flow.centred, flow.heading, flow.in_table = False, None, False

    def blocks(self) -> tuple[Block, ...]:
        """Everything read, as blocks."""
        self._flush()
        while self._stack:
            self._close()
        self._paragraph(self._flow)
        self._end_table(self._flow)
        self._end_notes(self._flow)
        headers = [self._running_blocks(flow) for flow in self._running if flow.kind is BlockKind.HEADER]
        footers = [self._running_blocks(flow) for flow in self._running if flow.kind is BlockKind.FOOTER]
        parts = [part for item in self._flow.items for part in _unframed(item)]
        body = [block for part in parts if (block := self._block(part)) is not None]
        return (
            *without_repeats(block for blocks in headers for block in blocks),
            *body,
            *without_repeats(block for blocks in footers for block in blocks),
        )

    def _block(self, item: RichParagraph | RichTable) -> Block | None:
        if isinstance(item, RichTable):
            self.kept += sum(len(cell.paragraphs) for cell in item.cells)
            return table_of(item, self._findings)
        self.kept += 1
        return block_of(item, self._findings)

    def _running_blocks(self, flow: _Flow) -> list[Block]:
        items = [replace(item, kind=flow.kind) for item in flow.items if isinstance(item, RichParagraph)]
        blocks = [block for item in items if (block := self._block(item)) is not None]
        return [block for block in blocks if not block.text.strip("-–— ").isdecimal()]

    def notes(self) -> tuple[Message, ...]:
        """What a person should know."""
        notes = list(self._findings.notes())
        if self._deleted:
            notes.append(
                say(
                    "Tracked changes: inserted text was kept, {number} deleted characters were left out.",
                    number=self._deleted,
                )
            )
        if self._pictures:
            notes.append(say("{number} pictures in the file were left out.", number=self._pictures))
        return tuple(notes)

    def set_state(self, name: str, number: int | None) -> None:
        """Set a switch of the present group: on, unless the number is 0."""
        setattr(self._state, name, number != 0)

    def plain(self, _number: int | None) -> None:
        """Back to the default run."""
        state = self._state
        state.font = self._default_font
        state.bold = state.hidden = state.capitals = state.struck = state.deleted = state.raised = False

    def set_font(self, number: int | None) -> None:
        """Go on in another font."""
        self._state.font = number or 0

    def set_default_font(self, number: int | None) -> None:
        """The font of runs that name none."""
        self._default_font = self._state.font = number or 0

    def set_ansi(self, number: int | None) -> None:
        """The code page of fonts that name none."""
        self._ansi = f"cp{number}" if number else "cp1252"

    def set_skip(self, number: int | None) -> None:
        """How many characters stand in for one Unicode character."""
        self._state.skip_after_unicode = max(0, 1 if number is None else number)

    def enter(self, destination: str) -> None:
        """The present group is a destination of its own."""
        self._state.destination = destination

    def centre(self, _number: int | None) -> None:
        """The paragraph is centred."""
        self._flow.centred = True

    def outline(self, number: int | None) -> None:
        """The paragraph is a heading."""
        self._flow.heading = None if number is None or number >= 9 else number + 1

    def style(self, number: int | None) -> None:
        """The paragraph is set in a style."""
        self._flow.heading = self._headings.get(-1 if number is None else number)

    def in_table(self, _number: int | None) -> None:
        """The paragraph stands in a table."""
        self._flow.in_table = True


def _unframed(item: RichParagraph | RichTable) -> tuple[RichParagraph | RichTable, ...]:
    return (isinstance(item, RichTable) and unframed(item)) or (item,)


Handler = Callable[[_Reader, int | None], None]


def _switch(name: str) -> Handler:
    return lambda reader, number: reader.set_state(name, number)


def _entering(destination: str) -> Handler:
    return lambda reader, _: reader.enter(destination)


def _merging(kind: str) -> Handler:
    return lambda reader, _: reader._merge(kind)


_HANDLERS: dict[str, Handler] = {
    "b": _switch("bold"),
    "v": _switch("hidden"),
    "caps": _switch("capitals"),
    "super": _switch("raised"),
    "nosupersub": lambda reader, _: reader.set_state("raised", 0),
    "strike": _switch("struck"),
    "striked": _switch("struck"),
    "deleted": _switch("deleted"),
    "plain": _Reader.plain,
    "f": _Reader.set_font,
    "deff": _Reader.set_default_font,
    "ansicpg": _Reader.set_ansi,
    "uc": _Reader.set_skip,
    "fonttbl": _entering("fonttbl"),
    "listtext": _entering("listtext"),
    "pntext": _entering("pntext"),
    "qc": _Reader.centre,
    "outlinelevel": _Reader.outline,
    "s": _Reader.style,
    "pard": _Reader._plain_paragraph,
    "intbl": _Reader.in_table,
    "par": _Reader._end_paragraph,
    "sect": _Reader._end_paragraph,
    "page": _Reader._end_paragraph,
    "cell": _Reader._end_cell,
    "nestcell": _Reader._end_cell,
    "row": _Reader._end_row,
    "nestrow": _Reader._end_row,
    "trowd": _Reader._begin_row,
    "cellx": _Reader._cell_edge,
    "clmrg": _merging("h"),
    "clvmrg": _merging("v"),
    "chftn": _Reader._footnote_mark,
}
