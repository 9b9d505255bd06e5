"""Read one page image: prepare it, find its lines in reading order, have the engine read them, put it all together."""

from __future__ import annotations

from dataclasses import replace

from converters.ocr.after_reading.correct import correct_page
from converters.ocr.assembling import assemble
from converters.ocr.engines.opening import open_engine
from converters.ocr.engines.protocol import Engine
from converters.ocr.layout.crops import Crop, cut_line
from converters.ocr.layout.layout import Layout, find_layout
from converters.ocr.options import OcrOptions, Switches
from converters.ocr.preparation.arrays import Rgb
from converters.ocr.preparation.prepare import Prepared, prepare
from converters.ocr.second_reading.check import check_page
from converters.reading.document import Method, Page

SMALLEST_SIDE = 16  # pixels: nothing smaller can hold a letter


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
    height, width = image.shape[:2]
    if min(height, width) < SMALLEST_SIDE:
        return Page(number, width, height, dpi, (), Method.OCR)
    prepared = prepare(image, options.switches)
    layout = find_layout(prepared, options.switches)
    page = Page(number, width, height, dpi, (), Method.OCR, rotation=prepared.rotation, steps=prepared.steps)
    crops = cut_lines(prepared, layout, options.switches)
    if not crops:
        return page
    engine = engine or open_engine(options.engine)
    readings = engine.read([crop.image for crop in crops], timeout=options.page_timeout)
    page = replace(page, blocks=assemble(prepared, layout, crops, readings, page, clean=options.switches.junk))
    return _checked(page, image, options, engine)


def cut_lines(prepared: Prepared, layout: Layout, switches: Switches) -> list[Crop]:
    """A crop for each line, in order."""
    return [
        cut_line(prepared.flat, line.fragment, prepared.components, clean=switches.neighbours) for line in layout.lines
    ]


def _checked(page: Page, image: Rgb, options: OcrOptions, engine: Engine) -> Page:
    """After-reading, then second reading, as far as they are asked for."""
    if options.after_reading:
        page = correct_page(page)
    if options.second_reading:
        page = check_page(page, image, engine=engine)
    return page
