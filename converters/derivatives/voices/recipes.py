"""The recipe a sound file was made by, read back from its tags."""

from __future__ import annotations

import re
from pathlib import Path

_HEAD = 1 << 18  # bytes in which the tags of our files stand
_RECIPE_TAG = re.compile(rb"recipe[\x00=]([0-9a-f]{64})")


def recipe_in_sound(path: Path) -> str | None:
    """The recipe a sound file of ours was made by; None when it has none."""
    try:
        with path.open("rb") as stream:
            found = _RECIPE_TAG.search(stream.read(_HEAD))
    except OSError:
        return None
    return found[1].decode("ascii") if found else None
