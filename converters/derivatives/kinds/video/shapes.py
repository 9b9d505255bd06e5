"""The shapes of a video and where everything stands in each."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from converters.derivatives.drawing.scene import Rectangle


@dataclass(frozen=True, slots=True)
class Shape:
    """Places in pixels.

    Attributes:
        width: Of the picture.
        height: Of the picture.
        bar: Of the bar of progress.
        card: What a card may fill, without its caption.
        caption: What a caption may fill.
        imprint: Who issued it and who speaks, below.
        banner: Top of the banner of a draft.
    """

    width: int
    height: int
    bar: Rectangle
    card: Rectangle
    caption: Rectangle
    imprint: Rectangle
    banner: int

    @property
    def whole(self) -> Rectangle:
        """What title and closing card may fill."""
        return Rectangle(self.card.left, self.card.top, self.card.right, self.caption.bottom)


SHAPES = MappingProxyType(
    {
        # Reels, TikTok and Zalo lay their buttons over everything but x 120–888, y 288–1248.
        "9:16": Shape(
            1080, 1920,
            bar=Rectangle(120, 290, 888, 300), card=Rectangle(120, 318, 888, 1064),
            caption=Rectangle(120, 1080, 888, 1248), imprint=Rectangle(120, 1272, 888, 1420), banner=210,
        ),
        "1:1": Shape(
            1080, 1080,
            bar=Rectangle(60, 76, 1020, 86), card=Rectangle(60, 104, 1020, 786),
            caption=Rectangle(60, 802, 1020, 966), imprint=Rectangle(60, 978, 1020, 1066), banner=8,
        ),
        "16:9": Shape(
            1920, 1080,
            bar=Rectangle(160, 76, 1760, 86), card=Rectangle(160, 104, 1760, 816),
            caption=Rectangle(160, 832, 1760, 966), imprint=Rectangle(160, 978, 1760, 1066), banner=8,
        ),
    }
)  # fmt: skip
