"""Read one page image: prepare it, find its lines in reading order, have the engine read them, put it all together."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from converters.ocr.assembling import assemble
from converters.ocr.engines.opening import open_engine
from converters.ocr.engines.protocol import Engine
from converters.ocr.layout.columns import TextBlock, order
from converters.ocr.layout.crops import Crop, cut_line
from converters.ocr.layout.fragments import find_fragments
from converters.ocr.layout.usable import usable
from converters.ocr.options import OcrOptions
from converters.ocr.preparation.arrays import Rgb
from converters.ocr.preparation.prepare import Prepared, prepare
from converters.reading.document import Method, Page


def read_page_image(
    image: Rgb, *, number: int, dpi: float | None, options: OcrOptions, engine: Engine | None = None
) -> Page:
    """Read one page image.

    Args:
        image: RGB, height × width × 3, as stored.
        number: Page number, from 1.
        dpi: Of the image, when known.
        options: How to read.
        engine: An engine that is already open; otherwise the one the options name is opened.

    Returns:
        The page, with boxes in pixels of `image`. A blank page has no blocks.

    Raises:
        EngineFailure: The engine crashed or took too long.
        MissingDependency: The engine is not installed.
        UnknownEngine: No package offers the engine the options name.
    """
    prepared = prepare(image, options.switches)
    blocks = find_blocks(prepared, options)
    height, width = image.shape[:2]
    page = Page(number, width, height, dpi, (), Method.OCR, rotation=prepared.rotation, steps=prepared.steps)
    crops = cut_lines(prepared, blocks, options)
    if not crops:
        return page
    engine = engine or open_engine(options.engine)
    readings = engine.read([crop.image for crop in crops], timeout=options.page_timeout)
    page = replace(page, blocks=assemble(prepared, blocks, crops, readings, page))
    return _checked(page, image, options, engine)


def find_blocks(prepared: Prepared, options: OcrOptions) -> tuple[TextBlock, ...]:
    """The lines of a prepared page in reading order."""
    height = prepared.letter_height
    if height == 0:
        return ()
    fragments = find_fragments(prepared.components, height, usable(prepared.components, height))
    return order(fragments, height, cut=options.switches.columns)


def cut_lines(prepared: Prepared, blocks: tuple[TextBlock, ...], options: OcrOptions) -> list[Crop]:
    """A crop for each line of each block, in order."""
    clean = options.switches.neighbours
    return [cut_line(prepared.flat, line, prepared.components, clean=clean) for block in blocks for line in block.lines]


def _checked(page: Page, image: Rgb, options: OcrOptions, engine: Engine) -> Page:
    """After-reading, then second reading, as far as they are asked for."""
    if options.after_reading and find_spec("converters.ocr.after_reading.correct") is not None:
        page = import_module("converters.ocr.after_reading.correct").correct_page(page)
    if options.second_reading and find_spec("converters.ocr.second_reading.check") is not None:
        page = import_module("converters.ocr.second_reading.check").check_page(page, image, engine=engine)
    return page
