"""File names every system can hold: ASCII, short, never a device name of Windows."""

from __future__ import annotations

import re

from validators.language.unicode_hygiene import normalized

MAX_LENGTH = 60  # leaves room for folders within Windows' 260 characters
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[\d¹²³])(\..*)?", re.IGNORECASE)  # Win32 "Naming Files"
_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


def slug(text: str, *, fallback: str = "tai-lieu") -> str:
    """A lower-case ASCII name made of letters, digits and single hyphens.

    Args:
        text: Any text; Vietnamese letters lose their marks.
        fallback: Used when nothing is left.
    """
    plain = normalized("NFKD", text.translate(_D)).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:MAX_LENGTH].rstrip("-") or fallback
    return f"{name}-x" if is_reserved(name) else name


def is_reserved(name: str) -> bool:
    """Whether Windows takes a name for a device ("con", "LPT1.txt")."""
    return _RESERVED.fullmatch(name) is not None


def safe_file_name(name: str) -> str:
    """The slug of a file name that keeps its extension ("Tờ gấp.PDF" → "to-gap.pdf")."""
    stem, dot, extension = name.rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,8}", extension):
        return slug(name)
    return f"{slug(stem)}.{extension.lower()}"
