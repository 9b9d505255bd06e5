"""Formulas of Office files (Office Math, ECMA-376-1, 22.1) as one line of text: (a + b)/c, x², √(y)."""

from __future__ import annotations

import re
from collections.abc import Callable

from converters.reading.office.package import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SIMPLE = re.compile(r"[\w.,×·⋅%]*|\([^()]*\)")  # needs no brackets around it on a fraction's line


def raised(text: str) -> str | None:
    """A text in superscript letters; None where there are none for it."""
    return _in(text, _RAISED)


def lowered(text: str) -> str | None:
    """A text in subscript letters; None where there are none for it."""
    return _in(text, _LOWERED)


def _in(text: str, letters: dict[int, int]) -> str | None:
    return text.translate(letters) if text and all(ord(letter) in letters for letter in text) else None


def formula_text(element: Element) -> str:
    """A formula, or everything below a part of one, in its order."""
    if element.tag == f"{M}oMathPara":
        return _lines(element)
    return "".join(_one(child) for child in element if isinstance(child.tag, str))


def _one(element: Element) -> str:
    name = element.tag.removeprefix(M) if element.tag.startswith(M) else ""
    handler = _HANDLERS.get(name)
    if handler is not None:
        return handler(element)
    if name == "t" or element.tag.endswith("}t"):
        return element.text or ""
    return "" if name.endswith("Pr") else formula_text(element)


def _part(element: Element, name: str) -> str:
    part = element.find(M + name)
    return "" if part is None else formula_text(part)


def bracketed(text: str) -> str:
    """A part of a formula in brackets, where it needs them to stay together on one line."""
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _fraction(element: Element) -> str:
    return f"{bracketed(_part(element, 'num'))}/{bracketed(_part(element, 'den'))}"


def _power(element: Element) -> str:
    upper = _part(element, "sup")
    return _part(element, "e") + (raised(upper) or f"^{bracketed(upper)}")


def _index(element: Element) -> str:
    lower = _part(element, "sub")
    return _part(element, "e") + (lowered(lower) or f"_{bracketed(lower)}")


def _both(element: Element) -> str:
    lower, upper = _part(element, "sub"), _part(element, "sup")
    base = _part(element, "e")
    return f"{base}{lowered(lower) or f'_{bracketed(lower)}'}{raised(upper) or f'^{bracketed(upper)}'}"


def _root(element: Element) -> str:
    degree = _part(element, "deg")
    return f"{raised(degree) or degree}√({_part(element, 'e')})"


def _sum(element: Element) -> str:
    sign = element.find(f"{M}naryPr/{M}chr")
    lower, upper = _part(element, "sub"), _part(element, "sup")
    bounds = f"({lower}…{upper})" if lower or upper else ""
    return f"{'∫' if sign is None else sign.get(f'{M}val', '∑')}{bounds} {_part(element, 'e')}"


def _delimited(element: Element) -> str:
    properties = element.find(f"{M}dPr")
    marks = {}
    for name, usual in (("begChr", "("), ("endChr", ")"), ("sepChr", "|")):
        mark = None if properties is None else properties.find(M + name)
        marks[name] = usual if mark is None else mark.get(f"{M}val", "")
    inside = marks["sepChr"].join(formula_text(part) for part in element.findall(f"{M}e"))
    return f"{marks['begChr']}{inside}{marks['endChr']}"


def _rows(element: Element) -> str:
    """Equations below each other."""
    return "; ".join(formula_text(row) for row in element.findall(f"{M}e"))


def _matrix(element: Element) -> str:
    rows = element.findall(f"{M}mr")
    return "; ".join(", ".join(formula_text(cell) for cell in row.findall(f"{M}e")) for row in rows)


def _function(element: Element) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}".strip()


def _limit(element: Element) -> str:
    return f"{_part(element, 'e')}({_part(element, 'lim')})"


def _before(element: Element) -> str:
    lower, upper = _part(element, "sub"), _part(element, "sup")
    return f"{raised(upper) or upper}{lowered(lower) or lower}{_part(element, 'e')}"


def _lines(element: Element) -> str:
    return "; ".join(formula_text(line) for line in element.findall(f"{M}oMath"))


_HANDLERS: dict[str, Callable[[Element], str]] = {
    "f": _fraction,
    "sSup": _power,
    "sSub": _index,
    "sSubSup": _both,
    "rad": _root,
    "nary": _sum,
    "d": _delimited,
    "eqArr": _rows,
    "m": _matrix,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
    "sPre": _before,
    "oMathPara": _lines,
}
