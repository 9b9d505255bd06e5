"""Which components can be text at all: not rules, not frames, not pictures, not the edge of the paper."""

from __future__ import annotations

import numpy as np

from converters.ocr.preparation.arrays import Mask
from converters.ocr.preparation.components import Components


def text_components(components: Components, height: float) -> Mask:
    """Components that may be letters, marks or bullets.

    Args:
        components: Of the flattened page.
        height: Of a small letter, same pixels.
    """
    heights, widths, areas = components.heights, components.widths, components.areas
    rule = ((widths > 6 * height) & (heights < 0.8 * height)) | ((heights > 5 * height) & (widths < 0.8 * height))
    large = (heights > 6 * height) | (widths > 12 * height)
    speck = areas < max(2.0, 0.02 * height * height)
    return ~(rule | large | speck | _at_edge(components, height))


def _at_edge(components: Components, height: float) -> Mask:
    """Slivers along the edge: what is left of a dark border or a neighbouring page."""
    rows, columns = components.labels.shape
    boxes = components.boxes
    touches = (boxes[:, 0] <= 1) | (boxes[:, 1] <= 1) | (boxes[:, 2] >= columns - 1) | (boxes[:, 3] >= rows - 1)
    thin = np.minimum(components.heights, components.widths) < 0.5 * height
    long = np.maximum(components.heights, components.widths) > 3 * height
    slivers: Mask = touches & (thin | long)
    return slivers
