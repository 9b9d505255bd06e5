"""What a record said when the program last wrote it: a short digest for each of its values, kept beside it.

The text itself is not kept twice, and no digest can be turned back into it. So a value that stands there now can be
told to be another one, though not what it was; the pages that were read say that. Whatever the program changes later
(a person's word from a sheet, a step, a derivative) it notes where it changes it; what somebody else changed before
that stays told.

Stored is gzip of JSON: `{"version": 1, "whole": HEX, "files": {NAME: SHA-256}, "said": TREE}`, where TREE has the form
of the record, its files by their paths, and a digest of six letters for every value.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from validators.sharing.pointer import below

_VERSION = 1
_DIGEST = 3  # bytes: one changed value in sixteen million has the digest of the old one
_WHOLE = 16
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")  # digits might be taken for somebody's number
_COMPRESSION = 6  # of 9; more gains next to nothing
_LARGEST = 64 << 20  # bytes, unpacked; a book of two thousand pages has a tenth

Tree = Any
"""A record, or a part of one, with digests in the place of its values."""


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of how a record was written.

    Attributes:
        whole: A digest of all of it; empty when it had been changed by somebody else before.
        files: SHA-256 of files that were written with it, by their names below `data`.
        said: A digest of every value.
    """

    whole: str
    files: Mapping[str, str]
    said: Tree


def made_json(record: Mapping[str, Any], files: Mapping[str, str]) -> bytes:
    """What is kept of a record that was just made.

    Args:
        record: As it is stored.
        files: SHA-256 of what was written with it and stands in no list of the record, by names below `data`.
    """
    covered = _covered(record)
    return _stored(Made(_whole(covered), files, _tree(covered)))


def made_of(stored: bytes) -> Made:
    """What was kept.

    Args:
        stored: As it is stored.

    Raises:
        ValueError: It is nothing of the kind.
    """
    try:
        with gzip.open(BytesIO(stored)) as stream:
            values = json.loads(stream.read(_LARGEST))
    except (OSError, EOFError, zlib.error, RecursionError) as error:
        raise ValueError from error
    members = values if isinstance(values, dict) and values.get("version") == _VERSION else {}
    whole, files, said = (members.get(name) for name in ("whole", "files", "said"))
    if not (isinstance(whole, str) and isinstance(files, dict) and isinstance(said, dict)):
        raise ValueError  # noqa: TRY004 - whatever it is: it cannot be used
    return Made(whole, files, said)


def noted(made: Made, old: Mapping[str, Any], new: Mapping[str, Any]) -> bytes:
    """What is kept from now on of a record that the program changes.

    Args:
        made: What was kept of it.
        old: The record as it stood.
        new: As it is from now on. Where both say the same, what was kept stays.
    """
    before, covered = _covered(old), _covered(new)
    whole = _whole(covered) if _whole(before) == made.whole else ""
    return _stored(Made(whole, made.files, _merged(made.said, before, covered)))


def with_files(made: Made, files: Mapping[str, str | None]) -> bytes:
    """What is kept from now on where files beside the record were written (their SHA-256) or taken out (None)."""
    together = {**made.files, **files}
    return _stored(Made(made.whole, {name: digest for name, digest in together.items() if digest}, made.said))


def changed_since(made: Made, record: Mapping[str, Any]) -> Iterator[str]:
    """Pointers of values that are others than when the program wrote them, or are there or gone since.

    Of a list that is longer or shorter now, only the first place that differs is told: all behind it have moved.
    """
    covered = _covered(record)
    if _whole(covered) != made.whole:
        yield from _places(record, _differing(covered, made.said, ""))


def _stored(made: Made) -> bytes:
    values = {"version": _VERSION, "whole": made.whole, "files": dict(made.files), "said": made.said}
    told = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return gzip.compress(told, _COMPRESSION, mtime=0)


def _covered(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record with its files by their paths: derivatives come between others."""
    listed = record.get("files")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        return dict(record)
    by_path = {str(one.get("path")): one for one in listed}
    return {**record, "files": by_path} if len(by_path) == len(listed) else dict(record)


def _whole(covered: Mapping[str, Any]) -> str:
    stored = json.dumps(covered, sort_keys=True, separators=(",", ":")).encode("utf-8")
    return hashlib.blake2b(stored, digest_size=_WHOLE).hexdigest()


def _tree(value: Any) -> Tree:
    if isinstance(value, dict):
        return {name: _tree(part) for name, part in value.items()}
    return [_tree(part) for part in value] if isinstance(value, list) else _digest(value)


def _digest(value: Any) -> str:
    stored = json.dumps(value).encode("utf-8")
    return hashlib.blake2b(stored, digest_size=_DIGEST).hexdigest().translate(_LETTERS)


def _merged(kept: Tree, old: Any, new: Any) -> Tree:
    if old == new and type(old) is type(new):
        return kept
    if isinstance(kept, dict) and isinstance(old, dict) and isinstance(new, dict):
        made = {
            name: _merged(kept.get(name), old[name], part) if name in old else _tree(part) for name, part in new.items()
        }
        return {name: part for name, part in made.items() if part is not None}
    if isinstance(kept, list) and isinstance(old, list) and isinstance(new, list) and len(kept) == len(old) == len(new):
        return [_merged(*each) for each in zip(kept, old, new, strict=True)]
    return _tree(new)


def _differing(value: Any, made: Tree, pointer: str) -> Iterator[str]:
    if isinstance(value, dict) and isinstance(made, dict):
        for name in (*value, *(name for name in made if name not in value)):
            here = below(pointer, name)
            if name in value and name in made:
                yield from _differing(value[name], made[name], here)
            else:
                yield here
    elif isinstance(value, list) and isinstance(made, list):
        yield from _differing_lists(value, made, pointer)
    elif isinstance(value, dict | list) or not isinstance(made, str) or _digest(value) != made:
        yield pointer


def _differing_lists(value: list[Any], made: list[Tree], pointer: str) -> Iterator[str]:
    pairs = enumerate(zip(value, made, strict=False))
    if len(value) == len(made):
        for at, (now, then) in pairs:
            yield from _differing(now, then, below(pointer, at))
        return
    shorter = min(len(value), len(made))
    first = next((at for at, (now, then) in pairs if _is_other(now, then)), shorter)
    yield below(pointer, first) if first < len(value) else pointer


def _is_other(value: Any, made: Tree) -> bool:
    return next(_differing(value, made, ""), None) is not None


def _places(record: Mapping[str, Any], pointers: Iterator[str]) -> Iterator[str]:
    """Pointers into the record itself, whose files are a list."""
    listed = record.get("files")
    of_files = (one for one in listed if isinstance(one, dict)) if isinstance(listed, list) else ()
    names = {below("/files", str(one.get("path"))): at for at, one in enumerate(of_files)}
    for pointer in pointers:
        steps = pointer.split("/")
        name = "/".join(steps[:3])
        if steps[1:2] != ["files"] or pointer == "/files":
            yield pointer
        else:
            yield below("/files", names[name]) + pointer[len(name) :] if name in names else "/files"
