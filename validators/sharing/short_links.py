"""The short address of a material on a portal: the head of its UUID, which is read and typed without mistakes."""

from __future__ import annotations

import re
from urllib.parse import quote

SHORT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{2}")
_UUID = re.compile(r"urn:uuid:([0-9a-f]{8}-[0-9a-f]{2})[0-9a-f]{2}-[45][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def short_path(identifier: str) -> str:
    """The path of a material's page: "m/6f1c2d34-58" for a UUID, "materials/IDENTIFIER" for any other.

    Forty random bits: of a hundred thousand materials two share them with a chance of one in two hundred, and then the
    portal shows neither rather than the wrong one.
    """
    short = short_name(identifier)
    return f"materials/{quote(identifier, safe=':')}" if short == identifier else f"m/{short}"


def short_name(identifier: str) -> str:
    """What a material is called on paper: the head of a UUID, any other identifier whole."""
    found = _UUID.fullmatch(identifier)
    return found.group(1) if found else identifier
