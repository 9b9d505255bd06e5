"""The content of a Record as Markdown that can be published: what is printed, once, with its structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from converters.writing import literal
from converters.writing.answer_keys import with_keys_below
from converters.writing.markdown_tables import table_parts
from validators.sharing import record as model
from validators.sharing.content import beside, is_paper, opening, stopped

_AMOUNT_SEPARATOR = "."
_BULLET = re.compile(r"([-–—•*+▪■●○❖➢➤✓✔☑✅\uf0a7\uf0b7\uf0d8])(?:\s+(?=\S)|(?=[^\W\d_]))")
_LABEL = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-zđA-ZĐ]\d?|[ivxIVX]{1,5})[.)–-]\s|\d{1,3}(?:\.\d{1,2}){1,3}\s"
    r"|\d\ufe0f?\u20e3"  # 1️⃣
)
_OPTION = re.compile(r"[A-E]")  # the name of a column of options
_ASIDES = {"notes": "Ghi chú của người trình bày", "hidden-page": "Trang bị ẩn trong tệp gốc"}
_TYPED = (model.Sanction, model.RightOrDuty, model.Deadline, model.Procedure)
_LINES_ABOVE_TITLE = 6  # blocks: the number of a form, organs, a motto
_TITLE_LINES = 5  # of the head of a paper over which its type and summary may run
_LONGEST_NUMBER = 12  # letters before a title: "CHUYÊN ĐỀ IV"
_DEEPEST = 6
_LONGEST_BOLD = 300  # characters; a longer question is a story of which only the marker is set in bold
_HEADED = ("part", "chapter", "section", "article")
_RANKS = {"part": 1.2, "chapter": 1.4, "section": 1.6, "article": 1.8}
_BESIDE_DIVISIONS = 1.1  # the rank of a heading (an annex) among chapters or articles: never below them


def markdown(record: model.Record) -> str:
    """Title and content blocks, separated by blank lines; ends with one line break.

    Typed items (fines, rights, deadlines …) repeat what the text says: they are written only where there is no text.
    The title stands once: a text that begins with it goes on behind it.
    """
    blocks = [block for block in record.content if not (isinstance(block, _TYPED) or is_paper(block))]
    title, text = _heading(_as_printed(record), with_keys_below(blocks))
    page = _Page()
    page.add(f"# {literal.heading(title)}")
    page.write(text if blocks else [block for block in record.content if isinstance(block, _TYPED)], 2)
    return "\n\n".join(page.parts) + "\n"


def _as_printed(record: model.Record) -> str:
    """The title as the head of a paper prints it over one or several lines, where it says nothing else."""
    wanted = _letters(record.title)
    for block in record.content:
        lines = block.lines if isinstance(block, model.Letterhead) else []
        for begin in range(len(lines)):
            for end in range(begin + 1, min(begin + _TITLE_LINES, len(lines)) + 1):
                printed = " ".join(lines[begin:end])
                if _letters(printed) == wanted:
                    return printed
    return record.title


def _heading(title: str, blocks: Sequence[model.Block]) -> tuple[str, list[model.Block]]:
    """The title above the text, and the text without what only repeats it, in one piece or in several.

    A first heading that begins with the title and says more ("QUY CHẾ" and what it is about) is set in its place. The
    name of a form or an organ may stand above the title in print.
    """
    for place, block in enumerate(blocks[: _LINES_ABOVE_TITLE + 1]):
        if isinstance(block, model.Question) and not block.marker and _letters(block.text) == _letters(title):
            return block.text, [*map(_unheaded, blocks[:place]), *block.answer, *blocks[place + 1 :]]
    first = blocks[0] if blocks else None
    if isinstance(first, model.Heading) and _names(first.text, title):
        return first.text, list(blocks[1:])
    for begin in range(min(len(blocks), _LINES_ABOVE_TITLE + 1)):
        taken, whole = _repeating(title, blocks[begin:])
        if whole and (not begin or _is_set(blocks[begin])):
            printed = " ".join(_said(block) for block in blocks[begin : begin + taken])
            above = [_unheaded(block) for block in blocks[:begin] if not _says_less(block, title)]
            return printed, [*above, *blocks[begin + taken :]]
    if taken := _repeating(title, blocks)[0]:
        return title, list(blocks[taken:])
    return title, _without_cover(title, blocks)


def _names(heading: str, title: str) -> bool:
    """Whether a heading is the title and says more behind it, or its number before it ("BÀI 3")."""
    said, wanted = _letters(heading), _letters(title)
    return said.startswith(wanted) or (said.endswith(wanted) and len(said) - len(wanted) <= _LONGEST_NUMBER)


def _without_cover(title: str, blocks: Sequence[model.Block]) -> list[model.Block]:
    """Blocks without the title, where it stands as headings further down: on the cover that a leaflet folds outside."""
    for begin, block in enumerate(blocks):
        taken, whole = _repeating(title, blocks[begin:]) if _is_set(block) else (0, False)
        if whole:
            above = begin - sum(1 for _ in takewhile(_is_heading, reversed(blocks[:begin])))
            organs = [_unheaded(block) for block in blocks[above:begin]]
            return [*blocks[:above], *organs, *blocks[begin + taken :]]
    return list(blocks)


def _is_set(block: model.Block) -> bool:
    return _is_heading(block) or (isinstance(block, model.Paragraph) and block.text.isupper())


def _is_heading(block: model.Block) -> bool:
    return isinstance(block, model.Heading)


def _says_less(block: model.Block, title: str) -> bool:
    """Whether a heading above the title is only how it begins: the name of its sheet."""
    return isinstance(block, model.Heading) and _letters(title).startswith(_letters(block.text))


def _unheaded(block: model.Block) -> model.Block:
    """A block above the title: an organ, a form's number; it heads nothing. The name of a sheet does."""
    heads = isinstance(block, model.Heading) and not (block.text.isupper() or block.text.startswith("Mẫu "))
    return model.Paragraph(text=block.text) if isinstance(block, model.Heading) and not heads else block


def _repeating(title: str, blocks: Sequence[model.Block]) -> tuple[int, bool]:
    """How many blocks at the start only repeat the title, and whether they say all of it."""
    left, taken = _letters(title), 0
    for block in blocks:
        piece = _letters(_said(block))
        if not piece or not left.startswith(piece):
            break
        left, taken = left[len(piece) :], taken + 1
    return taken, not left


def _said(block: model.Block) -> str:
    return block.text if isinstance(block, model.Heading | model.Paragraph) else ""


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


class _Page:
    """Blocks of Markdown in the making.

    Attributes:
        parts: What is written, to be parted by blank lines.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._number: tuple[int, str] | None = None  # of the numbered item written last, if nothing followed it

    def add(self, part: str) -> None:
        """A finished block."""
        self._number = None
        if part:
            self.parts.append(part)

    def add_text(self, text: str) -> None:
        """A paragraph. One that begins with a number is an item where Markdown would show that very number."""
        number = literal.numbered(literal.said(text))
        before = self._number
        if number is None or (before is not None and before[1] == number[1] and number[0] != before[0] + 1):
            self.add(literal.paragraph(text))
            return
        self.add(literal.item(number, text))
        self._number = number

    def add_marked(self, marker: str | None, text: str, stop: str = ".") -> None:
        """A paragraph whose marker is set in bold."""
        if not marker:
            self.add_text(text)
            return
        bold = f"**{literal.inline(stopped(marker, stop))}**"
        self.add(f"{bold} {literal.inline(text)}" if text else bold)

    def write(self, blocks: Sequence[model.Block], depth: int) -> None:
        """Blocks in order.

        Args:
            blocks: Siblings.
            depth: Level of the highest heading among them.
        """
        divided = any(isinstance(block, model.Division) and block.type in _HEADED for block in blocks)
        above: list[tuple[float, bool]] = []
        for place, block in enumerate(blocks):
            after = next((later for later in blocks[place + 1 :] if not _is_note(later)), None)
            if isinstance(block, model.Table) and isinstance(after, model.Question) and _only_head(block):
                continue  # its rows are written as questions
            if isinstance(block, model.Aside):
                above = []  # what is not shown stands below the whole text, not below its last heading
            rank = _rank(block, divided=divided)
            if rank is not None:
                while above and (above[-1][0] >= rank or (isinstance(block, model.Division) and not above[-1][1])):
                    above.pop()
                above.append((rank, isinstance(block, model.Division) or _rank(after, divided=divided) is not None))
            self._write(block, min(depth + max(len(above) - (rank is not None), 0), _DEEPEST))

    def _write(self, block: model.Block, level: int) -> None:
        match block:
            case model.Heading():
                self.add(f"{'#' * level} {literal.heading(block.text)}")
            case model.Division():
                self._division(block, level)
            case model.Aside():
                self._aside(block, level)
            case model.Question():
                self._asked(block.marker, block.text, block.answer_marker, block.answer, level)
            case model.Situation():
                self._asked(block.marker, block.text, block.solution_marker, block.solution, level)
            case _:
                self._write_leaf(block)

    def _write_leaf(self, block: model.Block) -> None:
        """A block without others inside it."""
        match block:
            case model.Paragraph():
                if block.under and _OPTION.fullmatch(block.under):
                    self.add_text(f"{block.under}. {block.text}")
                else:
                    self.add_marked(block.under, block.text, ":")
            case model.ListBlock():
                self._list(block.items)
            case model.Table():
                for part in table_parts(block):
                    self.add(part)
            case model.Figure():
                self.add(f"*[{literal.inline(block.caption or block.alt or 'Hình')}]*")
            case _:
                for part in _fact(block):
                    self.add(part)

    def _list(self, items: Iterable[str]) -> None:
        for sign, run in groupby(((_sign(item), item) for item in items), key=lambda pair: pair[0]):
            texts = [item for _, item in run]
            if sign:
                self.add("\n".join(_bullet(sign, text) for text in texts))
            else:
                for text in texts:
                    self.add_text(text)

    def _division(self, block: model.Division, level: int) -> None:
        name = opening(block)
        headed = block.type in _HEADED and (block.title or not block.text)
        if headed:
            self.add(f"{'#' * level} {literal.heading(beside(name, block.title))}")
            if block.text:
                self.add_text(block.text)
        elif block.type in _HEADED:
            self.add_marked(name, block.text or "")
        else:
            self.add_text(beside(name, beside(block.title, block.text), stop=""))
        self.write(block.children, min(level + (block.type in _HEADED), _DEEPEST))

    def _aside(self, block: model.Aside, level: int) -> None:
        """What the source does not show, as a quotation that says what it is."""
        inner = _Page()
        where = "" if block.page is None else f" (trang {block.page})"
        inner.add(f"**{_ASIDES[block.of]}{where}:**")
        inner.write(block.content, level)
        lines = "\n\n".join(inner.parts).split("\n")
        self.add("\n".join(f"> {line}".rstrip() for line in lines))

    def _asked(
        self, marker: str | None, text: str, answer_marker: str | None, answer: Sequence[model.Block], level: int
    ) -> None:
        name, _, story = _unsigned(text).partition("\n")
        if story:
            self.add(f"**{literal.inline(beside(marker, name))}**")
            self.add_text(story)
        elif len(name) > _LONGEST_BOLD:
            self.add_marked(marker, name)
        else:
            self.add(f"**{literal.inline(beside(marker, name))}**")
        first = answer[0] if answer else None
        if answer_marker and isinstance(first, model.Paragraph):
            self.add_marked(answer_marker, first.text, ":")
            answer = answer[1:]
        elif answer_marker:
            self.add_marked(answer_marker, "", ":")
        self.write(answer, level)


def _is_note(block: model.Block) -> bool:
    """Whether it only says with what a text was issued: what follows belongs to the heading above it."""
    return isinstance(block, model.Paragraph) and block.text.startswith("(")


def _only_head(table: model.Table) -> bool:
    return len(table.rows) <= max(table.header_rows, 1)


def _rank(block: model.Block | None, *, divided: bool) -> float | None:
    """Where a block stands among headings, 1 above all; None for one that is no heading."""
    if isinstance(block, model.Heading):
        return block.level if not divided or block.level == 1 else _BESIDE_DIVISIONS + block.level / 100
    return _RANKS.get(block.type) if isinstance(block, model.Division) else None


def _sign(item: str) -> str:
    """The sign of an item as Markdown writes it; empty where the item bears a number or a letter of its own."""
    printed = _BULLET.match(item)
    if printed is not None:
        return "+" if printed.group(1) == "+" else "-"
    return "" if _LABEL.match(item) else "-"


def _bullet(sign: str, text: str) -> str:
    return f"{sign} " + literal.paragraph(_unsigned(text)).replace("\n", "\n  ")


def _unsigned(item: str) -> str:
    """An item without the sign in front of it; a dash further on is part of what it says."""
    printed = _BULLET.match(item)
    return item if printed is None else item[printed.end() :]


def _fact(block: model.Block) -> Iterator[str]:
    """A typed item of a record that holds no text."""
    match block:
        case model.Sanction():
            said = [part for part in (_amounts(block), block.subject, block.other) if part]
            yield f"- {literal.inline(block.behaviour)}: {literal.inline('; '.join(said))}"
        case model.Procedure():
            yield f"**{literal.inline(block.title)}**"
            yield "\n".join(f"{number}. {literal.inline(step)}" for number, step in enumerate(block.steps, start=1))
        case model.RightOrDuty() | model.Deadline():
            yield f"- {literal.inline(block.text)}"
        case _:
            msg = f"no Markdown for {type(block).__name__}"
            raise TypeError(msg)


def _amounts(sanction: model.Sanction) -> str | None:
    low, high = sanction.amount_min, sanction.amount_max
    if low is not None and high is not None and low != high:
        return f"{_dong(low)} – {_dong(high)} đồng"
    one = high if low is None else low
    return None if one is None else f"{_dong(one)} đồng"


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", _AMOUNT_SEPARATOR)
