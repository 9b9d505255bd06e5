"""The text of one Word paragraph: runs, fields, tracked changes, notes, boxes and pictures inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from converters.legacy.fonts import judge_font
from converters.reading.office.charts import charts_below
from converters.reading.office.diagrams import diagrams_below
from converters.reading.office.flow import Counts, RichRun
from converters.reading.office.formulas import M, formula_text, lowered, raised
from converters.reading.office.package import Element
from converters.reading.office.word.styles import Look, Styles, W, is_dark, is_on, look_of, value

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"

_THROUGH = {W + name for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "ins", "moveTo", "dir", "bdo", "customXml", "ruby", "rubyBase")}  # fmt: skip  # noqa: E501
_GONE = {W + "del", W + "moveFrom"}
_RAISED = {"superscript": raised, "subscript": lowered}
_SUPERSCRIPTS = str.maketrans("0123456789*", "⁰¹²³⁴⁵⁶⁷⁸⁹*")
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph holds.

    Attributes:
        runs: Its own text.
        boxes: Contents of text boxes anchored in it (`w:txbxContent` elements).
        pictures: Relationship ids of pictures in it, each with what its author says it shows.
        charts: Relationship ids of charts in it.
        diagrams: Relationship ids of the data of diagrams in it.
        notes: Ids of footnotes and endnotes it refers to, in order: ("footnote", "3").
        breaks: Page breaks before its first text, and after.
        deleted: Characters struck by tracked changes.
    """

    runs: list[RichRun] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[tuple[str, str | None]] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    breaks_before: int = 0
    breaks_after: int = 0
    deleted: int = 0

    @property
    def empty(self) -> bool:
        """Whether it holds no ink of its own."""
        return not any(run.text.strip() for run in self.runs)

    def add(self, text: str, look: Look) -> None:
        """Add text in a look, to the last run if that looks the same."""
        if look.capitals:
            text = text.upper()
        if look.raised in _RAISED:
            text = _RAISED[look.raised](text) or text
        bold = bool(look.bold)
        if self.runs and self.runs[-1].font == look.font and self.runs[-1].bold == bold:
            self.runs[-1] = replace(self.runs[-1], text=self.runs[-1].text + text)
        else:
            self.runs.append(RichRun(text, look.font, bold))

    def page_break(self) -> None:
        """Note a page break; several without text between are one."""
        if self.empty:
            self.breaks_before = 1
        else:
            self.breaks_after = 1


class TextReader:
    """Reads paragraphs of one part of a file."""

    def __init__(self, styles: Styles, counts: Counts, note_label: Callable[[str, str], str], *, running: bool) -> None:
        """Prepare.

        Args:
            styles: Of the file.
            counts: Added to.
            note_label: Gives a note's printed number, by kind and id.
            running: The part is a header or footer, where page numbers are left out.
        """
        self._styles = styles
        self._counts = counts
        self._note_label = note_label
        self._running = running
        self._field: list[str] = []
        self._field_text: list[bool] = []

    def read(self, paragraph: Element) -> ParagraphText:
        """Read a `w:p`."""
        text = ParagraphText()
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and is_on(properties.find(f"{W}pageBreakBefore")):
            text.page_break()
        self._walk(paragraph, self._styles.base(value(properties, "pStyle")), text)
        return text

    def _walk(self, parent: Element, base: Look, text: ParagraphText) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, base, text)
            elif tag in _THROUGH:
                self._walk(child, base, text)
            elif tag == f"{W}fldSimple":
                if not self._is_page_field(child.get(f"{W}instr", "")):
                    self._walk(child, base, text)
            elif tag in _GONE:
                text.deleted += _struck(child)
            elif tag == f"{_MC}AlternateContent":
                self._alternative(child, base, text)
            elif isinstance(tag, str) and tag.startswith(M):
                text.add(formula_text(child), replace(base, raised=None))

    def _run(self, run: Element, base: Look, text: ParagraphText) -> None:
        properties = run.find(f"{W}rPr")
        look = base
        if properties is not None and len(properties):
            character = value(properties, "rStyle")
            own = look_of(properties, self._styles.theme)
            look = own.over(self._styles.look(character).over(base) if character else base)
        if look.hidden or look.struck or (look.white and _on_paper(run)):
            letters = sum(len(item.text or "") for item in run.iter(f"{W}t"))
            if look.struck and not look.hidden:
                self._counts.struck_characters += letters
            else:
                self._counts.hidden_characters += letters
            return
        for child in run:
            handler = _HANDLERS.get(child.tag)
            if handler is not None:
                handler(self, child, look, text)

    def _text(self, item: Element, look: Look, text: ParagraphText) -> None:
        if item.text and not (self._field_text and not self._field_text[-1]):
            text.add(item.text, look)

    def _break(self, item: Element, look: Look, text: ParagraphText) -> None:
        if item.get(f"{W}type") == "page":
            text.page_break()
        else:
            text.add("\n", look)

    def _rendered_break(self, _item: Element, _look: Look, text: ParagraphText) -> None:
        text.page_break()

    def _tab(self, _item: Element, look: Look, text: ParagraphText) -> None:
        text.add("\t", look)

    def _hyphen(self, _item: Element, look: Look, text: ParagraphText) -> None:
        text.add("-", look)

    def _soft_hyphen(self, _item: Element, look: Look, text: ParagraphText) -> None:
        if judge_font(look.font).encoding is not None:
            text.add("\u00ad", look)  # byte 0xAD, which is a letter in fonts of before Unicode ("ư" in TCVN3)

    def _symbol(self, item: Element, look: Look, text: ParagraphText) -> None:
        code = item.get(f"{W}char", "")
        if code:
            text.add(chr(int(code, 16)), replace(look, font=item.get(f"{W}font") or look.font))

    def _field_mark(self, item: Element, _look: Look, _text: ParagraphText) -> None:
        kind = item.get(f"{W}fldCharType")
        if kind == "begin":
            self._field.append("")
            self._field_text.append(True)
        elif kind == "separate" and self._field:
            self._field_text[-1] = not self._is_page_field(self._field[-1])
        elif kind == "end" and self._field:
            self._field.pop()
            self._field_text.pop()

    def _instruction(self, item: Element, _look: Look, _text: ParagraphText) -> None:
        if self._field:
            self._field[-1] += item.text or ""

    def _is_page_field(self, instruction: str) -> bool:
        return self._running and instruction.strip().upper().startswith(_PAGE_FIELDS)

    def _note(self, item: Element, look: Look, text: ParagraphText) -> None:
        kind = "footnote" if item.tag == f"{W}footnoteReference" else "endnote"
        identity = item.get(f"{W}id", "")
        text.notes.append((kind, identity))
        if is_on(item.find(f"{W}customMarkFollows")) or item.get(f"{W}customMarkFollows") in {"1", "true"}:
            return
        text.add(self._note_label(kind, identity).translate(_SUPERSCRIPTS), look)

    def _drawing(self, item: Element, _look: Look, text: ParagraphText) -> None:
        text.boxes += outermost_boxes(item)
        text.pictures += pictures_in(item)
        text.charts += charts_below(item)
        text.diagrams += diagrams_below(item)

    def _alternative(self, item: Element, look: Look, text: ParagraphText) -> None:
        """The choice only: the fallback says the same again for older programs."""
        chosen = item.find(f"{_MC}Choice")
        chosen = item.find(f"{_MC}Fallback") if chosen is None else chosen
        if chosen is None:
            return
        text.boxes += outermost_boxes(chosen)
        text.pictures += pictures_in(chosen)
        text.charts += charts_below(chosen)
        text.diagrams += diagrams_below(chosen)
        self._walk(chosen, look, text)


_HANDLERS: dict[str, Callable[[TextReader, Any, Look, ParagraphText], None]] = {
    f"{W}t": TextReader._text,
    f"{W}br": TextReader._break,
    f"{W}cr": TextReader._break,
    f"{W}lastRenderedPageBreak": TextReader._rendered_break,
    f"{W}tab": TextReader._tab,
    f"{W}ptab": TextReader._tab,
    f"{W}noBreakHyphen": TextReader._hyphen,
    f"{W}softHyphen": TextReader._soft_hyphen,
    f"{W}sym": TextReader._symbol,
    f"{W}fldChar": TextReader._field_mark,
    f"{W}instrText": TextReader._instruction,
    f"{W}footnoteReference": TextReader._note,
    f"{W}endnoteReference": TextReader._note,
    f"{W}drawing": TextReader._drawing,
    f"{W}pict": TextReader._drawing,
    f"{W}object": TextReader._drawing,
    f"{_MC}AlternateContent": TextReader._alternative,
}


def _on_paper(run: Element) -> bool:
    """Whether nothing dark can lie behind a run: no shaded paragraph, cell, table or text box is around it."""
    for around in run.iterancestors():
        if around.tag == f"{W}txbxContent" or around.find(f"{W}tblPr/{W}tblStyle") is not None:
            return False
        if any(is_dark(around.find(f"{W}{name}")) for name in ("pPr", "tcPr", "tblPr")):
            return False
        if around.tag == f"{W}document" and around.find(f"{W}background") is not None:
            return False
    return True


def _struck(deletion: Element) -> int:
    return sum(len(item.text or "") for item in deletion.iter(f"{W}delText", f"{W}t"))


def outermost_boxes(item: Element) -> Iterator[Element]:
    """Text boxes below an element, without those inside another, and without fallbacks."""
    for child in item:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            yield from outermost_boxes(child if choice is None else choice)
        elif isinstance(child.tag, str):
            yield from outermost_boxes(child)


def pictures_in(item: Element) -> list[tuple[str, str | None]]:
    """Relationship ids of the pictures below an element, each with what its author says it shows."""
    blips = [(blip.get(f"{_R}embed"), _described(blip)) for blip in item.iter(f"{_A}blip")]
    images = [(image.get(f"{_R}id"), _parent_text(image)) for image in item.iter(f"{_V}imagedata")]
    return [(str(identity), said) for identity, said in (*blips, *images) if identity]


def _described(blip: Element) -> str | None:
    """From the properties of the picture itself, else of the drawing it stands in (ECMA-376-1, 20.1.2.2.8)."""
    for around in blip.iterancestors():
        for properties in (*around.iterfind("{*}nvPicPr/{*}cNvPr"), *around.iterfind("{*}docPr")):
            if said := properties.get("descr"):
                return str(said)
        if around.tag == f"{W}drawing":
            return None
    return None


def _parent_text(image: Element) -> str | None:
    shape = image.getparent()
    return None if shape is None else shape.get("alt")
