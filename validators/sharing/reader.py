"""Reading a record from bytes nobody vouches for, and finding the place of a value in them.

`json.loads` alone takes duplicate keys, NaN and 1e400 in silence; here each is a fault with a kind, and as much as can
be read is read all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from validators.sharing.pointer import is_place, parts_of

MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """How large a record may be: bytes, and values of any kind."""

    max_bytes: int = 64 << 20
    max_values: int = 200_000


DEFAULT_LIMITS = SizeLimits()


class ReadingFault(StrEnum):
    """What can be wrong with a JSON file before its meaning is looked at."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    BOM = "bom"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    TRUNCATED = "truncated"
    DUPLICATE_KEY = "duplicate-key"
    NOT_A_NUMBER = "not-a-number"
    NUMBER_RANGE = "number-range"
    DEPTH = "depth"
    ITEMS = "items"
    NOT_AN_OBJECT = "not-an-object"


@dataclass(frozen=True, slots=True)
class FaultPlace:
    """A fault and where it is, in code points from the start of the text."""

    fault: ReadingFault
    offset: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RecordReading:
    """What was read.

    Attributes:
        value: The object; None where nothing usable was read.
        text: The decoded text, without byte-order mark.
        faults: In the order met.
    """

    value: dict[str, Any] | None
    text: str
    faults: tuple[FaultPlace, ...] = ()


class _Collector:
    """Hooks for `json` that note what it would take in silence."""

    def __init__(self) -> None:
        self.duplicates: list[str] = []
        self.constants: list[str] = []
        self.infinite: list[str] = []

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            seen: set[str] = set()
            for name, _ in pairs:
                if name in seen:
                    self.duplicates.append(name)
                seen.add(name)
        return made

    def constant(self, word: str) -> None:
        self.constants.append(word)

    def real(self, digits: str) -> float | None:
        value = float(digits)
        if value in (float("inf"), float("-inf")):
            self.infinite.append(digits)
            return None
        return value

    def whole(self, digits: str) -> int | None:
        if len(digits) > 30:  # more than any amount; int() of millions of digits takes minutes
            self.infinite.append(digits[:40])
            return None
        return int(digits)


def read_record(data: bytes, limits: SizeLimits = DEFAULT_LIMITS) -> RecordReading:
    """Read a record.

    Args:
        data: The file's bytes; one more than allowed is enough to know that it is too large.
        limits: What is too much.

    Returns:
        The value and the faults; never raises.
    """
    if not data.strip():
        return RecordReading(None, "", (FaultPlace(ReadingFault.EMPTY),))
    if len(data) > limits.max_bytes:
        return RecordReading(None, "", (FaultPlace(ReadingFault.TOO_LARGE, detail=str(limits.max_bytes >> 10)),))
    text, faults = _decoded(data)
    if text is None:
        return RecordReading(None, "", tuple(faults))
    return _parsed(text, faults, limits)


def _decoded(data: bytes) -> tuple[str | None, list[FaultPlace]]:
    faults: list[FaultPlace] = []
    for mark, name in ((b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            faults.append(FaultPlace(ReadingFault.ENCODING, detail=name.upper()))
            return _attempt(data, name), faults
    if data.startswith(b"\xef\xbb\xbf"):
        faults.append(FaultPlace(ReadingFault.BOM))
        data = data[3:]
    elif data[:4].count(0) >= 1:
        name = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        faults.append(FaultPlace(ReadingFault.ENCODING, detail=name.upper()))
        return _attempt(data, name), faults
    try:
        return data.decode("utf-8"), faults
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        faults.append(FaultPlace(ReadingFault.ENCODING, len(good), "?"))
        return data.decode("utf-8", errors="replace"), faults


def _attempt(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _parsed(text: str, faults: list[FaultPlace], limits: SizeLimits) -> RecordReading:
    noted = _Collector()
    try:
        value = json.loads(
            text,
            object_pairs_hook=noted.pairs,
            parse_constant=noted.constant,
            parse_float=noted.real,
            parse_int=noted.whole,
        )
    except RecursionError:
        return RecordReading(None, text, (*faults, FaultPlace(ReadingFault.DEPTH, _too_deep(text))))
    except json.JSONDecodeError as error:
        kind = ReadingFault.TRUNCATED if _is_cut_off(text, error) else ReadingFault.SYNTAX
        return RecordReading(None, text, (*faults, FaultPlace(kind, min(error.pos, len(text)), error.msg)))
    faults += _places_of_noted_faults(text, noted)
    faults += _bounds(value, text, limits.max_values)
    if not isinstance(value, dict):
        return RecordReading(None, text, (*faults, FaultPlace(ReadingFault.NOT_AN_OBJECT)))
    if any(found.fault in {ReadingFault.DEPTH, ReadingFault.ITEMS} for found in faults):
        return RecordReading(None, text, tuple(faults))
    return RecordReading(value, text, tuple(faults))


def _is_cut_off(text: str, error: json.JSONDecodeError) -> bool:
    return error.pos >= len(text.rstrip()) or "Unterminated string" in error.msg


_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]]|[^\s"{}\[\],:]+')


def _places_of_noted_faults(text: str, noted: _Collector) -> list[FaultPlace]:
    """Where the faults stand that `json` took without complaint: a second pass, made only where there are any."""
    found: dict[tuple[ReadingFault, str], FaultPlace] = {}
    objects: list[set[str]] = [set()]
    if not (noted.duplicates or noted.constants or noted.infinite):
        return []
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word in "{[":
            objects.append(set())
        elif word in "}]":
            objects.pop()
        else:
            for fault, detail in _faults_of(text, token, objects[-1], noted):
                found.setdefault((fault, detail), FaultPlace(fault, token.start(), detail))
    return sorted(found.values(), key=lambda place: list(ReadingFault).index(place.fault))


def _faults_of(
    text: str, token: re.Match[str], names: set[str], noted: _Collector
) -> Iterator[tuple[ReadingFault, str]]:
    word = token.group()
    if word.startswith('"'):
        if text.startswith(":", _skip(text, token.end())):
            name, _ = scanstring(text, token.start() + 1, True)
            if name in names:
                yield ReadingFault.DUPLICATE_KEY, name
            names.add(name)
    elif word in noted.constants:
        yield ReadingFault.NOT_A_NUMBER, word
    elif word[:40] in noted.infinite or word in noted.infinite:
        yield ReadingFault.NUMBER_RANGE, word[:40] if word[:40] in noted.infinite else word


def _too_deep(text: str) -> int:
    depth = 0
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found.group(), 0)
        if depth > MAX_DEPTH:
            return found.start()
    return 0


def _bounds(value: object, text: str, most: int) -> list[FaultPlace]:
    # Small files cannot break these bounds, and most records are small.
    if len(text) < most and text.count("{") + text.count("[") <= MAX_DEPTH:
        return []
    items, level = 0, [value]
    for _ in range(MAX_DEPTH):
        children: list[Any] = []
        for node in level:
            if isinstance(node, dict):
                children.extend(node.values())
            elif isinstance(node, list):
                children.extend(node)
        items += len(children)
        level = [node for node in children if isinstance(node, dict | list)]
        if items > most:
            return [FaultPlace(ReadingFault.ITEMS, detail=str(items))]
        if not level:
            return []
    return [FaultPlace(ReadingFault.DEPTH, _too_deep(text))]


_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")


def locate(text: str, pointer: str) -> tuple[int, int] | None:
    """Where the value of a JSON Pointer starts: line and column, both from 1.

    When the pointer goes further than the text does, its nearest ancestor's place is given; None when it is no JSON.
    """
    offset = _skip(text, 0)
    try:
        for part in parts_of(pointer):
            step = _step(text, offset, part)
            if step is None:
                break
            offset = step
    except (ValueError, IndexError, RecursionError):
        return None
    return line_and_column(text, offset)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    before = text.rfind("\n", 0, offset)
    return text.count("\n", 0, offset) + 1, offset - before


def _skip(text: str, offset: int) -> int:
    found = _SPACE.match(text, offset)
    return found.end() if found else offset


def _step(text: str, offset: int, part: str) -> int | None:
    if text[offset] == "{":
        return _member(text, offset + 1, part)
    if text[offset] == "[" and is_place(part):
        return _element(text, offset + 1, int(part))
    return None


def _member(text: str, offset: int, name: str) -> int | None:
    found = None
    offset = _skip(text, offset)
    while text[offset] == '"':
        key, offset = scanstring(text, offset + 1, True)
        offset = _skip(text, _skip(text, offset) + 1)
        if key == name:
            found = offset  # the last one of a name counts, as in json
        _, offset = _DECODER.raw_decode(text, offset)
        offset = _skip(text, offset)
        if text[offset] != ",":
            break
        offset = _skip(text, offset + 1)
    return found


def _element(text: str, offset: int, index: int) -> int | None:
    offset = _skip(text, offset)
    for _ in range(index):
        if text[offset] == "]":
            return None
        _, offset = _DECODER.raw_decode(text, offset)
        offset = _skip(text, offset)
        if text[offset] != ",":
            return None
        offset = _skip(text, offset + 1)
    return None if text[offset] == "]" else offset
