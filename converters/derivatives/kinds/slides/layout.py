"""What stands on a slide and where, measured before it is written: no text leaves its box, no box the slide.

Lengths are points of a slide of 960 × 540 (16 : 9). The file names Arial, which every office program has or has a
double of; it is measured with the program's own fonts, which are as wide or wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from converters.derivatives.drawing.organ import logo_size
from converters.derivatives.drawing.palette import INK_COLOUR, QUIET_INK, WHITE, Colour, Palette, palette_for
from converters.derivatives.drawing.theme import Theme
from converters.derivatives.drawing.typography import HARD_SPACE, Style, Typeface
from converters.derivatives.fulltext.notes import note_text
from converters.derivatives.saying import words
from converters.derivatives.saying.account import passages
from converters.derivatives.saying.key_points import KeyPoint, no_room
from validators.sharing.record import Record

WIDTH, HEIGHT = 960, 540  # points
MARGIN = 48
_ACROSS = WIDTH - 2 * MARGIN
_FOOT = HEIGHT - 30  # below it: number of the slide, draft banner
LEADING = 1.28  # line to line, as a multiple of the size; Vietnamese capitals with two marks need 1.2
_FINENESS = 4  # pixels a point is measured with: fonts are measured in whole pixels of an em
_SPARE = 0.96  # of the width that is filled: office programs set a little wider or narrower
_GAP = 14

_TITLE_SIZES = (34, 32, 30, 28, 26, 24, 22, 20)
_BODY_SIZES = (40, 36, 32, 30, 28, 26, 24, 22, 20)  # below 20 points nobody reads from the last row
_FIGURE_SIZES = (54, 50, 48, 44, 40, 36, 32, 28)
_CONDITION_SIZES = (18, 18, 18, 16, 16, 16, 16, 14)
_SOURCE = 18
_COVER_SIZES = (44, 40, 36, 32, 28, 24, 20, 16)


@dataclass(frozen=True, slots=True)
class Box:
    """Text in a place.

    Attributes:
        name: What programs call it in their lists.
        lines: Its text, a line each as it was measured; written without breaks where `flows`.
        left: Points.
        top: Points.
        width: Points.
        size: Of the letters, points.
        bold: Whether they are.
        colour: Of the letters.
        fill: Behind them; None for nothing.
    """

    name: str
    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    size: int
    bold: bool = False
    colour: Colour = INK_COLOUR
    fill: Colour | None = None

    @property
    def height(self) -> float:
        """Points it takes."""
        return len(self.lines) * self.size * LEADING

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height


LOGO_TOP, LOGO = 30, (46, 120)  # points: a logo above the title, its height, and its width at most


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: its title first, as it is read, what the speaker has before them, and a logo at its left top."""

    boxes: tuple[Box, ...]
    notes: str
    ground: Colour = WHITE
    logo: bytes = b""


@dataclass(frozen=True)
class Deck:
    """Lays out the slides of one record."""

    record: Record
    typeface: Typeface
    theme: Palette | None = None
    office: Theme | None = None

    @property
    def palette(self) -> Palette:
        """Colours of the theme, or of the material's subject."""
        return self.theme or palette_for(self.record.subjects)

    def slides(self, points: Sequence[KeyPoint]) -> tuple[Slide, ...]:
        """Title, a slide a point, and the legal basis.

        Raises:
            NoRoom: A point with what holds for it is too long for a slide.
        """
        texts = dict(passages(self.record))
        cards = [self._card(number, len(points), point, texts) for number, point in enumerate(points, 1)]
        return (self._cover(), *cards, *self._basis())

    def lines(self, text: str, size: int, width: float = _ACROSS, *, bold: bool = False) -> tuple[str, ...]:
        """A text as lines no wider than `width` points."""
        style = Style(size * _FINENESS, bold=bold)
        return self.typeface.wrap(text, style, width * _FINENESS * _SPARE)

    def _cover(self) -> Slide:
        record, deep = self.record, self.palette.deep
        below = [line for line in (*_imprint(record), words.AI_NOTICE if record.ai.generated else "") if line]
        small = Box("Cơ quan", tuple(part for line in below for part in self.lines(line, 20)), MARGIN, 0, _ACROSS, 20,
                    colour=WHITE)  # fmt: skip
        small = replace(small, top=_FOOT - 20 - small.height)
        office = self.office or Theme()
        top = 96 if office.logo or office.organ else 70
        room = small.top - top - _GAP
        for size in _COVER_SIZES:
            title = Box("Tên tài liệu", self.lines(record.title.strip(), size, bold=True), MARGIN, top, _ACROSS, size,
                        bold=True, colour=WHITE)  # fmt: skip
            if title.height <= room:
                break
        notes = "\n".join([record.title.strip(), *below, f"{words.IDENTIFIER}: {record.identifier}"])
        left = MARGIN + (logo_size(office.logo, *LOGO)[0] + 16 if office.logo else 0)
        across = WIDTH - left - MARGIN
        named = Box("Cơ quan chủ quản", self.lines(office.organ, 18, across, bold=True), left, LOGO_TOP, across, 18,
                    bold=True, colour=WHITE)  # fmt: skip
        boxes = (title, named, small) if office.organ else (title, small)
        return Slide(boxes, notes, deep, office.logo)

    def _card(self, number: int, count: int, point: KeyPoint, texts: dict[str, str]) -> Slide:
        for title, figure, body, condition in zip(
            _shrinking(_TITLE_SIZES), _shrinking(_FIGURE_SIZES), _shrinking(_BODY_SIZES), _shrinking(_CONDITION_SIZES),
            strict=True,
        ):  # fmt: skip
            boxes = self._stacked(number, count, point, (title, figure, body, condition))
            if boxes is not None:
                return Slide(boxes, self._notes(point, texts))
        raise no_room(point)

    def _stacked(
        self, number: int, count: int, point: KeyPoint, sizes: tuple[int, int, int, int]
    ) -> tuple[Box, ...] | None:
        """Heading, number and text from above, conditions and provision from below; None where they meet."""
        palette, (title, figure, body, condition) = self.palette, sizes
        heading = point.heading or f"{words.KEY_POINTS} {number}/{count}"
        boxes, top = [], 36.0
        wanted = (
            ("Tiêu đề", heading, title, True, palette.deep), ("Con số", point.figure, figure, True, palette.accent),
            ("Nội dung", point.text, body, False, INK_COLOUR),
        )  # fmt: skip
        for name, text, size, bold, colour in wanted:
            if text:
                box = Box(name, self.lines(text, size, bold=bold), MARGIN, top, _ACROSS, size, bold, colour)
                boxes.append(box)
                top = box.bottom + _GAP
        below, bottom = [], _FOOT - 8.0
        pinned = [f"{words.READ_ALONG}: {' '.join(point.pinned_texts)}"] if point.pinned_texts else []
        feet = [("Căn cứ", f"{words.SOURCE}: {point.citation}", _SOURCE, True, palette.deep)]
        feet += [(words.READ_ALONG, text, condition, False, QUIET_INK) for text in pinned]
        for name, text, size, bold, colour in feet:
            lines = self.lines(text, size, bold=bold)
            bottom -= len(lines) * size * LEADING
            below.append(Box(name, lines, MARGIN, bottom, _ACROSS, size, bold, colour))
            bottom -= _GAP / 2
        return (*boxes, *reversed(below)) if top <= bottom else None

    def _notes(self, point: KeyPoint, texts: dict[str, str]) -> str:
        """The passage as the material has it, the provision and whether it is in force, and what holds besides."""
        pointers = dict.fromkeys((point.pointer, *point.also))
        passage = [texts[pointer] for pointer in pointers if pointer in texts]
        named = [note_text(one) for one in self.record.legal_basis if note_text(one).startswith(point.citation)]
        lines = [
            f"{words.PASSAGE}:",
            *(passage or [point.as_sentence]),
            f"{words.SOURCE}: {point.citation}",
            *named[:1],
        ]
        lines += [f"{words.READ_ALONG}: {text}" for text in point.pinned_texts]
        return "\n".join(lines)

    def _basis(self) -> list[Slide]:
        """The legal basis, over as many slides as it takes."""
        slides: list[Slide] = []
        held: list[str] = []
        texts = list(dict.fromkeys(note_text(citation) for citation in self.record.legal_basis))
        for text in texts:
            if held and self._list_height([*held, text]) > _FOOT - 110:
                slides.append(self._listed(held))
                held = []
            held.append(text)
        return [*slides, self._listed(held)] if held else slides

    def _list_height(self, texts: Sequence[str]) -> float:
        return len(self._list_lines(texts)) * _SOURCE * LEADING

    def _list_lines(self, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(line for text in texts for line in self.lines(f"•{HARD_SPACE}{text}", _SOURCE))

    def _listed(self, texts: Sequence[str]) -> Slide:
        title = Box("Tiêu đề", (words.LEGAL_BASIS,), MARGIN, 36, _ACROSS, 32, bold=True, colour=self.palette.deep)
        listed = Box("Danh mục", self._list_lines(texts), MARGIN, title.bottom + _GAP, _ACROSS, _SOURCE)
        return Slide((title, listed), "\n".join([f"{words.LEGAL_BASIS}:", *texts]))


_STEPS = max(map(len, (_TITLE_SIZES, _FIGURE_SIZES, _BODY_SIZES, _CONDITION_SIZES)))


def _shrinking(sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Sizes of as many steps as the longest row has; the smallest stays."""
    return (*sizes, *[sizes[-1]] * (_STEPS - len(sizes)))


def _imprint(record: Record) -> list[str]:
    issuer = words.issuer(record)
    said = [f"{issuer[0]}: {issuer[1]}"] if issuer else []
    return [*said, words.issued_line(record), words.subject_name(record)]
