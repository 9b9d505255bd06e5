"""A page task as JSON, and back: the name of a function and plain values, never code.

Another computer reads it, maybe with another Python, maybe put there by a stranger. What it may ask for is what stands
in `FUNCTIONS`; a source is named by its content, so that two computers mean the same file wherever it lies.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from converters.ocr.options import OcrOptions
from converters.work.page_tasks import PageTask

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FUNCTIONS = ("read_page",)
_SOURCE = re.compile(r"[0-9a-f]{64}(\.[a-z0-9]{1,8})?")
_KEY_DIGITS = 32  # hexadecimal; two tasks of one key are the same task


@dataclass(frozen=True, slots=True)
class RemoteTask:
    """A page to be read by another computer.

    Attributes:
        source: Name of the file there: SHA-256 of its content, and its ending.
        number: Of the page, from 1.
        options: How to read it.
        function: What is asked for.
    """

    source: str
    number: int
    options: OcrOptions
    function: Literal["read_page"] = "read_page"

    @property
    def key(self) -> str:
        """The same for the same page read in the same way, whoever asks."""
        return hashlib.sha256(encoded_task(self)).hexdigest()[:_KEY_DIGITS]

    @property
    def sha256(self) -> str:
        """Of the source's content."""
        return self.source.partition(".")[0]

    def at(self, source: Path) -> PageTask:
        """The task as this computer's workers take it.

        Args:
            source: Where the file lies here.
        """
        return PageTask(source, self.number, self.options)


def source_name(sha256: str, path: Path) -> str:
    """What a source is called between computers; its ending tells what kind of file it is."""
    ending = path.suffix.lower()
    return sha256 + (ending if _SOURCE.fullmatch(sha256 + ending) else "")


def encoded_task(task: RemoteTask) -> bytes:
    """A task as JSON, byte for byte the same for the same task."""
    return _adapter().dump_json(task)


def decoded_task(content: bytes) -> RemoteTask | None:
    """The task that was written; None for anything else."""
    from pydantic import ValidationError

    try:
        task = _adapter().validate_json(content)
    except ValidationError:
        return None
    return task if _SOURCE.fullmatch(task.source) and task.number > 0 else None


@cache
def _adapter() -> TypeAdapter[RemoteTask]:
    # Pydantic takes half a second to load, which runs on one computer do not need.
    from pydantic import TypeAdapter

    return TypeAdapter(RemoteTask)
