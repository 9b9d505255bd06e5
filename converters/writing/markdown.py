"""The content of a Record as Markdown, for people who read the package without our program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from validators.sharing import record as model
from validators.sharing.content import is_paper

_AMOUNT_SEPARATOR = "."
_PRINTED_BULLET = re.compile(r"^[-–—•*+▪■●○]\s+")
_TYPED = (model.Sanction, model.RightOrDuty, model.Deadline, model.Procedure)
_TYPED_HEADING = "## Các mục rút ra từ nội dung trên"  # content, in the record's own tongue
_DIVISION_WORDS = {
    "part": "Phần",
    "chapter": "Chương",
    "section": "Mục",
    "article": "Điều",
    "clause": "Khoản",
    "point": "Điểm",
}


def markdown(record: model.Record) -> str:
    """Title and content blocks, separated by blank lines; ends with one line break.

    Typed items (fines, rights, deadlines …) repeat what the text says, so they stand at the end under a heading.
    """
    text = [block for block in record.content if not (isinstance(block, _TYPED) or is_paper(block))]
    typed = [block for block in record.content if isinstance(block, _TYPED)]
    blocks = [f"# {_escaped(record.title)}", *_blocks(text)]
    if typed:
        blocks += [*([_TYPED_HEADING] if text else []), *_blocks(typed)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _blocks(blocks: Iterable[model.Block]) -> Iterator[str]:
    for block in blocks:
        yield from _written(block)


@singledispatch
def _written(block: object) -> Iterator[str]:
    msg = f"no Markdown for {type(block).__name__}"
    raise TypeError(msg)


@_written.register
def _(block: model.Heading) -> Iterator[str]:
    yield f"{'#' * min(block.level + 1, 6)} {_escaped(block.text)}"


@_written.register
def _(block: model.Paragraph) -> Iterator[str]:
    yield _escaped(block.text)


@_written.register
def _(block: model.ListBlock) -> Iterator[str]:
    yield "\n".join(f"- {_escaped(_PRINTED_BULLET.sub('', item))}" for item in block.items)


@_written.register
def _(block: model.Table) -> Iterator[str]:
    if not block.rows:
        return
    width = max(len(row) for row in block.rows)
    rows = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in block.rows]
    if block.caption:
        yield _escaped(block.caption)
    head, *body = rows if block.header_rows else [[""] * width, *rows]
    lines = [head, ["---"] * width, *body]
    yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


@_written.register
def _(block: model.Figure) -> Iterator[str]:
    yield f"*[{_escaped(block.caption or block.alt or 'Hình')}]*"


@_written.register
def _(block: model.Division) -> Iterator[str]:
    word = _DIVISION_WORDS[block.type]
    title = f". {_escaped(block.title)}" if block.title else ""
    yield f"**{word} {_escaped(block.label)}{title}**"
    if block.text:
        yield _escaped(block.text)
    yield from _blocks(block.children)


@_written.register
def _(block: model.Question) -> Iterator[str]:
    yield f"**Hỏi: {_escaped(block.text)}**"
    yield from _blocks(block.answer)


@_written.register
def _(block: model.Situation) -> Iterator[str]:
    yield f"**Tình huống:** {_escaped(block.text)}"
    yield from _blocks(block.solution)


@_written.register
def _(block: model.Sanction) -> Iterator[str]:
    parts = [_amounts(block), block.subject, block.other]
    yield f"- {_escaped(block.behaviour)}: " + "; ".join(_escaped(part) for part in parts if part)


@_written.register
def _(block: model.RightOrDuty) -> Iterator[str]:
    yield f"- {_escaped(block.text)}"


@_written.register
def _(block: model.Deadline) -> Iterator[str]:
    yield f"- {_escaped(block.text)}"


@_written.register
def _(block: model.Procedure) -> Iterator[str]:
    yield f"**{_escaped(block.title)}**"
    yield "\n".join(f"{number}. {_escaped(step)}" for number, step in enumerate(block.steps, start=1))


def _amounts(sanction: model.Sanction) -> str | None:
    low, high = sanction.amount_min, sanction.amount_max
    if low is not None and high is not None and low != high:
        return f"{_dong(low)} – {_dong(high)} đồng"
    one = high if low is None else low
    return None if one is None else f"{_dong(one)} đồng"


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", _AMOUNT_SEPARATOR)


def _escaped(text: str) -> str:
    """Keep letters that Markdown would take for marks, and keep line breaks."""
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, "\\" + mark)
    lines = [f"\\{line}" if line[:1] in "#+-=>" else line for line in text.split("\n")]
    return "  \n".join(lines)


def _cell(text: str) -> str:
    return _escaped(text).replace("  \n", "<br>")
