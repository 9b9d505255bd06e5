"""JSON Pointers (RFC 6901): built, taken apart, and followed here and nowhere else.

A pointer is "" for the whole document, else "/" and a part for every step: the name of a member, with "~" written "~0"
and "/" written "~1", or the place in a list, counted from 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_LONGEST_PLACE = 9  # digits; `int()` refuses thousands of them


def json_pointer(*parts: str | int) -> str:
    """The pointer to a value by the steps that lead to it: `json_pointer("files", 0, "path")` is "/files/0/path"."""
    return below("", *parts)


def below(pointer: str, *parts: str | int) -> str:
    """The pointer to what stands some steps below another: `below("/files", 0)` is "/files/0"."""
    for part in parts:
        pointer += f"/{_escaped(part)}"
    return pointer


def parts_of(pointer: str) -> list[str]:
    """The steps of a pointer, as members are really called. Places in lists stay text: only the document tells them."""
    return [_unescaped(part) for part in pointer.split("/")[1:]]


def is_place(part: str) -> bool:
    """Whether a step can be a place in a list: digits and nothing else, and not more than any list has."""
    return part.isascii() and part.isdecimal() and len(part) <= _LONGEST_PLACE


def value_at(document: Any, pointer: str) -> Any:
    """The value a pointer leads to in a document of dicts and lists; None when it leads nowhere."""
    for part in parts_of(pointer):
        if isinstance(document, dict):
            document = document.get(part)
        elif isinstance(document, list) and is_place(part) and int(part) < len(document):
            document = document[int(part)]
        else:
            return None
    return document


_HOLDING = frozenset({dict, list})  # kinds of values that may hold strings


def strings(value: Any, pointer: str = "", skipped: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Every string in a value with its pointer, in the order of the document.

    Args:
        value: A document of dicts and lists, or a part of one.
        pointer: Where the value itself stands.
        skipped: Names of members that are passed over, at whatever depth.
    """
    if isinstance(value, str):
        yield pointer, value
    # A stack of iterators: generators within generators hand every string up through all of them.
    levels = [(pointer, _members(value))]
    while levels:
        here, members = levels[-1]
        for name, part in members:
            if type(part) is str:
                if name not in skipped:
                    yield f"{here}/{_escaped(name)}", part
            elif type(part) in _HOLDING and name not in skipped:
                levels.append((f"{here}/{_escaped(name)}", _members(part)))
                break
        else:
            levels.pop()


def _members(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        return iter(value.items())
    return enumerate(value) if isinstance(value, list) else iter(())


def _escaped(part: str | int) -> str | int:
    # Validation asks this of every member of every record, and next to no name needs it.
    if isinstance(part, int):
        return part
    return part.replace("~", "~0").replace("/", "~1") if "~" in part or "/" in part else part


def _unescaped(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~")
