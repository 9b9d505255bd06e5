"""All preparation of a page, in order, with a record of what was done."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import cast

import cv2
import numpy as np

from converters.ocr.options import Switches
from converters.ocr.preparation.arrays import Grey, Rgb, reduced, to_grey
from converters.ocr.preparation.background import Background, carried_over, find_background, flatten
from converters.ocr.preparation.components import Components, find_components, ink_mask, letter_height, turned
from converters.ocr.preparation.deskew import find_skew
from converters.ocr.preparation.grounds.discs import (
    find_discs,
    find_joined_discs,
    find_rings,
    turned_discs,
    without_rings,
)
from converters.ocr.preparation.grounds.panels import find_panels, is_pictorial
from converters.ocr.preparation.marks.colour_marks import Mark, find_colour_marks, is_colourful, through_colour_filter
from converters.ocr.preparation.marks.seal_ink import INK as FAINT_INK
from converters.ocr.preparation.marks.seal_ink import without_seals
from converters.ocr.preparation.marks.seal_letters import without_letters
from converters.ocr.preparation.marks.seals import find_seals
from converters.ocr.preparation.marks.signature_strokes import find_signatures, stands_on_paper
from converters.ocr.preparation.marks.stamp_frames import find_frames
from converters.ocr.preparation.orientation import Orientation, find_orientation
from converters.ocr.preparation.page_finding import find_page
from converters.ocr.preparation.ruling_lines import (
    RulingLines,
    find_ruling_lines,
    pixels_of_rules,
    without_ruling_lines,
    without_solid_areas,
    without_strokes_of_icons,
)
from converters.ocr.preparation.transforms import (
    Transform,
    apply,
    flattening,
    levelling,
    quarter_turns,
    scaling,
    shifting,
)
from converters.reading.boxes import Box
from converters.reading.document import Step

ANALYSIS_SIDE = 1754  # pixels: A4 at 150 dpi, where letters of 9 pt are still letters
# Pixels of a small letter: 11–13 pt at 300 dpi, what the engine was trained on. With 20 slides are read worse, with 18
# marks of real scans; either takes a tenth less processor time.
TARGET_HEIGHT = 22.0
KEEP_HEIGHTS = (18.0, 34.0)  # a page whose letters are this high is not resampled for its size
FRAMED = 0.5  # of the sides of a coloured mark that straight rules make up: it is a frame, no signature
COLOUR_SCALE = 0.55  # of the reading scale, half of which layout works on, with room for interpolation
SHRUNK_FIRST = 0.75  # scale below which the image is shrunk by areas first: warping picks single pixels
SPARE = 1.1  # times the reading scale that it is shrunk to then
SMALLEST_SCALE, LARGEST_SCALE = 0.1, 4.0  # beyond them there is nothing to read, or nothing but guesses
MARK_ROOM = 6  # pixels of the prepared page around a mark: its soft edges
USUAL_HEIGHT = 12.0  # pixels of a small letter in `half`, for pages without letters
LEAST_SKEW = 0.08  # degrees: less is not worth resampling for


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page ready for layout and reading.

    Attributes:
        grey: Upright, level, at reading scale.
        flat: The same with black letters on white everywhere.
        half: `flat` at half the size, which layout works on.
        components: Of the ink of `half`.
        marks: Stamps and signatures, boxes in pixels of `half`.
        ruling_lines: Masks of the size of `half`; they are no longer in `flat`.
        letter_height: Of a small letter in `half`, pixels; 0 when the page has no text to speak of.
        transform: From pixels of `grey` to pixels of the image as stored.
        rotation: Degrees counter-clockwise the stored image was turned, a multiple of 90.
        orientation_certainty: 0 to 1.
        steps: What was done.
        frames: Of the size of rubber stamps, boxes in pixels of `half`.
        panels: Areas of a ground of their own, boxes in pixels of `half`.
        colour: The page in its colours at the scale of `half`, for posters and leaflets with panels; None for papers.
    """

    grey: Grey
    flat: Grey
    half: Grey
    components: Components
    marks: tuple[Mark, ...]
    ruling_lines: RulingLines
    letter_height: float
    transform: Transform
    rotation: int
    orientation_certainty: float
    steps: tuple[Step, ...]
    frames: tuple[Box, ...] = ()
    panels: tuple[Box, ...] = ()
    colour: Rgb | None = None

    @property
    def pictorial(self) -> bool:
        """Whether the page is a poster or a leaflet with panels rather than a paper."""
        return self.colour is not None


@dataclass(frozen=True, slots=True)
class _Geometry:
    """What has to be done to the shape of a page, and its background as found on the way.

    `to_background` leads from half the prepared page to the image the background was found on.
    """

    transform: Transform
    width: int
    height: int
    orientation: Orientation
    scale: float
    steps: tuple[Step, ...]
    background: Background
    to_background: Transform


@dataclass(frozen=True, slots=True)
class _Flattened:
    """A page flattened at both scales, the components of its ink at half the scale, and the height of small letters."""

    flat: Grey
    half: Grey
    pieces: Components
    height: float
    steps: tuple[Step, ...]


def prepare(image: Rgb, switches: Switches, *, extra_turns: int = 0) -> Prepared:
    """Prepare a page image.

    Args:
        image: RGB, height × width × 3.
        switches: What to leave out.
        extra_turns: Quarter turns, counter-clockwise, on top of what the geometry says.
    """
    whole = to_grey(image)
    geometry = _geometry(image, whole, switches, extra_turns)
    grey = _reshape(whole, geometry)
    half = cast("Grey", cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    background = carried_over(geometry.background, geometry.to_background, half.shape[1], half.shape[0])
    flattened = _flattened(grey, half, background, switches)
    height = flattened.height
    panels = find_panels(background, height) if switches.background and height else ()
    pictorial = is_pictorial(image[::4, ::4], panels)
    if pictorial and background.crossed.any():
        flattened = _flattened(grey, half, background.of_picture(), switches)
    if pictorial:
        flattened = _with_freed_numbers(flattened)
    flat, flat_half, pieces = flattened.flat, flattened.half, flattened.pieces
    plain, steps = flat_half, (*geometry.steps, *flattened.steps)
    hunted = switches.marks and not pictorial  # on posters what looks like a stamp is a picture
    frames = tuple(find_frames(pieces, height)) if hunted else ()
    marks = _colour_marks(image, geometry, background, height) if hunted else ()
    if marks:
        marks = _without_frames(marks, find_ruling_lines(flat_half, height))
    if marks:
        flat = _without_marks(flat, marks, image, geometry.transform)
        flat_half = cast("Grey", cv2.resize(flat, flat_half.shape[::-1], interpolation=cv2.INTER_AREA))
        steps = (*steps, Step("marks", (("count", len(marks)),)))
    rules = find_ruling_lines(flat_half, height or USUAL_HEIGHT)
    if pictorial:
        rules = without_solid_areas(without_strokes_of_icons(rules, pieces, height), flat_half, height)
    if rules.any:
        ruled = pixels_of_rules(rules)
        flat, flat_half = without_ruling_lines(flat, rules, ruled), without_ruling_lines(flat_half, rules, ruled)
    seals = find_seals(flat_half, flat_half < FAINT_INK, height) if hunted else ()
    if seals:
        flat, black = without_seals(flat, seals, 2.0)
        flat_half = cast("Grey", cv2.resize(flat, flat_half.shape[::-1], interpolation=cv2.INTER_AREA))
        flat, flat_half = without_letters(flat, flat_half, seals, black, height)
        marks += tuple(Mark("stamp", seal.box(flat_half.shape), None) for seal in seals)
        steps = (*steps, Step("seals", (("count", len(seals)),)))
    components = pieces if flat_half is plain else find_components(ink_mask(flat_half))
    if hunted:
        marks += tuple(Mark("signature", box, None) for box in find_signatures(components, height))
        marks = _on_paper(marks, image, geometry.transform)
    return Prepared(
        grey,
        flat,
        flat_half,
        components,
        marks,
        rules,
        height,
        geometry.transform,
        geometry.orientation.turns * 90,
        geometry.orientation.certainty,
        steps,
        frames,
        panels,
        _colours(image, geometry, flat_half.shape) if pictorial else None,
    )


def _flattened(grey: Grey, half: Grey, background: Background, switches: Switches) -> _Flattened:
    """Black letters on white, those in discs too, at both scales."""
    if not switches.background:
        pieces = find_components(ink_mask(half))
        return _Flattened(grey, half, pieces, letter_height(pieces), ())
    flat, flat_half = flatten(grey, background), flatten(half, background)
    steps: tuple[Step, ...] = (_background_step(background),)
    pieces = find_components(ink_mask(flat_half))
    height = letter_height(pieces)
    discs = find_discs(pieces, flat_half, height)
    if discs:
        flat, flat_half = turned_discs(flat, discs, 2), turned_discs(flat_half, discs, 1)
        pieces = find_components(ink_mask(flat_half))
        steps = (*steps, Step("discs", (("count", len(discs)),)))
    return _Flattened(flat, flat_half, pieces, height, steps)


def _with_freed_numbers(page: _Flattened) -> _Flattened:
    """The page of a poster with the numbers and words that stand in discs, labels and rings freed from these."""
    if joined := find_joined_discs(page.pieces, page.half, page.height):
        flat, half = turned_discs(page.flat, joined, 2), turned_discs(page.half, joined, 1)
        step = Step("joined discs", (("count", len(joined)),))
        page = replace(page, flat=flat, half=half, pieces=find_components(ink_mask(half)), steps=(*page.steps, step))
    if rings := find_rings(page.pieces, page.half, page.height):
        flat, half = without_rings(page.flat, rings, 2), without_rings(page.half, rings, 1)
        step = Step("rings", (("count", len(rings)),))
        page = replace(page, flat=flat, half=half, pieces=find_components(ink_mask(half)), steps=(*page.steps, step))
    return page


def _colour_marks(image: Rgb, geometry: _Geometry, background: Background, height: float) -> tuple[Mark, ...]:
    """Stamps and signatures, in pixels of the half-scale page."""
    if height == 0 or not is_colourful(image[::4, ::4]):
        return ()
    return find_colour_marks(_colours(image, geometry, background.level.shape), background.level, height)


def _colours(image: Rgb, geometry: _Geometry, shape: tuple[int, ...]) -> Rgb:
    """The page in its colours at half the reading scale."""
    source, by = reduced(image, round(max(image.shape[:2]) * min(1.0, geometry.scale * COLOUR_SCALE)))
    transform = scaling(0.5).after(geometry.transform)
    to_source = Transform.of(scaling(by).inverse().matrix @ transform.matrix)
    return apply(source, to_source, shape[1], shape[0])


def _on_paper(marks: tuple[Mark, ...], image: Rgb, transform: Transform) -> tuple[Mark, ...]:
    """The marks that stand on paper, not on a coloured panel."""
    height, width = image.shape[:2]
    boxes = (scaling(0.5).after(transform).box(mark.box, width=width, height=height) for mark in marks)
    return tuple(mark for mark, box in zip(marks, boxes, strict=True) if stands_on_paper(image, box))


def _without_frames(marks: tuple[Mark, ...], rules: RulingLines) -> tuple[Mark, ...]:
    """The marks without framed boxes in coloured ink: what a hand draws does not consist of straight rules."""
    kept = []
    for mark in marks:
        across = rules.across[mark.box.slices].any(axis=0).mean()
        down = rules.down[mark.box.slices].any(axis=1).mean()
        if mark.kind != "signature" or min(across, down) < FRAMED:
            kept.append(mark)
    return tuple(kept)


def _without_marks(flat: Grey, marks: tuple[Mark, ...], image: Rgb, transform: Transform) -> Grey:
    """The flattened page with every mark seen through a filter of its colour."""
    freed = flat.copy()
    height, width = flat.shape
    for mark in marks:
        region = mark.box.scaled(2).grown(MARK_ROOM).clipped(width, height)
        part = shifting(region.left, region.top).after(transform)
        channel = apply(np.ascontiguousarray(image[..., mark.channel]), part, region.width, region.height)
        freed[region.slices] = through_colour_filter(channel)
    return freed


def _geometry(image: Rgb, whole: Grey, switches: Switches, extra_turns: int) -> _Geometry:
    transform, width, height, steps = _found_page(image, switches)
    small, factor = _analysis_copy(whole, transform, width, height)
    analysed = scaling(factor).after(transform)
    background = find_background(small)
    components = find_components(ink_mask(flatten(small, background)))
    orientation = find_orientation(components) if switches.orientation else Orientation(0, 0.0)
    orientation = Orientation((orientation.turns + extra_turns) % 4, orientation.certainty)
    if orientation.turns:
        transform = quarter_turns(orientation.turns, width, height).after(transform)
        if orientation.turns % 2:
            width, height = height, width
        components = turned(components, orientation.turns)
        steps.append(Step("orientation", (("degrees", orientation.turns * 90),)))
    skew = find_skew(components) if switches.deskew else 0.0
    if abs(skew) >= LEAST_SKEW:
        level, width, height = levelling(skew, width, height)
        transform = level.after(transform)
        steps.append(Step("deskew", (("degrees", skew),)))
    scale = reading_scale(letter_height(components) / factor)
    if scale != 1.0:
        width, height = max(1, round(width * scale)), max(1, round(height * scale))
        transform = scaling(scale).after(transform)
        steps.append(Step("scale", (("factor", round(scale, 3)),)))
    to_background = Transform.of(analysed.inverse().matrix @ scaling(0.5).after(transform).matrix)
    return _Geometry(transform, width, height, orientation, scale, tuple(steps), background, to_background)


def _found_page(image: Rgb, switches: Switches) -> tuple[Transform, int, int, list[Step]]:
    height, width = image.shape[:2]
    found = find_page(image) if switches.page_finding else None
    if found is None:
        return Transform.identity(), width, height, []
    corners = tuple((f"corner{index}", f"{x:.0f},{y:.0f}") for index, (x, y) in enumerate(found.corners, start=1))
    return flattening(found.corners, found.width, found.height), found.width, found.height, [Step("page", corners)]


def _analysis_copy(whole: Grey, transform: Transform, width: int, height: int) -> tuple[Grey, float]:
    """The found page, small enough to be analysed quickly, and the factor it was reduced by."""
    factor = min(1.0, ANALYSIS_SIDE / max(width, height))
    if transform == Transform.identity():
        return reduced(whole, ANALYSIS_SIDE)
    source, by = reduced(whole, round(max(whole.shape) * factor))
    to_source = Transform.of(scaling(by).inverse().matrix @ transform.matrix @ scaling(factor).matrix)
    return apply(source, to_source, max(1, round(width * factor)), max(1, round(height * factor))), factor


def reading_scale(height: float) -> float:
    """The factor that brings letters of that height (pixels) to what the engine reads best."""
    if height == 0 or KEEP_HEIGHTS[0] <= height <= KEEP_HEIGHTS[1]:
        return 1.0
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, TARGET_HEIGHT / height))


def _reshape(whole: Grey, geometry: _Geometry) -> Grey:
    """Fetch every pixel of the prepared page from the stored image, once."""
    if geometry.transform == Transform.identity():
        return whole
    transform = geometry.transform
    if geometry.scale < SHRUNK_FIRST:
        small, by = reduced(whole, math.ceil(max(whole.shape) * geometry.scale * SPARE))
        return apply(
            small, Transform.of(scaling(by).inverse().matrix @ transform.matrix), geometry.width, geometry.height
        )
    return apply(whole, transform, geometry.width, geometry.height)


def _background_step(background: Background) -> Step:
    turned = sum(background.light_on_dark)
    return Step("background", (("zones", len(background.areas)), ("turned", turned)))
