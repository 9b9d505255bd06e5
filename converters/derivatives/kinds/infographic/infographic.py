"""The infographic: one PNG of 1080 × 1350 pixels, the portrait format of the networks departments publish on."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.drawing.scene import paint
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.kinds.infographic.poster import poster, shown_points
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint, require_key_points
from validators.packages.durable import write_bytes
from validators.sharing.record import Record

_RECIPE = "Recipe"


def draw(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Draw the infographic of a record.

    Args:
        record: The material.
        target: The PNG file; it is replaced as a whole.
        options: Whether it is a draft, which portal, which fonts.

    Returns:
        What was made, with its text alternative.

    Raises:
        NothingToShow: No passage names its provision.
        NoVietnameseFont: The system has no font with all Vietnamese letters.
        OSError: The file cannot be written.
    """
    points = require_key_points(record)
    typeface = Typeface(options.fonts())
    scene = poster(record, points, typeface, draft=options.draft, portal_address=options.portal_address)
    write_bytes(target, _png(paint(scene, typeface), record, KIND.recipe(record, options)))
    shown = shown_points(points, scene)
    return Derived(
        KIND.name,
        target,
        draft=options.draft,
        alt_text=alt_text(record, shown),
        notes=(points.note,) if points.note else (),
    )


def recipe_in(path: Path) -> str | None:
    """The recipe an infographic was made by; None when it is not one of ours."""
    try:
        with Image.open(path, formats=("PNG",)) as picture:
            found = picture.info.get(_RECIPE)
            return str(found) if found else None
    except (OSError, SyntaxError, ValueError):
        return None


def alt_text(record: Record, points: tuple[KeyPoint, ...]) -> str:
    """What the picture says, for those who cannot see it (WCAG 2.0, 1.1.1)."""
    said = [f"Đồ họa thông tin: {record.title.strip().rstrip('.')}."]
    said += [f"{number}. {point.as_sentence}" for number, point in enumerate(points, 1)]
    if issuer := words.issuer(record):
        said.append(f"{issuer[0]}: {issuer[1]}.")
    if record.date_issued:
        said.append(f"Ban hành {words.written_date(record.date_issued)}.")
    return " ".join(said)


def _png(picture: Image.Image, record: Record, made_by: str) -> bytes:
    """The same picture gives the same bytes: no time of making is written."""
    info = PngInfo()
    info.add_itxt("Title", record.title, "vi", "Title")
    info.add_text("Source", record.identifier.encode("latin-1", "replace").decode("latin-1"))
    info.add_text(_RECIPE, made_by)
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True, pnginfo=info, dpi=(144, 144))
    return stream.getvalue()


KIND = DerivativeKind(
    name="infographic",
    role="infographic",
    media_type="image/png",
    path=f"{DERIVATIVES_FOLDER}/infographic.png",
    make=draw,
    recipe_in=recipe_in,
)
