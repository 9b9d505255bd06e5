"""Take the ink of a round seal out of a flattened page, as far as it can be told from the print beneath.

Its circles are told by their shape: along a circle they run on where letters stop. What is left of a seal that is
clearly lighter than the print (a copy of red ink) is told by its level. A seal as black as the print keeps its
letters; they are told apart later, by their words.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from converters.ocr.preparation.arrays import Grey, Mask
from converters.ocr.preparation.marks.seals import Seal

INK = 190  # level below which there is ink, faint seals included
RUN = 16  # degrees that a circle must run on to be none of a letter's strokes
THICKEST = 0.07  # of the radius: thicker arcs are no circle's line
CROSSING = 1.6  # of a line's thickness: longer runs of ink across it belong to letters
DIRECTIONS = 720
LIGHTER = 50  # grey levels between seal and print from which they can be told apart
DARK, PRINT = 128, 30  # level of what is surely print, and the percentile of it that is its usual level
BEYOND, WITHIN = 1.08, 1.04  # radii of the region looked at, and of what is lightened: seals are not quite round
DRAWN = 64  # of 255: from which a pixel of a circle brought back to the page belongs to it
SOFT = 12  # grey levels by which the ink of a seal varies


def without_seals(flat: Grey, seals: tuple[Seal, ...], scale: float) -> tuple[Grey, tuple[Seal, ...]]:
    """The flattened page without what can be told to be a seal's ink, and the seals that are as black as the print.

    Args:
        flat: Black on white.
        seals: As found on the page at another scale.
        scale: Of `flat` to the image the seals were found on.
    """
    freed = flat.copy()
    dark = flat[::3, ::3]
    dark = dark[dark < DARK]
    level = float(np.percentile(dark, PRINT)) if len(dark) else 0.0
    black = [
        seal
        for seal in seals
        if not _free(freed, Seal(seal.column * scale, seal.row * scale, seal.radius * scale), level)
    ]
    return freed, tuple(black)


def _free(flat: Grey, seal: Seal, print_level: float) -> bool:
    """Take one seal out of the page; True when all of it could be told from the print by its level."""
    reach = BEYOND * seal.radius
    left, top = max(0, round(seal.column - reach)), max(0, round(seal.row - reach))
    part = flat[top : round(seal.row + reach) + 1, left : round(seal.column + reach) + 1]
    if part.size == 0:
        return True
    middle = (seal.column - left, seal.row - top)
    size = (round(reach), DIRECTIONS)
    polar = cast("Grey", cv2.warpPolar(part, size, middle, reach, cv2.WARP_POLAR_LINEAR | cv2.WARP_FILL_OUTLIERS))
    circles = _circles(polar < INK, THICKEST * seal.radius)
    if not circles.any():
        return False
    ring_level = float(np.median(polar[circles]))
    flags = cv2.WARP_POLAR_LINEAR | cv2.WARP_INVERSE_MAP | cv2.WARP_FILL_OUTLIERS
    drawn = cv2.warpPolar(circles.astype(np.uint8) * 255, part.shape[::-1], middle, reach, flags)
    lighter = ring_level - print_level > LIGHTER
    if lighter:
        white = ring_level - SOFT
        lifted = np.clip((part - print_level) * (255 / (white - print_level)), 0, 255).astype(np.uint8)
        rows, columns = np.ogrid[: part.shape[0], : part.shape[1]]
        within = np.hypot(columns - middle[0], rows - middle[1]) <= WITHIN * seal.radius
        part[within] = lifted[within]
    else:
        part[cv2.dilate(drawn, np.ones((3, 3), np.uint8)) > DRAWN] = 255
    return lighter


def _circles(ink: Mask, thickest: float) -> Mask:
    """Ink that runs along a circle, in an image whose rows are directions and whose columns are radii."""
    run = round(RUN * DIRECTIONS / 360)
    wrapped = np.concatenate([ink[-run:], ink, ink[:run]]).astype(np.uint8)
    bridged = cv2.dilate(wrapped, np.ones((1, 3), np.uint8))  # a circle that is not quite round steps sideways
    long = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    solid = cv2.morphologyEx(long, cv2.MORPH_OPEN, np.ones((1, max(3, round(thickest) + 2)), np.uint8))
    found: Mask = (long[run:-run] > 0) & (solid[run:-run] == 0) & ink
    if not found.any():
        return found
    # Where a stroke of a letter crosses the circle, ink goes on inwards or outwards: there it stays.
    usual = float(found.sum(axis=1)[found.any(axis=1)].mean()) / max(1.0, _lines(found))
    crossing = cv2.morphologyEx(
        ink.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, round(CROSSING * usual) + 2), np.uint8)
    )
    free: Mask = found & (crossing == 0)
    return free


def _lines(found: Mask) -> float:
    """How many circles' lines a ray meets, on average."""
    starts = np.count_nonzero(found[:, 1:] & ~found[:, :-1], axis=1)
    met = starts[starts > 0]
    return float(met.mean()) if len(met) else 1.0
