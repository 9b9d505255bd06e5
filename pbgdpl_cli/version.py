"""What this program is called and which version it is."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

from pbgdpl_cli.namesakes import DISTRIBUTION


@cache
def software() -> str:
    """Name and version as kept in packages: "pbgdpl-cli 0.1.0"."""
    try:
        return f"{DISTRIBUTION} {version(DISTRIBUTION)}"
    except PackageNotFoundError:
        return f"{DISTRIBUTION} 0"
