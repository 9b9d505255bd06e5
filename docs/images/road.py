"""Draw `road.png`, the README's picture, from what `pbgdpl demo` made.

Usage: python docs/images/road.py SCAN POSTER VIDEO PORTAL_SCREENSHOT
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw

HEIGHT = 760
GAP = 56
MARGIN = 28
PAPER = (246, 244, 238)
INK = (120, 40, 36)


def frame_of(video: Path) -> Image.Image:
    """A frame a third into a video."""
    from moviepy import VideoFileClip

    with VideoFileClip(str(video)) as clip:
        return Image.fromarray(clip.get_frame(clip.duration / 3))


def fitted(picture: Image.Image) -> Image.Image:
    """The picture at the common height, with a thin edge."""
    picture = picture.convert("RGB")
    width = round(picture.width * HEIGHT / picture.height)
    shown = picture.resize((width, HEIGHT), Image.Resampling.LANCZOS)
    ImageDraw.Draw(shown).rectangle((0, 0, width - 1, HEIGHT - 1), outline=(200, 194, 184))
    return shown


def arrow(draw: ImageDraw.ImageDraw, left: int, middle: int) -> None:
    """A small arrow in the gap that begins at `left`."""
    a, b = left + 10, left + GAP - 10
    draw.line((a, middle, b - 8, middle), fill=INK, width=5)
    draw.polygon([(b, middle), (b - 14, middle - 10), (b - 14, middle + 10)], fill=INK)


def road(pictures: list[Image.Image]) -> Image.Image:
    """The pictures in a row with arrows between."""
    shown = [fitted(picture) for picture in pictures]
    width = sum(picture.width for picture in shown) + GAP * (len(shown) - 1) + 2 * MARGIN
    sheet = Image.new("RGB", (width, HEIGHT + 2 * MARGIN), PAPER)
    draw = ImageDraw.Draw(sheet)
    left = MARGIN
    for place, picture in enumerate(shown):
        if place:
            arrow(draw, left - GAP, MARGIN + HEIGHT // 2)
        sheet.paste(picture, (left, MARGIN))
        left += picture.width + GAP
    return sheet


def main() -> None:
    """Draw the picture from the four files named."""
    scan, poster, video, portal = map(Path, sys.argv[1:5])
    pictures = [Image.open(scan), Image.open(poster), frame_of(video), Image.open(portal)]
    sheet = road(pictures)
    sheet.thumbnail((1800, 1800), Image.Resampling.LANCZOS)
    sheet.quantize(192, dither=Image.Dither.NONE).save(Path(__file__).with_name("road.png"), optimize=True)


if __name__ == "__main__":
    main()
