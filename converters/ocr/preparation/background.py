"""Flatten the background: shadows, yellowed paper, coloured panels, white letters on dark.

The page is cut into *zones*, connected areas of smooth colour (the paper, each panel, each band); whatever is not
smooth is ink standing on the nearest zone. A zone whose ink is lighter than itself is turned round. No threshold on
colour is needed, so a mid-tone band, a dark slide and a page in half shadow are all treated the same way.

Every page is flattened. Whether to leave some grey was measured on 18 composed pages of all kinds and wears and four
real scans: knowing the truth, the better choice page by page would have saved 1 wrong letter of 149, and the scans are
read as well or better flattened (102 against 107 wrong letters), while grey panels, slides and photos lose 10 to 40 %
of theirs. There is nothing for a per-page choice to gain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Floats, Grey, Integers, Mask
from converters.ocr.preparation.grounds.zones import grounds
from converters.ocr.preparation.transforms import Transform

EDGE = 24  # grey levels between two backgrounds
LEAST_GRAIN, GRAIN = 8.0, 2.5  # grey levels, and times the usual span of 3×3 pixels: smooth paper stays below
INKED = 1.5  # times the least contrast: surely ink
DARKEST = 0.1  # share of a zone's ink that becomes fully black; the edges of letters are paler
FEWEST_INKED = 30  # pixels of the sample: with fewer a zone has no ink to measure
RIM = 0.015  # of the image's shorter side: nothing stands so near to its sides
MOST_GAIN = 3.0  # times as strong: more would bring out the grain of the paper
SAME_GAIN = 0.05  # difference of gains that nobody sees
LARGEST_PANEL = 0.25  # of the page: a larger zone is the paper or lies around others
CONVEX = 0.8  # of its hull that a panel fills, notched where letters reach its edge
BAND, AROUND = 0.45, 0.72  # the same of a low band full of letters, and the share of its box's sides that it has
THREE_SIDES, FULL_OF_CARDS = 0.8, 0.93  # the same of three sides of a panel whose fourth letters or cards bite into
BAND_HEIGHT, SAME_LEVEL = 0.08, 10  # of the page's height, and grey levels within which a band is of one level
DARK = 170  # of a band, darker than this: white reads on orange too
TILE, TILE_EDGE = (0.5, 1.6), 4  # widths by height of a tile in front of a band, and pixels between the two
TILE_RIM = 3  # pixels of the sample that a tile goes on over and under the smooth area of its band
COARSE = 4  # pixels of the sample of which one is looked at to find a zone
SIDE = 3  # pixels of the sample within which a zone reaches a side of its box; corners are round
THICK = 17  # pixels of the sample: bold capitals of 40 pt are no thicker
LONGEST_CROSSING = 34  # pixels of the sample that two zones meet along a letter: within a stroke and across others
LEAST_CONTRAST = 0.12  # of the background's level: fainter differences are paper, show-through or noise

_Place = tuple[int, int, int, int]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Background:
    """What lies behind the letters of an image.

    Attributes:
        level: Grey value of the background at each pixel.
        zones: Which zone each pixel belongs to; 0 is the first zone.
        light_on_dark: For each zone whether its letters are lighter than it.
        areas: Pixels of each zone.
        edges: Pixels where two zones meet, which are neither ink nor background.
        crossed: Those of them where a stroke of a letter stands across, which is ink on pictures.
    """

    level: Grey
    zones: Integers
    light_on_dark: tuple[bool, ...]
    areas: tuple[int, ...]
    edges: Mask
    crossed: Mask

    def of_picture(self) -> Background:
        """The same of a picture, whose zones are not where papers have theirs: letters stand across where they meet."""
        return replace(self, edges=self.edges & ~self.crossed, crossed=np.zeros_like(self.crossed))


def find_background(grey: Grey) -> Background:
    """Find the zones of an image of about 150 dpi."""
    smooth = cast("Grey", cv2.GaussianBlur(grey, (0, 0), 1.0))
    seeds, areas = _seeds(smooth)
    if not areas:
        return _single(smooth)
    zones, sharp = _spread(seeds, smooth, len(areas))
    level = cast("Grey", cv2.blur(sharp, (5, 5)))
    edges, crossed = _edges(sharp, smooth)
    return Background(level, zones, _polarity(smooth, level, zones, edges, len(areas)), areas, edges, crossed)


def carried_over(background: Background, transform: Transform, width: int, height: int) -> Background:
    """The background of the same page in another image, without looking for it again.

    Args:
        background: As found.
        transform: From pixels of the other image to those it was found on.
        width: Of the other image.
        height: Of the other image.
    """

    def moved(array: NDArray[np.uint8] | NDArray[np.uint16], flags: int) -> NDArray[np.uint8] | NDArray[np.uint16]:
        if not np.any(array != array[0, 0]):  # one ground, no edges: most papers
            return np.full((height, width), array[0, 0], array.dtype)
        return cast(
            "NDArray[np.uint8]",
            cv2.warpPerspective(
                array,
                transform.matrix,
                (width, height),
                flags=flags | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            ),
        )

    level = moved(background.level, cv2.INTER_LINEAR).astype(np.uint8)
    zones = moved(background.zones.astype(np.uint16), cv2.INTER_NEAREST).astype(np.int32)
    edges, crossed = (
        moved(mask.astype(np.uint8), cv2.INTER_NEAREST) > 0 for mask in (background.edges, background.crossed)
    )
    return Background(level, zones, background.light_on_dark, background.areas, edges, crossed)


def _seeds(smooth: Grey) -> tuple[Integers, tuple[int, ...]]:
    """Label the smooth areas that are grounds from 1; 0 elsewhere."""
    window = np.ones((3, 3), np.uint8)
    span = cv2.subtract(cv2.dilate(smooth, window), cv2.erode(smooth, window))
    usual = float(np.median(span[::4, ::4]))
    flat = (span <= max(LEAST_GRAIN, GRAIN * usual)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(flat, connectivity=4)
    chosen = grounds(cast("Integers", labels), cast("Integers", stats), smooth)
    lookup = np.zeros(count, np.int32)
    lookup[chosen] = np.arange(1, len(chosen) + 1)
    return lookup[labels], tuple(int(area) for area in stats[chosen, cv2.CC_STAT_AREA])


def _single(smooth: Grey) -> Background:
    level = np.full_like(smooth, int(np.percentile(smooth, 90)))
    nothing = np.zeros(smooth.shape, bool)
    return Background(level, np.zeros(smooth.shape, np.int32), (False,), (smooth.size,), nothing, nothing)


def _spread(seeds: Integers, smooth: Grey, count: int) -> tuple[Integers, Grey]:
    """For each pixel the zone and the grey value of the nearest pixel that belongs to one of so many zones."""
    inside = seeds > 0
    _, found = cv2.distanceTransformWithLabels(
        (~inside).astype(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    labels, places = cast("Integers", found), np.flatnonzero(inside)
    own = labels.ravel()[places]  # each such pixel has a label of its own
    greys = np.zeros(len(own) + 1, np.uint8)
    greys[own] = smooth.ravel()[places]
    level = np.take(greys, labels)
    if count == 1:  # as on most scans
        return np.zeros(seeds.shape, np.int32), level
    zones = np.zeros(len(own) + 1, np.int32)
    zones[own] = seeds.ravel()[places] - 1
    nearest = np.take(zones, labels)
    for index, box in _larger_first(seeds):
        _take_hull(index, box, seeds, smooth, nearest, level)
    return nearest, level


def _larger_first(seeds: Integers) -> list[tuple[int, _Place]]:
    """The zones that are no more than a part of the page and where they lie, what lies around others before these."""
    areas = np.bincount(seeds.ravel())
    parts = (np.flatnonzero(areas[1:] <= LARGEST_PANEL * seeds.size) + 1).tolist()
    found = [(index, _box(index, seeds)) for index in parts]
    # A picture around a panel has fewer pixels than the panel, but holds it.
    return sorted(found, key=lambda zone: (zone[1][2] * zone[1][3], areas[zone[0]]), reverse=True)


def _take_hull(index: int, box: _Place, seeds: Integers, smooth: Grey, zones: Integers, level: Grey) -> None:
    """Give a convex zone all that lies in its hull and in no zone, which may be nearer to the zone beside it.

    The marks of capitals reach so near to the edge of their band that no ground is seen between.
    """
    left, top, width, tall = box
    part = np.s_[top : top + tall, left : left + width]
    inner = (seeds[part] == index).astype(np.uint8)
    grey = np.uint8(np.median(smooth[part][inner > 0]))
    if tall <= BAND_HEIGHT * seeds.shape[0]:
        rows = np.s_[top : top + tall]
        row = _of_level((seeds[rows] == index).astype(np.uint8), smooth[rows], int(grey))
        left, _, width, _ = cv2.boundingRect(row)
        inner = row[:, left : left + width]
    part = np.s_[top : top + tall, left : left + width]
    outlines, _ = cv2.findContours(inner, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=cv2.contourArea)
    hull = cv2.convexHull(outline)
    filled = cv2.contourArea(outline) / max(1.0, cv2.contourArea(hull))
    if filled < CONVEX and not _is_panel(inner > 0, filled):
        return
    inside = cv2.fillConvexPoly(np.zeros((tall, width), np.uint8), hull, 1) > 0
    if tall <= BAND_HEIGHT * seeds.shape[0] and grey < DARK:
        tile = _tile(smooth[top : top + tall, :left], int(grey))
        inside = np.pad(inside, ((0, 0), (tile, 0)), constant_values=True)
        part, inside = _with_rim(np.s_[top : top + tall, left - tile : left + width], inside, tile, smooth, grey)
    missing = inside & (seeds[part] == 0) & (zones[part] != index - 1)
    if filled < BAND:
        missing &= ~np.isin(zones[part], _held(seeds, part, inside))
    if missing.any():
        zones[part][missing] = index - 1
        level[part][missing] = grey


def _box(index: int, seeds: Integers) -> _Place:
    """Left, top, width and height of a zone, found on a copy with every fourth pixel: there may be a hundred zones."""
    step = COARSE
    left, top, width, tall = cv2.boundingRect((seeds[::step, ::step] == index).astype(np.uint8))
    if not tall:  # thinner than the step
        return cast("_Place", cv2.boundingRect((seeds == index).astype(np.uint8)))
    first_row, first_column = max(0, step * (top - 1)), max(0, step * (left - 1))
    near = seeds[first_row : step * (top + tall + 1), first_column : step * (left + width + 1)] == index
    left, top, width, tall = cv2.boundingRect(near.astype(np.uint8))
    return left + first_column, top + first_row, width, tall


def _tile(before: Grey, grey: int) -> int:
    """How wide the tile with a number is that a dark band begins with, of another shade; 0 without one.

    Args:
        before: What lies left of the band, in its rows.
        grey: Of the band.
    """
    tall = len(before)
    near = before[:, -round(TILE[1] * tall) :] if tall else before
    dark = np.quantile(near, 0.25, axis=0)[::-1] < grey + EDGE
    light = np.flatnonzero(~dark[TILE_EDGE:])
    wide = int(light[0]) + TILE_EDGE if len(light) else 0
    return wide if wide >= TILE[0] * tall else 0


def _with_rim(
    part: tuple[slice, slice], inside: Mask, tile: int, smooth: Grey, grey: np.uint8
) -> tuple[tuple[slice, slice], Mask]:
    """A band with the uppermost and lowermost rows of its tile, whose soft edges belong to no ground yet."""
    rim = min(TILE_RIM, part[0].start, smooth.shape[0] - part[0].stop) if tile else 0
    part = np.s_[part[0].start - rim : part[0].stop + rim, part[1].start : part[1].stop]
    inside = np.pad(inside, ((rim, rim), (0, 0)))
    inside[:, :tile] |= smooth[part][:, :tile] < int(grey) + EDGE
    return part, inside


def _of_level(own: NDArray[np.uint8], smooth: Grey, grey: int) -> NDArray[np.uint8]:
    """A zone with what hangs together with it and is of its level: slivers over and under a line of letters."""
    like = (np.abs(smooth.astype(np.int16) - grey) <= SAME_LEVEL) | (own > 0)
    _, labels = cv2.connectedComponents(like.astype(np.uint8), connectivity=4)
    return np.isin(labels, np.unique(labels[own > 0])).astype(np.uint8)


def _is_panel(own: Mask, filled: float) -> bool:
    """Whether a zone that is notched is a panel all the same: it reaches the sides of its box.

    A panel reaches nearly all of them, whatever letters bite out of it. One whose first line touches its edge reaches
    the other three, and so does one that is full of cards, wholly.
    """
    sides = _sides(own)
    mean = float(np.concatenate(sides).mean())
    third = sorted(float(side.mean()) for side in sides)[1]
    return third >= FULL_OF_CARDS if filled < BAND else mean >= AROUND or third >= THREE_SIDES


def _sides(own: Mask) -> tuple[Mask, Mask, Mask, Mask]:
    """Where a zone reaches the upper, lower, left and right side of its box."""
    across, down = (
        (own[:SIDE].any(axis=0), own[-SIDE:].any(axis=0)),
        (own[:, :SIDE].any(axis=1), own[:, -SIDE:].any(axis=1)),
    )
    return cast("tuple[Mask, Mask, Mask, Mask]", (*across, *down))


def _held(seeds: Integers, part: tuple[slice, slice], inside: Mask) -> NDArray[np.intp]:
    """The zones that lie for the most part in a hull: cards on a panel, which keep what stands on them."""
    count = int(seeds.max()) + 1
    within, every = np.bincount(seeds[part][inside], minlength=count), np.bincount(seeds.ravel(), minlength=count)
    return np.flatnonzero(2 * within > every) - 1


def _edges(level: Grey, smooth: Grey) -> tuple[Mask, Mask]:
    """Where backgrounds of clearly different level meet (not the ink between two like ones: rules, rings).

    The second mask is of the places there that are lighter or darker than both, and short: strokes of letters. What
    runs along between the two is the outline of a panel.
    """
    window = np.ones((3, 3), np.uint8)
    high, low = cv2.dilate(level, window), cv2.erode(level, window)
    meeting: Mask = cv2.subtract(high, low) > EDGE
    grey = smooth.astype(np.int16)
    crossed: Mask = meeting & ((grey - EDGE > high) | (grey + EDGE < low))
    if crossed.any():
        _, labels, stats, _ = cv2.connectedComponentsWithStats(crossed.astype(np.uint8), connectivity=8)
        crossed &= (stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) <= LONGEST_CROSSING)[labels]
    return meeting, crossed


def _polarity(smooth: Grey, level: Grey, zones: Integers, edges: Mask, count: int) -> tuple[bool, ...]:
    """Whether the ink of each zone is lighter than the zone."""
    clear = cv2.dilate(edges.astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
    # A difference below nothing is nothing: each of the two holds one kind of ink.
    lighter, darker = (cast("Grey", cv2.subtract(*pair)) for pair in ((smooth, level), (level, smooth)))
    sums = [_sums(ink, (ink > EDGE) & clear, zones, count) for ink in (lighter, darker)]
    return tuple(bool(value) for value in sums[0] > sums[1])


def _sums(values: Grey, ink: Mask, zones: Integers, count: int) -> Floats:
    """How much ink of one kind each zone has; on several zones what is as thick as no letter (tiles) does not count."""
    if count == 1:
        return np.array([values[ink].sum(dtype=np.int64)], np.float64)
    if not ink.any():
        return np.zeros(count, np.float64)
    thick = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, np.ones((THICK, THICK), np.uint8)) > 0
    thin = np.bincount(zones[ink & ~thick], values[ink & ~thick].astype(np.float64), count)
    every = np.bincount(zones[ink], values[ink].astype(np.float64), count)
    return np.where(thin > 0, thin, every)


def flatten(grey: Grey, background: Background) -> Grey:
    """Black letters on white, whatever they stood on.

    Args:
        grey: The image at any scale; the background is stretched to it.
        background: As found on the same image, possibly reduced.

    Returns:
        An image of the size of `grey`.
    """
    height, width = grey.shape
    level = cast("Grey", cv2.resize(background.level, (width, height), interpolation=cv2.INTER_LINEAR))
    turned = _turned_zones(background, width, height)
    if turned is not None:
        grey, level = (np.asarray(cv2.bitwise_xor(array, turned), np.uint8) for array in (grey, level))
    flat = cast("Grey", cv2.divide(grey, level, scale=255))
    if background.edges.any():
        edges = cv2.resize(background.edges.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
        flat[cv2.dilate(edges, np.ones((3, 3), np.uint8)) > 0] = 255
    return _stretch(flat, background)


def _turned_zones(background: Background, width: int, height: int) -> Grey | None:
    """255 in the zones to be turned round and 0 elsewhere, at that size; None where there are none."""
    if not any(background.light_on_dark):
        return None
    turned = np.take(np.where(background.light_on_dark, 255, 0).astype(np.uint8), background.zones)
    return cast("Grey", cv2.resize(turned, (width, height), interpolation=cv2.INTER_NEAREST))


def _stretch(flat: Grey, background: Background) -> Grey:
    """Give the ink of every zone the full range."""
    sample = _without_rim(flat)[::3, ::3] if any(background.light_on_dark) else flat[::3, ::3]
    if len(background.areas) == 1:  # as on most scans
        return cast("Grey", cv2.LUT(flat, _curve(float(_gains(sample, None, 1)[0]))))
    height, width = flat.shape
    zones = cast(
        "Integers", cv2.resize(background.zones.astype(np.uint16), (width, height), interpolation=cv2.INTER_NEAREST)
    )
    where = zones[::3, ::3]
    gains = _gains(sample, where, len(background.areas))
    if np.ptp(gains) < SAME_GAIN:
        return cast("Grey", cv2.LUT(flat, _curve(float(gains[0]))))
    curves: NDArray[np.uint8] = np.concatenate([_curve(float(gain)) for gain in gains])
    places = zones.astype(np.int32)
    places *= 256
    places += flat
    return np.take(curves, places)


def _without_rim(flat: Grey) -> Grey:
    """The same without ink along its sides: on a photo of a dark screen, what is lighter there is the room behind."""
    wide = round(RIM * min(flat.shape))
    inner = np.full_like(flat, 255)
    inner[wide:-wide, wide:-wide] = flat[wide:-wide, wide:-wide]
    return inner if wide else flat


def _gains(sample: Grey, zones: NDArray[np.integer] | None, count: int) -> NDArray[np.float64]:
    """How much stronger the ink of each zone must become: up to three times. None for zones: there is one only."""
    inked = sample < 255 * (1 - INKED * LEAST_CONTRAST)
    levels = sample[inked].astype(np.int64)
    bins = levels if zones is None else zones[inked].astype(np.int64) * 256 + levels
    histogram = np.bincount(bins, minlength=count * 256).reshape(count, 256)
    running = np.cumsum(histogram, axis=1)
    total = running[:, -1:]
    darkest = np.argmax(running >= np.maximum(total * DARKEST, 1), axis=1)
    gains = 255 / np.maximum(255 - darkest, 1)
    return np.where(total[:, 0] < FEWEST_INKED, 1.0, np.clip(gains, 1.0, MOST_GAIN))


def _curve(gain: float) -> NDArray[np.uint8]:
    values = np.clip(255 - (255 - np.arange(256)) * gain, 0, 255)
    return np.asarray(values, np.uint8)
