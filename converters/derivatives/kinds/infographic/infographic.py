"""The infographic: PNG of 1080 × 1350 pixels, the portrait format of the networks departments publish on.

One picture, or a numbered set where one is too small for all that must be shown.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from converters.derivatives.derived import Derived, DeriveOptions, Page
from converters.derivatives.drawing.scene import paint
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind, page_path
from converters.derivatives.kinds.infographic.poster import PosterStyle, Sheet, poster, sheets
from converters.derivatives.saying import words
from converters.derivatives.saying.planned import points_to_show
from validators.packages.durable import write_bytes
from validators.sharing.record import Record
from validators.sharing.staleness import DESIGNS

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
        NoRoom: A card is too long for a picture.
        NoVietnameseFont: The system has no font with all Vietnamese letters.
        OSError: The file cannot be written.
    """
    points = points_to_show(record, options.plan, draft=options.draft)
    style = PosterStyle(Typeface(options.fonts()), options.draft, options.portal_address)
    made_by = KIND.recipe(record, options)
    further: list[Page] = []
    spread = sheets(record, points.points, style)
    for sheet in spread:
        path = page_path(target, sheet.number)
        write_bytes(path, _png(paint(poster(record, sheet, style), style.typeface), record, made_by))
        further += [Page(path, alt_text(record, sheet))] if sheet.number > 1 else []
    return Derived(
        KIND.name,
        target,
        draft=options.draft,
        alt_text=alt_text(record, spread[0]),
        further=tuple(further),
        notes=(points.note,) if points.note else (),
        account=points.account,
    )


def recipe_in(path: Path) -> str | None:
    """The recipe an infographic was made by; None when it is not one of ours."""
    try:
        with Image.open(path, formats=("PNG",)) as picture:
            found = picture.info.get(_RECIPE)
            return str(found) if found else None
    except (OSError, SyntaxError, ValueError):
        return None


def alt_text(record: Record, sheet: Sheet) -> str:
    """What a picture says, for those who cannot see it (WCAG 2.0, 1.1.1)."""
    number = f" ({sheet.number}/{sheet.count})" if sheet.count > 1 else ""
    said = [f"Đồ họa thông tin{number}: {record.title.strip().rstrip('.')}."]
    said += [f"{text.rstrip('.')}." for text in sheet.conditions]
    said += [f"{number}. {point.as_sentence}" for number, point in enumerate(sheet.points, 1)]
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
    design=DESIGNS["infographic"],
)
