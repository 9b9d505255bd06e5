"""Numbering that jumps: Điều 5, 6, 8; a) b) d); an added or a lost label, or one that was misread.

The letters of points follow the Vietnamese alphabet with đ, without f, j, w and z (Nghị định 30/2020/NĐ-CP, Annex I,
II.6; Nghị định 78/2025/NĐ-CP). A jump is told only where the labels before it (or the one after) show that a sequence
is running, since lists also begin in the middle of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.reading.document import Flag, Line, Word
from validators.problems import say

ALPHABET = "abcdđeghiklmnopqrstuvxy"
NEAR = 3  # steps a label in a running sequence may be ahead and still be a misread (or lost) one, not another list's

_ARTICLE = re.compile(r"(\d{1,3})[.:]?")
_CLAUSE = re.compile(r"(\d{1,2})\.")
_POINT = re.compile(r"([a-zđ])\)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label that opens a line.

    Attributes:
        series: article, clause or point.
        value: Its place in the series, from 1.
        word: Where it is printed.
        text: As printed.
    """

    series: str
    value: int
    word: Word
    text: str


def sequence_flags(lines: Sequence[Line], page: int) -> list[Flag]:
    """Flags for labels that do not follow from those around them."""
    return [flag for run in _all_runs(lines) for flag in _jumps(run, page)]


def in_step(lines: Sequence[Line]) -> frozenset[Word]:
    """Labels that stand between the one before and the one after them in their series, or first before the second.

    One that was misread would stand there by a chance nobody needs to look for: a letter or a number fits one place.
    """
    return frozenset(
        label.word
        for run in _all_runs(lines)
        for before, label, after in zip([None, *run], run, run[1:], strict=False)
        if after.value == label.value + 1
        and (label.value == 1 or (before is not None and before.value == label.value - 1))
    )


def _all_runs(lines: Sequence[Line]) -> Iterator[Sequence[Label]]:
    """The labels of a page, each run of a series apart."""
    labels = [label for line in lines if (label := opening_label(line)) is not None]
    yield [label for label in labels if label.series == "article"]
    yield from _runs(labels, "clause", ("article",))
    yield from _runs(labels, "point", ("article", "clause"))


def opening_label(line: Line) -> Label | None:
    """The label a line opens with: "Điều 5.", "2.", "b)"."""
    first = line.words[0]
    if first.text in ("Điều", "ĐIỀU") and len(line.words) > 1 and (match := _ARTICLE.fullmatch(line.words[1].text)):
        # "Điều 5 của Luật này" in the middle of a sentence also opens lines now and then.
        if not match.group().endswith((".", ":")):
            return None
        return Label("article", int(match[1]), line.words[1], f"Điều {match[1]}")
    if len(line.words) > 1 and (match := _CLAUSE.fullmatch(first.text)):
        return Label("clause", int(match[1]), first, match[1])
    if len(line.words) > 1 and (match := _POINT.fullmatch(first.text)) and match[1] in ALPHABET:
        return Label("point", ALPHABET.index(match[1]) + 1, first, match[1])
    return None


def _runs(labels: Sequence[Label], series: str, closing: tuple[str, ...]) -> Iterator[list[Label]]:
    """Labels of one series between labels of the series above; a new 1 or a) also begins a run."""
    run: list[Label] = []
    for label in labels:
        if label.series in closing or (label.series == series and label.value == 1):
            yield run
            run = []
        if label.series == series:
            run.append(label)
    yield run


def _jumps(run: Sequence[Label], page: int) -> Iterator[Flag]:
    """A label out of step with the two before it, or with its neighbours on both sides."""
    for place in range(1, len(run)):
        before, label = run[place - 1], run[place]
        if label.value == before.value + 1:
            continue
        running = before.value == 1 or (place > 1 and run[place - 2].value == before.value - 1)
        resumed = place + 1 < len(run) and run[place + 1].value == before.value + 2
        if running and (resumed or 0 < label.value - before.value <= NEAR or label.value == before.value):
            yield _flag(label, before, page)


def _flag(label: Label, before: Label, page: int) -> Flag:
    expected = _spelt(label, before.value + 1)
    candidates = (label.word.text.replace(label.text.removeprefix("Điều "), expected),) if expected else ()
    return Flag(
        page,
        label.word.box,
        -1,
        -1,
        label.word.text,
        candidates,
        "sequence",
        say("“{label}” does not follow “{before}”.", label=label.text, before=before.text),
    )


def _spelt(label: Label, value: int) -> str:
    if label.series == "point":
        return ALPHABET[value - 1] if value <= len(ALPHABET) else ""
    return str(value)
