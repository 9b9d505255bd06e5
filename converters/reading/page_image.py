"""The image of one page, as every later step sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from converters.reading.boxes import Box

if TYPE_CHECKING:  # numpy takes as long to load as a page to draw, and whoever shows a part of one needs none of it
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

Pixels: TypeAlias = "NDArray[np.uint8]"


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """One page as pixels.

    Attributes:
        array: RGB, height × width × 3, uint8, upright as far as the file itself says (EXIF, PDF rotation).
        dpi: Resolution of those pixels, None where the file does not say or is plainly wrong.
        number: Page number, from 1.
    """

    array: Pixels
    dpi: float | None
    number: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.array.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.array.shape[0])

    def part(self, box: Box) -> PagePart:
        """A part of it; `box` lies on the page, or has no size."""
        from PIL import Image

        inside = box.width > 0 and box.height > 0
        return PagePart(Image.fromarray(self.array[box.slices]) if inside else nothing_of(box), box)


def nothing_of(box: Box) -> Image.Image:
    """The picture of a part that lies beside its page; `box` has no width or no height."""
    from PIL import Image

    return Image.new("RGB", (max(0, box.width), max(0, box.height)))


@dataclass(frozen=True, slots=True, eq=False)
class PagePart:
    """A part of a page as pixels, the only ones that were made.

    Attributes:
        picture: RGB; of no width or no height where the part lies beside the page.
        box: Where it stands, in pixels of the whole page.
    """

    picture: Image.Image
    box: Box

    @property
    def array(self) -> Pixels:
        """The same pixels, height × width × 3, uint8."""
        import numpy as np

        return np.asarray(self.picture)
