"""Pages sent together, as JSON, and what comes back for them: plain values between computers, never code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from converters.reading.document import Page
from converters.reading.page_json import decoded, encoded
from converters.work.task_json import RemoteTask

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Placed:
    """A page to be read, and where its source lies on every computer.

    Attributes:
        task: What is to be read; names the source by its content.
        path: The source's path, the same everywhere.
    """

    task: RemoteTask
    path: Path


@dataclass(frozen=True, slots=True)
class SheafRead:
    """What came back for a sheaf.

    Attributes:
        seconds: How long it took, by the worker's clock.
        pages: In the order asked for; None for one that could not be sent.
    """

    seconds: float
    pages: tuple[Page | None, ...]


def encoded_sheaf(pages: tuple[Placed, ...]) -> bytes:
    """Pages to be read by one worker, one after the other."""
    return _adapter().dump_json(pages)


def decoded_sheaf(content: bytes) -> tuple[Placed, ...]:
    """The pages that are to be read.

    Raises:
        ValueError: This is no sheaf.
    """
    return _adapter().validate_json(content)


def encoded_read(read: SheafRead) -> bytes:
    """What was read of a sheaf, as it is sent back."""
    pages = [None if page is None else (encoded(page) or b"").decode("utf-8") for page in read.pages]
    return json.dumps({"seconds": read.seconds, "pages": pages}).encode("utf-8")


def decoded_read(content: object, count: int) -> SheafRead:
    """What was read; where something else came back, no page of so many."""
    try:
        told = json.loads(content if isinstance(content, bytes) else b"")
        pages = tuple(None if page is None else decoded(page.encode("utf-8")) for page in told["pages"])
        read = SheafRead(float(told["seconds"]), pages)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return SheafRead(0.0, (None,) * count)
    return read if len(read.pages) == count else SheafRead(0.0, (None,) * count)


@cache
def _adapter() -> TypeAdapter[tuple[Placed, ...]]:
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Placed, ...])
