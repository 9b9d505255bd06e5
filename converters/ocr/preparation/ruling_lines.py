"""Ruled lines: underlines, frames, the grid of a table. Found by their length and thinness, taken out of the text."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from converters.ocr.preparation.arrays import Grey, Mask, labelled
from converters.ocr.preparation.components import Components, ink_mask

SHORTEST_ACROSS = 7.0  # letter heights: longer than any stroke of a letter
SHORTEST_DOWN = 4.5
SHORTEST_JOINED = 2.5  # for pieces that meet a rule of the other direction
SHORTEST_SPANNING = 1.8  # for pieces that run from one rule to the next: a row of one line
FAINT = 200  # grey values below this are ink of a rule: a hair line that lies across two rows of pixels is pale in both
HALO = 5  # pixels across a rule of whose ink the pale pixels are its soft edge
PIECE, BREAK = 2.0, 1.2  # letter heights: pieces of a rule that copying broke, longer than strokes, and gaps in it
THICKEST = 0.45  # letter heights
THINNEST = 2.0  # pixels: a hair line on a page of small letters
LETTERS_THROUGH = 0.6  # of the length of a rule, along one side of which ink goes on: that is a row of letters
EDGE = (2, 3)  # pixels beyond a rule where that ink is looked for: next to it there is its soft edge
PALE = 228  # grey values below this are ink of a rule that copying left as specks: at this scale they are pale
FADED = 2.5  # letter heights: gaps between its specks, where levelling the page made them paler still
SPECKLED = 0.6  # of any stretch as long as the shortest rule that its specks fill
BESIDE_SPECKS, CLEAR = (3, 4), 0.2  # pixels from a speckled rule where no more than that share is ink
OWN_SPECKS = 0.5  # of the stretch from one crossing rule to the next in which letters stand on a speckled rule
LONE = 0.2  # of that stretch that is white at both ends of a letter
COARSE = 4  # rows seen as one where only a first look is taken
CROSSED = 2.0  # letter heights at least from the first to the last rule that a speckled one meets; leaders meet none
LETTER_FILL = 0.28  # share of its box that a letter fills; where specks of two rules meet, they fill less
SLIVER = (2, 8)  # pixels high at most and wide at least: a dot under a letter is as wide as high
# Letters of a headline, whose stems are as long as rules. In their own heights.
LOWEST_LETTER, WIDEST_LETTER = 1.5, 1.6  # letter heights of the text, and own heights
NEXT_LETTER = 0.6  # to the next letter
# Of icons and letters on posters: letter heights, across the direction of a stroke and in all, and how much of its box
# one fills; a frame fills less.
LEAST_ICON, LARGEST_ICON, ICON_FILL = 0.8, 14.0, 0.22
SOLID = 1.2  # letter heights of ink both ways: no rule, and no stroke of a letter of the text
LEVEL_LETTERS = 0.08  # by which letters of a line differ at their head or foot


@dataclass(frozen=True, slots=True)
class RulingLines:
    """Ruled lines of a page, as masks of the scale layout works on.

    Attributes:
        across: Pixels of horizontal lines.
        down: Pixels of vertical lines.
    """

    across: Mask
    down: Mask

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return bool(self.across.any() or self.down.any())


def find_ruling_lines(flat: Grey, height: float) -> RulingLines:
    """Find the ruled lines of a level page.

    Args:
        flat: Black letters on white.
        height: Of a small letter, pixels.
    """
    picture, solid = ink_mask(flat, FAINT).astype(np.uint8), ink_mask(flat)
    thickest = max(THINNEST, THICKEST * height)
    piece, gap = round(PIECE * height), round(BREAK * height)
    across = _long(picture, round(SHORTEST_ACROSS * height), 1, thickest, broken=(piece, gap))
    across = _without_rows_of_letters(across, solid)
    down = _long(picture, 1, round(SHORTEST_DOWN * height), thickest, broken=(piece, gap))
    speckled = _speckled_grid(ink_mask(flat, PALE).astype(np.uint8), across, down, height)
    if across.any():
        down |= _spanning(_long(picture, 1, round(SHORTEST_SPANNING * height), thickest), across)
    if down.any():
        down &= ~_headline(picture, across, LOWEST_LETTER * height)
    if down.any():
        across |= _touching(_long(picture, round(SHORTEST_JOINED * height), 1, thickest), down)
    across, down = _without_halo(across, solid, upright=False), _without_halo(down, solid, upright=True)
    return RulingLines(across | speckled.across, down | speckled.down)


def _speckled_grid(pale: NDArray[np.uint8], across: Mask, down: Mask, height: float) -> RulingLines:
    """The rules of a table that thin lines left as rows of specks: black-and-white copies lose every other pixel.

    Args:
        pale: Where there is ink, however pale.
        across: Horizontal rules that were found whole.
        down: Vertical ones.
        height: Of a small letter.
    """
    length, gap = round(SHORTEST_ACROSS * height), round(FADED * height)
    if not _may_have_specks(pale, length):
        return RulingLines(np.zeros_like(across), np.zeros_like(down))
    letters = _letters(pale, height)
    specks = pale & ~letters
    upright = _row_of_specks(np.asarray(cv2.transpose(specks), np.uint8), length, gap).T
    upright = _with_own_ink(upright, down, specks, height)
    if not (upright.any() or down.any()):  # then no level one meets any
        return RulingLines(np.zeros_like(across), np.zeros_like(down))
    level = _with_own_ink(_row_of_specks(specks, length, gap), across, specks, height)
    bar, apart = _bar(length | 1, upright=False), CROSSED * height
    level = _crossing(level, upright | down, bar, apart)
    upright = _crossing(upright.T, (level | across).T, bar, apart).T
    whole = level | across, upright | down
    return RulingLines(
        _beside_text(level, whole[1], letters, specks), _beside_text(upright.T, whole[0].T, letters.T, specks.T).T
    )


def _may_have_specks(pale: NDArray[np.uint8], length: int) -> bool:
    """Whether there is mostly ink along an upright line anywhere: a look at a quarter of the rows spares most pages."""
    stepping = cv2.dilate(255 * pale, _bar(3, upright=False))
    coarse = cv2.resize(stepping, None, fx=1, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    filled = cv2.blur(coarse, (1, max(1, length // COARSE)))
    return bool(filled.max(initial=0) >= 255 * SPECKLED)


def _letters(ink: NDArray[np.uint8], height: float) -> NDArray[np.uint8]:
    """Ink of pieces that are neither thin nor long nor mostly white: stems that stand over each other make no rule."""
    _, labels, stats = labelled(ink)
    wide, high, area = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    thick = np.minimum(wide, high) > max(THINNEST, THICKEST * height)
    letter = thick & (np.maximum(wide, high) <= SHORTEST_DOWN * height) & (area >= LETTER_FILL * wide * high)
    letter[0] = False
    found: NDArray[np.uint8] = letter[labels].astype(np.uint8)
    return found


def _row_of_specks(pale: NDArray[np.uint8], length: int, gap: int) -> Mask:
    """Level lines along which there is mostly ink for that length, and white on both sides."""
    stepping = cv2.dilate(pale, _bar(3, upright=True))
    filled = cv2.boxFilter(stepping, cv2.CV_32F, (length, 1)) >= SPECKLED
    if not filled.any():
        return filled
    white = cv2.boxFilter(pale, cv2.CV_32F, (length, 1)) <= CLEAR
    for away in BESIDE_SPECKS:
        filled[away:] &= white[:-away]
        filled[:-away] &= white[away:]
    # The middles of stretches were found: a line goes on from there as far as its specks do.
    whole = cv2.dilate(filled.astype(np.uint8), _bar(length | 1, upright=False))
    specks: Mask = (whole > 0) & (cv2.morphologyEx(stepping, cv2.MORPH_CLOSE, _bar(gap | 1, upright=False)) > 0)
    return specks


def _with_own_ink(rules: Mask, whole: Mask, ink: NDArray[np.uint8], height: float) -> Mask:
    """The rules that have specks where none was found whole: a gap between whole rules was meant."""
    if not (rules.any() and whole.any()):
        return rules
    near = cv2.dilate(whole.astype(np.uint8), np.ones((HALO, HALO), np.uint8)) > 0
    count, labels = cv2.connectedComponents(rules.astype(np.uint8), connectivity=8)
    own = np.bincount(labels[(ink > 0) & ~near], minlength=count) >= CROSSED * height
    own[0] = False
    kept: Mask = own[labels]
    return kept


def _beside_text(rules: Mask, others: Mask, letters: NDArray[np.uint8], specks: NDArray[np.uint8]) -> Mask:
    """The level rules without what goes, from one of the other direction to the next, through letters.

    A gap that was bridged there is a cell that spans columns, with its text across them; or its I, which looks like
    a rule, but stands away from those it would join.
    """
    if not rules.any():
        return rules
    apart = cv2.dilate(others.astype(np.uint8), np.ones((3, 3), np.uint8)) == 0
    count, labels, stats = labelled((rules & apart).view(np.uint8))
    struck = np.bincount(labels[letters > 0], minlength=count) > 0
    found, places = np.unique(np.stack([labels[specks > 0], np.nonzero(specks)[1]]), axis=1)
    left, wide = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_WIDTH]
    own = np.bincount(found, minlength=count) >= OWN_SPECKS * wide
    first, last = left + wide, left - 1
    np.minimum.at(first, found, places)
    np.maximum.at(last, found, places)
    lone = np.minimum(first - left, left + wide - 1 - last) >= LONE * wide
    gone = (struck & ~own) | (lone & (last >= first))
    gone[0] = False
    kept: Mask = rules & ~gone[labels]
    return kept


def _crossing(rules: Mask, others: Mask, lengthened: NDArray[np.uint8], apart: float) -> Mask:
    """The level rules that meet some of the other direction, so far apart; pieces of one are one when lengthened."""
    if not rules.any():
        return rules
    reached = cv2.dilate(cv2.dilate(rules.astype(np.uint8), lengthened), np.ones((3, 3), np.uint8))
    count, found = cv2.connectedComponents(reached, connectivity=8)
    labels = found.astype(np.int32)
    rows, columns = np.nonzero(others & (reached > 0))
    first, last = np.full(count, rules.shape[1]), np.full(count, -1)
    np.minimum.at(first, labels[rows, columns], columns)
    np.maximum.at(last, labels[rows, columns], columns)
    kept: Mask = rules & (last - first >= apart)[labels]
    return kept


def _without_halo(rules: Mask, solid: Mask, *, upright: bool) -> Mask:
    """Rules without the pale pixels beside their ink: letters that touch a rule are pale there, too."""
    if not rules.any():
        return rules
    beside = cv2.dilate((rules & solid).astype(np.uint8), _bar(HALO, upright=not upright)) > 0
    kept: Mask = rules & (solid | ~beside)
    return kept


def _headline(picture: NDArray[np.uint8], across: Mask, lowest: float) -> Mask:
    """The pixels of letters so large that their stems may be taken for rules: level with the next one, close by."""
    count, labels, stats = labelled(picture)
    left, top, width, tall = stats[:, :4].T
    letters = (tall >= lowest) & (width <= WIDEST_LETTER * tall)
    letters[np.unique(labels[across])] = False
    letters[0] = False
    chosen = np.flatnonzero(letters)
    gaps = np.abs(
        np.maximum(left[chosen, None], left[chosen]) - np.minimum((left + width)[chosen, None], (left + width)[chosen])
    )
    high = tall[chosen]
    level = np.abs((top + tall)[chosen, None] - (top + tall)[chosen]) <= LEVEL_LETTERS * high
    level &= np.abs(high[:, None] - high) <= LEVEL_LETTERS * high
    level &= (gaps <= NEXT_LETTER * high) & ~np.eye(len(chosen), dtype=bool)
    found = np.zeros(count, bool)
    found[chosen] = level.any(axis=1)
    pixels: Mask = found[labels]
    return pixels


def without_strokes_of_icons(rules: RulingLines, components: Components, height: float) -> RulingLines:
    """The rules of a poster without the straight strokes of its icons and letters, which are filled and no lines.

    Args:
        rules: As found.
        components: Of the ink they were found in.
        height: Of a small letter.
    """
    if not rules.any:
        return rules
    filled = components.areas >= ICON_FILL * components.widths * components.heights
    small = filled & (np.maximum(components.widths, components.heights) <= LARGEST_ICON * height)
    across, down = (
        _without_strokes(mask, np.append(False, small & (sides >= LEAST_ICON * height))[components.labels])
        for mask, sides in ((rules.across, components.heights), (rules.down, components.widths))
    )
    return RulingLines(across, down)


def _without_strokes(rules: Mask, shapes: Mask) -> Mask:
    """The rules that are not strokes of shapes for the most part; pale pixels beside letters go with these."""
    if not rules.any():
        return rules
    shapes = cv2.dilate(shapes.astype(np.uint8), np.ones((3, 5), np.uint8)) > 0
    count, found = cv2.connectedComponents(rules.astype(np.uint8), connectivity=8)
    own, within = np.bincount(found[rules], minlength=count), np.bincount(found[rules & shapes], minlength=count)
    kept: Mask = rules & ~shapes & (2 * within <= own)[found]
    return kept


def without_solid_areas(rules: RulingLines, flat: Grey, height: float) -> RulingLines:
    """The rules of a poster without what was taken for them inside discs and tiles: a line that joins these ends there.

    Args:
        rules: As found.
        flat: In which they were found; a disc on another ground may be pale.
        height: Of a small letter.
    """
    side = round(SOLID * height) | 1  # an opening with an even square moves what is left by a pixel
    if not rules.any or not height:
        return rules
    ink = ink_mask(flat, FAINT).astype(np.uint8)
    clear = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((side, side), np.uint8)) == 0
    return RulingLines(rules.across & clear, rules.down & clear)


def _touching(pieces: Mask, rules: Mask) -> Mask:
    """The pieces that reach a rule of the other direction: the sides of a narrow cell."""
    near = cv2.dilate(rules.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    _, labels = cv2.connectedComponents(pieces.astype(np.uint8), connectivity=8)
    touching = np.zeros(int(labels.max()) + 1, bool)
    touching[np.unique(labels[near])] = True
    touching[0] = False
    kept: Mask = touching[labels]
    return kept


def _spanning(pieces: Mask, rules: Mask) -> Mask:
    """The pieces that begin at one rule of the other direction and end at another: the sides of a low cell."""
    near = cv2.dilate(rules.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    count, labels, stats = labelled(pieces.view(np.uint8))
    rows, columns = np.nonzero(near & pieces)
    highest, lowest = np.full(count, pieces.shape[0]), np.full(count, -1)
    np.minimum.at(highest, labels[rows, columns], rows)
    np.maximum.at(lowest, labels[rows, columns], rows)
    tops = stats[:, cv2.CC_STAT_TOP]
    ends = tops + stats[:, cv2.CC_STAT_HEIGHT] - 1
    spanning = (highest <= tops + 2) & (lowest >= ends - 2) & (lowest - highest >= stats[:, cv2.CC_STAT_HEIGHT] // 2)
    spanning[0] = False
    kept: Mask = spanning[labels]
    return kept


def _long(
    picture: NDArray[np.uint8], width: int, tall: int, thickest: float, *, broken: tuple[int, int] | None = None
) -> Mask:
    """What survives an opening with a long thin bar, without what is thick.

    Args:
        picture: Where there is ink.
        width: Of the bar, pixels; 1 of an upright one.
        tall: The same; 1 of a level one.
        thickest: Pixels of a rule.
        broken: How long the pieces of a rule are at least, and its gaps at most, where it may be broken.
    """
    # A line that leans by a hair steps from row to row: bridge the steps before asking for length.
    bridged = cv2.dilate(picture, _bar(3, upright=width > 1))
    if broken is not None:
        # Odd lengths: an opening with an even bar moves what is left by a pixel.
        piece, gap = (_bar(length | 1, upright=width == 1) for length in broken)
        bridged = cv2.morphologyEx(cv2.morphologyEx(bridged, cv2.MORPH_OPEN, piece), cv2.MORPH_CLOSE, gap)
    opened = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((tall, width), np.uint8))
    kept = np.zeros(picture.shape, bool)
    left, top, wide, high = cv2.boundingRect(opened)
    if wide == 0:
        return kept
    part = np.s_[top : top + high, left : left + wide]  # most pages have few rules
    _, labels, stats = labelled(np.asarray(opened[part], np.uint8))
    long = stats[:, cv2.CC_STAT_WIDTH] if width > 1 else stats[:, cv2.CC_STAT_HEIGHT]
    thin = stats[:, cv2.CC_STAT_AREA] / np.maximum(long, 1) <= thickest + 2
    thin[0] = False
    kept[part] = thin[labels] & (picture[part] > 0)
    return kept


def _without_rows_of_letters(across: Mask, solid: Mask) -> Mask:
    """Horizontal rules without the bars of bold letters that small print has grown together at one height.

    Ink goes on over or under such a bar wherever a letter has a stem or a bowl; a rule stands between white and white,
    and letters that touch it do so here and there.
    """
    left, top, wide, high = cv2.boundingRect(across.astype(np.uint8))
    if wide == 0:
        return across
    part = np.s_[top : top + high, left : left + wide]
    count, labels = cv2.connectedComponents(across[part].astype(np.uint8), connectivity=8)
    rows, columns = np.nonzero(across[part])
    around = slice(max(0, top - EDGE[1]), top + high + EDGE[1])
    above, below = EDGE[1] - (top - around.start), EDGE[1] - (min(around.stop, len(across)) - top - high)
    own, bar = (np.pad(mask[around, part[1]], ((above, below), (0, 0))) for mask in (solid, across))
    through = np.zeros(count, bool)
    for side in (-1, 1):
        edge = ~bar[rows + EDGE[1] + side, columns]
        ink = np.any([own[rows + EDGE[1] + side * away, columns] for away in EDGE], axis=0)
        found = labels[rows, columns]
        edges, inked = (np.bincount(found[chosen], minlength=count) for chosen in (edge, edge & ink))
        through |= inked >= LETTERS_THROUGH * np.maximum(edges, 1)
    kept = across.copy()
    kept[part] &= ~through[labels]
    return kept


def _bar(length: int, *, upright: bool) -> NDArray[np.uint8]:
    return np.ones((length, 1) if upright else (1, length), np.uint8)


def without_ruling_lines(flat: Grey, rules: RulingLines, pixels: NDArray[np.uint8] | None = None) -> Grey:
    """The flattened page with white in place of its rules; dots and feet of letters that touch one stay.

    Args:
        flat: At the scale of the rules or a larger one.
        rules: Of that page.
        pixels: What `pixels_of_rules` says of them, where it is known already.
    """
    grown = pixels_of_rules(rules) if pixels is None else pixels
    if flat.shape != grown.shape:
        grown = np.asarray(cv2.resize(grown, flat.shape[::-1], interpolation=cv2.INTER_NEAREST), np.uint8)
    return np.asarray(cv2.max(flat, grown), np.uint8)


def pixels_of_rules(rules: RulingLines) -> NDArray[np.uint8]:
    """What is to be whitened where rules stand: 255 there and 0 elsewhere, at their scale."""
    touching = rules.across & ~_level(rules.across) if rules.across.any() else rules.across
    if rules.down.any():
        touching &= cv2.dilate(rules.down.astype(np.uint8), np.ones((3, 9), np.uint8)) == 0
    touching &= ~_slivers(touching)
    drawn = (rules.across & ~touching) | rules.down
    square = np.ones((3, 3), np.uint8)
    grown = cv2.dilate(drawn.astype(np.uint8), square)
    if touching.any():
        grown[(cv2.dilate(touching.astype(np.uint8), square) > 0) & ~drawn] = 0
    grown *= np.uint8(255)
    return np.asarray(grown, np.uint8)


def _slivers(touching: Mask) -> Mask:
    """Of what touches rules the flat pieces: a leaning rule is thicker where it steps from one row to the next."""
    _, labels, stats = labelled(touching.view(np.uint8))
    high, wide = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    flat = (high <= SLIVER[0]) & (wide >= SLIVER[1])
    flat[0] = False
    pixels: Mask = flat[labels]
    return pixels


def _level(across: Mask) -> Mask:
    """Of each horizontal rule the rows it has where nothing touches it, carried on to where something does."""
    level = np.zeros_like(across)
    filled = np.flatnonzero(across.any(axis=1))
    for band in np.split(filled, np.flatnonzero(np.diff(filled) > 1) + 1):
        rows = slice(int(band[0]), int(band[-1]) + 1)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(across[rows].astype(np.uint8), connectivity=8)
        for index, (left, top, width, tall, _area) in enumerate(stats[1:count].tolist(), start=1):
            piece = labels[top : top + tall, left : left + width] == index
            level[rows][top : top + tall, left : left + width] |= _level_piece(piece)
    return level


def _level_piece(piece: Mask) -> Mask:
    thick = piece.sum(axis=0)
    usual = max(1, round(float(np.median(thick[thick > 0]))))
    plain = np.flatnonzero((thick > 0) & (thick <= usual))
    if len(piece) <= usual or len(plain) == 0:
        return piece
    first = np.round(np.interp(np.arange(len(thick)), plain, piece.argmax(axis=0)[plain])).astype(int)
    rows = np.arange(len(piece))[:, None]
    level: Mask = piece & (rows >= first) & (rows < first + usual)
    return level
