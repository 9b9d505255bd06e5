"""A place on a page read anew, with other settings than the whole page was: other readings to choose from, no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from converters.reading.boxes import Box
from converters.reading.document import Page
from validators.problems import Problem

if TYPE_CHECKING:
    from converters.ocr.engines.protocol import Engine
    from converters.ocr.preparation.arrays import Grey

_HIGH = (48, 72, 34)  # pixels of a line in the crops that are read: about the usual size, larger, smaller
_AROUND = 0.25  # heights of the place that are read with it on every side
_TIMEOUT = 30.0  # seconds for all settings of one engine together
_PAPER = 0.6  # heights of a line: how far light and dark of the paper are told from those of letters


@dataclass(frozen=True, slots=True)
class Reading:
    """What a place reads with some settings.

    Attributes:
        text: With single spaces.
        engines: Names of the engines that read it so, with the model where it is not the usual one.
        count: With how many settings.
    """

    text: str
    engines: tuple[str, ...]
    count: int


def read_anew(source: Path, page: Page, box: Box, *, lines: int = 1) -> tuple[Reading, ...]:
    """What a place reads with every engine and model that is installed, and several settings, the likeliest first.

    Args:
        source: The file its page is drawn from.
        page: The page.
        box: The place, in pixels of the page image as stored.
        lines: How many printed lines stand there.

    Returns:
        Different readings; none where nothing is read.

    Raises:
        UnreadableInput: The page cannot be drawn any more.
        EngineFailure: No engine gave a usable answer.
        MissingDependency: None is installed.
    """
    from converters.ocr.engines.opening import engine_names

    crops = list(_crops(source, page, box, lines))
    counted: dict[str, dict[str, int]] = {}
    troubles: list[Problem] = []
    for name in engine_names():
        try:
            for text, engine in _read_by(name, crops, lines):
                named = counted.setdefault(text, {})
                named[engine] = named.get(engine, 0) + 1
        except Problem as problem:  # the others read all the same
            troubles.append(problem)
    if troubles and not counted:
        raise troubles[0]
    found = (Reading(text, tuple(named), sum(named.values())) for text, named in counted.items() if text)
    # What two engines read alike is likelier than what one reads with many settings.
    return tuple(sorted(found, key=lambda one: (-len(one.engines), -one.count)))


def _read_by(name: str, crops: Sequence[Grey], lines: int) -> Iterator[tuple[str, str]]:
    """Each reading of an engine, with the name of the engine and of a model other than the usual one."""
    from converters.ocr.engines.protocol import Mode

    modes = (Mode.LINE, Mode.BLOCK) if lines == 1 else (Mode.BLOCK,)
    for named, engine in _engines(name):
        for mode in modes:
            for words in engine.read(crops, mode=mode, timeout=_TIMEOUT, alternatives=False):
                yield " ".join(word.text for word in words), named


@cache
def _engines(name: str) -> Sequence[tuple[str, Engine]]:
    """An engine with the usual model, and with each other model for Vietnamese that it has; kept open."""
    from converters.ocr.engines.opening import open_engine
    from converters.ocr.engines.protocol import HasModels

    engine = open_engine(name)
    if not isinstance(engine, HasModels):
        return [(name, engine)]
    return [(name, engine), *((f"{name} {one}", engine.with_model(one)) for one in engine.models())]


def _crops(source: Path, page: Page, box: Box, lines: int) -> Iterator[Grey]:
    """The place in several sizes, with its paper made even, each in black and white too; upright, with a margin."""
    import cv2
    import numpy as np

    from converters.ocr.preparation.arrays import to_grey
    from converters.reading.rasters import load_page

    image = load_page(source, page.number).array
    height, width = image.shape[:2]
    area = box.grown(round(_AROUND * min(box.height, box.width) / lines)).clipped(width, height)
    crop = np.ascontiguousarray(np.rot90(to_grey(image[area.slices]), page.rotation // 90))
    levelled = np.asarray(cv2.normalize(crop, np.zeros_like(crop), 0, 255, cv2.NORM_MINMAX), np.uint8)
    paper = cv2.morphologyEx(levelled, cv2.MORPH_CLOSE, np.ones((_paper(levelled, lines),) * 2, np.uint8))
    even = np.asarray(cv2.divide(levelled, cv2.blur(paper, (_paper(levelled, lines),) * 2), scale=255))
    for high, of in (*((high, levelled) for high in _HIGH), (_HIGH[0], even)):
        factor = high * (1 + 2 * _AROUND) * lines / max(1, levelled.shape[0])
        sized = cv2.resize(of, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        yield _with_margin(np.asarray(sized))
        _, sharp = cv2.threshold(sized, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        yield _with_margin(np.asarray(sharp))


def _paper(crop: Grey, lines: int) -> int:
    """Pixels, odd, in which no letter fills the paper."""
    return int(max(3, _PAPER * crop.shape[0] / lines)) | 1


def _with_margin(crop: Grey) -> Grey:
    import numpy as np

    margin = max(8, crop.shape[0] // 6)
    return np.pad(crop, margin, constant_values=255)
