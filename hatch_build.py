"""Compile the message catalogues while the wheel is built, so that no binary catalogue is kept in the tree."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))

from pbgdpl_cli.catalogues import compile_catalogues  # noqa: E402  (the path must be set first)


class CustomBuildHook(BuildHookInterface[Any]):
    """Turns every `locale/LANG/*.po` into one `LC_MESSAGES/pbgdpl.mo`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before files are collected (called for wheels and editable installs alike)."""
        del version, build_data
        compile_catalogues(ROOT / "pbgdpl_cli" / "locale")
