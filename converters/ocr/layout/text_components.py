"""Which components can be text at all: not rules, not frames, not pictures, not the edge of the paper."""

from __future__ import annotations

import numpy as np

from converters.ocr.preparation.arrays import Mask
from converters.ocr.preparation.components import Components

# In letter heights.
RULE_ACROSS, RULE_DOWN, THICKEST = (
    6.0,
    5.0,
    0.8,
)  # length of a rule, level and upright, and its thickness with dirt
HIGHEST, WIDEST = 6.0, 12.0  # of a word grown together in a heading
SLIVER = (0.5, 3.0)  # less thick, or longer, than any letter that touches the edge
LEAST_INK, LEAST_SHARE = 2.0, 0.02  # pixels, and of the letter height squared: less is grain


def text_components(components: Components, height: float) -> Mask:
    """Components that may be letters, marks or bullets.

    Args:
        components: Of the flattened page.
        height: Of a small letter, same pixels.
    """
    heights, widths, areas = components.heights, components.widths, components.areas
    across = (widths > RULE_ACROSS * height) & (heights < THICKEST * height)
    down = (heights > RULE_DOWN * height) & (widths < THICKEST * height)
    large = (heights > HIGHEST * height) | (widths > WIDEST * height)
    speck = areas < max(LEAST_INK, LEAST_SHARE * height * height)
    return ~(across | down | large | speck | _at_edge(components, height))


def _at_edge(components: Components, height: float) -> Mask:
    """Slivers along the edge: what is left of a dark border or a neighbouring page."""
    rows, columns = components.labels.shape
    boxes = components.boxes
    touches = (boxes[:, 0] <= 1) | (boxes[:, 1] <= 1) | (boxes[:, 2] >= columns - 1) | (boxes[:, 3] >= rows - 1)
    thin = np.minimum(components.heights, components.widths) < SLIVER[0] * height
    long = np.maximum(components.heights, components.widths) > SLIVER[1] * height
    slivers: Mask = touches & (thin | long)
    return slivers
