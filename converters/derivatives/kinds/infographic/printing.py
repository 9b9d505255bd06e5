"""Sheets for print: A4, A3, and a leaflet folded twice, with bleed, and marks for cutting and folding.

A leaflet lies flat as two pages of A4. Outside, from the left: the flap, the back, the cover. Inside: three panels. The
flap folds in first, so it and what is behind it are 3 mm narrower than the others. Printed on both sides, turned over
the short edge, and folded along the marks, the cover is on top. Cards that one leaflet has no room for go onto further
ones, numbered on their covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.derivatives.drawing.icons import icon_of_subject
from converters.derivatives.drawing.pdf.canvas import PdfCanvas, Reach, crossing
from converters.derivatives.drawing.pdf.document import PdfDocument
from converters.derivatives.drawing.scene import Pictogram, Rectangle, Scene
from converters.derivatives.kinds.infographic.formats import Format, Frame
from converters.derivatives.kinds.infographic.frame import back, cover
from converters.derivatives.kinds.infographic.poster import INSIDE, PANELS, leaflets, of_like_size, poster
from converters.derivatives.kinds.infographic.style import PosterStyle, Sheet
from converters.derivatives.saying import words
from validators.sharing.record import Record

_POINT = 72 / 25.4  # PDF units a millimetre
_BLEED = 3.0  # millimetres beyond the edge, as printers ask for
_SLUG = 8.0  # millimetres beyond the edge in all: room for the marks
_MARK = 4.0  # millimetres a mark is long
_HAIRLINE = 0.088  # millimetres: a quarter of a point
_OUTER, _INNER = 100.0, 97.0  # millimetres: panels, and those that fold in


@dataclass(frozen=True, slots=True)
class Placed:
    """A scene on a page: its left edge in millimetres, and how far it is drawn beyond its edges, millimetres."""

    scene: Scene
    left: float
    beyond_left: float = _BLEED
    beyond_right: float = _BLEED


def printed(record: Record, spread: Sequence[Sheet], style: PosterStyle, made_by: str) -> bytes:
    """The PDF file of a set of sheets.

    Args:
        record: The material.
        spread: Its sheets.
        style: Its format must have a paper size.
        made_by: The recipe, kept in the file.
    """
    folded = style.format.frame is Frame.FOLDED
    if folded:
        pages = list(_leaflets(record, spread, style))
    else:
        pages = [[Placed(poster(record, sheet, style), 0)] for sheet in spread]
    folds = ((_INNER, _INNER + _OUTER), (_OUTER, 2 * _OUTER)) if folded else ()
    document = PdfDocument()
    tree = document.reserve()
    canvas = PdfCanvas(document, style.typeface)
    contents = []
    for number, page in enumerate(pages):
        _draw(canvas, page, style.format, folds[number % 2] if folded else ())
        contents.append(document.stream(canvas.taken()))
    resources = _resources(canvas)
    numbers = [document.put(_page(content, resources, tree, style.format)) for content in contents]
    told = {"Title": words.file_title(record, draft=style.draft), "Subject": record.identifier, "PbgdplRecipe": made_by}
    return document.finished(numbers, tree, {**told, "Lang": record.language})


def _leaflets(record: Record, spread: Sequence[Sheet], style: PosterStyle) -> Iterator[list[Placed]]:
    """The two sides of every leaflet, their panels in the order in which they lie."""
    parts = of_like_size(spread, leaflets(len(spread)))
    for number, part in enumerate(parts, 1):
        panels = [poster(record, sheet, style) for sheet in part]
        panels += [_ornament(record, style)] * (PANELS - len(panels))
        front = _ground(cover(record, style, f"{words.LEAFLET} {number}/{len(parts)}" if len(parts) > 1 else ""), style)
        yield _beside(panels[INSIDE], _ground(back(record, style), style), front, narrow=0)
        yield _beside(*panels[:INSIDE], narrow=2)


def _beside(*scenes: Scene, narrow: int) -> list[Placed]:
    """Three panels beside each other; a scene is as wide as the narrow one and stands in the middle of the others."""
    found, left = [], 0.0
    for place, scene in enumerate(scenes):
        width = _INNER if place == narrow else _OUTER
        spare = (width - _INNER) / 2
        outer_left, outer_right = place == 0, place == len(scenes) - 1
        found.append(Placed(scene, left + spare, spare + _BLEED * outer_left, spare + _BLEED * outer_right))
        left += width
    return found


def _ground(items: Iterator[object], style: PosterStyle) -> Scene:
    return replace(_blank(style), items=tuple(items))  # type: ignore[arg-type]


def _blank(style: PosterStyle) -> Scene:
    return Scene(style.format.width, style.format.height, style.palette.page, (), style.draft)


def _ornament(record: Record, style: PosterStyle) -> Scene:
    """A panel without cards."""
    width, height = style.format.width, style.format.height
    box = Rectangle(width // 4, height // 2 - width // 4, width - width // 4, height // 2 + width // 4)
    icon = Pictogram(icon_of_subject(next(iter(record.subjects), None)), box, style.palette.tint, style.palette.page)
    return replace(_blank(style), items=(icon,))


def _draw(canvas: PdfCanvas, page: Sequence[Placed], form: Format, folds: Sequence[float]) -> None:
    """One page, in the scenes' own pixels from its left top corner."""
    assert form.paper is not None  # noqa: S101  (the caller's case)
    width, height = form.paper
    unit = height / form.height  # millimetres a pixel of the scenes
    scale, slug = unit * _POINT, _SLUG * _POINT
    canvas.parts.append(f"q {scale:.5f} 0 0 {-scale:.5f} {slug:.3f} {slug + height * _POINT:.3f} cm")
    for one in page:
        canvas.parts.append(f"q 1 0 0 1 {one.left / unit:.3f} 0 cm")
        canvas.paint(one.scene, Reach(one.beyond_left / unit, _BLEED / unit, one.beyond_right / unit, _BLEED / unit))
        canvas.parts.append("Q")
    marks = [tuple(edge / unit for edge in mark) for mark in _marks(width, height, folds)]
    canvas.parts.append(crossing(marks, _HAIRLINE / unit) + " Q")  # type: ignore[arg-type]


def _marks(width: float, height: float, folds: Sequence[float]) -> Iterator[tuple[float, float, float, float]]:
    """Lines outside the sheet where it is cut and folded, millimetres from its left top corner."""
    start = _BLEED + 0.5
    for x in (0.0, width, *folds):
        yield x, -start, x, -start - _MARK
        yield x, height + start, x, height + start + _MARK
    for y in (0.0, height):
        yield -start, y, -start - _MARK, y
        yield width + start, y, width + start + _MARK, y


def _resources(canvas: PdfCanvas) -> int:
    fonts = " ".join(f"/{font.name} {font.put(canvas.document)} 0 R" for font in canvas.fonts.values())
    pictures = " ".join(f"/{name} {number} 0 R" for name, number in canvas.pictures.items())
    ghost = "/GS0 << /Type /ExtGState /ca 0.22 >>"
    return canvas.document.put(
        f"<< /Font << {fonts} >> /XObject << {pictures} >> /ExtGState << {ghost} >> >>".encode("ascii")
    )


def _page(content: int, resources: int, tree: int, form: Format) -> bytes:
    assert form.paper is not None  # noqa: S101  (the caller's case)
    width, height = (side * _POINT for side in form.paper)
    slug, bleed = _SLUG * _POINT, (_SLUG - _BLEED) * _POINT
    media = f"[0 0 {width + 2 * slug:.3f} {height + 2 * slug:.3f}]"
    trim = f"[{slug:.3f} {slug:.3f} {width + slug:.3f} {height + slug:.3f}]"
    beyond = f"[{bleed:.3f} {bleed:.3f} {width + 2 * slug - bleed:.3f} {height + 2 * slug - bleed:.3f}]"
    # Viewers and office printers show the sheet itself; what a print shop needs stands around it.
    return (
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox {media} /CropBox {trim} /TrimBox {trim} /BleedBox {beyond} "
        f"/Resources {resources} 0 R /Contents {content} 0 R >>"
    ).encode("ascii")
