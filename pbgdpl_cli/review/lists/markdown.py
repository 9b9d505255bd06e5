"""A list of open places as Markdown, to be filled in with any editor, and read back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pbgdpl_cli.i18n import told
from pbgdpl_cli.review.lists.answers import Choice, ListedAnswer
from pbgdpl_cli.review.lists.columns import AGAIN, COLUMNS, NO_CITATION, NOTHING, RIGHT
from pbgdpl_cli.review.lists.places import ListedPlace
from pbgdpl_cli.sheets.other_formats import decoded
from validators.packages.durable import replacing
from validators.problems import say

# Vietnamese in every language of the program, as the headings of the sheet: lines are known by them.
_ANSWER, _AGAIN = "Trong bản gốc là:", f"{COLUMNS[AGAIN]}:"
_HEAD = """# Những chỗ cần người xem

Ghi điều in trong bản gốc vào sau “{answer}”. Số tiền, ngày tháng, số ký hiệu phải tự đọc và gõ lại.
Chỗ nào để trống thì chưa có câu trả lời. Không sửa những dòng bắt đầu bằng “<!--”.
"""
_MARK = re.compile(r"<!-- pbgdpl (\S{1,64}) (\S{1,64}) (.{1,300}) -->")
_BOX = re.compile(r"\s*[-*]\s*\[(.?)\]\s*(.{1,80}?)\s*")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")
_BOXES = {RIGHT: Choice.RIGHT, NOTHING: Choice.NOTHING, NO_CITATION: Choice.NO_CITATION}
_LARGEST = 200 << 20  # bytes; a hundred thousand places take a quarter of it


def write_markdown(path: Path, places: Iterable[ListedPlace]) -> int:
    """Write a list as Markdown.

    Returns:
        How many places it has.
    """
    count = 0
    with replacing(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8", newline="\n", write_through=True)
        text.write(_HEAD.format(answer=_ANSWER))
        for place in places:
            count += 1
            text.write("\n".join(_lines(count, place)))
        text.detach()
    return count


def _lines(number: int, place: ListedPlace) -> Iterator[str]:
    kind = place.kind if isinstance(place.kind, str) else told(place.kind)
    page = "" if place.page is None else f", {told(say('page {page}', page=place.page))}"
    yield f"\n## {number}. {_escaped(place.title)}{page}: {kind}\n"
    yield f"<!-- pbgdpl {place.key} {place.base} {place.material} -->"
    if place.why is not None:
        yield f"{_escaped(told(place.why))}\n"
    if place.around:
        yield f"> {_escaped(place.around)}\n"
    if not place.is_number:
        yield f"{told(say('The program reads'))}: {_escaped(place.reads)}"
    if place.others:
        yield f"{told(say('Other readings: ')).strip()} {_escaped(' | '.join(place.others))}"
    yield f"\n{_ANSWER} \n\n{_AGAIN} \n"
    if not place.is_number:
        yield f"- [ ] {RIGHT}"
    yield f"- [ ] {NO_CITATION if place.is_citation else NOTHING}\n"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def read_markdown(path: Path) -> Iterator[ListedAnswer]:
    """What was written into such a list, place by place; other lines are passed over.

    Raises:
        OSError: It cannot be read.
        ValueError: It is larger than any list of ours.
    """
    if path.stat().st_size > _LARGEST:
        raise ValueError(path.name)
    mark: re.Match[str] | None = None
    lines: list[str] = []
    number = begun = 0
    for number, line in enumerate(decoded(path.read_bytes()).removeprefix("\ufeff").splitlines(), start=1):
        found = _MARK.fullmatch(line.strip())
        if found is None:
            lines.append(line)
            continue
        if mark is not None:
            yield _answer(mark, lines, begun)
        mark, lines, begun = found, [], number
    if mark is not None:
        yield _answer(mark, lines, begun)


def _answer(mark: re.Match[str], lines: list[str], number: int) -> ListedAnswer:
    typed, again = (_behind(lines, label) for label in (_ANSWER, _AGAIN))
    ticked = {box[2] for line in lines if (box := _BOX.fullmatch(line)) and box[1].strip()}
    chosen = [choice for words, choice in _BOXES.items() if words in ticked]
    choice = chosen[0] if len(chosen) == 1 else None
    fault = say("Both boxes are ticked.") if len(chosen) > 1 else None
    return ListedAnswer(f"{number}", mark[3], mark[1], mark[2], typed, again, choice, fault)


def _behind(lines: list[str], label: str) -> str:
    """What stands behind a label, and on the lines below it, until the next label, box or heading."""
    said: list[str] = []
    inside = False
    for line in lines:
        begins = line.startswith(label)
        if not begins and line.startswith((_ANSWER, _AGAIN, "#", "- [", "* [")):
            inside = False
        inside = inside or begins
        if inside and (text := line.removeprefix(label).strip()):
            said.append(text)
    return " ".join(said)
