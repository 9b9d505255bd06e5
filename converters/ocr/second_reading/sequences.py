"""Numbering that jumps: Điều 5, 6, 8; a) b) d); I. H. III.; an added or a lost label, or one that was misread.

The letters of points follow the Vietnamese alphabet with đ, without f, j, w and z (Nghị định 30/2020/NĐ-CP, Annex I,
II.6; Nghị định 78/2025/NĐ-CP). A jump is told only where the labels before it (or the one after) show that a sequence
is running, since lists also begin in the middle of a page. Where just one label is missing and something stands in its
place that may be what it was misread as, that is told of, and not the label after it, which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from converters.ocr.after_reading.labels import BULLETS
from converters.reading.document import Flag, Line, Word
from validators.language.syllables import is_syllable
from validators.problems import say

ALPHABET = "abcdđeghiklmnopqrstuvxy"
CAPITALS = "ABCDEGHKLM"
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
NEAR = 3  # steps a label in a running sequence may be ahead and still be a misread (or lost) one, not another list's

_ARTICLE = re.compile(r"(\d{1,3})[.:]?")
_CLAUSE = re.compile(r"(\d{1,2})([.)])")
_POINT = re.compile(r"([a-zđ])\)")
_ROMAN = re.compile(r"([IVX]{1,5})[.:]?")
_CAPITAL = re.compile(r"([A-ZĐ])\.")
_UNITS = frozenset(("Chương", "Phần", "Mục"))
_ABOVE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "article": (),
        "unit": (),
        "capital": ("unit",),
        "roman": ("unit", "capital"),
        "heading": ("unit", "capital", "roman", "article"),
        "clause": ("unit", "capital", "roman", "article"),
        "number": ("unit", "capital", "roman", "article", "clause"),
        "point": ("unit", "capital", "roman", "article", "clause", "heading"),
    }
)
"""The series, and which labels end a run of each."""
_MISREAD: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "clause": re.compile(r"\d{1,2},|[^\W\d_][.,]|[^\w\s]{1,2}[.,]|\d[^\W\d_][.,]|[^\W\d_]\d[.,]"),
        "heading": re.compile(r"\d{1,2},|[^\W\d_][.,]|[^\w\s]{1,2}[.,]|\d[^\W\d_][.,]|[^\W\d_]\d[.,]"),
        "number": re.compile(r"[^\W\d_]\)|[^\w\s]{1,2}\)|\d{1,2}[},\]]"),
        "point": re.compile(r"[^\s)]{1,3}\)|[^\W\d_][}\],.]?|[^\w\s]{1,2}"),
        "roman": re.compile(r"[A-ZĐl1|!]{1,5}[.,:]"),
        "capital": re.compile(r"[^\s.]{1,2}[.,:]"),
    }
)
"""What a label of a series is misread as."""
_SPOILT_ROMAN = re.compile(r"(?=.*[IVX])[IVXHl1|!]{2,5}\.")


@dataclass(frozen=True, slots=True)
class Label:
    """A label that opens a line.

    Attributes:
        series: What it is one of, a key of `_ABOVE`.
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
    places = {line.words[0]: place for place, line in enumerate(lines) if line.words}
    places |= {word: place for place, line in enumerate(lines) for word in line.words[1:3]}
    found = [flag for run in _all_runs(lines) for flag in _jumps(run, lines, places, page)]
    told = {flag.box for flag in found}
    spoilt = (flag for line in lines for flag in _spoilt_roman(line, page))
    return found + [flag for flag in spoilt if flag.box not in told]


def in_step(lines: Sequence[Line]) -> frozenset[Word]:
    """Labels that stand between the one before and the one after them in their series, or first before the second.

    The last of a run is one, too, where two before it lead up to it. One that was misread would stand there by a
    chance nobody needs to look for: a letter or a number fits one place.
    """
    return frozenset(label.word for run in _all_runs(lines) for place, label in enumerate(run) if _fits(run, place))


def _fits(run: Sequence[Label], place: int) -> bool:
    values = [label.value - run[place].value for label in run[max(0, place - 2) : place + 2]]
    before, after = values[: min(place, 2)], values[min(place, 2) + 1 :]
    led = before[-1:] == [-1]
    if after == [1]:
        return led or run[place].value == 1
    return led and before == [-2, -1] and not after


def _all_runs(lines: Sequence[Line]) -> Iterator[Sequence[Label]]:
    """The labels of a page, each run of a series apart."""
    labels = [label for line in lines if (label := opening_label(line)) is not None]
    alone = {label.word for label in labels if label.series in {"capital", "roman"} and not _is_led(label, labels)}
    for series, above in _ABOVE.items():
        yield from _runs(
            [label for label in labels if label.series == series or label.word not in alone], series, above
        )


def _is_led(label: Label, labels: Sequence[Label]) -> bool:
    """Whether a letter is the first of its series or has the one before it: a misread "8." alone is no "B."."""
    return label.value == 1 or any(one.series == label.series and one.value == label.value - 1 for one in labels)


def opening_label(line: Line) -> Label | None:
    """The label a line opens with, bullets aside: "Điều 5.", "2.", "b)", "IV.", "Chương II"."""
    words = _without_bullets(line)
    if len(words) == 1 or not words:  # alone on a line it is a page number or a cell as often
        return None
    first, second = words[:2]
    if first.text in ("Điều", "ĐIỀU"):
        # "Điều 5 của Luật này" in the middle of a sentence also opens lines now and then.
        match = _ARTICLE.fullmatch(second.text)
        stopped = match is not None and match.group().endswith((".", ":"))
        return Label("article", int(match[1]), second, f"Điều {match[1]}") if match is not None and stopped else None
    if first.text.capitalize() in _UNITS and (match := _ROMAN.fullmatch(second.text)) and match[1] in ROMANS:
        return Label("unit", ROMANS.index(match[1]) + 1, second, f"{first.text} {match[1]}")
    return _sign_label(first, words)


def _sign_label(first: Word, words: Sequence[Word]) -> Label | None:
    if match := _CLAUSE.fullmatch(first.text):
        series = "number" if match[2] == ")" else "heading" if _in_capitals(words[1:]) else "clause"
        return Label(series, int(match[1]), first, match[1])
    if (match := _POINT.fullmatch(first.text)) and match[1] in ALPHABET:
        return Label("point", ALPHABET.index(match[1]) + 1, first, match[1])
    if (match := _ROMAN.fullmatch(first.text)) and match[1] in ROMANS and first.text.endswith("."):
        return Label("roman", ROMANS.index(match[1]) + 1, first, match[1])
    if (match := _CAPITAL.fullmatch(first.text)) and match[1] in CAPITALS:
        return Label("capital", CAPITALS.index(match[1]) + 1, first, match[1])
    return None


def _without_bullets(line: Line) -> Sequence[Word]:
    return line.words[1:] if line.words and line.words[0].text in BULLETS else line.words


def _in_capitals(words: Sequence[Word]) -> bool:
    letters = [word.text for word in words if any(letter.isalpha() for letter in word.text)]
    return bool(letters) and 2 * sum(text.isupper() for text in letters) > len(letters)


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


def _jumps(run: Sequence[Label], lines: Sequence[Line], places: Mapping[Word, int], page: int) -> Iterator[Flag]:
    """A label out of step with the two before it, or with its neighbours on both sides."""
    for place in range(1, len(run)):
        before, label = run[place - 1], run[place]
        if label.value == before.value + 1:
            continue
        between = lines[places[before.word] + 1 : places[label.word]]
        if label.value == before.value + 2 and (misread := _misread(label.series, between)) is not None:
            yield _flag(Label(label.series, before.value + 1, misread, misread.text), before, page)
            continue
        running = before.value == 1 or (place > 1 and run[place - 2].value == before.value - 1)
        resumed = place + 1 < len(run) and run[place + 1].value == before.value + 2
        if running and (resumed or 0 < label.value - before.value <= NEAR or label.value == before.value):
            yield _flag(label, before, page)


def _misread(series: str, between: Sequence[Line]) -> Word | None:
    """What stands in the place of a label that is missing, if one thing alone does."""
    pattern = _MISREAD.get(series)
    if pattern is None:
        return None
    opening = [
        words[0]
        for line in between
        if len(words := _without_bullets(line)) > 1 and _may_be_misread(series, opening_label(line))
    ]
    found = [word for word in opening if pattern.fullmatch(word.text) and not _is_word(word.text)]
    return found[0] if len(found) == 1 else None


def _may_be_misread(series: str, read: Label | None) -> bool:
    """Whether a line opens with no label, or with one of a series that others are easily read as ("1)", "H.")."""
    return read is None or (read.series != series and read.series in {"number", "capital"})


def _is_word(text: str) -> bool:
    return text in BULLETS or (text[-1].isalpha() and text.islower() and is_syllable(text))


def _spoilt_roman(line: Line, page: int) -> Iterator[Flag]:
    """Forms like "IH. TỔ CHỨC THỰC HIỆN": strokes that have grown together, before a heading in capitals."""
    words = line.words
    if len(words) > 1 and _SPOILT_ROMAN.fullmatch(words[0].text) and _in_capitals(words[1:]):
        if words[0].text.rstrip(".") in ROMANS or words[0].box is None:
            return
        reason = say("Nothing of this kind is written like this.")
        yield Flag(page, words[0].box, -1, -1, words[0].text, (), "sequence", reason)


def _flag(label: Label, before: Label, page: int) -> Flag:
    expected = _spelt(label, before.value + 1)
    printed = label.text.split()[-1]
    # A misread word is all there is of its label: the sign behind it is that of the one before.
    mark = before.word.text[-1:] if label.text == label.word.text else label.word.text.removeprefix(printed)
    mark = "" if mark.isalnum() else mark
    candidates = (f"{expected}{mark}",) if expected else ()
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
    names = {"point": ALPHABET, "capital": CAPITALS, "roman": ROMANS, "unit": ROMANS}.get(label.series)
    if names is None:
        return str(value)
    return names[value - 1] if value <= len(names) else ""
