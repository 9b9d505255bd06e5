"""Page preparation: small pure functions on arrays, each telling what it did as a `Step`.

All geometry is estimated on a reduced copy, composed into one `Transform`, and applied to the page image once: the
letters are resampled a single time, and the way back to the pixels of the image as stored stays exact.
"""

from __future__ import annotations
