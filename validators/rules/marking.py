"""What stands at the place of a finding, as a hash: by it a baseline tells one citizen's number from another's.

Lines and places in lists move when something is added elsewhere; what stands there does not. So the value itself
counts, and what stands beside it in its block and in the one around: two empty answers belong to two questions.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from validators.rules.rule import Hit
from validators.rules.subject import Subject
from validators.sharing.pointer import is_place, parts_of

_AROUND = 2  # objects around the value, the record itself never among them
_LONGEST = 20_000  # signs that are hashed anew for every finding of a place
_LENGTH = 24  # hexadecimal digits kept: enough that no two findings of an office meet by chance


def mark_of(one: Hit, subject: Subject) -> str:
    """The mark of a finding; the same as long as what stands at its place is the same."""
    # Kept with the subject: a thousand numbers may stand in one long string.
    places: dict[str, str] = subject.__dict__.setdefault("_places_told", {})
    if one.pointer not in places:
        places[one.pointer] = _place_told(one.pointer, subject)
    return _hashed(f"[{_told(one.mark)}, {places[one.pointer]}]")[:_LENGTH]


def _place_told(pointer: str, subject: Subject) -> str:
    """What stands at a place and around it; of much, its hash."""
    parts = parts_of(pointer) if pointer.startswith("/") else []
    trail = _trail(subject.reading.value, parts)
    seen: list[Any] = [parts[-1:] if parts and not is_place(parts[-1]) else []]
    if len(trail) > 1:
        seen += [trail[-1], *(_plain_members(node) for node in trail[1:-1][-_AROUND:])]
    told = ", ".join(map(_told, seen))
    return told if len(told) <= _LONGEST else _hashed(told)


def _told(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _hashed(told: str) -> str:
    return hashlib.sha256(told.encode("utf-8", errors="replace")).hexdigest()


def _trail(value: Any, parts: list[str]) -> list[Any]:
    """The record and the values a pointer leads through, as far as it leads."""
    trail = [value]
    for part in parts:
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and is_place(part) and int(part) < len(value):
            value = value[int(part)]
        else:
            break
        trail.append(value)
    return trail


def _plain_members(node: Any) -> dict[str, Any]:
    """An object's own words and numbers, without what it holds."""
    return (
        {name: part for name, part in node.items() if not isinstance(part, dict | list)}
        if isinstance(node, dict)
        else {}
    )
