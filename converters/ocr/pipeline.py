"""Read one page image: prepare it, find its lines in reading order, have the engine read them, put it all together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from converters.ocr.after_reading.context.word_doubts import with_word_doubts
from converters.ocr.after_reading.correct import correct_page
from converters.ocr.after_reading.headlines import best_reading
from converters.ocr.assembly.assembling import assemble, to_stored_page
from converters.ocr.assembly.confidence import calibrate_page
from converters.ocr.assembly.page_flags import is_coarse, mean_confidence, with_page_flags
from converters.ocr.assembly.unread_ink import with_unread_ink
from converters.ocr.engines.headline_readings import headline_variants, readings_of
from converters.ocr.engines.opening import open_engine
from converters.ocr.engines.protocol import Engine, ReadWord
from converters.ocr.engines.scrap_readings import scraps_to_repeat, shown_otherwise, with_steady
from converters.ocr.engines.second_size import at_second_size, lines_to_repeat, unsure_cells, with_surer
from converters.ocr.handwriting.form_words import split_form_words
from converters.ocr.handwriting.handwritten_numbers import (
    HandwrittenNumber,
    find_handwritten,
    handwriting_block,
    handwriting_flag,
    with_one_flag_each,
)
from converters.ocr.layout.crops import Crop, cut_line
from converters.ocr.layout.layout import Layout, find_layout
from converters.ocr.options import OcrOptions, Switches
from converters.ocr.preparation.arrays import Rgb
from converters.ocr.preparation.facing_pages import cut_at_fold, find_opposed_pages, rejoined
from converters.ocr.preparation.prepare import Prepared, prepare
from converters.ocr.second_reading.cells import with_cells
from converters.ocr.second_reading.check import check_page
from converters.ocr.second_reading.lone_digits import with_lone_digits
from converters.reading.document import Method, Page
from converters.reading.paging.folding import with_cover_first

UNCERTAIN = 0.2  # certainty of the orientation below which a badly read page is tried the other way up
UNSURE = 0.6  # mean confidence of a badly read page
HOPELESS = 0.4  # the same of one on which no word was read, or none rightly
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
    opened = engine or open_engine(options.engine)
    prepared = prepare(image, options.switches)
    fold = find_opposed_pages(prepared) if options.switches.orientation else None
    if fold is not None:
        parts = [
            read_page_image(part, number=number, dpi=dpi, options=options, engine=opened)
            for part in cut_at_fold(image, fold)
        ]
        return rejoined(parts, fold, width, height)
    page, certainty = _read_once(image, number, dpi, options, opened, prepared)
    if options.switches.orientation and page.blocks and _may_be_upside_down(page, certainty):
        prepared = prepare(image, options.switches, extra_turns=2)
        turned, _ = _read_once(image, number, dpi, options, opened, prepared)
        page = max((page, turned), key=mean_confidence)
    return with_page_flags(with_unread_ink(_checked(page, image, options, opened), image))


def _may_be_upside_down(page: Page, certainty: float) -> bool:
    """Whether a page is to be tried the other way up; pictures and icons deceive even where they seem clear."""
    return mean_confidence(page) < (UNSURE if certainty < UNCERTAIN else HOPELESS)


def _read_once(
    image: Rgb, number: int, dpi: float | None, options: OcrOptions, engine: Engine, prepared: Prepared
) -> tuple[Page, float]:
    """The page as read, before any correction, and how certain its orientation was."""
    layout = find_layout(prepared, options.switches)
    height, width = image.shape[:2]
    page = Page(number, width, height, dpi, (), Method.OCR, rotation=prepared.rotation, steps=prepared.steps)
    crops = cut_lines(prepared, layout, options.switches)
    readings = _readings(prepared, layout, crops, engine, options) if crops else []
    if options.switches.marks:
        readings = [split_form_words(words) for words in readings]
    blocks = assemble(prepared, layout, crops, readings, page, clean=options.switches.non_text)
    page = with_cover_first(replace(page, blocks=blocks))
    if options.switches.marks and not is_coarse(prepared.steps):
        page = _with_written(page, find_handwritten(crops, readings), prepared)
    return page, prepared.orientation_certainty


def _readings(
    prepared: Prepared, layout: Layout, crops: Sequence[Crop], engine: Engine, options: OcrOptions
) -> list[tuple[ReadWord, ...]]:
    """What the engine reads in the crops, in one call; in short lines and in headlines, several times."""
    again = lines_to_repeat(layout, prepared.letter_height)
    variants = headline_variants(layout, crops, prepared.components, prepared.letter_height)
    images = [
        *(crop.image for crop in crops),
        *(at_second_size(crops[index].image) for index in again),
        *(variant.image for variant in variants),
    ]
    read = engine.read(images, timeout=options.page_timeout)
    usual, seconds = len(crops), len(crops) + len(again)
    readings = with_surer(read[:usual], again, read[usual:seconds])
    cells = unsure_cells(layout, readings)
    if cells:
        smaller = [at_second_size(crops[index].image) for index in cells]
        readings = with_surer(readings, cells, engine.read(smaller, timeout=options.page_timeout))
    read_more = partial(engine.read, timeout=options.page_timeout)
    if any(block.table for block in layout.blocks):
        readings = with_cells(layout, crops, readings, read_more, prepared.components, prepared.letter_height)
    scraps = scraps_to_repeat(layout, readings) if prepared.pictorial else []
    if scraps:
        shown = [image for index in scraps for image in shown_otherwise(crops[index].image)]
        readings = with_steady(readings, scraps, engine.read(shown, timeout=options.page_timeout))
    if prepared.pictorial:
        readings = with_lone_digits(layout, crops, readings, read_more, prepared.letter_height)
    for line, others in readings_of(variants, read[seconds:]).items():
        readings[line] = best_reading([readings[line], *others])
    return readings


def _with_written(page: Page, found: Sequence[HandwrittenNumber], prepared: Prepared) -> Page:
    """The page with a flag and a region for each number written by hand."""
    flags = [handwriting_flag(item, page.number, to_stored_page(item.around, prepared, page)) for item in found]
    regions = [handwriting_block(to_stored_page(item.box, prepared, page)) for item in found]
    return replace(page, blocks=(*page.blocks, *regions), flags=(*page.flags, *flags))


def cut_lines(prepared: Prepared, layout: Layout, switches: Switches) -> list[Crop]:
    """A crop for each line, in order."""
    return [
        cut_line(
            prepared.flat,
            line.fragment,
            prepared.components,
            clean=switches.neighbours,
            dust=layout.dust,
            shrink=prepared.pictorial or line.fragment.letters > 1,
            alone=line.scrap,
        )
        for line in layout.lines
    ]


def _checked(page: Page, image: Rgb, options: OcrOptions, engine: Engine) -> Page:
    """After-reading, then second reading, as far as they are asked for."""
    if options.after_reading:
        page = correct_page(page)
    if options.second_reading:
        page = check_page(page, image, engine=engine)
    # Late: the two readings before it know the engine's own scale.
    page = calibrate_page(page) if options.switches.calibration else page
    return with_one_flag_each(with_word_doubts(page) if options.after_reading else page)
