"""Covers: pictures of materials made small once, so that a list loads quickly on a phone.

A list shows the head of a picture in one format for all; the page of a material shows the whole of it. What is made is
kept beside the files of the portal under the hash of the picture; it goes when the picture goes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageOps
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from pbgdpl_cli.portal.pages.lists.cards import COVER_HEIGHT, COVER_WIDTH
from pbgdpl_cli.portal.store.stores import PortalStores, stores_of
from validators.packages.durable import write_bytes

FOLDER = "covers"
MOST_BYTES = 30_000  # of a cover in a list: 24 of them are what a phone loads in two seconds of a weak 3G line
_MOST_BYTES_WHOLE = 160_000
_WIDTH_WHOLE = 840  # pixels: twice the column it stands in
_MOST_PIXELS = 60_000_000  # an A3 page at 400 dpi has 31 million; what has more is made to fill memories
_QUALITIES = (82, 70, 55, 40, 25, 12)
_LYING = (5, 6, 7, 8)  # orientations of EXIF in which a camera held upright writes its pictures
_SECONDS = 3600  # how long a browser may keep one without asking
_FORMATS = ("PNG", "JPEG", "WEBP")
_making = threading.Lock()  # one at a time: a large picture takes a hundred times its bytes


def cover_response(request: Request, name: str) -> Response | None:
    """A cover by its name (`SHA256.webp`, `SHA256-whole.webp`); None when there is no such picture any more."""
    stores = stores_of(request)
    stem, _, ending = name.partition(".")
    sha256, _, form = stem.partition("-")
    known = ending == "webp" and form in ("", "whole") and sha256.isalnum() and stores.blobs.size_of(sha256) is not None
    made = _made(stores, sha256, whole=form == "whole") if known else None
    if made is None:
        return None
    headers = {"Cache-Control": f"max-age={_SECONDS}", "ETag": f'"{made.stat().st_size}-{stem}"'}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return FileResponse(made, media_type="image/webp", headers=headers)


def whole_size(stores: PortalStores, sha256: str) -> tuple[int, int] | None:
    """Width and height the whole cover has or will have; None where the picture cannot be read."""
    try:
        with Image.open(stores.blobs.path_of(sha256), formats=_FORMATS) as picture:
            width, height = picture.size
            if picture.getexif().get(ExifTags.Base.Orientation, 1) in _LYING:
                width, height = height, width
    except (OSError, Image.DecompressionBombError):
        return None
    if not width or not height or width * height > _MOST_PIXELS:
        return None
    return (width, height) if width <= _WIDTH_WHOLE else (_WIDTH_WHOLE, max(1, round(height * _WIDTH_WHOLE / width)))


def _made(stores: PortalStores, sha256: str, *, whole: bool) -> Path | None:
    place = stores.folder / FOLDER / sha256[:2] / f"{sha256}{'-whole' if whole else ''}.webp"
    if place.is_file():
        return place
    with _making:
        if not place.is_file():
            content = _drawn(stores, sha256, whole=whole)
            if content is None:
                return None
            place.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(place, content)
    return place


def _drawn(stores: PortalStores, sha256: str, *, whole: bool) -> bytes | None:
    size = whole_size(stores, sha256)
    if size is None:
        return None
    try:
        with Image.open(stores.blobs.path_of(sha256), formats=_FORMATS) as picture:
            upright = _on_white(ImageOps.exif_transpose(picture))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if whole:
        return _small_enough(upright.resize(size, Image.Resampling.LANCZOS), _MOST_BYTES_WHOLE)
    # Its head: there the title stands.
    head = ImageOps.fit(upright, (COVER_WIDTH, COVER_HEIGHT), Image.Resampling.LANCZOS, centering=(0.5, 0.0))
    return _small_enough(head, MOST_BYTES)


def _on_white(picture: Image.Image) -> Image.Image:
    """A picture without what shines through: dropped alone, transparency would be black."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    drawn = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn).convert("RGB")


def _small_enough(picture: Image.Image, most: int) -> bytes:
    """The best quality that fits; a picture that never does is made smaller."""
    for content in _tries(picture):
        if len(content) <= most:
            return content
    half = picture.resize((max(1, picture.width // 2), max(1, picture.height // 2)))
    return _small_enough(half, most)


def _tries(picture: Image.Image) -> Iterator[bytes]:
    for quality in _QUALITIES:
        made = BytesIO()
        picture.save(made, "WEBP", quality=quality, method=4)
        yield made.getvalue()
