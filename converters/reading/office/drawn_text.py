"""Text of drawings (DrawingML, ECMA-376-1, 21.1.2): paragraphs of shapes, with the bullets and numbers they print."""

from __future__ import annotations

from collections.abc import Iterator

from converters.reading.office.flow import RichParagraph, RichRun
from converters.reading.office.formulas import M, formula_text, lowered, raised
from converters.reading.office.package import Element
from converters.reading.office.word.numbering import format_number
from converters.reading.symbols import signs_of_font

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SCHEMES = {"arabic": "decimal", "alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman", "romanUc": "upperRoman"}  # fmt: skip  # noqa: E501
_CLOSINGS = {"Period": ".", "ParenR": ")", "ParenBoth": ")", "Plain": "", "Minus": "-"}


def paragraphs_of(body: Element) -> Iterator[RichParagraph]:
    """Every paragraph of a body of text, empty ones too."""
    counters: dict[int, int] = {}
    for paragraph in body.iterfind(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        depth = int(properties.get("lvl", 0)) if properties is not None else 0
        runs = tuple(_runs(paragraph))
        inked = any(run.text.strip() for run in runs)
        label = _label(properties, depth, counters) if inked else None
        centred = properties is not None and properties.get("algn") == "ctr"
        listed = depth if label is not None or depth else None
        yield RichParagraph(runs, label=label, depth=listed, centred=centred)


def words_of(paragraph: RichParagraph) -> str:
    """All that its runs say."""
    return "".join(run.text for run in paragraph.runs).strip()


def _label(properties: Element | None, depth: int, counters: dict[int, int]) -> str | None:
    """The bullet or number PowerPoint prints, where the paragraph itself says so."""
    for deeper in [other for other in counters if other > depth]:
        del counters[deeper]
    numbering = None if properties is None else properties.find(f"{A}buAutoNum")
    if numbering is None:
        counters.pop(depth, None)
        bullet = None if properties is None else properties.find(f"{A}buChar")
        char = "" if bullet is None else signs_of_font(bullet.get("char", ""), _bullet_font(properties))
        return ("•" if not char.isprintable() or "\ue000" <= char <= "\uf8ff" else char) if char else None
    counters[depth] = counters.get(depth, int(numbering.get("startAt", 1)) - 1) + 1
    scheme = numbering.get("type", "arabicPeriod")
    name = next((name for name in _SCHEMES if scheme.startswith(name)), "arabic")
    opening = "(" if scheme.endswith("ParenBoth") else ""
    return f"{opening}{format_number(counters[depth], _SCHEMES[name])}{_CLOSINGS.get(scheme.removeprefix(name), '.')}"


def _bullet_font(properties: Element | None) -> str | None:
    face = None if properties is None else properties.find(f"{A}buFont")
    return None if face is None else face.get("typeface")


def _runs(paragraph: Element) -> Iterator[RichRun]:
    for child in paragraph:
        if child.tag == f"{A}br":
            yield RichRun("\n")
        elif child.tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            yield from _runs(child if chosen is None else chosen)
        elif formula := formula_in(child):
            yield RichRun(formula)
        elif child.tag in {f"{A}r", f"{A}fld"} and not child.get("type", "").startswith("slidenum"):
            if is_struck(child):
                continue
            properties = child.find(f"{A}rPr")
            latin = None if properties is None else properties.find(f"{A}latin")
            font = None if latin is None else latin.get("typeface")
            bold = properties is not None and properties.get("b") in {"1", "true"}
            text = child.findtext(f"{A}t") or ""
            if properties is not None and properties.get("cap") == "all":
                text = text.upper()
            shift = int(properties.get("baseline", 0)) if properties is not None else 0
            if shift:
                text = (raised(text) if shift > 0 else lowered(text)) or text
            yield RichRun(text.replace("\x0b", "\n"), font, bold)


def formula_in(element: Element) -> str:
    """A formula of a paragraph (`a14:m`, MS-ODRAWXML 2.9.1) as one line of text; empty for anything else."""
    return formula_text(element) if element.tag.endswith("}m") and element.find(f".//{M}oMath") is not None else ""


def is_struck(run: Element) -> bool:
    """Whether a run is struck out."""
    properties = run.find(f"{A}rPr")
    return properties is not None and properties.get("strike", "noStrike") != "noStrike"
