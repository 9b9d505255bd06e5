"""Where the office's own register of acts is; most runs have none, and to find that out takes no time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from validators.rules.policy_place import callers_policy

USUAL = Path("register.sqlite")
"""What `register build` writes where nothing else is said."""


def offices_register_path(judged: Sequence[Path]) -> Path | None:
    """Where the office's register is, as its settings say, or the usual one; None when it has none.

    Args:
        judged: Materials; a settings file that stands with them does not count.

    Raises:
        WrongPolicy: The settings cannot be read.
    """
    return _of_settings(judged) or (USUAL if USUAL.is_file() else None)


def _of_settings(judged: Sequence[Path]) -> Path | None:
    where = callers_policy(judged, Path.cwd())
    if where is None:
        return None
    from validators.rules.policy import read_policy  # it loads what checks settings

    named = read_policy(where).register_path
    return where.parent / named if named else None
