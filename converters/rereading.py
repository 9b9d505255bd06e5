"""A place on a page read anew, with other settings than the whole page was: other readings to choose from, no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from converters.reading.boxes import Box
from converters.reading.document import Page

if TYPE_CHECKING:
    from converters.ocr.preparation.arrays import Grey

_ENGINE = "pytesseract"
_HIGH = (48, 72, 34)  # pixels of a line in the crops that are read: about the usual size, larger, smaller
_AROUND = 0.25  # heights of the place that are read with it on every side
_TIMEOUT = 30.0  # seconds for all settings together


def read_anew(source: Path, page: Page, box: Box, *, lines: int = 1) -> tuple[str, ...]:
    """What a place reads with several settings, the likeliest first.

    Args:
        source: The file its page is drawn from.
        page: The page.
        box: The place, in pixels of the page image as stored.
        lines: How many printed lines stand there.

    Returns:
        Different readings; none where nothing is read.

    Raises:
        UnreadableInput: The page cannot be drawn any more.
        EngineFailure: The engine gave no usable answer.
        MissingDependency: It is not installed.
    """
    from converters.ocr.engines.opening import open_engine
    from converters.ocr.engines.protocol import Mode

    engine, crops = open_engine(_ENGINE), list(_crops(source, page, box, lines))
    modes = (Mode.LINE, Mode.BLOCK) if lines == 1 else (Mode.BLOCK,)
    read = [words for mode in modes for words in engine.read(crops, mode=mode, timeout=_TIMEOUT)]
    counted: dict[str, int] = {}
    for words in read:
        text = " ".join(word.text for word in words)
        counted[text] = counted.get(text, 0) + 1
    return tuple(sorted(filter(None, counted), key=lambda text: -counted[text]))


def _crops(source: Path, page: Page, box: Box, lines: int) -> Iterator[Grey]:
    """The place in several sizes, and in black and white, upright, with white around it."""
    import cv2
    import numpy as np

    from converters.ocr.preparation.arrays import to_grey
    from converters.reading.rasters import load_page

    image = load_page(source, page.number).array
    height, width = image.shape[:2]
    area = box.grown(round(_AROUND * min(box.height, box.width) / lines)).clipped(width, height)
    crop = np.ascontiguousarray(np.rot90(to_grey(image[area.slices]), page.rotation // 90))
    levelled = np.asarray(cv2.normalize(crop, np.zeros_like(crop), 0, 255, cv2.NORM_MINMAX))
    for high in _HIGH:
        factor = high * (1 + 2 * _AROUND) * lines / max(1, levelled.shape[0])
        sized = cv2.resize(levelled, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        yield _with_margin(np.asarray(sized))
        _, sharp = cv2.threshold(sized, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        yield _with_margin(np.asarray(sharp))


def _with_margin(crop: Grey) -> Grey:
    import numpy as np

    margin = max(8, crop.shape[0] // 6)
    return np.pad(crop, margin, constant_values=255)
