"""Formulas of web pages (MathML) as one line of text, built while the page's tags come."""

from __future__ import annotations

from lxml import etree

from converters.reading.open_formats.objects import MATH, mathml_text

_DEEPEST = 200  # elements inside each other; what lies deeper is taken as text of that one


class WebFormula:
    """The formula under way, if there is one."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._builder = etree.TreeBuilder()

    def starts(self, tag: str) -> bool:
        """Take a tag that opens; whether it belongs to a formula."""
        if not self._open and tag != "math":
            return False
        if not self._open:
            self._builder = etree.TreeBuilder()
        if len(self._open) < _DEEPEST:
            self._builder.start(MATH + tag, {})
            self._open.append(tag)
        return True

    def holds(self, data: str) -> bool:
        """Take text; whether it belongs to a formula."""
        if self._open:
            self._builder.data(data)
        return bool(self._open)

    def ends(self, tag: str) -> str | None:
        """Take a tag that closes: None outside formulas, the formula where it is complete, "" before."""
        if not self._open:
            return None
        while tag in self._open:
            last = self._open.pop()
            self._builder.end(MATH + last)
            if last == tag:
                break
        return "" if self._open else mathml_text(self._builder.close())
