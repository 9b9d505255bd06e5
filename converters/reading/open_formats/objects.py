"""Objects inside OpenDocument files: formulas (MathML) as one line of text, charts as their title and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from converters.reading.office.formulas import bracketed, lowered, raised
from converters.reading.office.package import Element

MATH = "{http://www.w3.org/1998/Math/MathML}"
CHART = "{urn:oasis:names:tc:opendocument:xmlns:chart:1.0}"
_SILENT = {MATH + "annotation", MATH + "annotation-xml"}


def mathml_text(element: Element) -> str:
    """A formula as a person would type it on one line: (a + b)/c, x², √(y)."""
    name = element.tag.removeprefix(MATH) if isinstance(element.tag, str) else ""
    parts = [mathml_text(child) for child in element if isinstance(child.tag, str) and child.tag not in _SILENT]
    if name == "mfrac" and len(parts) == 2:
        return f"{bracketed(parts[0])}/{bracketed(parts[1])}"
    if name == "msup" and len(parts) == 2:
        return parts[0] + (raised(parts[1]) or f"^{bracketed(parts[1])}")
    if name == "msub" and len(parts) == 2:
        return parts[0] + (lowered(parts[1]) or f"_{bracketed(parts[1])}")
    if name == "msubsup" and len(parts) == 3:
        base, below, above = parts
        return f"{base}{lowered(below) or f'_{bracketed(below)}'}{raised(above) or f'^{bracketed(above)}'}"
    if name == "mroot" and len(parts) == 2:
        return f"{raised(parts[1]) or parts[1]}√({parts[0]})"
    if name == "msqrt":
        return f"√({''.join(parts)})"
    return (element.text or "").strip() + "".join(parts)


def chart_titles(root: Element) -> Iterator[str]:
    """What stands over a chart and along its axes."""
    for title in root.iter(f"{CHART}title", f"{CHART}subtitle"):
        text = "".join(title.itertext()).strip()
        if text:
            yield text
