"""The few CSS selectors the page tests use, as XPath; lxml's own translation is a package of its own."""

from __future__ import annotations

import re
from typing import Any

_SIMPLE = re.compile(r"^(?P<tag>[a-z0-9]+)?(?P<rest>.*)$")
_PART = re.compile(r"\.([\w-]+)|\[([\w-]+)(?:(\^?=)'?([^'\]]*)'?)?\]|:not\(\[([\w-]+)=([^\]]+)\]\)")


def select(node: Any, selector: str) -> list[Any]:
    """Elements below a node, in the order of the page."""
    return list(node.xpath(" | ".join(_path(one) for one in selector.split(", "))))


def _path(selector: str) -> str:
    path, axis = ".", "//"
    for step in re.split(r" (?![^\[]*\])", selector):
        if step == ">":
            axis = "/"
            continue
        path += axis + _step(step)
        axis = "//"
    return path if not selector.startswith("body") else path.replace(".//body", "/html/body", 1)


def _step(step: str) -> str:
    match = _SIMPLE.match(step)
    assert match
    conditions = ""
    for name, attribute, sign, value, other, refused in _PART.findall(match["rest"]):
        if name:
            conditions += f"[contains(concat(' ', @class, ' '), ' {name} ')]"
        elif other:
            conditions += f"[not(@{other}='{refused}')]"
        elif sign == "^=":
            conditions += f"[starts-with(@{attribute}, '{value}')]"
        else:
            conditions += f"[@{attribute}='{value}']" if sign else f"[@{attribute}]"
    return (match["tag"] or "*") + conditions
