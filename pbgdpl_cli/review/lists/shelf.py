"""A list of open places on paper, to be taken to the shelf: each material on sheets of its own, page by page.

Beside each place stands its picture, so that it is found in the original at once; never what the program reads, where
that is a number. A person writes into the box, and types it in afterwards.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

from converters.derivatives.drawing.fonts import BUNDLED
from converters.derivatives.drawing.typography import Style, Typeface, drawn
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import told
from pbgdpl_cli.review.lists.places import ListedPlace
from pbgdpl_cli.review.pictures import place_picture
from validators.packages.durable import replacing
from validators.problems import Message, Problem, say

MOST_PLACES = 2000
"""Of one file of paper: six hundred sheets, 100 MB. More than that is work for a screen."""
_WIDE, _HIGH = 1240, 1754  # pixels of an A4 sheet at 150 dpi
_POINTS = (595.28, 841.89)  # the same in points
_MARGIN = 80
_INSIDE = _WIDE - 2 * _MARGIN
_PICTURE_HIGH = 190  # pixels at most: three or four lines of print
_BOX_HIGH = 84  # pixels to write in: 14 mm
_GAP = 14
_QUALITY = 82  # of JPEG: letters stay sharp on paper
_TITLE, _PLAIN, _BOLD, _SMALL = Style(30, bold=True), Style(21), Style(21, bold=True), Style(17)
_INK, _SOFT, _RULE = "#1d1d1f", "#5b5b60", "#b8b4a8"


def write_shelf_list(path: Path, places: Sequence[ListedPlace]) -> int:
    """Write a list as a PDF to be printed.

    Args:
        path: The file.
        places: Package by package, each in the order of its pages.

    Returns:
        How many places it has.

    Raises:
        WrongUsage: There are more than anybody carries to a shelf.
        NoVietnameseFont: No font of this machine has all Vietnamese letters.
    """
    if len(places) > MOST_PLACES:
        raise WrongUsage(
            say("{count} places are too many for paper; {most} are the most.", count=len(places), most=MOST_PLACES),
            hint=say("Take fewer packages at a time, or a sheet: {line}", line="-o can-xem.xlsx"),
            path=path,
        )
    pdf = pikepdf.new()
    type_ = Typeface(BUNDLED)
    for _, of_one in groupby(places, key=lambda place: place.material):
        for sheet in _sheets(type_, list(of_one)):
            _add(pdf, sheet)
    if not places:
        _add(pdf, _Sheet(type_, told(say("Nothing is left to look at.")), 1).image)
    with replacing(path) as stream:
        pdf.save(stream)
    return len(places)


@dataclass(slots=True)
class _Sheet:
    """One sheet of paper being filled from top to bottom.

    Attributes:
        type: The font.
        title: Of the material.
        number: Of the sheet, from 1, among those of the material.
        at: Pixels from the top where the next thing goes.
    """

    type: Typeface
    title: str
    number: int
    image: Image.Image = field(init=False)
    at: int = _MARGIN

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (_WIDE, _HIGH), "white")
        self.text(self.title, _TITLE, most=2)
        who = told(say("Looked at by: …………………………………………   Day: ……/……/…………   Sheet {number}", number=self.number))
        self.text(who, _PLAIN)
        self.rule()

    def text(self, text: str, style: Style, *, most: int = 3, colour: str = _INK) -> None:
        """Some lines; what does not fit ends with a sign that there is more."""
        pen = ImageDraw.Draw(self.image)
        for line in _lines(self.type, text, style, most):
            pen.text((_MARGIN, self.at), drawn(line), font=self.type.font(style), fill=colour)
            self.at += style.line_height

    def rule(self) -> None:
        """A line across the sheet."""
        self.at += _GAP // 2
        ImageDraw.Draw(self.image).line((_MARGIN, self.at, _WIDE - _MARGIN, self.at), fill=_RULE, width=2)
        self.at += _GAP

    def picture(self, picture: Image.Image) -> None:
        """The picture of a place, as wide as the sheet allows."""
        self.at += _GAP // 2
        self.image.paste(picture, (_MARGIN, self.at))
        edge = (_MARGIN - 1, self.at - 1, _MARGIN + picture.width, self.at + picture.height)
        ImageDraw.Draw(self.image).rectangle(edge, outline=_RULE)
        self.at += picture.height + _GAP // 2

    def box(self, label: str) -> None:
        """A box to write in."""
        self.text(label, _BOLD, most=1)
        edge = (_MARGIN, self.at, _WIDE - _MARGIN, self.at + _BOX_HIGH)
        ImageDraw.Draw(self.image).rectangle(edge, outline=_INK, width=2)
        self.at += _BOX_HIGH + _GAP


def _lines(type_: Typeface, text: str, style: Style, most: int) -> Sequence[str]:
    lines = type_.wrap(text, style, _INSIDE)
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1]} …")


def _sheets(type_: Typeface, places: Sequence[ListedPlace]) -> Iterator[Image.Image]:
    """The sheets of one material."""
    sheet = _Sheet(type_, places[0].title, 1)
    for number, place in enumerate(places, start=1):
        picture = _picture(place)
        if sheet.at + _height(type_, place, picture) > _HIGH - _MARGIN:
            yield sheet.image
            sheet = _Sheet(type_, place.title, sheet.number + 1)
        _put(sheet, number, place, picture)
    yield sheet.image


def _put(sheet: _Sheet, number: int, place: ListedPlace, picture: Image.Image | None) -> None:
    sheet.text(_heading(number, place), _BOLD, most=1)
    sheet.text(_below(place), _SMALL, most=2, colour=_SOFT)
    if picture is not None:
        sheet.picture(picture)
    for line in _read(place, with_picture=picture is not None):
        sheet.text(told(line), _PLAIN, most=2)
    sheet.box(told(say("In the original it says:")))


def _height(type_: Typeface, place: ListedPlace, picture: Image.Image | None) -> int:
    """Pixels a place takes."""
    read = sum(
        len(_lines(type_, told(line), _PLAIN, 2)) * _PLAIN.line_height
        for line in _read(place, with_picture=picture is not None)
    )
    shown = 0 if picture is None else picture.height + _GAP
    below = len(_lines(type_, _below(place), _SMALL, 2)) * _SMALL.line_height
    return 2 * _BOLD.line_height + below + shown + read + _BOX_HIGH + _GAP


def _heading(number: int, place: ListedPlace) -> str:
    kind = place.kind if isinstance(place.kind, str) else told(place.kind)
    where = "" if place.page is None else f" · {told(say('page {page}', page=place.page))}"
    return f"{number}. {kind}{where}"


def _below(place: ListedPlace) -> str:
    why = "" if place.why is None else told(place.why)
    return f"[{place.key[:8]}]  {why}".strip()


def _read(place: ListedPlace, *, with_picture: bool) -> Iterator[Message]:
    if place.around and not with_picture:
        yield say("In the line: {text}", text=place.around)
    if place.reads:
        yield say("The program reads: {text}", text=place.reads)


def _picture(place: ListedPlace) -> Image.Image | None:
    """The picture of a place; None where the page cannot be drawn any more, or the place has none."""
    if place.page is None or place.box is None:
        return None
    try:
        strip = Image.open(io.BytesIO(place_picture(place.source, place.page, place.box).content))
    except (Problem, OSError):
        return None
    part = min(_INSIDE / strip.width, _PICTURE_HIGH / strip.height)
    return strip.convert("RGB").resize((max(1, round(strip.width * part)), max(1, round(strip.height * part))))


def _add(pdf: pikepdf.Pdf, sheet: Image.Image) -> None:
    content = io.BytesIO()
    sheet.save(content, "JPEG", quality=_QUALITY)
    page = pdf.add_blank_page(page_size=_POINTS)
    image = pikepdf.Stream(
        pdf, content.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=_WIDE, Height=_HIGH,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Sheet=image))
    page.Contents = pdf.make_stream(f"q {_POINTS[0]} 0 0 {_POINTS[1]} 0 0 cm /Sheet Do Q".encode("ascii"))
