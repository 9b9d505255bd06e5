"""Reading a record from bytes nobody vouches for, and finding the place of a value in them.

`json.loads` alone takes duplicate keys, NaN and 1e400 in silence; here each is a fault with a kind, and as much as can
be read is read all the same.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from validators.sharing.pointer import parts_of

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
    SURROGATE = "surrogate"


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


# Members that records have and other JSON files next to never do, and two of which tell a record.
_TELLING = frozenset(
    {"schema_version", "kind", "legal_basis", "evidence", "workflow", "approval", "date_issued", "audiences"}
    | {"subjects", "word_count", "reviewed_on", "review_due"}
)
_ORDINARY = frozenset({"identifier", "title", "publisher", "creator", "content", "level", "place", "files", "rights"})
# The first two members of a record as this program writes it: nothing more needs to be read.
_USUAL = re.compile(rb'\s*\{\s*"schema_version"\s*:\s*"[^"\\]{0,40}"\s*,\s*"(?:identifier|title|kind)"')
USUAL_LENGTH = 512  # bytes in which they stand


def begins_as_a_record(data: bytes) -> bool:
    """Whether the first bytes of a file are those of a record as this program writes it; False says nothing."""
    return _USUAL.match(data, 0, USUAL_LENGTH) is not None


def looks_like_a_record(data: bytes) -> bool:
    """Whether a JSON file is a record, told by the names of its members wherever they stand.

    What is empty, or cannot be read as JSON at all, may be a record that was damaged, and counts as one.
    """
    if begins_as_a_record(data):
        return True
    text = _decoded(data)[0] if data.strip() else None
    try:
        value = None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        return True
    if text is None:
        return True
    names = value.keys() if isinstance(value, dict) else frozenset()
    return bool(names & _TELLING) and len(names & _TELLING) * 2 + len(names & _ORDINARY) >= _ENOUGH_NAMES


_ENOUGH_NAMES = 3  # a telling name and any other of a record


def _decoded(data: bytes) -> tuple[str | None, list[FaultPlace]]:
    """The text in whichever form of Unicode it is written (RFC 8259, 8.1 wants UTF-8 without a mark)."""
    name = json.detect_encoding(data)
    if name == "utf-8-sig":
        text, faults = _as_utf8(data.removeprefix(codecs.BOM_UTF8))
        return text, [FaultPlace(ReadingFault.BOM), *faults]
    if name == "utf-8":
        return _as_utf8(data)
    faults = [FaultPlace(ReadingFault.ENCODING, detail=name.upper())]
    try:
        return data.decode(name).removeprefix("\ufeff"), faults
    except UnicodeDecodeError:
        return None, faults


def _as_utf8(data: bytes) -> tuple[str, list[FaultPlace]]:
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        return data.decode("utf-8", errors="replace"), [FaultPlace(ReadingFault.ENCODING, len(good), "?")]


def _parsed(text: str, faults: list[FaultPlace], limits: SizeLimits) -> RecordReading:
    noted = _Collector()
    try:
        value = _loaded(text, noted)
        extent = _extent(value, limits.max_values)
        if _may_have_a_name_twice(text, extent.strings):
            noted = _Collector()
            value = _loaded(text, noted, noted.pairs)
    except RecursionError:
        return RecordReading(None, text, (*faults, FaultPlace(ReadingFault.DEPTH, _too_deep(text))))
    except json.JSONDecodeError as error:
        kind = ReadingFault.TRUNCATED if _is_cut_off(text, error) else ReadingFault.SYNTAX
        return RecordReading(None, text, (*faults, FaultPlace(kind, min(error.pos, len(text)), error.msg)))
    faults += _places_of_noted_faults(text, noted)
    if extent.values > limits.max_values:
        faults.append(FaultPlace(ReadingFault.ITEMS, detail=str(extent.values)))
    elif extent.is_too_deep:
        faults.append(FaultPlace(ReadingFault.DEPTH, _too_deep(text)))
    if not isinstance(value, dict):
        return RecordReading(None, text, (*faults, FaultPlace(ReadingFault.NOT_AN_OBJECT)))
    if any(found.fault in {ReadingFault.DEPTH, ReadingFault.ITEMS} for found in faults):
        return RecordReading(None, text, tuple(faults))
    if halves := _HALF.search(text):
        value, alone = _whole_signs(value)
        faults += [FaultPlace(ReadingFault.SURROGATE, halves.start(), halves.group())] if alone else []
    return RecordReading(value, text, tuple(faults))


def _loaded(
    text: str, noted: _Collector, pairs: Callable[[list[tuple[str, Any]]], dict[str, Any]] | None = None
) -> Any:
    return json.loads(
        text,
        object_pairs_hook=pairs,
        parse_constant=noted.constant,
        parse_float=noted.real,
        parse_int=noted.whole,
    )


def _may_have_a_name_twice(text: str, strings: int) -> bool:
    """Whether an object of a JSON text may have the same name twice; a hook for every object takes longer to tell.

    Args:
        text: The JSON.
        strings: How many strings what was read from it has, names among them: all there are in the text, or fewer where
            a later member took the place of an earlier one.
    """
    marks = text.count('"')
    if "\\" in text:
        if "\\\\" in text:
            return True
        marks -= text.count('\\"')
    return marks != 2 * strings


_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_ALONE = re.compile("[\ud800-\udfff]")


def _whole_signs(value: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The value with U+FFFD for half signs, which no encoding can write; and whether there were any.

    Two halves that belong together are one sign once they are read, and are not met here.
    """
    dumped = json.dumps(value, ensure_ascii=False)
    whole = _ALONE.sub("\ufffd", dumped)
    return (json.loads(whole), True) if whole != dumped else (value, False)


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


_HOLDING = frozenset({dict, list})  # kinds of values that hold others


class _Extent(NamedTuple):
    """How much there is in a value, as far as it was counted: no further than bounds allow.

    Attributes:
        values: Members of lists and objects.
        strings: Names of members of objects, and members that are strings.
        is_too_deep: Whether lists and objects stand in each other too often.
    """

    values: int
    strings: int
    is_too_deep: bool


def _extent(value: object, most: int) -> _Extent:
    values, strings = 0, 0
    level: list[Any] = [value] if type(value) in _HOLDING else []
    for _ in range(MAX_DEPTH):
        children: list[Any] = []
        for node in level:
            if type(node) is dict:
                strings += len(node)
                children += node.values()
            else:
                children += node
        kinds = [*map(type, children)]
        values += len(children)
        strings += kinds.count(str)
        level = [*compress(children, map(_HOLDING.__contains__, kinds))]
        if values > most or not level:
            return _Extent(values, strings, False)
    return _Extent(values, strings, True)


_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")


def locate(text: str, pointer: str) -> tuple[int, int]:
    """Where the value of a JSON Pointer starts: line and column, both from 1.

    When the pointer goes further than the text does, or the text stops being JSON, that of its nearest ancestor.
    """
    return locate_all(text, [pointer])[pointer]


def locate_all(text: str, pointers: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Where the values of many pointers start, found in one walk: a large record may have thousands of findings."""
    paths = {pointer: parts_of(pointer) for pointer in pointers}
    top = _Spot(_skip(text, 0))
    for parts in paths.values():
        top.ask_for(parts)
    # Where it stops being JSON, what was met before stands.
    with contextlib.suppress(ValueError, IndexError, RecursionError):
        _walk(text, top.offset, top)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    return {pointer: _line_and_column(starts, top.offset_of(parts)) for pointer, parts in paths.items()}


class _Spot:
    """A value that is asked for, or holds one: where it starts, and what is asked for below it.

    Attributes:
        offset: Where it starts; -1 while it was not met.
        parts: By the next step of their pointers.
    """

    __slots__ = ("offset", "parts")

    def __init__(self, offset: int = -1) -> None:
        self.offset = offset
        self.parts: dict[str, _Spot] = {}

    def ask_for(self, parts: list[str]) -> None:
        node = self
        for part in parts:
            node = node.parts.setdefault(part, _Spot())

    def offset_of(self, parts: list[str]) -> int:
        """The value's own offset, or that of the nearest one above it that was met."""
        node, offset = self, self.offset
        for part in parts:
            node = node.parts[part]
            if node.offset < 0:
                break
            offset = node.offset
        return offset

    def met_at(self, offset: int) -> None:
        """Begin anew: of two values of one name the last one counts, as in json."""
        self.offset = offset
        for part in self.parts.values():
            part.met_at(-1)


def _line_and_column(starts: list[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    before = text.rfind("\n", 0, offset)
    return text.count("\n", 0, offset) + 1, offset - before


def _skip(text: str, offset: int) -> int:
    found = _SPACE.match(text, offset)
    return found.end() if found else offset


def _walk(text: str, offset: int, spot: _Spot) -> int:
    """Note where the values asked for in a value start; returns where it ends."""
    if spot.parts and text[offset] in "{[":
        inside = _skip(text, offset + 1)
        return (_members if text[offset] == "{" else _elements)(text, inside, spot) + 1
    return int(_DECODER.raw_decode(text, offset)[1])


def _members(text: str, offset: int, spot: _Spot) -> int:
    while text[offset] == '"':
        name, offset = scanstring(text, offset + 1, True)
        offset = _part(text, _skip(text, _skip(text, offset) + 1), spot.parts.get(name))
        if text[offset] != ",":
            break
        offset = _skip(text, offset + 1)
    return offset


def _elements(text: str, offset: int, spot: _Spot) -> int:
    index = 0
    while text[offset] != "]":
        offset = _part(text, offset, spot.parts.get(str(index)))
        if text[offset] != ",":
            break
        offset, index = _skip(text, offset + 1), index + 1
    return offset


def _part(text: str, offset: int, spot: _Spot | None) -> int:
    """Pass over a value, with a look inside where something in it is asked for; the next sign that is no space."""
    if spot is None:
        return _skip(text, _DECODER.raw_decode(text, offset)[1])
    if offset < len(text):
        spot.met_at(offset)
    return _skip(text, _walk(text, offset, spot))
