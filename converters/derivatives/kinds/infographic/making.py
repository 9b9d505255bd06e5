"""Making an infographic: what is shown, spread over sheets, painted or printed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from converters.derivatives.derived import Derived, DeriveOptions, Page
from converters.derivatives.drawing.scene import paint
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kind import page_path
from converters.derivatives.kinds.infographic.formats import format_named
from converters.derivatives.kinds.infographic.poster import poster, sheets
from converters.derivatives.kinds.infographic.printing import printed
from converters.derivatives.kinds.infographic.style import PosterStyle, Sheet
from converters.derivatives.saying import words
from converters.derivatives.saying.planned import points_to_show
from validators.packages.durable import write_bytes
from validators.sharing.record import Record

RECIPE = "Recipe"  # key of the text chunk in which a PNG keeps it
_COMPRESSION = 6  # of zlib: 9 takes five times as long for a hundredth of the size


def drawn(record: Record, target: Path, options: DeriveOptions, made_by: str) -> Derived:
    """Draw the infographic of a record; raises what `infographic.draw` says.

    Args:
        record: The material.
        target: The PNG or PDF file; it is replaced as a whole.
        options: Whether it is a draft, which format, portal, theme and fonts.
        made_by: The recipe, kept in the file.

    Returns:
        What was made, with its text alternative.
    """
    points = points_to_show(record, options.plan, draft=options.draft, in_steps=True)
    style = style_of(record, options)
    spread = sheets(record, points.points, style)
    further: tuple[Page, ...] = ()
    if style.format.paper:
        write_bytes(target, printed(record, spread, style, made_by))
        said = " ".join(alt_text(record, sheet) for sheet in spread)
    else:
        said = alt_text(record, spread[0])
        further = _drawn(record, spread, target, style, made_by)
    return Derived(
        "infographic",
        target,
        draft=options.draft,
        alt_text=said,
        further=further,
        notes=(points.note,) if points.note else (),
        account=points.account_with_steps,
    )


def style_of(record: Record, options: DeriveOptions) -> PosterStyle:
    """How the sheets of a set look."""
    style = PosterStyle(
        Typeface(options.fonts()),
        options.palette(record),
        options.draft,
        options.portal_address,
        format_named(options.format),
    )
    return replace(style, theme=options.theme) if options.theme else style


def _drawn(record: Record, spread: Sequence[Sheet], target: Path, style: PosterStyle, made_by: str) -> tuple[Page, ...]:
    """Draw every sheet; the pages beside the main file."""
    # Laid out first, all of them: one that has no room leaves no half set behind.
    scenes = [poster(record, sheet, style) for sheet in spread]
    paths = [page_path(target, sheet.number) for sheet in spread]
    for path, scene in zip(paths, scenes, strict=True):
        write_bytes(path, _png(paint(scene, style.typeface), record, made_by, draft=style.draft))
    return tuple(Page(path, alt_text(record, sheet)) for path, sheet in list(zip(paths, spread, strict=True))[1:])


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
    if record.ai.generated:
        said.append(f"{words.AI_NOTICE}.")
    return " ".join(said)


def _png(picture: Image.Image, record: Record, made_by: str, *, draft: bool) -> bytes:
    """The same picture gives the same bytes: no time of making is written."""
    info = PngInfo()
    info.add_itxt("Title", words.file_title(record, draft=draft), "vi", "Title")
    info.add_text("Source", record.identifier.encode("latin-1", "replace").decode("latin-1"))
    info.add_text(RECIPE, made_by)
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=_COMPRESSION, pnginfo=info, dpi=(144, 144))
    return stream.getvalue()
