"""A sentence as an item shows it: without the number or mark it begins with, without the marks it ends with."""

from __future__ import annotations

import re

_LABEL = re.compile(r"^(?:[-–•+*]\s{0,3}|[a-zđ]\d?\)\s{0,3}|\d{1,2}[.)]\s{1,3})")


def plain(text: str) -> str:
    """Text without the number or mark it begins with and without the marks it ends with."""
    return _LABEL.sub("", text.strip()).strip(" ;.,:–-")


def plain_sentence(text: str) -> str:
    """As `plain`, with the point that ends a sentence."""
    return _LABEL.sub("", text.strip()).strip(" ;,:–-")
