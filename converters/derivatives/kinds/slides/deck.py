"""A laid-out deck as a PPTX file, the same bytes for the same deck."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from converters.derivatives.drawing.organ import logo_size
from converters.derivatives.drawing.palette import DRAFT, QUIET_INK, WHITE, Colour
from converters.derivatives.fulltext.zipped import zipped
from converters.derivatives.kinds.slides.layout import HEIGHT, LEADING, LOGO, LOGO_TOP, MARGIN, WIDTH, Box, Slide
from converters.derivatives.saying import words
from validators.sharing.record import Record

FONT = "Arial"
_TITLE_ONLY = 5  # the layout of python-pptx's own template with a title and nothing else
_NO_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (python-pptx takes it for UTC)
_THUMBNAIL = "/metadata/thumbnail"
_LANGUAGES = {"vi": "vi-VN", "en": "en-US", "km": "km-KH"}


def pptx_bytes(record: Record, slides: Sequence[Slide], *, recipe: str, draft: bool) -> bytes:
    """The deck as a file."""
    from pptx import Presentation
    from pptx.util import Pt

    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    writer = _Writer(deck, _LANGUAGES.get(record.language, record.language), draft)
    for number, slide in enumerate(slides, 1):
        writer.slide(slide, number, len(slides))
    _describe(deck, record, recipe, draft=draft)
    stream = io.BytesIO()
    deck.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return zipped((name, archive.read(name)) for name in archive.namelist())


def _describe(deck: Any, record: Record, recipe: str, *, draft: bool) -> None:
    about = deck.core_properties
    issuer = words.issuer(record)
    about.title = f"[{words.DRAFT_BANNER}] {record.title.strip()}"[:255] if draft else record.title.strip()[:255]
    about.author = about.last_modified_by = (issuer[1] if issuer else "")[:255]
    about.subject, about.language = words.subject_name(record)[:255], record.language
    about.identifier, about.version = record.identifier[:255], recipe
    about.created = about.modified = _NO_TIME
    about.revision = 1
    package = deck.part.package
    for key, relation in list(package._rels.items()):  # a picture of its own template
        if relation.reltype.endswith(_THUMBNAIL):
            package._rels.pop(key)


def _rgb(colour: Colour) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*colour)  # type: ignore[no-untyped-call]


class _Writer:
    """Writes boxes onto slides, in the order they are read."""

    def __init__(self, deck: Any, language: str, draft: bool) -> None:
        self.deck, self.language, self.draft = deck, language, draft

    def slide(self, slide: Slide, number: int, count: int) -> None:
        page = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = _rgb(slide.ground)
        first, *rest = slide.boxes
        self._fill(page.shapes.title, first)
        for box in rest:
            self._fill(self._new(page), box)
        if slide.logo:
            self._picture(page, slide.logo)
        quiet = WHITE if slide.ground != WHITE else QUIET_INK
        place = Box("Số trang", (f"{number}/{count}",), WIDTH - 110, HEIGHT - 26, 80, 12, colour=quiet)
        self._fill(self._new(page), place)
        if self.draft:
            banner = Box("Bản nháp", (words.DRAFT_BANNER,), 0, 0, WIDTH, 16, True, WHITE, DRAFT)
            self._fill(self._new(page), banner)
        banner_note = f"{words.DRAFT_BANNER}\n" if self.draft else ""
        page.notes_slide.notes_text_frame.text = f"{banner_note}{slide.notes}"

    @staticmethod
    def _picture(page: Any, logo: bytes) -> None:
        """The logo on white."""
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.util import Pt

        across, down = logo_size(logo, *LOGO)
        picture = page.shapes.add_picture(io.BytesIO(logo), Pt(MARGIN), Pt(LOGO_TOP), Pt(across), Pt(down))
        picture.name = words.LOGO
        picture._element.nvPicPr.cNvPr.set("descr", words.LOGO)
        spare = Pt(4)
        ground = page.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, picture.left - spare, picture.top - spare, picture.width + 2 * spare,
            picture.height + 2 * spare,
        )  # fmt: skip
        ground.fill.solid()
        ground.fill.fore_color.rgb = _rgb(WHITE)
        ground.line.fill.background()
        ground.name = "Nền"
        picture._element.addprevious(ground._element)

    @staticmethod
    def _new(page: Any) -> Any:
        return page.shapes.add_textbox(0, 0, 0, 0)

    def _fill(self, shape: Any, box: Box) -> None:
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
        from pptx.util import Pt

        shape.left, shape.top, shape.width, shape.height = map(Pt, (box.left, box.top, box.width, box.height))
        shape.name = box.name
        if box.fill is not None:
            shape.fill.solid()
            shape.fill.fore_color.rgb = _rgb(box.fill)
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        paragraph = frame.paragraphs[0]
        paragraph.line_spacing = Pt(round(box.size * LEADING, 1))
        paragraph.alignment = PP_ALIGN.CENTER if box.fill is not None else PP_ALIGN.LEFT
        self._write(paragraph, box)

    def _write(self, paragraph: Any, box: Box) -> None:
        """One paragraph of a line each as it was measured, so that no program breaks "Điều 7" in two."""
        for number, line in enumerate(box.lines):
            if number:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = f"{line} " if number + 1 < len(box.lines) else line
            self._set(run.font, box.size, box.colour, bold=box.bold)

    def _set(self, font: Any, size: int, colour: Colour, *, bold: bool) -> None:
        from pptx.util import Pt

        font.name, font.size, font.bold = FONT, Pt(size), bold
        font.color.rgb = _rgb(colour)
        font._element.set("lang", self.language)  # python-pptx knows an enumeration without Khmer
