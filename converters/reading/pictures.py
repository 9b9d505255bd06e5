"""Picture files (JPEG, PNG, TIFF, WebP, BMP, HEIC, GIF, AVIF, JPEG 2000) as RGB page images, whatever is inside them.

Phones note which way up they were held and nothing else; scanners write 1-bit, 16-bit, CMYK; fax machines write
pixels twice as high as wide. All of it is settled here, so that nobody after has to ask.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from converters.reading.finding.sniff import is_heif_head
from converters.reading.page_image import PageImage, Pixels
from converters.reading.problems import Damaged, TooLarge, damaged
from validators.problems import say

PILLOW_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF", "AVIF", "JPEG2000")
MAX_PIXELS = 142_000_000  # A4 at 1200 dpi is 140 million, A3 at 600 dpi 70; the largest phone sensors give 108

PLAUSIBLE_DPI = (50.0, 1300.0)
LONGEST_SIDE = 50.0  # inches; no scanner an office has is longer
LONGEST_COARSE_SIDE = 17.5  # inches; below 150 dpi only up to A3 is believed: 72 dpi is what programs write unasked
COARSE = 150.0  # dpi
SQUARE = 0.06  # relative difference of the two resolutions that is still rounding
FAX_STRETCH = (1.5, 2.7)  # standard fax is 204 × 98 (ITU-T T.4), fine is 204 × 196

_COMPRESSION, _DEFLATED = 259, frozenset((8, 32946))  # TIFF 6.0, tag and its values for deflate (Adobe's, and PKZIP's)
_SEGMENTS = ((273, 279), (324, 325))  # tags for where strips, or tiles, begin and how many bytes they have
_INFLATED_AT_ONCE = 1 << 20  # bytes

_BROKEN = (OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, struct.error, ZeroDivisionError)


def load_picture(source: Path, number: int = 1) -> PageImage:
    """One page of a picture file.

    Args:
        source: The file.
        number: From 1; only TIFF has more than one.

    Raises:
        TooLarge: More than `MAX_PIXELS` pixels.
        Damaged: It cannot be decoded to the end.
    """
    if is_heif(source):
        return _load_heif(source, number)
    with _opened(source) as image:
        if number > 1:
            _seek(image, number, source)
        _refuse_large(image.size, source)
        resolution = _resolution(image)
        if image.format == "TIFF" and not _is_sound(image, source):
            raise Damaged(
                say("Page {number} is damaged: what its pixels inflate to is not what was stored.", number=number),
                hint=say("Scan the page again, or take the file from a copy."),
            ).at(source)
        try:
            image.load()
            upright = _upright(image)
        except _BROKEN as error:
            raise damaged(str(error)).at(source) from error
        array = to_rgb(upright)
    turned = upright.size != image.size and upright.size == image.size[::-1]
    return _squared(array, resolution[::-1] if turned and resolution else resolution, number)


def count_pictures(source: Path) -> int:
    """How many pages a picture file has; only TIFF has more than one."""
    if is_heif(source):
        return 1
    with _opened(source) as image:
        if image.format != "TIFF":
            return 1
        try:
            return int(getattr(image, "n_frames", 1))
        except _BROKEN as error:
            raise damaged(str(error)).at(source) from error


def frames_left_out(source: Path) -> int:
    """How many frames of a moving picture are not read: all but the first."""
    if is_heif(source):
        return 0
    with _opened(source) as image:
        if image.format == "TIFF":
            return 0
        try:
            return int(getattr(image, "n_frames", 1)) - 1
        except _BROKEN:
            return 0


def is_heif(source: Path) -> bool:
    """Whether the file is HEIC/HEIF (ISO/IEC 23008-12), by its first bytes."""
    with source.open("rb") as stream:
        head = stream.read(16)
    return is_heif_head(head)


@contextmanager
def _opened(source: Path) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            # The bound is ours and is checked below; Pillow's would be a warning in the middle of the work.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)  # odd EXIF and TIFF tags
            image = Image.open(source, formats=PILLOW_FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large().at(source) from error
    except UnidentifiedImageError as error:
        raise damaged().at(source) from error
    except _BROKEN as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        raise damaged(str(error)).at(source) from error
    with image:
        yield image


def _too_large() -> TooLarge:
    return TooLarge(
        say("The picture has more than {millions} million pixels.", millions=MAX_PIXELS // 1_000_000),
        hint=say("Scan it again at 300 dpi, or make it smaller first."),
    )


def _refuse_large(size: tuple[int, int], source: Path) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise _too_large().at(source)


def _seek(image: Image.Image, number: int, source: Path) -> None:
    try:
        image.seek(number - 1)
    except _BROKEN as error:
        raise Damaged(say("Page {number} cannot be found in the file.", number=number)).at(source) from error


def _is_sound(image: Image.Image, source: Path) -> bool:
    """Whether the deflated strips or tiles of a page inflate to what was stored, by the sum at the end of each.

    Libtiff does not look at that sum (Adler-32, RFC 1950 §2.2): of changed bytes that still inflate it makes pixels.
    """
    tags = getattr(image, "tag_v2", {})
    if tags.get(_COMPRESSION) not in _DEFLATED:
        return True
    starts, sizes = next(((tags[a], tags[b]) for a, b in _SEGMENTS if a in tags and b in tags), ((), ()))
    with source.open("rb") as stream:
        for start, size in zip(_several(starts), _several(sizes), strict=False):
            stream.seek(start)
            if not _inflates(stream.read(size)):
                return False
    return True


def _several(value: int | tuple[int, ...]) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else (value,)


def _inflates(deflated: bytes) -> bool:
    """Whether there is nothing against it; a strip that only lacks its end is libtiff's to refuse."""
    inflating, rest = zlib.decompressobj(), deflated
    try:
        while rest and not inflating.eof:
            inflating.decompress(rest, _INFLATED_AT_ONCE)
            rest = inflating.unconsumed_tail
    except zlib.error:
        return False
    return True


def _load_heif(source: Path, number: int) -> PageImage:
    import pillow_heif  # a tenth of a second, which nobody waits for whose pages are PDF

    try:
        heif = pillow_heif.open_heif(source, convert_hdr_to_8bit=True)
        _refuse_large(heif.size, source)
        image = heif.to_pillow()
    except (*_BROKEN, RuntimeError) as error:
        raise damaged(str(error)).at(source) from error
    return PageImage(to_rgb(_upright(image)), None, number)


def _upright(image: Image.Image) -> Image.Image:
    """Turned as EXIF says (CIPA DC-008 §4.6.4, tag 0x0112); unreadable EXIF says nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return ImageOps.exif_transpose(image)
    except (SyntaxError, ValueError, TypeError, KeyError, struct.error, ZeroDivisionError):
        return image


def to_rgb(image: Image.Image) -> Pixels:
    """Any Pillow mode as RGB on white, height × width × 3, uint8."""
    if image.mode.startswith("I") or image.mode == "F":
        return _from_deep(np.asarray(image))
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        image = _on_white(image.convert("RGBA"))
    elif image.mode != "RGB":
        image = image.convert("RGB")
    return np.ascontiguousarray(np.asarray(image, dtype=np.uint8))


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _from_deep(values: np.ndarray) -> Pixels:
    """16-bit, 32-bit and float greys brought to 8 bits; what the full scale is, the values tell."""
    highest = float(values.max(initial=0))
    scale = next((bound for bound in (1.0, 255.0, 65535.0) if highest <= bound), highest)
    if scale == 1.0 and values.dtype.kind != "f":
        scale = 255.0
    grey = np.clip(values.astype(np.float32) * (255.0 / scale), 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.repeat(grey[:, :, np.newaxis], 3, axis=2))


def _resolution(image: Image.Image) -> tuple[float, float] | None:
    """What the file says, across and down, if it can be believed at all."""
    value = image.info.get("dpi")
    try:
        across, down = float(value[0]), float(value[1])  # type: ignore[index]
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    low, high = PLAUSIBLE_DPI
    if not (low <= across <= high and low <= down <= high):
        return None
    longest = max(image.size[0] / across, image.size[1] / down)
    limit = LONGEST_COARSE_SIDE if max(across, down) < COARSE else LONGEST_SIDE
    return (across, down) if longest <= limit else None


def _squared(array: Pixels, resolution: tuple[float, float] | None, number: int) -> PageImage:
    """Pixels made square where a fax's are not; otherwise the array as it is."""
    if resolution is None:
        return PageImage(array, None, number)
    across, down = resolution
    ratio = max(across, down) / min(across, down)
    if ratio <= 1 + SQUARE:
        return PageImage(array, (across + down) / 2, number)
    if not FAX_STRETCH[0] <= ratio <= FAX_STRETCH[1]:
        return PageImage(array, None, number)
    target = max(across, down)
    size = (round(array.shape[1] * target / across), round(array.shape[0] * target / down))
    stretched = Image.fromarray(array).resize(size, Image.Resampling.BICUBIC)
    return PageImage(np.asarray(stretched, dtype=np.uint8), target, number)
