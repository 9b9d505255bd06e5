"""The list "needs a person" as it is kept in a package: what a review starts from, also long after the conversion.

It stands beside the record, not in it: it says what is doubtful about a reading, not what the material is, and it is
gone through and left behind before anything is published.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Any

from converters.reading.boxes import Box
from converters.records.doubts.doubt import HARM, Doubt
from validators.packages.package import NEEDS_PERSON
from validators.problems import Message

_VERSION = 1  # of the stored form
_LARGEST = 250_000_000  # bytes; a hundred thousand doubts, of a book of two thousand pages, have 25 to 40 million
_HEAD = re.compile(r'\s*\{\s*"version":\s*\d+,\s*"pages":\s*(\d+),\s*"doubts":\s*\[')  # as we write it
_BETWEEN = re.compile(r"[\s,]*(?=\{)")
_DEEPEST = 8  # messages inside messages
_SENTENCES = 256  # that are one object for all doubts that bear them


@dataclass(frozen=True, slots=True)
class StoredDoubts:
    """What a package keeps of its conversion.

    Attributes:
        pages: Pages of the source.
        doubts: What a person should look at, worst first.
    """

    pages: int = 0
    doubts: tuple[Doubt, ...] = ()


def stored_doubts_json(kept: StoredDoubts) -> bytes:
    """The list as it is stored: UTF-8 JSON, sentences with their values, so that they can still be translated."""
    doubts = [{**asdict(doubt), "reason": _plain(doubt.reason)} for doubt in kept.doubts]
    values = {"version": _VERSION, "pages": kept.pages, "doubts": doubts}
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_stored_doubts(package: Path) -> StoredDoubts:
    """The list of a package; empty for one made before lists were kept, and for a list that was tampered with.

    Args:
        package: Its folder.
    """
    path = package / "data" / NEEDS_PERSON
    try:
        if path.stat().st_size > _LARGEST:
            return StoredDoubts()
        text = path.read_text("utf-8")
        head = _HEAD.match(text)
        if head is None:
            values = json.loads(text)
            return StoredDoubts(int(values["pages"]), tuple(map(_doubt, values["doubts"])))
        return StoredDoubts(int(head[1]), tuple(map(_doubt, _one_by_one(text, head.end()))))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return StoredDoubts()


def _one_by_one(text: str, at: int) -> Iterator[Mapping[str, Any]]:
    """The members of a list of objects, each let go before the next: all at once take ten times their size.

    Args:
        text: JSON.
        at: Behind the bracket that opens the list.
    """
    decoder = json.JSONDecoder()
    while (behind := _BETWEEN.match(text, at)) is not None:
        values, at = decoder.raw_decode(text, behind.end())
        yield values
    json.loads("[" + text[at:].strip().removesuffix("}"))  # nothing but the end stands behind them


@lru_cache(maxsize=_SENTENCES)
def _sentence(text: str) -> Message:
    return Message(text, {})


def _doubt(values: Mapping[str, Any]) -> Doubt:
    box = values["box"]
    kind = intern(str(values["kind"]))
    return Doubt(
        pointer=str(values["pointer"]),
        page=None if values["page"] is None else int(values["page"]),
        box=None if box is None else Box(*map(int, box[:4])),
        text=intern(str(values["text"])),  # words come again and again: a book has a hundred thousand doubts
        candidates=tuple(intern(str(one)) for one in values["candidates"]),
        kind=kind,
        reason=_message(values["reason"]),
        harm=HARM.get(kind, int(values["harm"])),
    )


def _plain(value: object) -> object:
    """A message as plain values; what JSON does not know becomes its text."""
    if isinstance(value, Message):
        return {"text": value.text, "values": {name: _plain(one) for name, one in value.values.items()}}
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _message(values: Mapping[str, Any], depth: int = 0) -> Message:
    if depth > _DEEPEST:
        raise ValueError
    if not values["values"]:
        return _sentence(str(values["text"]))  # the same for thousands of doubts
    inner = {
        str(name): _message(one, depth + 1) if isinstance(one, dict) else one for name, one in values["values"].items()
    }
    return Message(str(values["text"]), inner)
