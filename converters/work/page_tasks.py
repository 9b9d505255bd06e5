"""Read pages of a source without ever raising: what goes wrong with a page becomes the page's own failure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from converters.ocr.options import OcrOptions
from converters.reading.document import Method, Page
from converters.work.failures import out_of_memory
from validators.problems import Message, MissingDependency, Problem, say

if TYPE_CHECKING:
    from converters.ocr.engines.protocol import Engine
    from converters.ocr.preparation.arrays import Rgb


@dataclass(frozen=True, slots=True)
class PageTask:
    """One page to be read, as it crosses into a worker process.

    Attributes:
        source: A PDF or picture file.
        number: From 1.
        options: How to read.
    """

    source: Path
    number: int
    options: OcrOptions


def read_page(task: PageTask) -> Page:
    """Read one page. Failures come back as a page without blocks and with `failure` set."""
    try:
        return _read(task)
    except MissingDependency as problem:
        return failed_page(task.number, _whole(problem))
    except Problem as problem:
        return failed_page(task.number, problem.message)
    except MemoryError:
        return failed_page(task.number, out_of_memory(task.number))
    except Exception as error:  # noqa: BLE001  a worker must outlive any page, whatever a library throws at it
        detail = f"{type(error).__name__}: {error}"
        return failed_page(
            task.number, say("Page {number} could not be read: {reason}", number=task.number, reason=detail)
        )


def failed_page(number: int, failure: Message) -> Page:
    """A page that could not be read."""
    return Page(number, None, None, None, (), Method.OCR, failure=failure)


def _read(task: PageTask) -> Page:
    # Only the workers read; the program that waits for them need not load what reads.
    from converters.ocr.pipeline import read_page_image
    from converters.reading.rasters import load_page

    loaded = load_page(task.source, task.number, task.options.dpi)
    image: Rgb = loaded.array
    height, width = image.shape[:2]
    if height * width > task.options.max_pixels:
        message = say(
            "Page {number} is too large: {width} × {height} pixels.", number=task.number, width=width, height=height
        )
        return failed_page(task.number, message)
    engine = _engine(task.options.engine)
    return read_page_image(image, number=task.number, dpi=loaded.dpi, options=task.options, engine=engine)


@cache
def _engine(name: str) -> Engine:
    """One engine a process: its model stays loaded."""
    from converters.ocr.engines.opening import open_engine

    return open_engine(name)


def _whole(problem: Problem) -> Message:
    return say("{problem} {hint}", problem=problem.message, hint=problem.hint) if problem.hint else problem.message
