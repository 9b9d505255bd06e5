"""The recipe of a derivative that is text: the last line of a plain one, a `meta` element where there are elements."""

from __future__ import annotations

import re
from pathlib import Path

RECIPE_NAME = "pbgdpl:recipe"
"""The name of the `meta` element that holds a recipe."""

_RECIPE = re.compile(r"^Mã bản dựng: ([0-9a-f]{64})$", re.MULTILINE)
_LARGEST = 1 << 20  # bytes; the longest script or draft has a tenth of it


def recipe_line(recipe: str) -> str:
    """The line that names a recipe (SHA-256 in hexadecimal digits)."""
    return f"Mã bản dựng: {recipe}\n"


def recipe_in(path: Path) -> str | None:
    """The recipe a text was made by; None when it is none of ours."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        found = _RECIPE.search(path.read_text("utf-8"))
    except (OSError, UnicodeError):
        return None
    return found[1] if found else None


def recipe_at_head(path: Path, recipe: re.Pattern[str], reach: int) -> str | None:
    """The recipe that stands near the beginning of a text file; None where there is none.

    Args:
        path: The file.
        recipe: Finds it as its first group.
        reach: Bytes in which it stands.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(reach).decode("utf-8", "replace")
    except OSError:
        return None
    found = recipe.search(head)
    return found.group(1) if found else None
