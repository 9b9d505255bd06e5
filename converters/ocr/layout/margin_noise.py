"""Dirt along the edges of a copy: columns of scraps in the outer margins, which no line of text reaches."""

from __future__ import annotations

from collections.abc import Sequence

from converters.ocr.layout.fragments import Fragment

MARGIN = 0.1  # of the page's width
SCRAP = 3  # letters at most
SCRAPS = 6  # fewer scraps than this in a margin may be page numbers, bullets or labels
ALONE = 3.0  # letter heights to the next fragment on the same row
UNIFORM = 0.5  # letter heights: scraps that differ less than this in place and size are bullets


def without_margin_noise(fragments: Sequence[Fragment], width: int, height: float) -> tuple[Fragment, ...]:
    """The fragments without dirt in the margins.

    Args:
        fragments: Of the page.
        width: Of the page, pixels.
        height: Of a small letter.
    """
    dirt: set[int] = set()
    for low, high in ((0.0, MARGIN * width), ((1 - MARGIN) * width, float(width))):
        scraps = [
            index
            for index, fragment in enumerate(fragments)
            if fragment.letters <= SCRAP and low <= fragment.box.left and fragment.box.right <= high
        ]
        alone = [index for index in scraps if _stands_alone(index, fragments, set(scraps), height)]
        if len(alone) >= SCRAPS and not _uniform([fragments[index] for index in alone], height):
            dirt.update(alone)
    return tuple(fragment for index, fragment in enumerate(fragments) if index not in dirt)


def _uniform(scraps: Sequence[Fragment], height: float) -> bool:
    """Whether scraps stand under each other and are of one size, as bullets are."""
    boxes = [scrap.box for scrap in scraps]
    measures = ([box.left for box in boxes], [box.width for box in boxes], [box.height for box in boxes])
    return all(max(measure) - min(measure) <= UNIFORM * height for measure in measures)


def _stands_alone(index: int, fragments: Sequence[Fragment], scraps: set[int], height: float) -> bool:
    own = fragments[index]
    for other, fragment in enumerate(fragments):
        if other in scraps or fragment.bottom <= own.top or fragment.top >= own.bottom:
            continue
        if fragment.box.left - own.box.right < ALONE * height and own.box.left - fragment.box.right < ALONE * height:
            return False
    return True
